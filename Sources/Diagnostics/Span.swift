/// A stretch of a source, in UTF-8 offsets; line and column are computed when it is shown.
package struct Span: Hashable, Sendable {
    package let source: SourceID
    package let start: UInt32
    package let end: UInt32

    package init(source: SourceID, start: Int, end: Int) {
        self.source = source
        self.start = UInt32(clamping: start)
        self.end = UInt32(clamping: max(start, end))
    }

    package init(source: SourceID, _ range: Range<Int>) {
        self.init(source: source, start: range.lowerBound, end: range.upperBound)
    }

    package var range: Range<Int> { Int(start)..<Int(end) }

    /// The shortest span that holds both; of two sources, the first wins.
    package func union(_ other: Span) -> Span {
        guard other.source == source else { return self }
        return Span(
            source: source, start: min(range.lowerBound, other.range.lowerBound), end: max(range.upperBound, other.range.upperBound))
    }
}
