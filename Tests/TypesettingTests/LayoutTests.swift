import Diagnostics
import Fonts
import Pages
import Testing

@testable import Typesetting

@Suite struct LayoutTests {
    @Test func marginsOfSiblingsCollapse() {
        let areas = Setting.filled(
            "<div class='a'/><div class='b'/>",
            css: "div { height: 10pt; background: red } .a { margin-bottom: 8pt } .b { margin-top: 5pt }")
        #expect(areas.map(\.y) == [20, 38])
    }

    @Test func marginOfFirstChildPassesThroughParent() {
        let areas = Setting.filled(
            "<div class='o'><div class='i'/></div>", css: ".o { background: #eee } .i { height: 10pt; margin-top: 7pt; background: red }")
        #expect(areas.map(\.y) == [27, 27])
    }

    @Test func leastHeightKeepsLastMarginInside() {
        let areas = Setting.filled(
            "<div class='a'><div class='i'/></div><div class='b'/>",
            css: ".a { min-height: 50pt; background: red } .i { height: 49pt; margin-bottom: 10pt } .b { height: 5pt; background: blue }")
        #expect(areas.map(\.y) == [20, 70])
    }

    @Test func floatNarrowsLines() {
        let runs = Setting.runs("<div class='f'/><p>mot</p>", css: ".f { float: left; width: 50pt; height: 30pt }")
        #expect(runs.first?.origin.x == 70)
    }

    @Test func tableColumnsShareTheWidth() {
        let areas = Setting.filled(
            "<table><tr><td/><td/></tr></table>",
            css:
                "table { width: 200pt; border-collapse: separate; border-spacing: 0; table-layout: fixed } td { height: 10pt; padding: 0; background: red }"
        )
        #expect(areas.map(\.x) == [20, 120])
        #expect(areas.map(\.width) == [100, 100])
    }

    /// With `box-sizing: border-box` a percentage of a fixed table counts the cell's padding, so that shares of 100 % fit.
    @Test func percentageColumnsIncludePadding() {
        let areas = Setting.filled(
            "<table><tr><td/><td/></tr></table>",
            css: """
                table { width: 200pt; border-collapse: collapse; table-layout: fixed }
                td { box-sizing: border-box; width: 50%; height: 10pt; padding: 0 15pt; background: red }
                """)
        #expect(areas.map(\.width) == [100, 100])
    }

    /// A last line that fits only with its spaces shrunk stays inside of the measure, and nothing is reported.
    @Test func lastLineShrinksToItsMeasure() {
        let words = "<p>Lorsque la demande est acceptée, le fournisseur procède au rapport.</p>"
        let natural = Setting.runs(words, css: "p { text-align: left; white-space: nowrap }")
        let width = natural.map { run in run.origin.x + run.glyphs.reduce(0) { $0 + $1.advance } }.max() ?? 0
        let runs = Setting.runs(words, css: "p { text-align: justify; width: \(width - 20 - 4)pt }")
        let ends = runs.map { run in run.origin.x + run.glyphs.reduce(0) { $0 + $1.advance } }
        #expect((ends.max() ?? 0) <= width - 4 + 0.01)
        #expect(Set(runs.map(\.origin.y)).count == 1)
    }

    /// Words of two lines must not read as one: the space at a break, soft or forced, is in the text.
    @Test func linesReadApart() {
        let text = Setting.runs("<p>mot mot mot<br/>fin</p>", css: "p { width: 30pt; text-align: left }").map(\.text).joined()
        #expect(text == "mot mot mot fin")
    }

    @Test func columnElementsAreNoTables() {
        let areas = Setting.filled(
            "<table><col/><col/><tr><td/><td/></tr></table>",
            css: "table { border-spacing: 0 } td { width: 30pt; height: 10pt; padding: 0; background: red }")
        #expect(areas.count == 2)
    }

    @Test func flexSpreadsItsItems() {
        let areas = Setting.filled(
            "<div class='h'><div class='i'/><div class='i'/></div>",
            css: ".h { display: flex; justify-content: space-between } .i { width: 40pt; height: 10pt; background: red }")
        #expect(areas.map(\.x) == [20, 240])
    }

