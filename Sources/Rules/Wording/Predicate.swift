import Diagnostics

/// What is said of something, apart from how it is said: as a fact, or as what ought to be.
struct Predicate: Sendable {
    enum Verb: Sendable {
        case be, have, contain, begin, end, exceed, reach, give
    }

    enum Mood: Sendable {
        /// `est`, `is`.
        case fact
        /// `devrait être`, `should be`.
        case wanted
    }

    let subject: Phrase
    let verb: Verb
    let complement: Bilingual
    /// In place of `not` and the complement: `ni « A » ni « B »`.
    let negativeComplement: Bilingual?

    init(_ subject: Phrase, _ verb: Verb, _ complement: Bilingual, negative: Bilingual? = nil) {
        self.subject = subject
        self.verb = verb
        self.complement = complement
        negativeComplement = negative
    }

    init(_ subject: Phrase, _ verb: Verb, fr: String, en: String) {
        self.init(subject, verb, Bilingual(fr: fr, en: en))
    }

    /// The sentence, without capital or full stop.
    func sentence(_ holds: Bool, _ mood: Mood) -> Bilingual {
        Bilingual(fr: french(holds, mood), en: english(holds, mood))
    }

    private func french(_ holds: Bool, _ mood: Mood) -> String {
        let isPlural = subject.fr.isPlural
        let (singular, plural, infinitive) = Self.frenchForms(verb)
        let conjugated = mood == .fact ? (isPlural ? plural : singular) : (isPlural ? "devraient" : "devrait")
        let tail = mood == .wanted ? " " + infinitive : ""
        if holds { return "\(subject.fr.text) \(conjugated)\(tail) \(complement.fr)" }
        let ne = conjugated.first.map { "aeiéê".contains($0) } ?? false ? "n’" : "ne "
        if let negativeComplement { return "\(subject.fr.text) \(ne)\(conjugated)\(tail) \(negativeComplement.fr)" }
        return "\(subject.fr.text) \(ne)\(conjugated) pas\(tail) \(complement.fr)"
    }

    private func english(_ holds: Bool, _ mood: Mood) -> String {
        let isPlural = subject.isPluralInEnglish
        let (singular, plural, infinitive) = Self.englishForms(verb)
        let said = holds ? complement.en : (negativeComplement?.en ?? complement.en)
        let isNot = !holds && negativeComplement == nil
        switch (mood, verb) {
        case (.wanted, _): return "\(subject.en) should \(isNot ? "not " : "")\(infinitive) \(said)"
        case (.fact, .be): return "\(subject.en) \(isPlural ? plural : singular) \(isNot ? "not " : "")\(said)"
        case (.fact, _):
            if isNot { return "\(subject.en) \(isPlural ? "do" : "does") not \(infinitive) \(said)" }
            return "\(subject.en) \(isPlural ? plural : singular) \(said)"
        }
    }

    private static func frenchForms(_ verb: Verb) -> (String, String, String) {
        switch verb {
        case .be: ("est", "sont", "être")
        case .have: ("a", "ont", "avoir")
        case .contain: ("contient", "contiennent", "contenir")
        case .begin: ("commence", "commencent", "commencer")
        case .end: ("finit", "finissent", "finir")
        case .exceed: ("dépasse", "dépassent", "dépasser")
        case .reach: ("atteint", "atteignent", "atteindre")
        case .give: ("donne", "donnent", "donner")
        }
    }

    private static func englishForms(_ verb: Verb) -> (String, String, String) {
        switch verb {
        case .be: ("is", "are", "be")
        case .have: ("has", "have", "have")
        case .contain: ("contains", "contain", "contain")
        case .begin: ("begins", "begin", "begin")
        case .end: ("ends", "end", "end")
        case .exceed: ("exceeds", "exceed", "exceed")
        case .reach: ("reaches", "reach", "reach")
        case .give: ("gives", "give", "give")
        }
    }
}
