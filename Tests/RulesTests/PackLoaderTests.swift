import CivilTime
import Diagnostics
import Testing

@testable import Rules

@Suite struct PackLoaderTests {
    @Test func goodPackLoads() throws {
        let (loaded, bag, sources) = SmallPack.load()
        #expect(bag.isEmpty, "\(TextRenderer(sources: sources, language: .english).render(bag))")
        let book = try #require(loaded)
        #expect(book.name == "loan")
        #expect(book.languages == [.french, .english])
        #expect(book.initialState?.id == "draft")
        #expect(book.actions.ids == ["create", "ask", "lend", "refuse"])
        #expect(book.actions(from: "asked").map(\.id) == ["lend", "refuse"])
        #expect(book.permissions(ofRoles: ["librarian", "reader"]) == ["ask", "decide"])
        #expect(book.grants("decide", toRoles: ["librarian"]))
        #expect(!book.grants("decide", toRoles: book.roles(ofProfile: "member")))
        #expect(book.dossierFields["days"]?.maximum == 21)
        #expect(book.forms["slip"]?.fields.first?.isAlwaysRequired == true)
        #expect(book.reasonLists["refusals"]?.reasons["reserved"]?.period.from?.text == "2026-01-01")
        #expect(book.calendar.business.week[0].first?.startMinute == 540)
        #expect(book.calendar.business.week[2].isEmpty)
        #expect(book.facts["longestLoan"]?.value == .integer(21))
        #expect(book.people["anne"]?["branch"] == .text("Centre"))
        #expect(book.allMessages["forms.slip.condition.worn"]?.text[.french] == "Usé")
        #expect(book.allMessages["reasons.refusals.missing"]?.text[.english] == "Book lost")
        #expect(
            book.variables(of: try #require(book.actions["refuse"])).map(\.name) == [
                "dossier", "actor", "forms", "pack", "now", "today", "input",
            ])
    }

    @Test func missingEntryFileIsSaid() {
        let (book, bag, _) = SmallPack.load([("people.yaml", SmallPack.people)])
        #expect(book == nil)
        #expect(bag.diagnostics.map(\.code) == [RulesCodes.missingFile])
    }

    @Test func faultsOfAllFilesAreGathered() {
        let files = SmallPack.files.map { file in
            let text = file.text.replacing("version: 1.0.0", with: "version: 1.0.0\ncolour: red").replacing("[reader]", with: "[raeder]")
                .replacing("kind: initial", with: "kind: inital")
            return (file.path, text)
        }
        let (_, bag, _) = SmallPack.load(files)
        #expect(
            Set(bag.diagnostics.filter { $0.severity == .error }.map(\.code)).isSuperset(of: [
                RulesCodes.unknownKey, RulesCodes.unknownName, RulesCodes.unknownWord,
            ]))
    }

    @Test func wordsInBothLanguages() {
        let files = SmallPack.files.map { file in
            (
                file.path,
                file.text.replacing("roles: [reader]", with: "roles: [raeder]").replacing(
                    "label: { fr: Demandé, en: Asked }", with: "label: { fr: Demandé }")
            )
        }
        let (_, bag, sources) = SmallPack.load(files)
        let errors = bag.sorted.filter { $0.severity == .error }
        let french = errors.map { TextRenderer(sources: sources, language: .french).render($0) }.joined()
        let english = errors.map { TextRenderer(sources: sources, language: .english).render($0) }.joined()
        #expect(
            french == """
                people.yaml:14:13: erreur[pack/unknown-name]\u{A0}: `raeder` n’est pas un rôle de ce service
                 14 |     roles: [raeder]
                    |             ^^^^^^
                  = conseil\u{A0}: vouliez-vous dire `reader`\u{202F}?
                workflow.yaml:16:12: erreur[pack/missing-translation]\u{A0}: le texte anglais manque
                 16 |   asked: { label: { fr: Demandé } }
                    |            ^^^^^
                  = conseil\u{A0}: ajouter `en: …`

                """, "\(french)")
        #expect(
            english == """
                people.yaml:14:13: error[pack/unknown-name]: `raeder` is not a role of this pack
                 14 |     roles: [raeder]
                    |             ^^^^^^
                  = hint: did you mean `reader`?
                workflow.yaml:16:12: error[pack/missing-translation]: the English text is missing
                 16 |   asked: { label: { fr: Demandé } }
                    |            ^^^^^
                  = hint: add `en: …`

                """, "\(english)")
    }

    /// Every fixture cut at every line: nothing traps, every finding has a place.
    @Test func survivesCuts() {
        for (index, file) in SmallPack.files.enumerated() {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
            for count in 0..<lines.count {
                var files = SmallPack.files
                files[index].text = lines[..<count].joined(separator: "\n")
                let (book, bag, _) = SmallPack.load(files)
                #expect((book == nil) == bag.hasErrors)
            }
        }
    }

    /// Bytes changed at random (seeded): nothing traps, and a pack with errors gives no rulebook.
    @Test func survivesDamage() {
        var seed: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        let replacements = Array("-:[]{}'\"&*|>#, \n0a".utf8)
        for _ in 0..<200 {
            var files = SmallPack.files
            let index = next(files.count)
            var bytes = Array(files[index].text.utf8)
            for _ in 0...next(3) { bytes[next(bytes.count)] = replacements[next(replacements.count)] }
            files[index].text = String(decoding: bytes, as: UTF8.self)
            let (book, bag, _) = SmallPack.load(files)
            #expect((book == nil) == bag.hasErrors)
        }
    }

    @Test func civilDates() {
        #expect(CivilDate("2024-02-29")?.text == "2024-02-29")
        for text in ["2023-02-29", "2026-13-01", "2026-00-01", "2026-1-01", "0000-01-01", "2026-01-32", "2026/01/01", ""] {
            #expect(CivilDate(text) == nil)
        }
        let period = EffectivePeriod(from: CivilDate("2020-05-12"), until: nil)
        #expect(CivilDate("2020-05-11").map(period.contains) == false)
        #expect(CivilDate("2020-05-12").map(period.contains) == true)
    }
}
