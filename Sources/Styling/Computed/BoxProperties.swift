/// What kind of box there is, where it goes and how large it is (CSS 2.2, clauses 9 and 10).
package struct BoxProperties: Hashable, Sendable {
    /// After blockification of floats, absolutely positioned boxes, flex items and the root (CSS Display 3, clause 2.7).
    package var display = Display.inline
    /// As the author wrote it, for the static position of absolutely positioned boxes.
    package var specifiedDisplay = Display.inline
    package var position = PositionScheme.static
    /// The name in `position: running(name)`: the box leaves the flow and shows where `element(name)` calls it.
    package var runningName: String?
    package var float = FloatSide.none
    package var clear = ClearSide.none
    /// `top`, `right`, `bottom`, `left`.
    package var inset = Edges<LengthOrAuto>(all: .auto)
    /// nil for `auto`.
    package var zIndex: Int?
    package var width = SizeValue.auto
    package var height = SizeValue.auto
    package var minWidth = SizeValue.auto
    package var minHeight = SizeValue.auto
    package var maxWidth = MaximumSize.none
    package var maxHeight = MaximumSize.none
    package var sizing = BoxSizing.contentBox
    package var overflowX = Overflow.visible
    package var overflowY = Overflow.visible
    /// 0 to 1.
    package var opacity = 1.0
    package var verticalAlign = VerticalAlign.baseline
    package var unicodeBidi = UnicodeBidi.normal
    package var objectFit = ObjectFit.fill
    package var objectPosition = BackgroundPosition(x: .fraction(0.5), y: .fraction(0.5))
    /// Width to height, from `aspect-ratio`; nil for `auto`.
    package var aspectRatio: Double?

    package init() {}

    /// Out of the normal flow: floated, absolutely positioned, running, or a footnote.
    @inlinable package var isOutOfFlow: Bool {
        float != .none || position == .absolute || position == .fixed || position == .running
    }

    @inlinable package var isAbsolutelyPositioned: Bool { position == .absolute || position == .fixed }
    @inlinable package var isPositioned: Bool { position != .static && position != .running }
}

/// `display`, one case for each combination that we lay out.
package enum Display: String, KeywordValue {
    case none, contents
    case block, inline
    case inlineBlock = "inline-block"
    case flowRoot = "flow-root"
    /// Block-level with a marker.
    case listItem = "list-item"
    /// `inline list-item`.
    case inlineListItem = "inline list-item"
    case table
    case inlineTable = "inline-table"
    case tableRowGroup = "table-row-group"
    case tableHeaderGroup = "table-header-group"
    case tableFooterGroup = "table-footer-group"
    case tableRow = "table-row"
    case tableColumnGroup = "table-column-group"
    case tableColumn = "table-column"
    case tableCell = "table-cell"
    case tableCaption = "table-caption"
    case flex
    case inlineFlex = "inline-flex"
    case grid
    case inlineGrid = "inline-grid"

    /// Takes part in a block formatting context from outside.
    @inlinable package var isBlockLevel: Bool {
        switch self {
        case .block, .flowRoot, .listItem, .table, .flex, .grid: true
        default: false
        }
    }

    /// Takes part in an inline formatting context from outside.
    @inlinable package var isInlineLevel: Bool {
        switch self {
        case .inline, .inlineBlock, .inlineListItem, .inlineTable, .inlineFlex, .inlineGrid: true
        default: false
        }
    }

    /// An inline-level box that is one piece on its line.
    @inlinable package var isAtomicInline: Bool {
        switch self {
        case .inlineBlock, .inlineTable, .inlineFlex, .inlineGrid: true
        default: false
        }
    }

    /// Only proper inside a table.
    @inlinable package var isTableInternal: Bool {
        switch self {
        case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableColumnGroup, .tableColumn, .tableCell, .tableCaption:
            true
        default: false
        }
    }

    @inlinable package var isRowGroup: Bool { self == .tableRowGroup || self == .tableHeaderGroup || self == .tableFooterGroup }
    @inlinable package var isListItem: Bool { self == .listItem || self == .inlineListItem }
    @inlinable package var isFlexContainer: Bool { self == .flex || self == .inlineFlex }

    /// The block-level counterpart.
    package var blockified: Display {
        switch self {
        case .inline, .inlineBlock, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableColumnGroup, .tableColumn,
            .tableCell, .tableCaption:
            .block
        case .inlineListItem: .listItem
        case .inlineTable: .table
        case .inlineFlex: .flex
        case .inlineGrid: .grid
        default: self
        }
    }
}

package enum PositionScheme: String, KeywordValue {
    case `static`, relative, absolute, fixed, sticky
    /// `running(name)`, see ``BoxProperties/runningName``.
    case running
}

package enum FloatSide: String, KeywordValue {
    case none, left, right
    /// CSS GCPM 3: the box becomes a footnote, and leaves a `::footnote-call`.
    case footnote
}

package enum ClearSide: String, KeywordValue {
    case none, left, right, both
}

package enum BoxSizing: String, KeywordValue {
    case contentBox = "content-box"
    case borderBox = "border-box"
}

/// On paper nothing scrolls: `auto` and `scroll` show all (as `hidden` clips).
package enum Overflow: String, KeywordValue {
    case visible, hidden, clip, scroll, auto

    @inlinable package var clips: Bool { self != .visible }
    /// Makes a new block formatting context (CSS 2.2, clause 9.4.1).
    @inlinable package var isFormattingContextRoot: Bool { self != .visible && self != .clip }
}

@frozen package enum VerticalAlign: Hashable, Sendable {
    case baseline, sub, `super`, textTop, textBottom, middle, top, bottom
    /// Raised by so much; a percentage is of the line height, resolved already unless `line-height` is `normal`.
    case raised(LengthPercentage)
}

package enum UnicodeBidi: String, KeywordValue {
    case normal, embed, isolate
    case bidiOverride = "bidi-override"
    case isolateOverride = "isolate-override"
    case plaintext
}

package enum ObjectFit: String, KeywordValue {
    case fill, contain, cover, none
    case scaleDown = "scale-down"
}
