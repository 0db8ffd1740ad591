/// What French needs to know of a noun to put it into a sentence.
struct FrenchNoun: Sendable {
    enum Gender: Sendable { case masculine, feminine }

    /// With its article: `la date de naissance`; a label that cannot be turned into a noun stands between quotes, without one.
    let text: String
    let gender: Gender
    let isPlural: Bool

    init(_ text: String, _ gender: Gender = .masculine, isPlural: Bool = false) {
        self.text = text
        self.gender = gender
        self.isPlural = isPlural
    }

    /// A label of the pack, as the author wrote it for a form.
    init(label: String) {
        let words = label.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let head = words.first.map(String.init), !label.contains(where: { ",;:?!«»\n".contains($0) }),
            !Self.isOpen(label), let lowered = Self.lowered(head), let (gender, isPlural) = FrenchLexicon.gender(of: lowered)
        else {
            self.init("«\u{A0}\(label)\u{A0}»")
            return
        }
        let rest = words.count > 1 ? " " + words[1] : ""
        let article = isPlural ? "les " : FrenchLexicon.isElided(lowered) ? "l’" : gender == .feminine ? "la " : "le "
        self.init(article + lowered + rest, gender, isPlural: isPlural)
    }

    /// Labels that want a value after them, such as `Envoyé le`.
    private static func isOpen(_ label: String) -> Bool {
        let last = label.split(separator: " ").last.map(String.init) ?? ""
        return ["le", "la", "les", "du", "des", "de", "à", "au", "par", "pour", "en", "dans", "avec", "sur", "depuis"].contains(last)
    }

    /// Without its capital; nil for an acronym, whose gender nobody can guess.
    private static func lowered(_ word: String) -> String? {
        let rest = word.dropFirst()
        guard let first = word.first, first.isLetter, !rest.isEmpty, rest.allSatisfy({ !$0.isUppercase && !$0.isNumber }) else {
            return nil
        }
        return first.lowercased() + rest
    }

    /// `du nom`, `de la date`, `de l’adresse`, `des pages`, `d’aujourd’hui`.
    var afterDe: String { Self.de(text) }
    /// `au nom`, `à la date`.
    var afterA: String { Self.contracted(text, le: "au ", les: "aux ") ?? "à " + text }
    /// Adjectives and participles: `rempli`, `remplie`, `remplis`, `remplies`.
    func agreeing(_ stem: String) -> String { stem + (gender == .feminine ? "e" : "") + (isPlural ? "s" : "") }

    static func de(_ text: String) -> String {
        if let contracted = contracted(text, le: "du ", les: "des ") { return contracted }
        return startsWithVowel(text) ? "d’" + text : "de " + text
    }

    /// `que` before a clause.
    static func que(_ text: String) -> String { startsWithVowel(text) ? "qu’" + text : "que " + text }
    /// `si` before a clause.
    static func si(_ text: String) -> String { text.hasPrefix("il ") || text.hasPrefix("ils ") ? "s’" + text : "si " + text }

    private static func contracted(_ text: String, le: String, les: String) -> String? {
        if text.hasPrefix("le ") { return le + text.dropFirst(3) }
        if text.hasPrefix("les ") { return les + text.dropFirst(4) }
        return nil
    }

    private static func startsWithVowel(_ text: String) -> Bool {
        text.first.map { "aeiouyéèêàâîôûAEIOUÉÈÊÀÂÎÔÛ".contains($0) } ?? false
    }
}
