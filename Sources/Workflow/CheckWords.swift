import CivilTime
import Diagnostics
import Rules

/// What checks ask that no condition of the pack words.
enum CheckWords {
    static func isKept(_ id: String) -> Bilingual {
        Bilingual(fr: "le dossier `\(id)` n’est pas effacé", en: "the dossier `\(id)` is not erased")
    }

    static func exists(_ id: String) -> Bilingual { Bilingual(fr: "le dossier `\(id)` existe", en: "the dossier `\(id)` exists") }
    static func isNew(_ id: String) -> Bilingual {
        Bilingual(fr: "il n’y a pas encore de dossier `\(id)`", en: "there is no dossier `\(id)` yet")
    }

    static func pack(_ name: String) -> Bilingual {
        Bilingual(fr: "le dossier suit les règles de `\(name)`", en: "the dossier follows the rules of `\(name)`")
    }

    static func version(_ version: Int64) -> Bilingual {
        Bilingual(fr: "le dossier en est à la version \(version)", en: "the dossier is at version \(version)")
    }

    static func states(_ labels: [Bilingual]) -> Bilingual {
        Bilingual(
            fr: "le dossier est à l’état " + joined(labels.map { "«\u{A0}\($0.fr)\u{A0}»" }, "ou"),
            en: "the dossier is in the state " + joined(labels.map { "“\($0.en)”" }, "or"))
    }

    static func permission(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "la personne a la permission «\u{A0}\(label.fr)\u{A0}»", en: "the person has the permission “\(label.en)”")
    }

    static func period(_ period: EffectivePeriod) -> Bilingual {
        let words = WorkflowFailures.words(period)
        return Bilingual(fr: "l’action est en vigueur \(words.fr)", en: "the action is in force \(words.en)")
    }

    static func editable(_ label: Bilingual) -> Bilingual {
        Bilingual(
            fr: "l’action permet de modifier «\u{A0}\(label.fr)\u{A0}»", en: "the action lets “\(label.en)” be changed")
    }

    static let form = Bilingual(fr: "l’action a un formulaire", en: "the action has a form")

    static func suits(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "«\u{A0}\(label.fr)\u{A0}» a une valeur qui convient", en: "“\(label.en)” has a suitable value")
    }

    static func target(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "le dossier passe à l’état «\u{A0}\(label.fr)\u{A0}»", en: "the dossier goes to the state “\(label.en)”")
    }

    static let someTarget = Bilingual(fr: "un état d’arrivée convient", en: "a target state applies")

    static func joined(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
