import Diagnostics
import Pages
import Testing

@testable import Typesetting

/// What goes on over pages: notes, floats, positioned boxes, content that nothing can part. The page's area is 260 x 160 pt.
@Suite struct FragmentationTests {
    @Test func footnoteStandsAtTheFootOfItsPageAndIsCounted() {
        let css = ".n { float: footnote }"
        let runs = Setting.runs("<p>a<span class='n'>first</span></p><p>b<span class='n'>second</span></p>", css: css)
        let first = runs.first { $0.text.contains("first") }
        let second = runs.first { $0.text.contains("second") }
        #expect((first?.origin.y ?? 0) > 140)
        #expect((second?.origin.y ?? 0) > (first?.origin.y ?? 0))
        #expect(runs.filter { $0.text.hasPrefix("2") }.count == 2)
    }

    @Test func footnoteIsANoteBehindItsReference() {
        let structure = Setting.structure("<p>a<span class='n'>first</span></p>", css: ".n { float: footnote }")
        #expect(structure.contains("reference"))
        #expect(structure.contains("note"))
    }

    @Test func floatGoesOnOnTheNextPage() {
        let areas = Setting.filled("<div class='f'/>", css: ".f { float: left; width: 50pt; height: 200pt; background: red }")
        #expect(areas.map(\.height) == [160, 40])
    }

    @Test func positionedBoxBelowThePageStandsOnTheNext() {
        let areas = Setting.filled(
            "<div class='a'/>", css: ".a { position: absolute; top: 200pt; width: 50pt; height: 10pt; background: red }")
        #expect(areas.map(\.y) == [60])
    }

    @Test func columnsAreAsTallAsTheTallestNeeds() {
        let areas = Setting.filled(
            "<div class='m'><div/><div/><div class='k'/><div/></div>",
            css: ".m { columns: 2; column-gap: 0 } .m div { height: 20pt; background: red } .k { break-before: avoid }")
        #expect(areas.map(\.y) == [20, 40, 20, 40] || areas.map(\.y) == [20, 40, 60, 20])
    }

    @Test func lonelyLinesAreToldWithTheirElement() {
        let body = "<p>" + Array(repeating: "l", count: 14).joined(separator: "<br/>") + "</p>"
        let (document, bag) = Setting.document(body, css: "p { orphans: 14; widows: 2 }")
        #expect(document?.pages.count == 2)
        let found = bag.diagnostics.first { $0.code == "typesetting/lonely-lines" }
        #expect(found?.message.en.contains("`p`") ?? false)
        #expect(found?.span != nil)
        #expect(!Setting.document(body).1.diagnostics.contains { $0.code == "typesetting/lonely-lines" })
    }

    @Test func brokenAvoidIsToldWithItsElement() {
        let body = "<div>" + Array(repeating: "<p>l</p>", count: 20).joined() + "</div>"
        let (_, bag) = Setting.document(body, css: "div { break-inside: avoid }")
        #expect(bag.diagnostics.contains { $0.code == "typesetting/parted" && $0.message.en.contains("page 1") })
    }

    @Test func noteOfAParagraphThatMustStandWithItMovesBoth() {
        let body = "<p class='f'/><p>a<br/>b<br/>c<br/>d<span class='n'>" + "note " + "</span></p>"
        func pages(_ policy: String) -> [[String]] {
            Setting.pages(
                body, css: ".n { float: footnote; footnote-policy: \(policy) } .f { height: 112pt } p { orphans: 1; widows: 1 }")
        }
        #expect(pages("auto").first?.contains("a") ?? false)
        #expect(!(pages("block").first?.contains("a") ?? false))
    }

    @Test func contentTallerThanAPageIsCutAndReported() {
        let (document, bag) = Setting.document("<div class='b'/>", css: ".b { display: flex; height: 200pt; background: red }")
        #expect(document?.pages.count == 2)
        #expect(bag.diagnostics.contains { $0.code == "typesetting/taller-than-page" })
    }
}
