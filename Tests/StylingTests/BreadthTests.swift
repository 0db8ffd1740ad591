import Diagnostics
import Testing

@testable import Styling

/// What issue 4 asks of CSS beyond the commonest: each a small rule with its outcome.
@Suite struct BreadthTests {
    @Test(arguments: [
        // What stands in no layer is stronger; later layers are stronger than earlier ones; nested ones are weaker than their parent.
        ("p { order: 1 } @layer a { p { order: 2 } }", 1), ("@layer a { #x { order: 2 } } @layer b { p { order: 3 } }", 3),
        ("@layer b, a; @layer a { p { order: 2 } } @layer b { p { order: 3 } }", 2),
        ("@layer a { p { order: 1 } @layer b { p { order: 2 } } }", 1), ("@layer a.b { p { order: 2 } } @layer a { p { order: 1 } }", 1),
        ("@layer { p { order: 2 } } @layer { p { order: 3 } }", 3),
        // Among important ones the first layer wins, and layers win over what stands in none.
        ("@layer a { p { order: 1 !important } } @layer b { p { order: 2 !important } }", 1),
        ("p { order: 1 !important } @layer a { p { order: 2 !important } }", 2),
        ("@layer a { p { order: 4 } } @layer b { p { order: 5; order: revert-layer } }", 4),
        ("p { order: 4 } #x { order: revert-layer }", 0),
        ("p { order: 7 } p { all: initial }", 0), ("p { all: unset; order: 8 }", 8), ("body { order: 9 } p { all: inherit }", 9),
        ("@media (width >= 10cm) { p { order: 1 } }", 1), ("@media (1cm < width <= 2cm) { p { order: 1 } }", 0),
        ("@media (min-color: 8) and (monochrome: 0) { p { order: 1 } }", 1), ("@media not (width > 10cm) { p { order: 1 } }", 0),
        ("p:is(:unknown, #x) { order: 2 }", 2), ("p:where(::before, .c) { order: 3 }", 3), ("p:is() { order: 3 }", 0),
        ("p:not(:unknown) { order: 3 }", 0),
        // Recovery of CSS Syntax 3: a block ends what is no declaration.
        ("p { b { order: 2 } order: 1 }", 1), ("p { a:hover { order: 2 } order: 1 }", 1), ("p { order: 3; {} }", 3),
        ("p { color{;color:maroon} order: 4 }", 4), ("p { order: 1; @x { order: 2 } order: 5 }", 5), ("p { order: 1 ] ; order: 6 }", 6),
        ("@x; p { order: 1 } @y { p { order: 2 } }", 1), ("<!-- p { order: 4 } -->", 4), ("p { order: 5; order: 1 !wrong }", 5),
        ("p { order: 1 } } p { order: 2 }", 1), ("@media print { p { order: 6 }", 6), ("p { order: /**/ 7", 7),
    ]) func lenientCascade(_ css: String, _ expected: Int) throws {
        #expect(try Styled(css, "<p id=\"x\" class=\"c\"/>", mode: .lenient)["x"].flex.order == expected, "\(css)")
    }

    @Test func logicalPropertiesFollowTheDirection() throws {
        let css = """
            p { margin-inline: 1pt 2pt; padding-inline-start: 3pt; border-inline-end: 4pt solid; inset-block: 5pt 6pt; inline-size: 7pt }
            #c { margin-left: 9pt; margin-inline-start: 8pt } #d { margin-inline-start: 8pt; margin-left: 9pt } #e { direction: rtl }
            """
        let page = try Styled(css, "<p id=\"a\"/><p id=\"b\" dir=\"rtl\"/><p id=\"c\"/><p id=\"d\"/><p id=\"e\"/>")
        #expect(page.bag.isEmpty, "\(page.text(.english))")
        #expect(page["a"].margin.left == .length(.points(1)) && page["a"].margin.right == .length(.points(2)))
        #expect(page["b"].margin.left == .length(.points(2)) && page["b"].margin.right == .length(.points(1)))
        #expect(page["a"].padding.left == .points(3) && page["b"].padding.right == .points(3))
        #expect(page["a"].border.right.width == 4 && page["e"].border.left.width == 4)
        #expect(page["a"].box.inset.bottom == .length(.points(6)) && page["a"].box.width == .length(.points(7)))
        #expect(page["c"].margin.left == .length(.points(8)) && page["d"].margin.left == .length(.points(9)))
    }

    @Test(arguments: [
        ("min(50%, 40pt)", 100.0, 40.0), ("min(50%, 40pt)", 60, 30), ("max(50%, 40pt)", 60, 40), ("clamp(10pt, 50%, 20pt)", 100, 20),
        ("clamp(10pt, 50%, 20pt)", 4, 10), ("calc(2 * min(50%, 40pt) + 1pt)", 100, 81), ("calc(10% - 50pt)", 100, 0),
        ("max(10%, min(90%, 5pt))", 100, 10),
    ]) func leastAndMost(_ text: String, _ reference: Double, _ expected: Double) throws {
        let width = try style("width: \(text)").box.width
        #expect(width.resolved(against: reference) == expected && width.definite(against: nil) == nil)
        #expect(try style("width: \(text)").box.width == width)
    }

