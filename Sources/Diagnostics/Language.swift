/// A language that Paraphe speaks and sets, by its BCP 47 tag.
package enum Language: String, CaseIterable, Hashable, Sendable, Codable {
    case french = "fr-CA"
    case english = "en-CA"

    /// The primary subtag: `fr` or `en`.
    package var primarySubtag: String { String(rawValue.prefix(2)) }

    /// Reads a BCP 47 tag or a POSIX locale name (`fr`, `fr_CA.UTF-8`, `en-GB`) by its primary subtag alone.
    package init?(tag: String) {
        switch tag.prefix(2).lowercased() {
        case "fr": self = .french
        case "en": self = .english
        default: return nil
        }
    }
}
