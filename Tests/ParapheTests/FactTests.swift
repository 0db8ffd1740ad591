import CEL
import Diagnostics
import Foundation
import Localization
import Rules
import Templating
import Testing
import XML

@testable import Paraphe

/// Facts of a running configuration in templates: a small pack in a folder of its own, changed by each test.
@Suite struct FactTests {
    static let pack = """
        pack: desk
        title: { fr: Guichet, en: Desk }
        version: 1.0.0
        languages: [fr-CA, en-CA]
        time-zone: America/Toronto
        permissions:
          ask: { fr: Demander, en: Ask }
          answer: { fr: Répondre, en: Answer }
        roles:
          asker: { label: { fr: Demandeuse, en: Asker }, permissions: [ask] }
          clerk: { label: { fr: Commis, en: Clerk }, permissions: [answer] }
        profiles:
          visitor:
            label: { fr: Visite, en: Visitor }
            summary: { fr: Vient du dehors., en: Comes from outside. }
            roles: [asker]
          staff: { label: { fr: Personnel, en: Staff }, roles: [clerk] }
        dossier:
          fields:
            topic: { type: text, label: { fr: Sujet, en: Topic }, required: true }
        states:
          open: { label: { fr: Ouverte, en: Open }, kind: initial }
          answered: { label: { fr: Répondue, en: Answered } }
          done: { label: { fr: Finie, en: Done }, kind: final }
        reasons:
          refusal:
            label: { fr: Raison du refus, en: Reason of the refusal }
            reasons:
              unclear: { label: { fr: Demande obscure, en: Unclear request } }
              old: { label: { fr: Trop tard, en: Too late }, valid-until: 2020-01-01 }
        actions:
          ask: { label: { fr: Poser la question, en: Ask the question }, creates: true, to: open, permission: ask, edits: [topic] }
          answer: { label: { fr: Donner réponse, en: Give an answer }, from: [open], to: answered, permission: answer }
          refuse:
            label: { fr: Refuser, en: Refuse }
            from: [open]
            to: done
            permission: answer
            inputs:
              reason: { type: reason, reasons: refusal, label: { fr: Raison, en: Reason }, required: true }
          reopen: { label: { fr: Rouvrir, en: Reopen }, from: [answered], to: open, permission: answer }
          close: { label: { fr: Fermer, en: Close }, from: [answered], to: done, permission: answer }
        notifications:
          late:
            to: [{ role: clerk }]
            subject: { fr: En retard, en: Late }
            body: { fr: En retard, en: Late }
        deadlines:
          reply: { states: [open], within: { days: 2 }, notify: late }
        contacts:
          desk: { label: { fr: Le guichet, en: The desk }, phone: 418 555-1234, email: a@example.org }
        """