    @Test func dividedWordIsReadWholeWhereItBegins() {
        let runs = Setting.runs(
            "<p>téléconsultation téléconsultation téléconsultation téléconsultation</p>",
            css: "p { hyphens: auto; text-align: justify; width: 125pt }")
        let whole = runs.filter { $0.replacementText == "téléconsultation" }
        #expect(!whole.isEmpty)
        // What goes on reads as a space.
        #expect(runs.filter { $0.replacementText == " " }.count == whole.count)
        let text = runs.map { $0.replacementText ?? $0.text }.joined()
        #expect(!text.contains("-") && !text.contains("\u{2010}"))
        #expect(text.split(separator: " ") == Array(repeating: "téléconsultation", count: 4))
    }

    @Test func hyphenOfAWordThatTouchesAnotherRunHasNoText() {
        let runs = Setting.runs(
            "<p>un <b>téléconsultation</b>, mot</p>", css: "p { hyphens: auto; text-align: justify; width: 70pt }")
        #expect(runs.contains { $0.replacementText == "" })
        #expect(!runs.contains { $0.replacementText == " " })
    }

    @Test func firstLetterKeepsItsPunctuationAndItsPlaceInTheText() {
        let runs = Setting.runs("<p>«\u{A0}Un mot »</p>", css: "p::first-letter { font-size: 30pt }")
        #expect(runs.first { $0.size == 30 }?.text == "«\u{A0}U")
        let letter = Setting.runs("<p>(l’été)</p>", css: "p::first-letter { font-size: 30pt }")
        #expect(letter.first { $0.size == 30 }?.text == "(l’")
        let tagged = Setting.structure("<div><p>Bon</p></div>", css: "div::first-letter { float: left; font-size: 30pt }")
        #expect(tagged == Setting.structure("<div><p>Bon</p></div>"))
    }

    @Test func punctuationHangsInTheMargins() {
        func lines(_ value: String) -> [GlyphRun] {
            Setting.runs("<p>“Un mot, un mot”</p>", css: "p { hanging-punctuation: \(value); width: 60pt; text-align: right }")
        }
        let (none, forced) = (lines("none"), lines("first force-end last"))
        func end(_ run: GlyphRun) -> Double { run.origin.x + run.glyphs.reduce(0) { $0 + $1.advance } }
        #expect(none.count == forced.count)
        #expect((forced.last.map(end) ?? 0) > (none.last.map(end) ?? 99) + 2)
        let left = Setting.runs("<p>“Un”</p>", css: "p { hanging-punctuation: first }")
        #expect((left.first?.origin.x ?? 99) < 18)
    }

    @Test func pagesOfAnIndexAreShownOnceAndInRanges() {
        let terms = [1, 1, 2, 3, 5].enumerated().map { "<a href='#t\($0.offset)'/>" }.joined()
        let pages = (1...5).map { page in
            let names = [1, 1, 2, 3, 5].enumerated().filter { $0.element == page }
            return "<p style='break-before: page'>" + names.map { "<b id='t\($0.offset)'>t</b>" }.joined() + "x</p>"
        }.joined()
        let css =
            "a::before { content: ', ' } a::after { content: target-counter(attr(href), page) } .i { -paraphe-page-references: VALUE }"
        func shown(_ value: String) -> String {
            let body = pages + "<p class='i' style='break-before: page'>mot\(terms)</p>"
            return Setting.pages(body, css: css.replacing("VALUE", with: value)).last?.joined() ?? ""
        }
        #expect(shown("all") == "mot, 1, 1, 2, 3, 5")
        #expect(shown("merged") == "mot, 1–3, 5")
    }

    @Test func missingCharacterIsNamed() {
        let (_, bag) = Setting.document("<p>\u{E0FF}</p>")
        #expect(bag.diagnostics.contains { $0.code == "typesetting/missing-glyph" && $0.message.en.contains("U+E0FF") })
    }

    @Test func deepNestingEndsWithADiagnostic() {
        let body = String(repeating: "<div>", count: 900) + "x" + String(repeating: "</div>", count: 900)
        let (document, bag) = Setting.document(body)
        #expect(bag.diagnostics.contains { $0.code == "typesetting/too-deep" || $0.code.name.hasPrefix("xml/") })
        _ = document
    }
}

@Suite struct PaginationTests {
    static func paragraph(_ lines: Int) -> String { "<p>" + Array(repeating: "l", count: lines).joined(separator: "<br/>") + "</p>" }

    @Test func widowsAndOrphansHold() {
        // 160 pt hold 13 lines of 12 pt.
        #expect(Setting.pages(Self.paragraph(14)).map(\.count) == [12, 2])
        #expect(Setting.pages(Self.paragraph(12) + Self.paragraph(4)).map(\.count) == [12, 4])
    }

