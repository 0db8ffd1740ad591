import Diagnostics
import Testing
import XML

@testable import Styling

@Suite struct CascadeTests {
    /// An omitted width is medium (CSS Backgrounds 3, clause 4.3), and absent borders have none.
    @Test func bordersWithoutWidthAreMedium() throws {
        let page = try Styled("#a { border: solid } #b { border-width: thick }", "<p id='a'/><p id='b'/>")
        #expect(page["a"].border.widths == Edges(all: 2.25))
        #expect(page["b"].border.isEmpty)
    }

    @Test(arguments: [
        ("p { order: 1 } p { order: 2 }", 2), ("#x { order: 1 } p { order: 2 }", 1), ("p.c { order: 1 } p { order: 2 }", 1),
        ("p { order: 1 !important } #x { order: 2 }", 1), ("p { order: 1 !important } #x { order: 2 !important }", 2),
        ("p { order: 1; order: nonsense }", 1), ("p { order: 1 } @media screen { p { order: 2 } }", 1),
        ("p { order: 1 } @media print { p { order: 2 } }", 2),
        ("@media not print { p { order: 2 } } p { flex-grow: 1 }", 0), ("@media screen, print { p { order: 3 } }", 3),
        ("@media print and (min-width: 10cm) { p { order: 3 } }", 3), ("@media (max-width: 10cm) { p { order: 3 } }", 0),
        ("@supports (display: flex) { p { order: 4 } }", 4), ("@supports not (color: nonsense) { p { order: 4 } }", 4),
        ("body { order: 5 } p { order: inherit }", 5), ("p { order: 1 } p { order: initial }", 0), ("p { order: 1 } p { order: unset }", 0),
        ("p { order: 1 } p { order: revert }", 0), ("p{order:1}p{order:2;", 2), ("p { ; ; order: 1 ;; }", 1),
        ("p { order: 1 ! important }", 1),
    ]) func order(_ css: String, _ expected: Int) throws {
        #expect(try Styled(css, "<p id=\"x\" class=\"c\"/>", mode: .lenient)["x"].flex.order == expected)
    }

    @Test func originsAndStyleAttributes() throws {
        let user = "p { order: 1; flex-grow: 5 !important; flex-shrink: 7 }"
        let page = try Styled("p { order: 2; flex-grow: 6 !important }", "<p id=\"x\"/><p id=\"y\" style=\"order: 3\"/>", user: user)
        #expect(page["x"].flex.order == 2 && page["x"].flex.grow == 5 && page["x"].flex.shrink == 7)
        #expect(page["y"].flex.order == 3)
        let important = try Styled("p { order: 2 !important }", "<p id=\"y\" style=\"order: 3\"/>")
        #expect(important["y"].flex.order == 2)
    }

    @Test func inheritance() throws {
        let page = try Styled(
            "body { color: red; margin: 3pt; font-size: 20pt; line-height: 150% } #b { font-size: 50% }",
            "<div id=\"a\"><p id=\"b\">t</p></div>")
        #expect(page["a"].color == CSSColor(red: 255, green: 0, blue: 0))
        #expect(page["a"].margin.left == .zero)
        #expect(page["b"].font.size == 10 && page["b"].lineHeight == 30)
        let text = page.tree.firstChild(of: page.node("b"))
        #expect(text.map { page.styled[$0] === page["b"] } == true)
    }

    @Test func equalElementsShareOneStyle() throws {
        let page = try Styled("li:nth-child(2) { color: red }", "<ul><li id=\"a\"/><li id=\"b\"/><li id=\"c\"/></ul>")
        #expect(page["a"] === page["c"])
        #expect(page["a"] !== page["b"])
        #expect(page["a"].index < page.styled.styleCount)
    }

