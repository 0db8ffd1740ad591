import Diagnostics
import Testing

@testable import Styling

@Suite struct SelectorTests {
    private static let list =
        "<ul id=\"u\"><li id=\"a\" class=\"one odd\">1</li><li id=\"b\">2</li> <li id=\"c\" class=\"odd\">3</li><li id=\"d\">4</li><li id=\"e\" class=\"odd last\">5</li></ul>"

    @Test(arguments: [
        ("li", "a b c d e"), ("LI", ""), ("*|li", "a b c d e"), ("#c", "c"), (".odd", "a c e"), (".one.odd", "a"), ("li.one", "a"),
        ("ul.one", ""),
        ("ul li", "a b c d e"), ("body > li", ""), ("ul > li", "a b c d e"), ("body li", "a b c d e"), (".one + li", "b"),
        (".one ~ li", "b c d e"),
        ("#b + #c", "c"), ("#a + #c", ""), ("li:first-child", "a"), ("li:last-child", "e"), ("li:only-child", ""), ("ul:only-child", "u"),
        ("li:nth-child(2)", "b"), ("li:nth-child(odd)", "a c e"), ("li:nth-child(even)", "b d"), ("li:nth-child(2n+1)", "a c e"),
        ("li:nth-child(2n + 1)", "a c e"), ("li:nth-child(3n-1)", "b e"), ("li:nth-child(n+4)", "d e"), ("li:nth-child(-n+2)", "a b"),
        ("li:nth-child(n)", "a b c d e"), ("li:nth-child(-1)", ""), ("li:nth-child(0n+3)", "c"), ("li:nth-child(+3n+1)", "a d"),
        ("li:nth-child(-n-1)", ""), ("li:nth-last-child(1)", "e"), ("li:nth-last-child(-n+2)", "d e"), ("li:nth-child(2 of .odd)", "c"),
        ("li:nth-last-child(1 of .odd)", "e"), ("li:nth-of-type(2)", "b"), ("li:nth-last-of-type(2)", "d"), ("li:first-of-type", "a"),
        ("li:last-of-type", "e"), ("li:only-of-type", ""), ("ul:only-of-type", "u"), ("li:not(.odd)", "b d"), ("li:not(.odd, #b)", "d"),
        ("li:not(:first-child):not(:last-child)", "b c d"), (":is(#a, #b)", "a b"), (":where(ul) > :is(.one, .last)", "a e"),
        ("li:is(ul > .one)", "a"), (":root #d", "d"), ("html:root li#d", "d"), ("li, ul", "u a b c d e"), ("li:hover", ""),
        ("ul#u > li#a.one", "a"),
        ("html body ul li + li + li", "c d e"), ("li ~ .odd ~ li", "d e"), ("ul:has(#c)", "u"), ("ul:has(> li.one)", "u"),
        ("ul:has(p)", ""),
        ("li:has(+ #c)", "b"), ("li:has(~ .odd)", "a b c d"), ("li:has(li)", ""), ("ul:has(li ~ #e):has(#a)", "u"),
        ("li:not(:has(+ li))", "e"),
        ("li:has(+ li + #c)", "a"), (":root:has(#a, #z) .one", "a"),
    ]) func structure(_ selector: String, _ expected: String) throws {
        #expect(try matches(selector, Self.list).joined(separator: " ") == expected)
    }

    private static let links =
        "<p id=\"p\" lang=\"fr-CA\" title=\"Hello wide World\"><a id=\"a\" href=\"http://x/y.pdf\">a</a><a id=\"n\">n</a><i id=\"i\" data-x=\"\" lang=\"en\"></i></p>"

