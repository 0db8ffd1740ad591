import CEL
import Diagnostics
import Foundation
import Rules
import Testing

@testable import Workflow

/// Conditions in plain French and English.
@Suite struct ConditionWordingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let code: String
        let fr: String
        let en: String
        var testDescription: String { code }

        init(_ code: String, _ fr: String, _ en: String) {
            self.code = code
            self.fr = fr
            self.en = en
        }
    }

    static let cases: [Case] = [
        Case("has(dossier.title)", "le titre est rempli", "the title is filled in"),
        Case("!has(dossier.title)", "le titre est vide", "the title is empty"),
        Case("has(dossier.due)", "l’échéance est remplie", "the due is filled in"),
        Case("dossier.title == 'x'", "le titre est « x »", "the title is “x”"),
        Case("dossier.title != 'x'", "le titre n’est pas « x »", "the title is not “x”"),
        Case("has(dossier.title) && dossier.title == 'x'", "le titre est « x »", "the title is “x”"),
        Case("!(has(dossier.title) && dossier.title == 'x')", "le titre n’est pas « x »", "the title is not “x”"),
        Case("dossier.state == 'draft'", "le dossier est à l’état « Brouillon »", "the dossier is in the state “Draft”"),
        Case("dossier.state in ['draft', 'sent']", "l’état est « Brouillon » ou « Envoyé »", "the state is “Draft” or “Sent”"),
        Case(
            "!(dossier.state in ['draft', 'sent'])", "l’état n’est ni « Brouillon » ni « Envoyé »",
            "the state is neither “Draft” nor “Sent”"),
        Case(
            "actor.profile == 'writer'", "la personne qui agit a le profil « Rédaction »", "the person acting has the profile “Writing”"),
        Case(
            "!('reviewer' in actor.roles)", "la personne qui agit n’a pas le rôle « Réviseur »",
            "the person acting does not have the role “Reviewer”"),
        Case(
            "has(dossier.author) && dossier.author.id == actor.id", "l’auteur est la personne qui agit", "the author is the person acting"),
        Case("dossier.amount <= 100.0", "le montant est d’au plus 100", "the amount is at most 100"),
        Case("dossier.amount > 99.5", "le montant est de plus de 99,5", "the amount is more than 99.5"),
        Case("100.0 < dossier.amount", "le montant est de plus de 100", "the amount is more than 100"),
        Case("dossier.amount > double(pack.limit)", "le montant est de plus de 100", "the amount is more than 100"),
        Case("dossier.due > now", "l’échéance est après le moment présent", "the due is after the present moment"),
        Case("dossier.due <= now", "l’échéance est le moment présent ou avant", "the due is the present moment or earlier"),
        Case("size(dossier.tags) > 0", "les étiquettes ne sont pas vides", "the tags are not empty"),
        Case("size(dossier.tags) == 0", "les étiquettes sont vides", "the tags are empty"),
        Case(
            "size(dossier.tags) <= 2", "le nombre d’éléments des étiquettes est d’au plus 2",
            "the number of elements of the tags is at most 2"),
        Case("'x' in dossier.tags", "les étiquettes contiennent « x »", "the tags contain “x”"),
        Case("has(dossier.place.code)", "le code du lieu est rempli", "the code of the place is filled in"),
        Case("dossier.title.startsWith('A')", "le titre commence par « A »", "the title begins with “A”"),
        Case("dossier.title.matches('^A')", "le titre a la forme `^A`", "the title has the form `^A`"),
        Case(
            "dossier.title == dossier.place.name", "le titre est le même que le nom du lieu",
            "the title is the same as the name of the place"),
        Case(
            "has(dossier.title) && (has(dossier.due) || has(dossier.amount))",
            "le titre est rempli et soit l’échéance est remplie, soit le montant est rempli",
            "the title is filled in and either the due is filled in or the amount is filled in"),
        Case(
            "!(has(dossier.title) || has(dossier.due))", "le titre est vide et l’échéance est vide",
            "the title is empty and the due is empty"),
        Case(
            "dossier.log.all(l, has(l.text))", "pour chaque élément des échanges, le texte de l’élément est rempli",
            "for each element of the log, the text of the element is filled in"),
        Case(
            "!dossier.log.exists(l, has(l.text))", "pour aucun élément des échanges, le texte de l’élément est rempli",
            "for no element of the log, the text of the element is filled in"),
        Case(
            "has(dossier.due) ? has(dossier.title) : has(dossier.amount)",
            "si l’échéance est remplie, le titre est rempli; sinon, le montant est rempli",
            "if the due is filled in, the title is filled in; otherwise, the amount is filled in"),
        Case("now - dossier.sentAt < duration('36h')", "le moment présent − l’envoyé", ""),
        Case("forms.verdict.grade == 'bad'", "la note est « Mauvais »", "the grade is “Bad”"),
        Case(
            "math.abs(dossier.amount) == 3.0", "`math.abs(dossier.amount)` est 3", "`math.abs(dossier.amount)` is 3"),
        Case("true", "toujours", "always"),
    ]

    @Test(arguments: cases) func isSaidInBothLanguages(_ one: Case) throws {
        let bench = try Bench()
        let source = EmbeddedText(verbatim: one.code, source: SourceID(index: 0))
        let (program, bag) = bench.rulebook.conditionEnvironment.compile(source, expecting: .bool)
        let condition = Condition(source: source, program: try #require(program, "\(bag.diagnostics.map(\.message.en))"))
        let words = condition.words(in: bench.rulebook)
        guard !one.en.isEmpty else { return }
        #expect(words.fr.plainSpaces == one.fr)
        #expect(words.en.plainSpaces == one.en)
    }

    /// Every condition of the examples is said, nearly all of them without code.
    @Test func conditionsOfTheExamples() throws {
        var count = 0
        var coded: [String] = []
        for folder in ["teleconsultation", "access", "online-services", "fax-orders"] {
            guard let book = try Self.load(folder) else { continue }
            for condition in Self.conditions(book) {
                let words = condition.words(in: book)
                #expect(!words.fr.isEmpty && !words.en.isEmpty)
                #expect(!words.fr.contains(" :") && !words.fr.contains("« "), "\(words.fr)")
                #expect(!words.fr.contains(" de de ") && !words.fr.contains(" de le ") && !words.fr.contains(" de les "), "\(words.fr)")
                count += 1
                if words.en.contains("`") { coded.append(condition.text) }
            }
        }
        #expect(count > 60)
        #expect(coded.count * 10 <= count, "\(coded.joined(separator: "\n"))")
    }

    private static func conditions(_ book: Rulebook) -> [Condition] {
        var found: [Condition] = []
        for rule in book.actions.flatMap(\.guards) + book.ruleSets.flatMap(\.rules) {
            found.append(rule.requirement)
            if let condition = rule.applicability { found.append(condition) }
        }
        for action in book.actions { found += action.targets.compactMap(\.condition) }
        for permission in book.permissions { found += permission.grants.compactMap(\.condition) }
        return found
    }

    private static func load(_ name: String) throws -> Rulebook? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        func files(_ folder: URL, below prefix: String = "") throws -> [(path: String, bytes: [UInt8])] {
            guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted().map {
                (path: prefix + $0, bytes: Array(try Data(contentsOf: folder.appendingPathComponent($0))))
            }
        }
        let libraries = try ["regions", "exchange"].flatMap { try files(root.appendingPathComponent("Locales/" + $0)) }.map { file in
            PackLoader.Library(name: String(file.path.dropLast(5)), path: file.path, bytes: file.bytes)
        }
        let pack = root.appendingPathComponent("examples/" + name)
        var sources = SourceMap()
        return PackLoader(libraries: libraries).load(
            files: try files(pack) + files(pack.appendingPathComponent("exchange"), below: "exchange/"), folder: name, sources: &sources
        ).0
    }
}

extension String {
    var plainSpaces: String { String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 })) }
}
