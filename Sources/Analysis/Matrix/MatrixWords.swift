import Diagnostics

/// The wording of the matrix.
package enum MatrixWords {
    package static let title = Bilingual(fr: "Qui peut faire quoi", en: "Who may do what")
    package static let permissionsTitle = Bilingual(fr: "Accès aux permissions", en: "Access to permissions")
    package static let operationsTitle = Bilingual(fr: "Ce qui se fait du registre", en: "What is done with the store")
    package static let operation = Bilingual(fr: "Opération", en: "Operation")
    package static let action = Bilingual(fr: "Action", en: "Action")
    package static let permission = Bilingual(fr: "Permission", en: "Permission")
    package static let access = Bilingual(fr: "Accès", en: "Access")
    package static let everybody = Bilingual(fr: "Tous les profils", en: "All profiles")
    package static let everybodyElse = Bilingual(fr: "Tous les autres profils", en: "All other profiles")
    package static let delegation = Bilingual(fr: "Délégation", en: "Delegation")
    package static let notes = Bilingual(fr: "Conditions", en: "Conditions")
    package static let opening = Bilingual(fr: "Nouveau dossier", en: "New dossier")
    package static let yes = Bilingual(fr: "oui", en: "yes")
    package static let no = Bilingual(fr: "–", en: "–")
    package static let profiles = Bilingual(fr: "Profils", en: "Profiles")
    package static let legend = Bilingual(
        fr:
            "«\u{A0}oui\u{A0}»\u{A0}: le profil peut faire l’action; «\u{A0}si 1\u{A0}»\u{A0}: quand la condition 1 est remplie; «\u{A0}–\u{A0}»\u{A0}: jamais.",
        en: "“yes”: the profile may do the action; “if 1”: when condition 1 holds; “–”: never.")

    package static func state(_ label: Bilingual) -> Bilingual {
        Bilingual(fr: "État «\u{A0}\(label.fr)\u{A0}»", en: "State “\(label.en)”")
    }

    package static func shownIf(_ condition: Bilingual) -> Bilingual {
        Bilingual(
            fr: "Un dossier n’est montré à une personne, qui peut alors y agir, que si\u{A0}: \(condition.fr).",
            en: "A dossier is shown to a person, who can then act on it, only if: \(condition.en).")
    }

    package static func inForce(_ day: String) -> Bilingual {
        Bilingual(fr: "Règles en vigueur le \(day)", en: "Rules in force on \(day)")
    }

    package static func conditional(_ numbers: [Int]) -> Bilingual {
        let list = numbers.map(String.init).joined(separator: ", ")
        return Bilingual(fr: "si\u{A0}\(list)", en: "if\u{A0}\(list)")
    }

    package static func except(_ labels: [Bilingual], isAllowed: Bool) -> Bilingual {
        Bilingual(
            fr: (isAllowed ? "oui, sauf\u{A0}: " : "non, sauf\u{A0}: ") + labels.map(\.fr).joined(separator: ", "),
            en: (isAllowed ? "yes, except: " : "no, except: ") + labels.map(\.en).joined(separator: ", "))
    }

    package static let notDelegable = Bilingual(fr: "non", en: "no")

    package static func part(_ number: Int, of count: Int) -> Bilingual {
        Bilingual(fr: " (\(number) de \(count))", en: " (\(number) of \(count))")
    }
}
