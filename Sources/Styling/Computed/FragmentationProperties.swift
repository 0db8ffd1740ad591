/// How content divides over columns and pages (CSS Fragmentation 3, Paged Media 3).
package struct FragmentationProperties: Hashable, Sendable {
    package var breakBefore = BreakBetween.auto
    package var breakAfter = BreakBetween.auto
    package var breakInside = BreakInside.auto
    /// Inherited; at least 1.
    package var orphans = 2
    /// Inherited; at least 1.
    package var widows = 2
    /// The used page name: the nearest ancestor's or own `page`, empty for `auto` throughout.
    package var page = ""
    package var decorationBreak = BoxDecorationBreak.slice

    package init() {}
}

package enum BreakBetween: String, KeywordValue {
    case auto, avoid
    case avoidPage = "avoid-page"
    case avoidColumn = "avoid-column"
    case page, left, right, recto, verso, column

    /// Forces a new page.
    @inlinable package var isForcedPage: Bool {
        switch self {
        case .page, .left, .right, .recto, .verso: true
        default: false
        }
    }

    @inlinable package var avoidsPage: Bool { self == .avoid || self == .avoidPage }
    @inlinable package var avoidsColumn: Bool { self == .avoid || self == .avoidColumn }
}

package enum BreakInside: String, KeywordValue {
    case auto, avoid
    case avoidPage = "avoid-page"
    case avoidColumn = "avoid-column"

    @inlinable package var avoidsPage: Bool { self == .avoid || self == .avoidPage }
    @inlinable package var avoidsColumn: Bool { self == .avoid || self == .avoidColumn }
}

package enum BoxDecorationBreak: String, KeywordValue {
    case slice, clone
}
