/// A text taken out of a host file (a YAML scalar, an XML attribute), which knows where each of its bytes stood there.
///
/// Escapes, folding and entities change the text; ``span(_:)`` still answers with the place that the author typed.
package struct EmbeddedText: Hashable, Sendable {
    /// A run of bytes that stand one for one in the host file, or one replaced piece (an escape, an entity, a fold).
    package struct Segment: Hashable, Sendable {
        package let textStart: Int
        package let hostStart: Int
        package let hostEnd: Int
        /// Whether bytes map one for one; otherwise the whole segment maps to the whole host stretch.
        package let isVerbatim: Bool

        package init(textStart: Int, hostStart: Int, hostEnd: Int, isVerbatim: Bool) {
            self.textStart = textStart
            self.hostStart = hostStart
            self.hostEnd = hostEnd
            self.isVerbatim = isVerbatim
        }
    }

    package let text: String
    package let source: SourceID
    /// In order of `textStart`; never empty.
    package let segments: [Segment]

    package init(text: String, source: SourceID, segments: [Segment]) {
        self.text = text
        self.source = source
        self.segments = segments.isEmpty ? [Segment(textStart: 0, hostStart: 0, hostEnd: 0, isVerbatim: true)] : segments
    }

    /// A text that stands in its host as it is.
    package init(verbatim text: String, source: SourceID, at hostStart: Int = 0) {
        self.init(
            text: text, source: source,
            segments: [Segment(textStart: 0, hostStart: hostStart, hostEnd: hostStart + text.utf8.count, isVerbatim: true)])
    }

    /// The span in the host file of the whole text.
    package var span: Span { span(0..<text.utf8.count) }

    /// The span in the host file of a range of UTF-8 offsets of ``text``.
    package func span(_ range: Range<Int>) -> Span {
        let start = hostOffset(range.lowerBound, isEnd: false)
        let end = range.isEmpty ? start : hostOffset(range.upperBound, isEnd: true)
        return Span(source: source, start: start, end: end)
    }

    private func hostOffset(_ offset: Int, isEnd: Bool) -> Int {
        // An end belongs to the segment of the byte before it.
        let probe = isEnd ? offset - 1 : offset
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].textStart <= probe { low = middle } else { high = middle - 1 }
        }
        let segment = segments[low]
        guard segment.isVerbatim else { return isEnd ? segment.hostEnd : segment.hostStart }
        return min(segment.hostStart + max(0, offset - segment.textStart), segment.hostEnd)
    }
}
