import Styling
import XML

/// A node of the box tree: what an element, a pseudo-element or a text becomes before it has a place (CSS Display 3).
final class Box {
    enum Kind: UInt8 {
        /// A block container; its children are all block-level or all inline-level.
        case block
        case inline
        case text
        /// A forced line break.
        case lineBreak
        /// An image.
        case replaced
        case table
        case rowGroup
        case row
        case cell
        case caption
        /// A flex container, or a grid.
        case flex
    }

    let kind: Kind
    let style: ComputedStyle
    /// Where it comes from, for diagnostics, anchors and attributes; nil for anonymous boxes.
    var node: NodeID?
    var children: [Box] = []
    /// For a block container: whether its children are inline-level.
    var hasInlineChildren = false

    // Text
    /// Text that is not the node's own.
    var ownText: [UInt8]?
    /// Content that needs page numbers or space left over, resolved while lines are made.
    var dynamic: [ContentItem]?

    // Tagging
    /// Content of the structure tree that its text or image belongs to; below 0, an artifact.
    var content: Int32 = -1
    /// When a text was met, for the order of the structure tree.
    var time: Int32 = 0
    var structure: Int32 = -1
    /// Whether a text of the tree may be white space only; checked by the fix-up.
    var isMaybeBlank = false

    // Replaced
    var image = -1
    var imageWidth = 0.0
    var imageHeight = 0.0

    /// The marker that hangs outside a list item.
    var marker: Box?
    /// Index of the link whose text this inline box is.
    var link: Int32 = -1
    var anchor: String?
    /// Named strings set by this element.
    var strings: [(name: String, value: String)] = []
    /// The footnote that this inline box calls.
    var note: Box?
    /// Whether it holds the first letter of a block, taken out of its text.
    var isFirstLetter = false
    /// Whether it is the body of a footnote.
    var isNote = false
    /// A field of the form: a place for a signature or a text.
    var fieldName: String?
    var bookmark: (level: Int, title: String)?
    /// Columns in use (`col` elements): (span, style).
    var columnStyles: [(span: Int, style: ComputedStyle)] = []
    /// Whether the start, or end, edge of a split inline box is this piece's.
    var isFirstPiece = true
    var isLastPiece = true

    /// The document element, or a margin box: the root of all formatting.
    var isRoot = false
    /// Border widths in use where borders of a table collapse.
    var borderOverride: Edges<Double>?

    /// How it was made; kept for live documents alone.
    var origin: BoxOrigin?

    // Caches of layout
    var inline: InlineContent?
    var intrinsic: (minimum: Double, maximum: Double)?
    var grid: TableGrid?
    var topMarginCache: (width: Double, set: MarginSet, isThrough: Bool)?

    init(_ kind: Kind, _ style: ComputedStyle, node: NodeID? = nil) {
        self.kind = kind
        self.style = style
        self.node = node
    }

    /// A text has the style of the element around it, but is never out of the flow itself.
    private var isText: Bool { kind == .text || kind == .lineBreak }
    var isFloating: Bool { (style.box.float == .left || style.box.float == .right) && !isText }
    var isAbsolute: Bool { style.box.isAbsolutelyPositioned && !isText }
    var isRunning: Bool { style.box.position == .running && !isText }
    var isOutOfFlow: Bool { isFloating || isAbsolute || isRunning }

    /// Whether it stands in a line: text, inline boxes, atomic inlines.
    var isInlineLevel: Bool {
        switch kind {
        case .inline, .text, .lineBreak: return true
        default: return style.box.display.isInlineLevel
        }
    }

    var isGrid: Bool { kind == .flex && (style.box.display == .grid || style.box.display == .inlineGrid) }

    /// An inline-level box that is laid out as a whole.
    var isAtomicInline: Bool { isInlineLevel && kind != .inline && kind != .text && kind != .lineBreak }

    /// Whether margins and floats do not pass its edges (CSS 2.2, clause 9.4.1).
    var isFormattingRoot: Bool {
        if isRoot || isNote { return true }
        switch kind {
        case .table, .flex, .cell, .caption, .replaced: return true
        default: break
        }
        let box = style.box
        return box.display == .flowRoot || box.display == .inlineBlock || box.display == .tableCell || box.display == .tableCaption
            || box.overflowX.isFormattingContextRoot || box.overflowY.isFormattingContextRoot || isFloating || isAbsolute
            || style.columns.isMulticol || style.columns.span == .all
    }
}