    @Test func userAgentSheet() throws {
        let page = try Styled(
            "",
            "<h1 id=\"h\">t</h1><table id=\"t\"><tr id=\"r\"><td id=\"d\"/><th id=\"e\"/></tr></table><bdi id=\"i\"/><ul><li id=\"l\"/></ul><script id=\"s\"/>"
        )
        #expect(page["h"].font.size == 24 && page["h"].font.weight == 700 && page["h"].fragmentation.breakAfter == .avoid)
        #expect(
            page["t"].display == .table && page["r"].display == .tableRow && page["d"].display == .tableCell
                && page["e"].text.align == .center)
        #expect(page["d"].box.verticalAlign == .baseline || page["d"].box.verticalAlign == .middle)
        #expect(page["i"].box.unicodeBidi == .isolate && page["l"].display == .listItem && page["s"].display == .none)
        #expect(page.styled.style(of: .marker, at: page.node("l")) != nil)
        #expect(page.bag.isEmpty)
    }

    @Test func presentationalHints() throws {
        let body = """
            <table id="t" align="center" border="1" cellspacing="3" width="50%"><tr><td id="d" colspan="2" rowspan="0" align="right" valign="top"/></tr></table>
            <ol id="o" start="5" type="a"><li/></ol><ol id="r" reversed="reversed"><li/><li/></ol><p id="p" hidden="hidden"/><p id="q" dir="rtl"/><p id="s" align="center"/>
            """
        let page = try Styled("#s { text-align: left }", body)
        #expect(page["t"].margin.left == .auto && page["t"].border.top.width == 0.75 && page["t"].table.spacingVertical == 2.25)
        #expect(
            page["d"].table.columnSpan == 2 && page["d"].table.rowSpan == 0 && page["d"].text.align == .right
                && page["d"].box.verticalAlign == .top)
        #expect(page["o"].generated.counterReset == [CounterChange(name: "list-item", value: 4)])
        #expect(page["o"].list.type == .counterStyle("lower-alpha"))
        #expect(page["r"].generated.counterReset == [CounterChange(name: "list-item", value: 3, isReversed: true)])
        #expect(page["p"].display == .none && page["q"].text.direction == .rightToLeft && page["s"].text.align == .left)
    }

    @Test func languagesAndQuotes() throws {
        let page = try Styled(
            "q { quotes: auto } #c { quotes: \"[\" \"]\" }",
            "<p lang=\"fr-CA\"><q id=\"a\">x</q></p><p lang=\"en\"><q id=\"b\">x</q><q id=\"c\"/></p>")
        #expect(page["a"].text.language == "fr-CA" && page["a"].generated.quotes.first?.open == "«\u{A0}")
        #expect(page["b"].generated.quotes.first?.open == "“" && page["c"].generated.quotes == [QuotePair(open: "[", close: "]")])
        #expect(page.styled.style(of: .before, at: page.node("a"))?.generated.content == .items([.openQuote]))
    }

    @Test func pseudoElements() throws {
        let css =
            "nav a::after { content: leader('.') target-counter(attr(href), page) } p::before { color: red } i { float: footnote } i::footnote-call { color: red }"
        let page = try Styled(css, "<nav><a id=\"a\" href=\"#x\"/></nav><p id=\"p\"><i id=\"i\"/></p>")
        #expect(
            page.styled.style(of: .after, at: page.node("a"))?.generated.content
                == .items([.leader("."), .targetCounter(target: .attribute("href"), name: "page", style: .decimal)]))
        #expect(page.styled.style(of: .before, at: page.node("p")) == nil)
        #expect(page.styled.hasPseudoElements(page.node("p")) == false)
        #expect(page.styled.style(of: .footnoteCall, at: page.node("i"))?.color == CSSColor(red: 255, green: 0, blue: 0))
        #expect(page.styled.style(of: .footnoteMarker, at: page.node("i")) != nil)
    }

    @Test func boxTypes() throws {
        let page = try Styled(
            "#a { float: left } #b { position: absolute; float: left } #d { display: flex } #g { position: running(h) }",
            "<span id=\"a\"/><span id=\"b\"/><p id=\"d\"><span id=\"e\"/></p><span id=\"f\"/><span id=\"g\"/>")
        #expect(
            page["a"].display == .block && page["b"].display == .block && page["b"].box.float == .none
                && page["b"].box.specifiedDisplay == .inline)
        #expect(
            page["e"].display == .block && page["f"].display == .inline && page["g"].box.runningName == "h" && page["g"].box.isOutOfFlow)
    }

    @Test func decorationsPropagate() throws {
        let page = try Styled(
            "p { text-decoration: underline red } #c { float: left } u { color: blue }", "<p><u id=\"a\"><b id=\"b\"/></u><b id=\"c\"/></p>"
        )
        #expect(page["b"].text.decorations.count == 2)
        #expect(page["b"].text.decorations.last?.color == CSSColor(red: 0, green: 0, blue: 255))
        #expect(page["c"].text.decorations.isEmpty)
    }

    @Test func variables() throws {
        let css = """
            body { --c: red; --gap: 3pt; --pair: var(--gap) calc(var(--gap) * 2) }
            #a { color: var(--c); margin: var(--pair) } #b { --c: blue; color: var(--c); padding: var(--none, 7pt) } #c { --c: initial; color: var(--c, lime) }
            """
        let page = try Styled(css, "<p id=\"a\"/><p id=\"b\"/><p id=\"c\"/>")
        #expect(page.bag.isEmpty)
        #expect(page["a"].color == CSSColor(red: 255, green: 0, blue: 0))
        #expect(page["a"].margin.top == .length(.points(3)) && page["a"].margin.left == .length(.points(6)))
        #expect(page["b"].color == CSSColor(red: 0, green: 0, blue: 255) && page["b"].padding.left == .points(7))
        #expect(page["c"].color == CSSColor(red: 0, green: 255, blue: 0))
    }

    @Test func variableFaults() throws {
        let page = try Styled(
            "p { --a: var(--b); --b: var(--a); color: var(--a); order: var(--missing); flex-grow: var(--w) } body { --w: wide }",
            "<p id=\"x\"/>")
        #expect(page["x"].color == .black && page["x"].flex.order == 0 && page["x"].flex.grow == 0)
        #expect(
            page.codes.sorted() == ["css/bad-value", "css/undefined-variable", "css/undefined-variable"]
                || page.codes.contains("css/variable-cycle"))
    }

    @Test func imports() throws {
        var sources = SourceMap()
        let a = sources.add(path: "a.css", text: "@import 'b.css'; @import url(c.css) screen; p { order: 1 }")
        let b = sources.add(path: "b.css", text: "@import 'a.css'; p { order: 2; flex-grow: 3 }")
        var bag: DiagnosticBag
        let sheet: Stylesheet
        (sheet, bag) = Stylesheet.parse(a, origin: .author) { href, _ in href == "b.css" ? b : href == "a.css" ? a : nil }
        #expect(sheet.rules.count >= 2)
        #expect(bag.sorted.map(\.code.name).contains("css/import-cycle"))
    }

    @Test func pages() throws {
        let css = """
            @page { size: a4; margin: 2cm 1cm; @top-right { content: string(num) } @bottom-center { content: counter(page) " / " counter(pages); color: red } }
            @page :first { margin-top: 5cm; @top-right { content: none } } @page :left { margin-left: 3cm } @page wide { size: a4 landscape } @page :blank { @bottom-center { content: normal } }
            @page :nth(3) { margin-bottom: 0 } table { page: wide }
            """
        let page = try Styled(css, "<table id=\"t\"><tr><td id=\"d\"/></tr></table>")
        #expect(page.bag.isEmpty, "\(page.text(.english))")
        let pages = page.styled.pages
        let first = pages.style(for: PageKind(isFirst: true))
        #expect(
            abs(first.width - 595.2756) < 0.001 && abs(first.margins.top - 141.732) < 0.001 && first[.topRight] == nil
                && first[.bottomCenter] != nil)
        let left = pages.style(for: PageKind(side: .left, number: 2))
        #expect(abs(left.margins.left - 85.039) < 0.001 && left[.topRight]?.text.align == .right)
        #expect(left[.bottomCenter]?.color == CSSColor(red: 255, green: 0, blue: 0))
        #expect(pages.style(for: PageKind(isBlank: true))[.bottomCenter] == nil)
        #expect(pages.style(for: PageKind(name: "wide")).width > 800)
        #expect(pages.style(for: PageKind(number: 3)).margins.bottom == 0)
        #expect(pages.style(for: PageKind(number: 5)) === pages.style(for: PageKind(number: 5)))
        #expect(page["d"].fragmentation.page == "wide")
    }

    @Test func fontFacesAndCounterStyles() throws {
        let css = """
            @font-face { font-family: "X"; src: url(x.ttf) format("truetype"), local("Y Z"); font-weight: 100 900; unicode-range: U+20-7E, U+4?? }
            @counter-style stars { system: cyclic; symbols: "*" "+"; suffix: ") " } @counter-style roman3 { system: extends lower-roman; prefix: "(" ; suffix: ")" }
            """
        let page = try Styled(css, "")
        #expect(page.bag.isEmpty, "\(page.text(.english))")
        let face = page.styled.fontFaces.first
        #expect(face?.family == "X" && face?.weight == 100...900 && face?.unicodeRanges == [0x20...0x7E, 0x400...0x4FF])
        #expect(face?.sources == [.url(ImageReference(url: "x.ttf", base: "style.css"), format: "truetype"), .local("Y Z")])
        let table = page.styled.counterStyles
        #expect(table.marker(2, .counterStyle("stars")) == "+) " && table.marker(4, .counterStyle("roman3")) == "(iv)")
    }
}
