import Diagnostics
import Testing

@Suite struct RendererTests {
    private let sources: SourceMap
    private let bag: DiagnosticBag

    init() {
        var sources = SourceMap()
        let file = sources.add(path: "rules/workflow.yaml", text: "actions:\n  assign:\n    by: dispatchr\n")
        let span = Span(source: file.id, start: 27, end: 36)
        var bag = DiagnosticBag()
        bag.append(
            Diagnostic(
                .error, "pack/unknown-role", Bilingual(fr: "aucun rôle ne se nomme `dispatchr`", en: "no role is named `dispatchr`"),
                at: span,
                labels: [.init(Span(source: file.id, start: 11, end: 17), Bilingual(fr: "dans cette action", en: "in this action"))],
                notes: [Bilingual(verbatim: "dispatcher, requester")],
                hint: Bilingual(fr: "vouliez-vous dire `dispatcher`\u{202F}?", en: "did you mean `dispatcher`?"),
                replacement: .init(span: span, text: "dispatcher")))
        bag.append(Diagnostic(.warning, "pack/no-file", Bilingual(fr: "rien à lire", en: "nothing to read"), at: nil))
        self.sources = sources
        self.bag = bag
    }

    @Test func englishText() {
        #expect(
            TextRenderer(sources: sources, language: .english).render(bag) == """
                rules/workflow.yaml:3:9: error[pack/unknown-role]: no role is named `dispatchr`
                 3 |     by: dispatchr
                   |         ^^^^^^^^^
                  rules/workflow.yaml:2:3: in this action
                 2 |   assign:
                   |   ^^^^^^
                  = note: dispatcher, requester
                  = hint: did you mean `dispatcher`?
                warning[pack/no-file]: nothing to read

                """)
    }

    @Test func frenchText() {
        let text = TextRenderer(sources: sources, language: .french).render(bag)
        #expect(text.hasPrefix("rules/workflow.yaml:3:9: erreur[pack/unknown-role]\u{A0}: aucun rôle ne se nomme `dispatchr`\n"))
        #expect(text.contains("  = conseil\u{A0}: vouliez-vous dire `dispatcher`\u{202F}?\n"))
        #expect(text.contains("avertissement[pack/no-file]\u{A0}: rien à lire\n"))
    }

    @Test func jsonLines() {
        let lines = JSONRenderer(sources: sources, language: .english).render(bag).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[0].hasPrefix(
                #"{"severity":"error","code":"pack/unknown-role","message":"no role is named `dispatchr`","file":"rules/workflow.yaml","#
                    + #""line":3,"column":9,"endLine":3,"endColumn":18,"#))
        #expect(
            lines[0].contains(
                #""replacement":{"file":"rules/workflow.yaml","line":3,"column":9,"endLine":3,"endColumn":18,"text":"dispatcher"}"#))
        #expect(lines[1] == #"{"severity":"warning","code":"pack/no-file","message":"nothing to read"}"#)
    }

    @Test func controlsDoNotReachTheTerminal() {
        var sources = SourceMap()
        let file = sources.add(path: "x", text: "a\u{1B}[31mb")
        let text = TextRenderer(sources: sources, language: .english)
            .render(Diagnostic(.error, "x/y", Bilingual(verbatim: "m"), at: Span(source: file.id, start: 0, end: 1)))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }

    @Test func theSameFindingIsShownOnceAndInOrder() {
        var sources = SourceMap()
        let file = sources.add(path: "x", text: "abc")
        var bag = DiagnosticBag()
        for start in [2, 0, 2] {
            bag.append(Diagnostic(.error, "x/y", Bilingual(verbatim: "m"), at: Span(source: file.id, start: start, end: 3)))
        }
        #expect(bag.sorted.map(\.span?.start) == [0, 2])
    }

    @Test func findingsBeyondTheLimitAreCounted() {
        var bag = DiagnosticBag()
        for _ in 0..<DiagnosticBag.limit + 7 { bag.append(Diagnostic(.error, "x/y", Bilingual(verbatim: "m"), at: nil)) }
        #expect(bag.diagnostics.count == DiagnosticBag.limit)
        #expect(bag.omittedCount == 7)
        #expect(throws: DiagnosticsError.self) { try bag.throwIfErrors() }
    }
}
