import Diagnostics
import Testing
import XML

@testable import Styling

/// Each ends soon and without a trap; what it comes to hardly matters.
@Suite struct HostileTests {
    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "{", count: 100_000), String(repeating: "p{", count: 50_000),
        String(repeating: "@media print{", count: 20_000),
        "p { width: " + String(repeating: "calc(", count: 50_000), "p { width: calc(1px" + String(repeating: "*1", count: 50_000) + ") }",
        "p { width: calc(" + String(repeating: "1px + ", count: 50_000) + "1px) }", String(repeating: ":not(", count: 20_000),
        "p" + String(repeating: " p", count: 20_000) + " { order: 1 }",
        "p { width: 1e999999999px; height: 99999999999999999999999999999999999999pt; z-index: 99999999999999999999; margin: -1e400in }",
        "p { order: 1e9; line-height: 1e300; font-size: 1e300em }",
        "@page { size: 0 0; margin: 1e30px } @page { size: 1e40px 1px }", String(repeating: "\u{0}", count: 1000),
        String(repeating: "\\", count: 1001), "p { content: \"" + String(repeating: "\\110000", count: 1000),
        "p:nth-child(99999999999999999999n - 99999999999999999999) { order: 1 }",
        "@charset; @import; @import url(; @page :; @page :nth(; @namespace; @font-face; @counter-style {} @supports (((", "<!-- p { } -->",
        String(repeating: "a,", count: 20_000) + "a { order: 1 }", "p { --x: " + String(repeating: "[", count: 10_000) + "}", "]})]})",
        "p { color: rgb( }", ";;;}}}",
    ]) func sheets(_ css: String) throws {
        for mode in [StyleOptions.Mode.strict, .lenient] {
            let page = try Styled(css, "<p id=\"x\"><span/></p>", mode: mode)
            let style = page["x"]
            #expect(style.font.size.isFinite && page.styled.pages.style(for: PageKind()).width.isFinite)
        }
    }

    @Test func variablesThatGrow() throws {
        var css = "body { --v0: aaaaaaaaaaaaaaaa;"
        for index in 1..<40 { css += "--v\(index): var(--v\(index - 1)) var(--v\(index - 1));" }
        let page = try Styled(css + "color: var(--v39) }", "<p id=\"x\"/>")
        #expect(page["x"].color == .black)
    }

    @Test func variableChains() throws {
        var css = "body { --v0: red;"
        for index in 1..<3000 { css += "--v\(index): var(--v\(index - 1));" }
        _ = try Styled(css + "color: var(--v2999) }", "<p id=\"x\"/>")
    }

    @Test func deepTreesWithDescendantSelectors() throws {
        var tree = XMLTree()
        let span = Span(source: SourceID(index: 0), start: 0, end: 0)
        var parent = tree.append(element: "html", span: span, to: tree.document)
        for _ in 0..<5_000 { parent = tree.append(element: "div", span: span, to: parent) }
        var sources = SourceMap()
        let sheet = sources.add(
            path: "x.css",
            text: "div div div div div div p, div > div div > div span ~ div { order: 1 } div:nth-child(3n+1) { flex-grow: 2 }")
        let engine = StyleEngine(userSheets: [Stylesheet.parse(sheet, origin: .author).0])
        let (styled, _) = engine.style(tree)
        #expect(styled[parent].flex.grow == 2 && styled[parent].flex.order == 0)
    }

    /// Each is far more work than a document may ask for, unless places among siblings are counted once and matching has a budget.
    @Test(arguments: [
        (1...60).map { ":nth-last-of-type(\($0)n+1) { order: 1 }" }.joined(),
        (1...60).map { ":nth-child(\($0)n+1 of p) { order: 1 }" }.joined(), "p ~ p ~ p ~ q ~ p { order: 1 }",
        String(repeating: "p { order: 1 }", count: 20_000), String(repeating: "[a] { order: 1 }", count: 20_000),
    ]) func manySiblings(_ css: String) throws {
        var limits = StyleLimits()
        limits.matchCount = 1_000_000
        let page = try Styled(css, String(repeating: "<p/>", count: 3_000), mode: .lenient, limits: limits)
        #expect(page.styled.isComplete == page.bag.isEmpty && page.bag.diagnostics.allSatisfy { $0.code.name == "css/limit" })
        // Places that are counted once cost no more than their rules.
        #expect(page.styled.isComplete == css.contains("nth-"))
    }

    @Test func importsThatMultiply() {
        var sources = SourceMap()
        let files = (0..<10).map { sources.add(path: "\($0).css", text: String(repeating: "@import '\($0 + 1).css';", count: 8)) }
        let (_, bag) = Stylesheet.parse(files[0], origin: .author, options: StyleOptions(mode: .lenient)) { name, _ in
            Int(name.prefix { $0 != "." }).flatMap { $0 < files.count ? files[$0] : nil }
        }
        #expect(bag.diagnostics.map(\.code.name) == ["css/limit"])
    }

    /// Every element makes another value of 60 kilobytes.
    @Test func variablesOfManyElements() throws {
        let value = String(repeating: "x", count: 60_000)
        var limits = StyleLimits()
        limits.substitutedBytes = 4 << 20
        let body = (0..<300).map { "<p style=\"--b\($0): var(--a)\"/>" }.joined()
        let page = try Styled("body { --a: \(value) }", body, mode: .lenient, limits: limits)
        #expect(!page.styled.isComplete && page.codes == ["css/limit"])
    }

    @Test func emptyDocument() {
        let (styled, bag) = StyleEngine().style(XMLTree())
        #expect(bag.isEmpty && styled.rootStyle.font.size == 12)
    }

    @Test func theSameTwice() throws {
        let css = "body { --b: 1pt; --a: 2pt } p { margin: var(--zz); color: re; widht: 3 } :frist { }"
        #expect(try Styled(css, "<p/>").text(.english) == Styled(css, "<p/>").text(.english))
    }
}
