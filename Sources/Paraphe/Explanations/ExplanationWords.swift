import CivilTime
import Diagnostics

/// The wording of explanations.
package enum ExplanationWords {
    static let allowed = Bilingual(fr: "permis", en: "allowed")
    static let refused = Bilingual(fr: "refusé", en: "refused")
    static let refusing = Bilingual(fr: "Ce qui refuse", en: "What refuses")
    static let warning = Bilingual(fr: "Ce qui avertit", en: "What warns")
    static let holding = Bilingual(fr: "Ce qui tient", en: "What holds")
    static let other = Bilingual(fr: "Ce qui ne s’applique pas", en: "What does not apply")
    static let unclear = Bilingual(fr: "Ce qui n’a pu être évalué", en: "What could not be evaluated")
    static let condition = Bilingual(fr: "condition", en: "condition")
    static let when = Bilingual(fr: "quand", en: "when")
    static let value = Bilingual(fr: "valeur", en: "value")
    static let change = Bilingual(fr: "à changer", en: "to change")
    static let source = Bilingual(fr: "source", en: "source")
    static let field = Bilingual(fr: "champ", en: "field")
    static let rows = Bilingual(fr: "lignes", en: "rows")
    static let noRow = Bilingual(fr: "aucune ligne, le reste des cas", en: "no row, the remaining cases")
    static let now = Bilingual(fr: "actuellement", en: "now")
    static let allOf = Bilingual(fr: "toutes ces choses", en: "all of these")
    static let oneOf = Bilingual(fr: "l’une de ces choses", en: "one of these")
    static let empty = Bilingual(fr: "vide", en: "empty")
    static let newDossier = Bilingual(fr: "nouveau dossier", en: "new dossier")

    static func filled(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "«\u{A0}\(label.fr)\u{A0}» est rempli", en: "“\(label.en)” is filled in")
    }

    static func shouldBeFilled(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "«\u{A0}\(label.fr)\u{A0}» devrait être rempli", en: "“\(label.en)” should be filled in")
    }

    static func requiredFields(_ count: Int) -> Bilingual {
        Bilingual(
            fr: count == 1 ? "1 champ obligatoire est rempli" : "\(count) champs obligatoires sont remplis",
            en: count == 1 ? "1 required field is filled in" : "\(count) required fields are filled in")
    }

    static func unneededFields(_ count: Int) -> Bilingual {
        Bilingual(
            fr: count == 1 ? "1 champ n’est pas demandé" : "\(count) champs ne sont pas demandés",
            en: count == 1 ? "1 field is not asked for" : "\(count) fields are not asked for")
    }

    static func quoted(_ text: Bilingual) -> Bilingual { Bilingual(fr: "«\u{A0}\(text.fr)\u{A0}»", en: "“\(text.en)”") }

    static func target(_ state: Bilingual) -> Bilingual {
        Bilingual(fr: "le dossier passe à l’état \(quoted(state).fr)", en: "the dossier goes to the state \(quoted(state).en)")
    }

    static func shouldBeIn(_ states: [Bilingual]) -> Bilingual {
        let (fr, en) = alternatives(states)
        return Bilingual(fr: "le dossier devrait être à l’état \(fr)", en: "the dossier should be in the state \(en)")
    }

    static func shouldHave(_ profiles: [Bilingual], roles: [Bilingual]) -> Bilingual {
        if roles.isEmpty { return Bilingual(fr: "un rôle devrait donner cette permission", en: "a role should grant this permission") }
        if profiles.isEmpty {
            let (fr, en) = alternatives(roles)
            return Bilingual(fr: "la personne devrait avoir le rôle \(fr)", en: "the person should have the role \(en)")
        }
        let (fr, en) = alternatives(profiles)
        return Bilingual(fr: "la personne devrait avoir le profil \(fr)", en: "the person should have the profile \(en)")
    }

    static func shouldBeOn(_ period: EffectivePeriod) -> Bilingual {
        switch (period.from, period.until) {
        case (let from?, let until?):
            Bilingual(
                fr: "la date devrait aller du \(from.text) au \(until.text)", en: "the date should be from \(from.text) to \(until.text)")
        case (let from?, nil):
            Bilingual(fr: "la date devrait être le \(from.text) ou après", en: "the date should be \(from.text) or later")
        case (nil, let until?):
            Bilingual(fr: "la date devrait être le \(until.text) ou avant", en: "the date should be \(until.text) or earlier")
        case (nil, nil): Bilingual(fr: "toute date convient", en: "any date will do")
        }
    }

    private static func alternatives(_ labels: [Bilingual]) -> (String, String) {
        let shown = labels.map(quoted)
        func joined(_ parts: [String], _ word: String) -> String {
            guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
            return parts.dropLast().joined(separator: ", ") + " \(word) " + last
        }
        return (joined(shown.map(\.fr), "ou"), joined(shown.map(\.en), "or"))
    }
}
