/// A datum as it is written: words, and the small raised letters of ordinals.
enum FormattedText {
    case words(String)
    /// `1`, `er`, ` novembre 2026`
    case ordinal(number: String, raised: String, rest: String)
    case lines([String])

    /// The same without elements, for titles and attributes.
    var plain: String {
        switch self {
        case .words(let text): text
        case .ordinal(let number, let raised, let rest): number + raised + rest
        case .lines(let lines): lines.joined(separator: " ")
        }
    }
}
