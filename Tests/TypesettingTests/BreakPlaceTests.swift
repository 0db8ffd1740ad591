import Pages
import Testing

@testable import Typesetting

/// Where pages break when not all wishes can be met; what stands outside of the flow.
@Suite struct BreakPlaceTests {
    /// Of two boxes that avoid breaks, one in the other, the outer one breaks.
    @Test func outerOfTwoAvoidingBoxesBreaks() {
        let pages = Setting.pages(
            "<div>a</div><div class='v'><p class='h'>b</p><div class='v'><p class='h'>c</p><p class='h'>d</p></div></div>",
            css: ".v { break-inside: avoid } .h { height: 80pt }")
        #expect(pages == [["a"], ["b"], ["c", "d"]])
    }

    /// Lines that go on from another page: `orphans` holds there too.
    @Test func orphansHoldBeforeEachBreak() {
        let lines = (1...31).map(String.init).joined(separator: "<br/>")
        let pages = Setting.pages("<p class='o'>\(lines)</p>", css: ".o { orphans: 12; widows: 12 }")
        #expect(pages.map(\.count) == [13, 12, 6])
    }

    /// A running element that stands alone in a block still reaches its margin box.
    @Test func runningElementAloneInABlockIsFound() {
        let pages = Setting.pages(
            "<div><p class='r'>tête</p></div><p>mot</p>",
            css: "@page { @top-center { content: element(h) } } .r { position: running(h) }")
        #expect(pages.first?.contains("tête") == true)
    }

    /// `::before` and `::after` that are list items have markers, and count.
    @Test func generatedListItemsHaveMarkers() {
        let pages = Setting.pages(
            "<div class='l'/>",
            css: """
                .l { counter-reset: list-item; list-style: decimal inside }
                .l::before { content: "avant"; display: list-item } .l::after { content: "après"; display: list-item }
                """)
        #expect(pages.first?.joined().contains("1. avant") == true)
        #expect(pages.first?.joined().contains("2. après") == true)
    }

    /// The direction of the containing block says which margin gives way.
    @Test func containerDirectionPlacesItsBlocks() {
        let areas = Setting.filled(
            "<div dir='rtl'><div class='b'/></div>", css: ".b { direction: ltr; width: 60pt; height: 10pt; background: red }")
        #expect(areas.map(\.x) == [220])
    }

    /// Rows that fit on no page begin where they stand; others stay whole.
    @Test func onlyRowsTallerThanAPageBreakInside() {
        let tall = (1...20).map { "<p>l\($0)</p>" }.joined()
        let pages = Setting.pages("<table><tr><td>a</td></tr><tr><td>\(tall)</td></tr></table>")
        #expect(pages.count == 2)
        #expect(pages.first?.prefix(2) == ["a", "l1"])
    }
}