    @Test(arguments: [
        ("[href]", "a"), ("[href=\"http://x/y.pdf\"]", "a"), ("[href^=http]", "a"), ("[href$='.pdf']", "a"), ("[href*='/y']", "a"),
        ("[href*='']", ""), ("[href^='']", ""), ("[title~=wide]", "p"), ("[title~='Hello wide']", ""), ("[title=hello]", ""),
        ("[title^=hello i]", "p"), ("[title^=hello]", ""), ("[lang|=fr]", "p"), ("[lang|=f]", ""), ("[data-x]", "i"), ("[data-x='']", "i"),
        (":link", "a"), ("a:any-link", "a"), ("a:not(:link)", "n"), (":empty", "i"), ("p:lang(fr)", "p"), ("a:lang(fr)", "a n"),
        ("a:lang(fr-CA)", "a n"), ("a:lang(en)", ""), ("i:lang(en, de)", "i"), ("a:lang('*-CA')", "a n"), ("[ href ]", "a"),
        ("a[href][href]", "a"),
    ]) func attributes(_ selector: String, _ expected: String) throws {
        #expect(try matches(selector, Self.links).joined(separator: " ") == expected)
    }

    @Test func xmlLanguageWins() throws {
        #expect(try matches("p:lang(fr)", "<p id=\"p\" lang=\"en\" xml:lang=\"fr\"/>") == ["p"])
    }

    @Test func namespaces() throws {
        let css =
            "@namespace s \"http://www.w3.org/2000/svg\"; @namespace \"http://www.w3.org/1999/xhtml\"; s|g { z-index: 7 } g { z-index: 8 } *|g { order: 3 }"
        let page = try Styled(css, "<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"g\"/></svg>")
        #expect(page.bag.isEmpty)
        #expect(page["g"].box.zIndex == 7)
        #expect(page["g"].flex.order == 3)
    }

    @Test func escapesInNames() throws {
        #expect(try matches("#\\31 x, .\\e9 t\\e9", "<p id=\"1x\"/><p id=\"k\" class=\"été\"/>") == ["1x", "k"])
    }

    @Test(arguments: [
        ("*", "0,0,0"), ("li", "0,0,1"), ("li::before", "0,0,2"), ("ul li", "0,0,2"), (".a", "0,1,0"), ("[x]", "0,1,0"),
        (":first-child", "0,1,0"), ("#a", "1,0,0"),
        (":not(#a, .b)", "1,0,0"), (":where(#a)", "0,0,0"), (":is(em, .b)", "0,1,0"), ("li:has(> #a, b)", "1,0,1"), ("#a.b c", "1,1,1"),
        (":nth-child(2 of .x)", "0,2,0"),
    ]) func specificity(_ text: String, _ expected: String) throws {
        let buffer = TokenBuffer(EmbeddedText(verbatim: text, source: SourceID(index: 0)))
        var parser = SelectorParser(buffer, 0..<(buffer.tokens.count - 1), namespaces: SheetNamespaces())
        let value = try parser.parseList().first?.specificity.value ?? 0
        #expect("\(value >> 20),\(value >> 10 & 1023),\(value & 1023)" == expected)
    }

    @Test(arguments: [
        "", "li,", ",li", "> li", "li >", "li > > a", "li++a", "#", "#1", ".", ".1", "[", "[]", "[a=]", "[a==b]", "[=b]", "[a b]", ":",
        "::", ":frist-child",
        "::befor", ":nth-child", ":nth-child()", ":nth-child(n+)", ":nth-child(2n+ + 1)", ":nth-child(n2)", ":nth-of-type(2 of a)",
        ":not()",
        ":not(a", ":is(,a)", ":lang()", "a::before b", "a::before.c", "a::before::after", "x|a", "|", "a b $", "a !", "1a",
        "a:not(::before)", ":has()", ":has(a:has(b))", ":has(> )", ":has(::before)",
    ]) func bad(_ text: String) throws {
        let buffer = TokenBuffer(EmbeddedText(verbatim: text, source: SourceID(index: 0)))
        var parser = SelectorParser(buffer, 0..<(buffer.tokens.count - 1), namespaces: SheetNamespaces())
        // The tokenizer closes what is left open at the end.
        if text == ":not(a" { _ = try parser.parseList() } else { #expect(throws: SelectorParser.Fault.self) { try parser.parseList() } }
    }

    @Test func oneBadSelectorDropsItsRuleOnly() throws {
        let page = try Styled("p, :frist-child { z-index: 1 } p { order: 2 }", "<p id=\"x\"/>", mode: .lenient)
        #expect(page["x"].box.zIndex == nil)
        #expect(page["x"].flex.order == 2)
        #expect(page.bag.isEmpty)
    }
}
