import Diagnostics
import Testing

@testable import Styling

@Suite struct StyleDiagnosticTests {
    private func both(_ css: String) throws -> (fr: String, en: String) {
        let page = try Styled(css, "<p/>")
        return (page.text(.french), page.text(.english))
    }

    @Test func unknownProperty() throws {
        let text = try both("p { colour: red }")
        #expect(
            text.fr == """
                style.css:1:5: erreur[css/unknown-property]\u{A0}: propriété inconnue `colour`
                 1 | p { colour: red }
                   |     ^^^^^^
                  = conseil\u{A0}: vouliez-vous dire `color`\u{202F}?

                """)
        #expect(
            text.en == """
                style.css:1:5: error[css/unknown-property]: unknown property `colour`
                 1 | p { colour: red }
                   |     ^^^^^^
                  = hint: did you mean `color`?

                """)
    }

    @Test func badValue() throws {
        let text = try both("p {\n  text-align: centre;\n}")
        #expect(
            text.fr == """
                style.css:2:15: erreur[css/bad-value]\u{A0}: `text-align` ne peut pas valoir `centre`
                 2 |   text-align: centre;
                   |               ^^^^^^
                  = note\u{A0}: attendu\u{A0}: start | end | left | right | center | justify | justify-all | match-parent
                  = conseil\u{A0}: vouliez-vous dire `center`\u{202F}?

                """)
        #expect(
            text.en.contains("error[css/bad-value]: `text-align` cannot be `centre`") && text.en.contains("= note: expected: start | end"))
    }

    @Test(arguments: [
        ("p { margin: 3 }", "css/missing-unit", "the number `3` has no unit"),
        ("p { color: red\n margin: 0 }", "css/missing-semicolon", "a semicolon is missing after the value of `color`"),
        ("p { color }", "css/bad-declaration", "not a declaration: `color`"),
        ("p { 1: 2 }", "css/bad-declaration", "not a declaration: `1: 2`"),
        ("p { color: red !importent }", "css/bad-important", "only `!important` may follow a value"),
        ("p { cursor: pointer }", "css/no-effect", "`cursor` has no effect on paper"),
        ("p:frist-child { order: 1 }", "css/unknown-pseudo-class", "did you mean `:first-child`?"),
        ("p::befor { order: 1 }", "css/unknown-pseudo-element", "did you mean `::before`?"),
        ("p:nth-child { order: 1 }", "css/bad-selector", "write `:nth-child(…)`"),
        ("p:nth-child(2x) { order: 1 }", "css/bad-selector", "`2x` is not a place in a series"),
        ("p > { order: 1 }", "css/bad-selector", "the selector is incomplete"),
        ("x|p { order: 1 }", "css/unknown-prefix", "undeclared prefix `x`"),
        ("@pge { margin: 0 }", "css/unknown-at-rule", "did you mean `@page`?"),
        ("@page { @top-rigt { content: none } }", "css/unknown-at-rule", "did you mean `@top-right`?"),
        ("@page :frist { margin: 0 }", "css/bad-at-rule", "`@page` is not well written"),
        ("@page { size: A44 }", "css/bad-value", "`size` cannot be `A44`"),
        ("p { @media print { } }", "css/misplaced-at-rule", "`@media` cannot stand here"),
        ("p { color: red", "css/unclosed", "`{` is never closed"), ("p { content: 'x", "css/unclosed", "`'` is never closed"),
        ("/* x", "css/unclosed", "`/*` is never closed"),
        ("p", "css/missing-block", "the rule's block `{ … }` is missing"),
        ("@import 'none.css';", "css/missing-sheet", "style sheet not found: `none.css`"),
        ("p { } @import 'none.css';", "css/misplaced-at-rule", "`@import` cannot stand here"),
        ("@media prnt and x { }", "css/bad-media", "media condition not understood"),
        ("p { color: var(--x) }", "css/undefined-variable", "`var(--x)` is not defined here"),
        ("@font-face { font-family: X }", "css/bad-at-rule", "expected: font-family"),
        ("@font-face { famly: X }", "css/unknown-descriptor", "`@font-face` does not know `famly`"),
        ("@counter-style x { symbol: 'a' }", "css/unknown-descriptor", "did you mean `symbols`?"),
        ("p { content: counter(x }", "css/bad-value", "`content` cannot be"), ("p { width: }", "css/bad-value", "`width` has no value"),
    ]) func faults(_ css: String, _ code: String, _ text: String) throws {
        let page = try Styled(css, "<p/>")
        #expect(page.codes.contains(code), "\(page.codes)")
        #expect(page.text(.english).contains(text), "\(page.text(.english))")
        #expect(StylingCodes.all.contains { $0.code.name == code })
        // In French no word of the English wording shows.
        #expect(!page.text(.french).contains(" is not ") && !page.text(.french).contains("unknown "))
        #expect(try Styled(css, "<p/>", mode: .lenient).bag.isEmpty)
    }

    @Test func styleAttributesPointIntoTheDocument() throws {
        let page = try Styled("", "<p style=\"color: &quot;a&quot;; widht: 1pt\"/>")
        #expect(page.codes == ["css/bad-value", "css/unknown-property"])
        #expect(page.text(.english).contains("page.xhtml:1:"))
        #expect(page.text(.english).contains("did you mean `width`?"))
    }
}
