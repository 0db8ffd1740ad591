/// A language that Paraphe speaks and sets, by its BCP 47 tag.
package enum Language: String, CaseIterable, Hashable, Sendable, Codable {
    case french = "fr-CA"
    case english = "en-CA"

    /// The primary subtag: `fr` or `en`.
    package var primarySubtag: String { String(rawValue.prefix(2)) }

    /// A colon between a word and what is said of it, with the space after it, and in French the no-break space before it.
    package var colon: String { self == .french ? "\u{A0}: " : ": " }

    /// Reads a BCP 47 tag or a POSIX locale name (`fr`, `fr_CA.UTF-8`, `en-GB`) by its primary subtag alone.
    package init?(tag: String) {
        switch tag.prefix(2).lowercased() {
        case "fr": self = .french
        case "en": self = .english
        default: return nil
        }
    }

    /// Reads a name by which data say which language somebody wants: a tag of BCP 47 (`fr`, `en-CA`), or the word for it in either language
    /// (`french`, `anglais`).
    package init?(name: String) {
        let name = name.lowercased()
        switch name {
        case "french", "français", "francais": self = .french
        case "english", "anglais": self = .english
        default:
            guard let subtag = name.split(separator: "-").first, ["fr", "en"].contains(subtag) else { return nil }
            self.init(tag: String(subtag))
        }
    }
}
