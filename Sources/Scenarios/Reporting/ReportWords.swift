import CEL
import Diagnostics
import Rules
import Workflow

/// The words of reports about scenarios.
enum ReportWords {
    static let expected = Bilingual(fr: "attendu", en: "expected")
    static let actual = Bilingual(fr: "obtenu", en: "actual")
    static let colon = Bilingual(fr: "\u{A0}:", en: ":")
    static let whyRefused = Bilingual(fr: "pourquoi c’est refusé\u{A0}:", en: "why it was refused:")
    static let whyWarned = Bilingual(fr: "avertissements donnés\u{A0}:", en: "warnings given:")
    static let moreWithFull = Bilingual(
        fr: "ce qui n’est pas essayé\u{A0}: --coverage full", en: "what was not tried: --coverage full")
    static let held = Bilingual(fr: "jamais respectée", en: "never held")
    static let failed = Bilingual(fr: "jamais enfreinte", en: "never failed")

    static func summary(passed: Int, failed: Int) -> Bilingual {
        let all = passed + failed
        if failed == 0 {
            return Bilingual(
                fr: all == 1 ? "1 scénario, il réussit" : "\(all) scénarios, tous réussissent",
                en: all == 1 ? "1 scenario, it passes" : "\(all) scenarios, all pass")
        }
        return Bilingual(
            fr: "\(all) scénario\(all > 1 ? "s" : "")\u{A0}: \(passed) réussi\(passed > 1 ? "s" : ""), \(failed) en échec",
            en: "\(all) scenario\(all == 1 ? "" : "s"): \(passed) passed, \(failed) failed")
    }

    static func skipped(_ count: Int) -> Bilingual {
        Bilingual(
            fr: count == 1 ? "1 étape n’a pas été faite" : "\(count) étapes n’ont pas été faites",
            en: count == 1 ? "1 step was not run" : "\(count) steps were not run")
    }

    static func step(_ result: StepResult, _ language: Language) -> String {
        let who = result.step.actor.map { ", \($0.id)" } ?? ""
        let what: Bilingual
        switch result.step.act {
        case .perform(let performance): what = Bilingual(verbatim: performance.action.id)
        case .check(let set, _): what = Bilingual(fr: "vérifier \(set.id)", en: "check \(set.id)")
        case .evaluate(let program): what = Bilingual(fr: "évaluer \(program.text)", en: "evaluate \(program.text)")
        case .remind: what = Bilingual(fr: "rappeler les délais", en: "remind of delays")
        case .look: what = Bilingual(fr: "regarder", en: "look")
        }
        let number = Bilingual(fr: "étape \(result.number)\u{A0}: ", en: "step \(result.number): ")
        return number[language] + what[language] + who + ", \(result.moment.now.text)"
    }

    static func coverage(percent: Double) -> Bilingual {
        let text = percent == percent.rounded() ? String(Int(percent)) : percent.description
        return Bilingual(
            fr: "Couverture\u{A0}: \(text.replacing(".", with: ","))\u{A0}%", en: "Coverage: \(text)%")
    }

    static func kind(_ kind: Coverage.Point.Kind) -> Bilingual {
        switch kind {
        case .transition: Bilingual(fr: "transitions", en: "transitions")
        case .rule: Bilingual(fr: "règles, dans les deux sens", en: "rules, both ways")
        case .reason: Bilingual(fr: "motifs", en: "reasons")
        case .required: Bilingual(fr: "champs requis, essayés vides", en: "required fields, tried empty")
        case .row: Bilingual(fr: "lignes de tables", en: "rows of tables")
        case .function: Bilingual(fr: "fonctions", en: "functions")
        case .notification: Bilingual(fr: "avis", en: "notifications")
        case .document: Bilingual(fr: "documents", en: "documents")
        }
    }

    static func point(_ point: Coverage.Point) -> Bilingual {
        guard point.kind == .rule else { return Bilingual(verbatim: point.id) }
        for (ending, words) in [(" held", held), (" failed", failed)] where point.id.hasSuffix(ending) {
            let name = String(point.id.dropLast(ending.count))
            return Bilingual(fr: "\(name)\u{A0}: \(words.fr)", en: "\(name): \(words.en)")
        }
        return Bilingual(verbatim: point.id)
    }

    static func proofs(proved: Int, of all: Int) -> Bilingual {
        Bilingual(
            fr: "Exigences prouvées par un scénario\u{A0}: \(proved) sur \(all)",
            en: "Requirements proved by a scenario: \(proved) of \(all)")
    }

    static func noScenario(rules: [String]) -> Bilingual {
        let list = rules.joined(separator: ", ")
        return Bilingual(fr: "aucun scénario (règles\u{A0}: \(list))", en: "no scenario (rules: \(list))")
    }
}