    @Test func headingStaysWithItsText() {
        let pages = Setting.pages(
            Self.paragraph(11) + "<h2>H</h2>" + Self.paragraph(3), css: "h2 { font: 10pt/12pt 'Noto Sans'; margin: 0; break-after: avoid }")
        #expect(pages.map { $0.first } == ["l", "H"])
    }

    @Test func tableHeadIsRepeatedAsDecoration() {
        let rows = (1...20).map { "<tr><td>\($0)</td></tr>" }.joined()
        let (document, _) = Setting.document(
            "<table><thead><tr><th>T</th></tr></thead><tbody>\(rows)</tbody></table>",
            css: "table { border-spacing: 0 } td, th { padding: 0 }")
        let pages = document?.pages ?? []
        #expect(pages.count == 2)
        for page in pages {
            let texts = page.items.compactMap { if case .glyphs(let run) = $0 { run.text } else { nil } }
            #expect(texts.contains("T"))
        }
        guard let document else { return }
        #expect(PageDump.structure(document).components("tableHeader") == 1)
    }

    @Test func forcedBreakAndPageNumbers() {
        let (document, _) = Setting.document(
            "<p>a</p><p class='n'>b</p>", css: ".n { break-before: page }",
            page: "@page { size: 300pt 200pt; margin: 20pt; @bottom-center { content: counter(page) '/' counter(pages) } }")
        let texts = (document?.pages ?? []).map { page in
            page.items.compactMap { if case .glyphs(let run) = $0 { run.text } else { nil } }.joined()
        }
        #expect(texts == ["a1/2", "b2/2"])
    }

    @Test func keepsTogetherWhatAsksForIt() {
        let pages = Setting.pages(
            Self.paragraph(8) + "<div class='k'>" + Self.paragraph(4) + Self.paragraph(4) + "</div>", css: ".k { break-inside: avoid }")
        #expect(pages.map(\.count) == [8, 8])
    }
}

extension String {
    fileprivate func components(_ word: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: word) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}

@Suite struct StructureTests {
    @Test func rolesOfAReport() {
        let tree = Setting.structure(
            "<h1>T</h1><p>a <a href='#x'>b</a> c</p><ul><li>u</li></ul><table><thead><tr><th>h</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table>"
        )
        #expect(
            tree == """
                document
                  H1 #0
                  paragraph #1 #3
                    link #2 link 0
                  list
                    listItem
                      label #4
                      listBody #5
                  table
                    tableHead
                      tableRow
                        tableHeader[column] #6
                    tableBody
                      tableRow
                        tableData #7

                """)
    }

    @Test func signatureFieldPaintsItself() {
        let (document, _) = Setting.document("<p>a</p><g:signature field='final'><p>S</p></g:signature>")
        let field = document?.formFields.first
        #expect(field?.name == "final")
        #expect(field?.appearance.isEmpty == false)
        let texts = (document?.pages.first?.items ?? []).compactMap { if case .glyphs(let run) = $0 { run.text } else { nil } }
        #expect(texts == ["a"])
        #expect(document.map { PageDump.structure($0).contains("form field 0") } == true)
    }

    @Test func sameInputSamePages() {
        let body = "<p>Le patient décrit une gêne persistante depuis trois semaines, sans fièvre.</p>"
        #expect(Setting.document(body).0.map { PageDump.text($0) } == Setting.document(body).0.map { PageDump.text($0) })
    }

    /// A word that is wider than its column is divided, after an elision too.
    @Test func wordWiderThanTheMeasureIsDivided() {
        let texts = Setting.pages("<p>d’authentification</p>", css: "p { width: 60pt; hyphens: auto }").first ?? []
        #expect(texts.count >= 2 && texts.first?.hasPrefix("d’au") == true, "\(texts)")
    }

    @Test func balancedHeadingHasLinesOfOneLength() {
        let heading = "<h2>Demande de téléconsultation en cardiologie pédiatrique</h2>"
        let css = "h2 { width: 240pt; font-size: 12pt; margin: 0 }"
        let plain = Setting.pages(heading, css: css).first ?? []
        let balanced = Setting.pages(heading, css: css + "h2 { text-wrap: balance }").first ?? []
        #expect(plain.joined() == balanced.joined())
        let lengths = balanced.map(\.utf8.count)
        #expect(balanced.count == plain.count && (lengths.max() ?? 0) <= (plain.map(\.utf8.count).max() ?? 0), "\(balanced)")
    }
}
