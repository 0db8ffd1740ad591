import Diagnostics
import Testing
import YAML

/// Faulty texts: the code and the place, marked in the text.
@Suite struct YAMLFaultTests {
    static let cases: [(marked: String, codes: [String])] = [
        ("a: b\n▶\tc: d\n", ["yaml/tab-indentation"]),
        ("a: b\n  ▶c\n d: e\n".replacing("  ▶c\n d: e\n", with: "▶just text\nd: e\n"), ["yaml/missing-colon"]),
        ("▶key:value\nb: c\n", ["yaml/missing-colon"]),
        ("a: 'b'\n  ▶c: d\ne: f\n", ["yaml/indentation"]),
        ("a:\n    b: c\n  ▶d: e\nf: g\n", ["yaml/indentation"]),
        ("a: Important▶ : ne pas répondre\nb: c\n".replacing("▶ :", with: " ▶:"), ["yaml/colon-in-text"]),
        ("label: Nom\n  fr▶: Nom\n", ["yaml/colon-in-text"]),
        ("a: ▶\"never closed\nb: c\n", ["yaml/unclosed-quote"]),
        ("a: 'l'▶usager'\nb: c\n", ["yaml/after-value"]),
        ("a: \"x▶\\q\"\n", ["yaml/escape"]),
        ("a: \"▶\\ud800\"\n", ["yaml/escape"]),
        ("a: ▶[b, c\nd: e\n".replacing("\nd: e", with: ""), ["yaml/unclosed-bracket"]),
        ("a: {b: c d▶: e}\n", ["yaml/bracket-separator"]),
        ("a: b\nc: d\n▶a: e\n", ["yaml/duplicate-key"]),
        ("{a: 1, ▶a: 2}\n", ["yaml/duplicate-key"]),
        ("a: &name b\nc: ▶*nane\n", ["yaml/unknown-alias"]),
        ("a: ▶!!str b\n", ["yaml/tag"]),
        ("▶? a\n: b\n", ["yaml/complex-key"]),
        ("a: ▶@b\n", ["yaml/reserved-character"]),
        ("a: ▶* required\n", ["yaml/reserved-character"]),
        ("a: ▶%b\n", ["yaml/reserved-character"]),
        ("a: ▶- b\n", ["yaml/list-item"]),
        ("a: b\n▶- c\nd: e\n", ["yaml/list-item"]),
        ("a: | ▶text\n  more\n", ["yaml/block-header"]),
        ("a: b\n▶---\nc: d\n", ["yaml/several-documents"]),
        ("- a\n▶b: c\n", ["yaml/indentation"]),
        ("▶: b\n", ["yaml/missing-key"]),
        ("a: b▶\u{7}\n", ["yaml/control-character"]),
        (
            "a: b\n▶text\nc: ▶'x\nd: ▶@y\n▶a: z\n",
            ["yaml/missing-colon", "yaml/unclosed-quote", "yaml/reserved-character", "yaml/duplicate-key"]
        ),
    ]

    @Test(arguments: cases.indices) func isFoundAtItsPlace(index: Int) {
        let (marked, codes) = Self.cases[index]
        let text = MarkedText(marked)
        var sources = SourceMap()
        let file = sources.add(path: "t.yaml", text: text.text)
        let found = YAMLParser().parse(file).1.sorted
        let shown = found.map { TextRenderer(sources: sources, language: .french).render($0) }.joined()
        #expect(found.map(\.code.name) == codes, "\(text.text)\n\(shown)")
        #expect(found.map { $0.span?.range.lowerBound } == text.offsets, "\(text.text)\n\(shown)")
    }

    @Test func invalidUTF8IsPlaced() {
        var sources = SourceMap()
        let file = sources.add(path: "t.yaml", bytes: Array("a: é\nb: ".utf8) + [0xE9, 0x0A])
        let found = YAMLParser().parse(file).1.diagnostics
        #expect(found.map(\.code.name) == ["yaml/encoding"])
        #expect(found.first?.span?.range.lowerBound == 9)
    }

    @Test func limitsHold() {
        var sources = SourceMap()
        func codes(_ text: String) -> Set<String> {
            Set(YAMLParser().parse(sources.add(path: "t.yaml", text: text)).1.diagnostics.map(\.code.name))
        }
        #expect(codes(String(repeating: "[", count: 100_000)) == ["yaml/too-deep"])
        #expect(codes(String(repeating: "- ", count: 100_000)) == ["yaml/too-deep"])
        #expect(codes((0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()) == ["yaml/too-deep"])
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 { bomb += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n" }
        #expect(codes(bomb) == ["yaml/too-large"])
    }

    @Test func eachCodeIsDeclaredOnce() {
        let names = YAMLCodes.all.map(\.code.name)
        #expect(Set(names).count == names.count)
        #expect(Self.cases.flatMap(\.codes).allSatisfy(names.contains))
    }

    @Test func wordsInBothLanguages() {
        var sources = SourceMap()
        let file = sources.add(path: "pack.yaml", text: "label: 'l'usager'\ntexte: Important : lire\n")
        let bag = YAMLParser().parse(file).1
        #expect(
            TextRenderer(sources: sources, language: .french).render(bag) == """
                pack.yaml:1:11: erreur[yaml/after-value]\u{A0}: la valeur est terminée, ce texte est de trop
                 1 | label: 'l'usager'
                   |           ^^^^^^^
                  = conseil\u{A0}: dans un texte entre apostrophes, doubler l’apostrophe ('') ou employer les guillemets droits "…"
                pack.yaml:2:18: erreur[yaml/colon-in-text]\u{A0}: ce deux-points suivi d’une espace coupe un texte qui n’est pas entre guillemets
                 2 | texte: Important : lire
                   |                  ^
                  = conseil\u{A0}: mettre le texte entre guillemets droits "…"

                """)
        #expect(
            TextRenderer(sources: sources, language: .english).render(bag).hasPrefix(
                "pack.yaml:1:11: error[yaml/after-value]: the value has ended, this text is too much\n"))
    }
}