    @Test(arguments: [
        ("japanese-informal", 1994, "千九百九十四"), ("japanese-formal", 1001, "壱阡壱"), ("korean-hangul-formal", 15, "일십오"),
        ("korean-hanja-informal", 100, "百"), ("simp-chinese-informal", 18, "十八"), ("simp-chinese-informal", 118, "一百一十八"),
        ("trad-chinese-informal", 1001, "一千零一"), ("trad-chinese-formal", 2010, "貳仟零壹拾"), ("simp-chinese-informal", -5, "负五"),
        ("simp-chinese-informal", 0, "零"), ("cjk-decimal", 120, "一二〇"), ("cjk-earthly-branch", 12, "亥"), ("cjk-heavenly-stem", 11, "一一"),
        ("ethiopic-numeric", 100, "፻"), ("ethiopic-numeric", 78_010_092, "፸፰፻፩፼፺፪"), ("ethiopic-numeric", 1, "፩"),
        ("lower-armenian", 1994, "ռջղդ"), ("hiragana", 49, "ああ"), ("katakana-iroha", 2, "ロ"), ("mongolian", 7, "᠗"), ("khmer", 10, "១០"),
        ("hebrew", 5784, "ה׳תשפד"), ("cjk-ideographic", 10_000, "一〇〇〇〇"), ("nothing", 3, "3"),
    ]) func counterStyles(_ name: String, _ value: Int, _ expected: String) throws {
        #expect(CounterStyleTable().text(value, CounterStyleReference.named(name)) == expected)
    }

    @Test func ownCounterStyles() throws {
        let css = """
            @counter-style base { system: fixed 3; symbols: a b c; suffix: ") "; fallback: upper-roman }
            @counter-style over { system: extends base; prefix: "(" } @counter-style one { system: extends two; suffix: "!" }
            @counter-style two { system: extends one } @counter-style sum { system: additive; additive-symbols: 6 F, 5 V, 1 I }
            @counter-style padded { system: extends decimal; pad: 3 "0"; negative: "<" ">" }
            """
        let page = try Styled(css, "<p/>")
        #expect(page.bag.isEmpty, "\(page.text(.english))")
        let table = page.styled.counterStyles
        #expect(table.marker(4, .counterStyle("over")) == "(b) " && table.marker(9, .counterStyle("over")) == "(IX) ")
        #expect(table.marker(4, .counterStyle("one")) == "4!" && table.marker(12, .counterStyle("sum")) == "FF. ")
        #expect(table.marker(-5, .counterStyle("padded")) == "<5>. " && table.marker(5, .counterStyle("padded")) == "005. ")
        #expect(table.marker(2, .symbols(.cyclic, ["*", "+"])) == "+ ")
    }

    @Test(arguments: [
        "@counter-style decimal { symbols: a }", "@counter-style x { system: alphabetic; symbols: a }",
        "@counter-style x { system: additive; symbols: a b }",
        "@counter-style x { system: additive; additive-symbols: 1 a, 5 b }", "@counter-style x { system: extends y; symbols: a }",
        "@layer a b { }", "@layer a. { }", "@layer;", "p { list-style-type: symbols(numeric \"a\") }", "p { all: red }",
        "p { color: cmyk(0, 0, 0, 1) }",
        "p { background: linear-gradient(red, blue) }", "p { color: hsl(1, 2, 3) }", "p { b { } }",
    ]) func strictFaults(_ css: String) throws {
        #expect(try !Styled(css, "<p/>").bag.isEmpty)
        #expect(try Styled(css, "<p/>", mode: .lenient).bag.isEmpty)
    }

    @Test(arguments: [
        (":lang(de-DE)", "b c"), (":lang(\"*-CH\")", "d"), (":lang(de)", "b c d"), (":lang(de-ch)", "d"), (":lang('*-Latn')", "c"),
        (":lang('')", "a"),
        (":lang('*')", "b c d"),
    ]) func languageRanges(_ selector: String, _ expected: String) throws {
        let body = "<p id=\"a\"/><p id=\"b\" lang=\"de-DE\"/><p id=\"c\" lang=\"de-Latn-DE\"/><p id=\"d\" lang=\"de-CH\"/>"
        #expect(try matches("p\(selector)", body).joined(separator: " ") == expected)
    }

    @Test func quotesByLanguage() throws {
        let languages = [
            "de": "„", "de-CH": "«", "de-CH-1996": "«", "ja": "「", "pt-PT": "«", "pt-BR": "“", "xx": "“", "fr-CA": "«\u{A0}", "sv": "”",
        ]
        for (language, mark) in languages { #expect(QuotePair.usual(in: language).first?.open == mark, "\(language)") }
    }

    @Test func theReferenceHasEveryElementOfOurSheet() {
        let listed = Set(StylingVocabulary.elements.flatMap(\.names))
        let missing = StylingVocabulary.elementsOfOurSheet.subtracting(listed).subtracting([
            "audio", "canvas", "embed", "iframe", "object", "svg", "video",
        ])
        #expect(missing.isEmpty, "\(missing.sorted())")
        #expect(StylingVocabulary.display(of: "td") == "table-cell" && StylingVocabulary.display(of: "style") == "none")
    }

    @Test func importsIntoLayers() throws {
        var sources = SourceMap()
        let main = sources.add(
            path: "a.css",
            text:
                "@layer z; @import 'b.css' layer(y) supports(order: 1); @import 'b.css' layer supports(nope: 1); @layer z { p { order: 1 } }"
        )
        let part = sources.add(path: "b.css", text: "p { order: 2 }")
        let (sheet, bag) = Stylesheet.parse(main, origin: .author) { _, _ in part }
        #expect(bag.isEmpty && sheet.rules.count == 2 && sheet.layerOrder == [["z"], ["y"], ["z"]])
    }
}
