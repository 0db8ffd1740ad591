import Styling

/// A box, or the part of one that stands on one page or column, with its place.
final class Fragment {
    let box: Box
    /// Top left corner of the border box, from the parent's fragment's.
    var x: Double
    var y: Double
    /// Of the border box.
    var width: Double
    var height: Double
    var children: [Fragment] = []
    /// Lines of an inline formatting context that stand here.
    var inline: InlineContent?
    var firstLine = 0
    var endLine = 0
    /// From this fragment's corner to the content box of the lines, and to the top of the first one.
    var contentX = 0.0
    var contentY = 0.0
    /// Whether the box begins and ends here; a cut edge has no border.
    var hasTop = true
    var hasBottom = true
    /// Border widths in use, where tables change them.
    var borders: Edges<Double>?
    /// Collapsed borders of a table, painted over its cells.
    var rules: [CollapsedRule] = []
    /// A table head that was shown before.
    var isRepeated = false
    /// Lines between columns.
    var columnRules: [(x: Double, y: Double, height: Double)] = []
    /// Hides what sticks out.
    var clips = false
    /// The fragment of the marker outside a list item.
    var isEmptyCell = false

    struct CollapsedRule {
        var x: Double
        var y: Double
        var length: Double
        var isVertical: Bool
        var edge: BorderEdge
    }

    init(_ box: Box, x: Double = 0, y: Double = 0, width: Double = 0, height: Double = 0) {
        self.box = box
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The baseline of the first or last line in it, from its top; nil without lines.
    func baseline(isLast: Bool) -> Double? {
        if let inline, endLine > firstLine {
            let top = inline.lines[firstLine].y
            let line = inline.lines[isLast ? endLine - 1 : firstLine]
            return contentY + line.y - top + line.baseline
        }
        let order = isLast ? Array(children.reversed()) : children
        for child in order where !child.box.isOutOfFlow {
            if let found = child.baseline(isLast: isLast) { return found + child.y }
        }
        return nil
    }
}

/// Where a box goes on after a break.
final class BreakToken {
    /// Index of the child, row or line to go on with.
    let index: Int
    let child: BreakToken?
    /// Height that was used up before.
    let consumed: Double
    /// Whether the forced break before the child was taken.
    let isForced: Bool
    /// Cells that go on, by column order, in a row that broke inside.
    var cells: [BreakToken?] = []
    var forcedKind: BreakBetween = .auto
    var pageName: String?

    init(index: Int, child: BreakToken? = nil, consumed: Double = 0, isForced: Bool = false) {
        self.index = index
        self.child = child
        self.consumed = consumed
        self.isForced = isForced
    }

    /// The forced break that made this token, innermost.
    var innermost: BreakToken {
        var token = self
        while let child = token.child { token = child }
        return token
    }
}

/// A page's area or a column, while it is being filled.
final class Fragmentainer {
    /// How good a place to break is; greater is better.
    struct Appeal: Comparable {
        /// What the break goes against: 0 for nothing, 1 for widows and orphans, above that the number of `avoid`.
        private let cost: Int

        static let perfect = Appeal(cost: 0)
        static let breaksWidows = Appeal(cost: 1)

        /// Goes against so many `avoid`, one inside the other.
        static func breaksAvoid(_ count: Int) -> Appeal { Appeal(cost: 1 + count) }

        static func < (a: Appeal, b: Appeal) -> Bool { a.cost > b.cost }
    }

    enum Place: Equatable {
        case before(ObjectIdentifier)
        case line(ObjectIdentifier, Int)
    }

    /// The lowest place content may reach.
    let limit: Double
    let isColumn: Bool
    /// The whole height of the page's area or column.
    let extent: Double
    /// Where to break, found by an earlier attempt.
    let target: Place?
    private(set) var best: (place: Place, appeal: Appeal)?
    /// The attempt is over: a better place to break lies further up.
    private(set) var isAborted = false
    /// Whether anything that takes room stands in it.
    var hasPlaced = false
    var avoidDepth = 0
    var pageName: String?

    init(limit: Double, extent: Double, isColumn: Bool, target: Place? = nil) {
        self.limit = limit
        self.extent = extent
        self.isColumn = isColumn
        self.target = target
    }

    func consider(_ place: Place, _ appeal: Appeal) {
        if let best, best.appeal > appeal { return }
        best = (place, appeal)
    }

    /// Whether no better place than one of this appeal is known further up.
    func allows(_ appeal: Appeal) -> Bool {
        guard target == nil else { return false }
        return best.map { $0.appeal <= appeal } ?? true
    }

    /// Whether to break here, with this appeal; otherwise the attempt is aborted in favour of ``best``.
    func mayBreak(_ appeal: Appeal) -> Bool {
        if target == nil, let best, best.appeal > appeal {
            isAborted = true
            return false
        }
        return true
    }

    var appealInside: Appeal { appeal(between: false) }

    /// Between two boxes, which may themselves avoid the break.
    func appeal(between avoids: Bool) -> Appeal {
        let count = avoidDepth + (avoids ? 1 : 0)
        return count > 0 ? .breaksAvoid(count) : .perfect
    }

    func avoids(_ value: BreakBetween) -> Bool { isColumn ? value.avoidsColumn || value == .avoid : value.avoidsPage }
    func avoids(_ value: BreakInside) -> Bool { isColumn ? value.avoidsColumn : value.avoidsPage }
    func forces(_ value: BreakBetween) -> Bool { value.isForcedPage || (isColumn && value == .column) }
}
