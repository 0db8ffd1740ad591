import Diagnostics

/// Builds the text of a scalar together with the map back to the file.
struct TextBuilder {
    private let file: SourceFile
    private(set) var bytes: [UInt8] = []
    private var segments: [EmbeddedText.Segment] = []
    private let origin: Int

    /// - Parameter origin: where an empty text stands.
    init(file: SourceFile, origin: Int) {
        self.file = file
        self.origin = origin
    }

    /// Bytes that stand in the file as they are.
    mutating func verbatim(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if let last = segments.last, last.isVerbatim, last.hostEnd == range.lowerBound,
            last.hostEnd - last.hostStart == bytes.count - last.textStart
        {
            segments[segments.count - 1] = EmbeddedText.Segment(
                textStart: last.textStart, hostStart: last.hostStart, hostEnd: range.upperBound, isVerbatim: true)
        } else {
            segments.append(
                EmbeddedText.Segment(textStart: bytes.count, hostStart: range.lowerBound, hostEnd: range.upperBound, isVerbatim: true))
        }
        bytes.append(contentsOf: file.bytes[range])
    }

    /// Bytes that stand for a stretch of the file: an escape, a fold.
    mutating func replaced(_ replacement: [UInt8], for range: Range<Int>) {
        guard !replacement.isEmpty else { return }
        segments.append(
            EmbeddedText.Segment(textStart: bytes.count, hostStart: range.lowerBound, hostEnd: range.upperBound, isVerbatim: false))
        bytes.append(contentsOf: replacement)
    }

    func build() -> EmbeddedText {
        let all =
            segments.isEmpty ? [EmbeddedText.Segment(textStart: 0, hostStart: origin, hostEnd: origin, isVerbatim: true)] : segments
        return EmbeddedText(text: String(decoding: bytes, as: UTF8.self), source: file.id, segments: all)
    }
}