    static func page(_ body: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template"><head><title>T</title></head><body>
        \(body)
        </body></html>
        """
    }

    /// The findings of `paraphe check`, as `file:line:column code`.
    static func check(_ pack: String, guide: String, files: [String: String] = [:]) throws -> (faults: [String], folder: String) {
        let folder = NSTemporaryDirectory() + "facts-\(UUID().uuidString)"
        for (name, text) in files.merging(["pack.yaml": pack, "guides/g.xhtml": page(guide)], uniquingKeysWith: { $1 }) {
            let path = folder + "/" + name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let shelf = SourceShelf()
        let outcome = try PackCheck(path: folder).run(shelf: shelf)
        let faults = outcome.findings.diagnostics.filter { $0.severity == .error }.map { finding in
            guard let span = finding.span, let source = shelf.map[span.source] else { return finding.code.name }
            let place = source.position(at: span.range.lowerBound)
            return "\((source.path as NSString).lastPathComponent):\(place.line):\(place.column) \(finding.code.name)"
        }
        return (faults, folder)
    }

    /// The text of the guide in a language.
    static func text(_ pack: String, guide: String, _ language: Language, files: [String: String] = [:]) throws -> String {
        let (faults, folder) = try check(pack, guide: guide, files: files)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(faults == [])
        let shelf = SourceShelf()
        let loaded = try LoadedPack.loadOrThrow(PackFolder(path: folder), shelf: shelf)
        let found = try TemplateSet(pack: loaded, shelf: shelf).template(named: "guides/g.xhtml")
        let context = DocumentContext(number: "", version: 1, producedAt: try #require(Timestamp("2026-11-21T12:00:00Z")))
        let (tree, bag) = found.template.expand(
            values: loaded.commonValues(for: nil, context, language), language: language, zone: loaded.zone)
        #expect(bag.diagnostics.isEmpty)
        let whole = try #require(tree)
        return whole.textContent(of: whole.document).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test(arguments: [
        ("<g:reasons action='refuse'/>", "Demande obscure", "Unclear request"),
        ("<g:reasons list='refusal'/>", "Demande obscure", "Unclear request"),
        ("<g:name of='actions.answer'/>", "Donner réponse", "Give an answer"),
        ("<g:name of='actions.answer' case='lower'/>", "donner réponse", "give an answer"),
        ("<g:name of='reasons.refusal.unclear'/>", "Demande obscure", "Unclear request"),
        ("<g:profiles only='visitor'/>", "Visite Vient du dehors.", "Visitor Comes from outside."),
        ("<g:fields record='dossier'/>", "Sujet *", "Topic *"),
        ("<g:fields action='refuse'/>", "Raison * Demande obscure", "Reason * Unclear request"),
        ("<g:deadlines/>", "Ouverte 2 jours Commis", "Open 2 days Clerk"),
        ("<g:states only='open'/>", "Ouverte 2 jours au plus Donner réponse Commis Répondue", "Open 2 days at most"),
        ("<g:actions state='answered'/>", "Rouvrir Commis Répondue Ouverte", "Reopen Clerk Answered Open"),
        ("<g:contacts/>", "Le guichet 418", "The desk 418-555-1234"),
        (
            "<g:diagram table='no'/>", "OuverteRépondueFinie Poser la question",
            "OpenAnsweredDone Ask the question"
        ),
        ("<g:diagram/>", "– Poser la question Ouverte", "– Ask the question Open"),
        ("<g:matrix states='open'/>", "Donner réponse –oui", "Give an answer –yes"),
        (
            "<g:let name='n' value='3'/><g:reasons list='refusal'><g:for each='r' in='fact.reasons'><p><g:value of='r.id + string(n)'/></p></g:for></g:reasons>",
            "unclear3", "unclear3"
        ),
        ("<p lang='en'><g:name of='states.open'/></p>", "Open", "Open"),
    ])
    func factsInBothLanguages(guide: String, french: String, english: String) throws {
        for (language, expected) in [(Language.french, french), (.english, english)] {
            let text = try Self.text(Self.pack, guide: guide, language).replacing("\u{202F}", with: " ")
            #expect(text.contains(expected), "\(text)")
        }
    }

    @Test(arguments: [
        ("<g:reasons action='refus'/>", ["g.xhtml:3:20 template/unknown-fact"]),
        ("<g:reasons action='answer'/>", ["g.xhtml:3:20 template/empty-fact"]),
        ("<g:reasons/>", ["g.xhtml:3:1 template/missing-attribute"]),
        ("<g:reasons action='refuse' list='refusal'/>", ["g.xhtml:3:1 template/missing-attribute"]),
        ("<g:profiles only='visitor nobody'/>", ["g.xhtml:3:27 template/unknown-fact"]),
        ("<g:name of='states.opened'/>", ["g.xhtml:3:13 template/unknown-fact"]),
        ("<g:name of='states.open' case='upper'/>", ["g.xhtml:3:32 template/attribute-value"]),
        ("<g:reasons list='refusal'><g:value of='fact.reason'/></g:reasons>", ["g.xhtml:3:45 cel/unknown-field"]),
        ("<g:grants/>", ["g.xhtml:3:1 template/empty-fact"]),
        ("<g:reasons action='{x}'/>", ["g.xhtml:3:20 template/unknown-fact"]),
    ])
    func unknownFactsAreErrorsAtTheirPlace(guide: String, faults: [String]) throws {
        let (found, folder) = try Self.check(Self.pack, guide: guide)
        try? FileManager.default.removeItem(atPath: folder)
        #expect(found.prefix(1).map { $0 } == faults)
    }

    @Test func aChangedReasonChangesBothPages() throws {
        let changed = Self.pack.replacing("Demande obscure, en: Unclear request", with: "Demande confuse, en: Confused request")
        #expect(try Self.text(changed, guide: "<g:reasons action='refuse'/>", .french) == "T Demande confuse")
        #expect(try Self.text(changed, guide: "<g:reasons action='refuse'/>", .english) == "T Confused request")
    }

    @Test func aReasonWithoutItsEnglishFailsAtItsLine() throws {
        let (faults, folder) = try Self.check(
            Self.pack.replacing("Demande obscure, en: Unclear request", with: "Demande obscure"), guide: "<g:reasons action='refuse'/>")
        try? FileManager.default.removeItem(atPath: folder)
        let line = Self.pack.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("Demande obscure") } ?? 0
        #expect(faults.contains { $0.hasPrefix("pack.yaml:\(line + 1):") }, "\(faults)")
    }

    @Test func aPackReplacesTheMarkup() throws {
        let own = """
            <ol xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template"><g:for each="r" in="fact.reasons"><li>no <g:value of="r.id"/></li></g:for></ol>
            """
        let text = try Self.text(Self.pack, guide: "<g:reasons action='refuse'/>", .english, files: ["facts/reasons.xhtml": own])
        #expect(text == "T no unclear")
        let (faults, folder) = try Self.check(
            Self.pack, guide: "<g:reasons action='refuse'/>", files: ["facts/reasons.xhtml": own.replacing("r.id", with: "r.idd")])
        try? FileManager.default.removeItem(atPath: folder)
        #expect(faults == ["reasons.xhtml:1:140 cel/unknown-field"])
    }
}
