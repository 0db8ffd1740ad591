import CEL
import Diagnostics
import Workflow

/// Shows what a store's requests would have become.
package struct ReplayReport: Sendable {
    private let language: Language

    package init(language: Language) {
        self.language = language
    }

    package func text(_ outcome: ReplayOutcome, store: String) -> String {
        var out = ReplayWords.title(outcome, store: store)[language] + "\n"
        for decision in outcome.decisions {
            out += "  \(decision.dossier)  \(decision.at.text)  \(decision.label[language]) (\(decision.action)), \(decision.person)\n"
            switch decision.verdict {
            case .nowRefused(let failures): out += "    \(ReplayWords.nowRefused[language])\n" + reasons(failures)
            case .nowAllowed(let failures): out += "    \(ReplayWords.nowAllowed[language])\n" + reasons(failures)
            case .otherOutcome(let differences):
                out += "    \(ReplayWords.otherOutcome[language])\n"
                for difference in differences { out += "      \(difference[language])\n" }
            }
        }
        for note in ReplayWords.notes(outcome) { out += "  \(note[language])\n" }
        return out
    }

    private func reasons(_ failures: [Failure]) -> String {
        failures.map { failure in
            let basis = failure.basis.map { " [\($0)]" } ?? ""
            let hint = failure.hint.map { "\n        \($0[language])" } ?? ""
            return "      \(failure.rule)\(basis)\(ReplayWords.colon[language]) \(failure.reason[language])\(hint)\n"
        }.joined()
    }

    /// The value of the key `replay` of the report on differences.
    package func json(_ outcome: ReplayOutcome, store: String) -> Value {
        let decisions = outcome.decisions.map { decision -> Value in
            var entries: [(String, Value)] = [
                ("dossier", .string(decision.dossier)), ("action", .string(decision.action)), ("person", .string(decision.person)),
                ("at", .string(decision.at.text)),
            ]
            switch decision.verdict {
            case .nowRefused(let failures): entries += [("verdict", .string("now-refused")), ("reasons", .list(failures.map(reason)))]
            case .nowAllowed(let failures): entries += [("verdict", .string("now-allowed")), ("reasons", .list(failures.map(reason)))]
            case .otherOutcome(let differences):
                entries += [("verdict", .string("other-outcome")), ("differences", .list(differences.map { .string($0[language]) }))]
            }
            return .record(entries)
        }
        return .record([
            ("store", .string(store)), ("dossiers", .int(Int64(outcome.dossierCount))), ("decisions", .int(Int64(outcome.decisionCount))),
            ("foreign", .int(Int64(outcome.foreignCount))), ("broken", .int(Int64(outcome.brokenCount))), ("otherwise", .list(decisions)),
        ])
    }

    private func reason(_ failure: Failure) -> Value {
        .record([
            ("code", .string(failure.code.name)), ("rule", .string(failure.rule)), ("reason", .string(failure.reason[language])),
            ("basis", failure.basis.map { .string($0) } ?? .null),
        ])
    }
}

/// The words of replays.
enum ReplayWords {
    static let nowRefused = Bilingual(fr: "permis avant, refusé maintenant\u{A0}:", en: "allowed before, refused now:")
    static let nowAllowed = Bilingual(
        fr: "permis maintenant, refusé par l’ancienne configuration\u{A0}:", en: "allowed now, refused by the old pack:")
    static let otherOutcome = Bilingual(fr: "permis, avec d’autres suites\u{A0}:", en: "allowed, with other consequences:")
    static let colon = Bilingual(fr: "\u{A0}:", en: ":")

    static func title(_ outcome: ReplayOutcome, store: String) -> Bilingual {
        let count = outcome.decisions.count
        return Bilingual(
            fr:
                "Décisions de `\(store)` reprises\u{A0}: \(outcome.dossierCount) dossier\(outcome.dossierCount > 1 ? "s" : ""), \(outcome.decisionCount) décision\(outcome.decisionCount > 1 ? "s" : ""), \(count) autrement",
            en:
                "Decisions of `\(store)` taken again: \(outcome.dossierCount) dossier\(outcome.dossierCount == 1 ? "" : "s"), \(outcome.decisionCount) decision\(outcome.decisionCount == 1 ? "" : "s"), \(count) otherwise"
        )
    }

    static func notes(_ outcome: ReplayOutcome) -> [Bilingual] {
        var notes = [
            Bilingual(
                fr: "(un registre ne garde que ce qui fut permis\u{A0}: les demandes refusées n’y sont pas)",
                en: "(a store keeps only what was allowed: refused requests are not in it)")
        ]
        if outcome.foreignCount > 0 {
            notes.append(
                Bilingual(
                    fr: "\(outcome.foreignCount) dossiers d’autres configurations sont laissés de côté",
                    en: "\(outcome.foreignCount) dossiers of other packs are left out"))
        }
        if outcome.brokenCount > 0 {
            notes.append(
                Bilingual(
                    fr: "\(outcome.brokenCount) dossiers n’ont pu être relus", en: "\(outcome.brokenCount) dossiers could not be replayed"))
        }
        return notes
    }
}
