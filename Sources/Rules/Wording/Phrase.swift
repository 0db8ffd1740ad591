import Diagnostics

/// What a sentence speaks of, in both languages.
struct Phrase: Sendable {
    let fr: FrenchNoun
    let en: String
    /// Whether English says `are`.
    let isPluralInEnglish: Bool

    init(_ fr: FrenchNoun, en: String, isPluralInEnglish: Bool = false) {
        self.fr = fr
        self.en = en
        self.isPluralInEnglish = isPluralInEnglish
    }

    /// Without gender or number: code, numbers, quoted texts.
    init(verbatim text: String) {
        self.init(FrenchNoun(text), en: text)
    }

    /// A label of the pack as a noun, or between quotes where it cannot be one.
    init(label: Bilingual, isQuoted: Bool = false) {
        let fr = isQuoted ? FrenchNoun("«\u{A0}\(label.fr)\u{A0}»") : FrenchNoun(label: label.fr)
        let en = Self.english(label.en, isQuoted: isQuoted)
        self.init(fr, en: en.text, isPluralInEnglish: en.isPlural)
    }

    /// `le nom` of `l’usager`: `le nom de l’usager`.
    func of(_ owner: Phrase) -> Phrase {
        Phrase(
            FrenchNoun("\(fr.text) \(owner.fr.afterDe)", fr.gender, isPlural: fr.isPlural), en: "\(en) of \(owner.en)",
            isPluralInEnglish: isPluralInEnglish)
    }

    /// With words after it in each language.
    func followed(fr more: String, en moreEnglish: String) -> Phrase {
        Phrase(
            FrenchNoun("\(fr.text) \(more)", fr.gender, isPlural: fr.isPlural), en: "\(en) \(moreEnglish)",
            isPluralInEnglish: isPluralInEnglish)
    }

    private static let openEnds: Set<String> = ["on", "by", "to", "at", "of", "from", "for", "in", "with", "since"]

    var bilingual: Bilingual { Bilingual(fr: fr.text, en: en) }

    private static func english(_ label: String, isQuoted: Bool) -> (text: String, isPlural: Bool) {
        let words = label.split(separator: " ")
        guard !isQuoted, let head = words.first, !label.contains(where: { ",;:?!“”\n".contains($0) }),
            !["Is", "Has", "Are", "Was", "Does", "Can", "May", "In", "On", "By", "The", "Not", "To", "Who", "Which", "What"]
                .contains(String(head)), !Self.openEnds.contains(words.last.map(String.init) ?? "")
        else { return ("“\(label)”", false) }
        let rest = head.dropFirst()
        let isAcronym = rest.contains { $0.isUppercase || $0.isNumber } || rest.isEmpty
        let lowered = isAcronym ? label : (label.first.map { $0.lowercased() } ?? "") + label.dropFirst()
        // The noun is the last word before a preposition or a parenthesis.
        let noun = words.prefix { !["of", "for", "in", "on", "to", "from", "by", "with", "at"].contains(String($0)) && !$0.hasPrefix("(") }
            .last
        let isPlural = noun.map { $0.hasSuffix("s") && !$0.hasSuffix("ss") && !$0.hasSuffix("us") && !$0.hasSuffix("is") } ?? false
        return ("the " + lowered, isPlural)
    }
}
