import Diagnostics

/// The words of differences.
enum MismatchWords {
    static let outcome = Bilingual(fr: "l’issue", en: "the outcome")
    static let refusal = Bilingual(fr: "ce qui refuse", en: "what refuses")
    static let required = Bilingual(fr: "les champs requis qui manquent", en: "the required fields that are missing")
    static let warnings = Bilingual(fr: "les avertissements", en: "the warnings")
    static let state = Bilingual(fr: "l’état", en: "the state")
    static let events = Bilingual(fr: "les événements", en: "the events")
    static let deadlines = Bilingual(fr: "les délais écoulés", en: "the delays that passed")
    static let notifications = Bilingual(fr: "les avis", en: "the notifications")
    static let documents = Bilingual(fr: "les documents", en: "the documents")
    static let messages = Bilingual(fr: "ce qui est dit", en: "what is said")
    static let value = Bilingual(fr: "la valeur", en: "the value")

    static let allowed = Bilingual(fr: "permis", en: "allowed")
    static let refused = Bilingual(fr: "refusé", en: "refused")
    static let none = Bilingual(fr: "(rien)", en: "(none)")
    static let nothing = Bilingual(fr: "(rien)", en: "(nothing)")
    static let filled = Bilingual(fr: "rempli", en: "filled")
    static let unfilled = Bilingual(fr: "(vide)", en: "(empty)")
    static let noDossier = Bilingual(fr: "(pas de dossier)", en: "(no dossier)")
    static let anError = Bilingual(fr: "une erreur", en: "an error")

    static func sees(_ person: String, isSeen: Bool) -> Bilingual {
        isSeen
            ? Bilingual(fr: "ce que \(person) voit", en: "what \(person) sees")
            : Bilingual(fr: "ce que \(person) ne doit pas voir", en: "what \(person) must not see")
    }

    static func offers(to person: String, isOffer: Bool) -> Bilingual {
        isOffer
            ? Bilingual(fr: "ce qui est offert à \(person)", en: "what \(person) is offered")
            : Bilingual(fr: "ce qui ne doit pas être offert à \(person)", en: "what \(person) must not be offered")
    }
}
