import Diagnostics
import Testing

@Suite struct EmbeddedTextTests {
    private let source = SourceID(index: 0)

    @Test func verbatimTextMapsByteForByte() {
        let text = EmbeddedText(verbatim: "a == b", source: source, at: 10)
        #expect(text.span(5..<6) == Span(source: source, 15..<16))
        #expect(text.span == Span(source: source, 10..<16))
    }

    /// `"a\tb"` in a host: the escape takes two bytes there and one here.
    @Test func escapesMapToTheWholeEscape() {
        let text = EmbeddedText(
            text: "a\tb", source: source,
            segments: [
                .init(textStart: 0, hostStart: 1, hostEnd: 2, isVerbatim: true),
                .init(textStart: 1, hostStart: 2, hostEnd: 4, isVerbatim: false),
                .init(textStart: 2, hostStart: 4, hostEnd: 5, isVerbatim: true),
            ])
        #expect(text.span(0..<1).range == 1..<2)
        #expect(text.span(1..<2).range == 2..<4)
        #expect(text.span(2..<3).range == 4..<5)
        #expect(text.span(0..<3).range == 1..<5)
    }
}
