/// The element's own `text-decoration` (CSS Text Decoration 3); what its text bears is ``TextProperties/decorations``.
struct DecorationProperties: Hashable, Sendable {
    var lines: TextDecoration.Lines = []
    var style = TextDecoration.Style.solid
    var color = CSSColor.black
    var thickness: Double?
    /// Inherited.
    var underlineOffset: Double?
}

/// Which colour properties hold `currentcolor`.
struct CurrentColors: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    static let borderTop = CurrentColors(rawValue: 1)
    static let borderRight = CurrentColors(rawValue: 2)
    static let borderBottom = CurrentColors(rawValue: 4)
    static let borderLeft = CurrentColors(rawValue: 8)
    static let outline = CurrentColors(rawValue: 16)
    static let columnRule = CurrentColors(rawValue: 32)
    static let decoration = CurrentColors(rawValue: 64)
    /// Not at first.
    static let background = CurrentColors(rawValue: 128)
    static let all: CurrentColors = [.borderTop, .borderRight, .borderBottom, .borderLeft, .outline, .columnRule, .decoration]
}
