import Diagnostics

/// An expression put together from what an author wrote in several places; each part keeps its place.
struct ComposedText {
    private var text = ""
    private var segments: [EmbeddedText.Segment] = []
    private let source: SourceID

    init(source: SourceID) {
        self.source = source
    }

    var isEmpty: Bool { text.isEmpty }

    /// Words that stand for what is written at a place.
    mutating func append(_ words: String, for place: Span) {
        segments.append(
            EmbeddedText.Segment(
                textStart: text.utf8.count, hostStart: place.range.lowerBound, hostEnd: place.range.upperBound, isVerbatim: false))
        text += words
    }

    /// An author's own words.
    mutating func append(_ written: EmbeddedText) {
        let start = text.utf8.count
        for segment in written.segments {
            segments.append(
                EmbeddedText.Segment(
                    textStart: start + segment.textStart, hostStart: segment.hostStart, hostEnd: segment.hostEnd,
                    isVerbatim: segment.isVerbatim))
        }
        text += written.text
    }

    var composed: EmbeddedText { EmbeddedText(text: text, source: source, segments: segments) }
}
