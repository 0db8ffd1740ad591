import XML

/// The text of one paragraph, gathered from the nodes that it is made of, with what the pass wants to change.
///
/// Rules see the words of the whole paragraph; only authored stretches may be changed.
struct TypographicText {
    /// A stretch that came from one text node.
    struct Stretch {
        let node: NodeID
        let start: Int
        let end: Int
        /// Nil for data, and for text whose language has no rules here.
        let rules: TypographicRules?
        /// Whether the node stands in `<sup>` or `<sub>` already.
        let isRaised: Bool
    }

    /// What takes the place of a few bytes.
    enum Replacement: UInt8 {
        case nothing
        case noBreakSpace
        case thinSpace
        case ellipsis
        case apostrophe
        case enDash
        case spacedEnDash
        case emDash
        case openGuillemet
        case closeGuillemet
        case openDouble
        case closeDouble
        case openSingle
        /// The same letters, raised.
        case raised

        var bytes: StaticString {
            switch self {
            case .nothing, .raised: ""
            case .noBreakSpace: "\u{A0}"
            case .thinSpace: "\u{202F}"
            case .ellipsis: "…"
            case .apostrophe: "’"
            case .enDash: "–"
            case .spacedEnDash: " – "
            case .emDash: "—"
            case .openGuillemet: "«\u{A0}"
            case .closeGuillemet: "\u{A0}»"
            case .openDouble: "“"
            case .closeDouble: "”"
            case .openSingle: "‘"
            }
        }
    }

    struct Edit {
        /// Index into ``stretches``.
        let stretch: Int
        let start: Int
        let count: Int
        let replacement: Replacement
    }

    var bytes: ContiguousArray<UInt8> = []
    var stretches: ContiguousArray<Stretch> = []
    var edits: ContiguousArray<Edit> = []
    /// Whether any stretch has rules.
    var isAuthored = false

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        stretches.removeAll(keepingCapacity: true)
        edits.removeAll(keepingCapacity: true)
        isAuthored = false
    }
}
