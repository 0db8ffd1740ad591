import Styling
import XML

/// A page's area or a column, while it is being filled.
final class Fragmentainer {
    /// How good a place to break is; greater is better.
    struct Appeal: Comparable {
        /// What the break goes against: 0 for nothing, 1 for a cell that reaches over several rows, 2 for widows and orphans, above that
        /// the number of `avoid`.
        let cost: Int

        static let perfect = Appeal(cost: 0)
        static let partsCell = Appeal(cost: 1)
        static let breaksWidows = Appeal(cost: 2)

        /// Goes against so many `avoid`, one inside the other.
        static func breaksAvoid(_ count: Int) -> Appeal { Appeal(cost: breaksWidows.cost + count) }

        static func < (a: Appeal, b: Appeal) -> Bool { a.cost > b.cost }
    }

    enum Place: Equatable {
        case before(ObjectIdentifier)
        case line(ObjectIdentifier, Int)
    }

    typealias Target = (place: Place, appeal: Appeal, node: NodeID?)

    /// A break that goes against what was asked for, and what it parts.
    struct Unmet {
        let appeal: Appeal
        let node: NodeID
    }

    /// A box out of the flow that goes on in the next page; `y` below 0 for one that has begun.
    struct Overflowing {
        let box: Box
        let token: BreakToken?
        /// Of the border box.
        let x: Double
        /// From the top of the next page's area.
        let y: Double
        let width: Double
    }

    private let lowest: Double
    let isColumn: Bool
    /// The whole height of the page's area or column.
    let extent: Double
    /// Where to break, found by an earlier attempt.
    let target: Place?
    private let targetAppeal: Appeal
    private let targetNode: NodeID?
    private(set) var best: Target?
    /// The attempt is over: a better place to break lies further up.
    private(set) var isAborted = false
    /// Whether anything that takes room stands in it.
    var hasPlaced = false
    var avoidDepth = 0
    var pageName: String?
    /// The notes at the foot of the page; nil where the document has none.
    var notes: FootnoteArea?
    /// What the break that was taken goes against.
    private(set) var taken = Appeal.perfect
    /// The least height that something lacked to fit here too.
    private(set) var shortage = Double.infinity
    /// The tallest piece that no break may part, as far as it is known.
    private(set) var tallest = 0.0
    /// Boxes out of the flow that reach below the page.
    var overflowing: [Overflowing] = []
    /// How far content that cannot be parted reaches below the page, and what it is.
    private(set) var overflow = 0.0
    private(set) var overflowNode: NodeID?
    /// What the break that was taken parts.
    private var takenNode: NodeID?
    /// Breaks of columns and cells in it that go against what was asked for.
    private var inner: [Unmet] = []

    /// All that could not be kept as asked, its own break last.
    var unmet: [Unmet] {
        guard taken < .partsCell, let takenNode else { return inner }
        return inner + [Unmet(appeal: taken, node: takenNode)]
    }

    /// What could not be kept in columns or cells that stand in it.
    func adopt(_ unmet: [Unmet]) { inner += unmet }

    init(limit: Double, extent: Double, isColumn: Bool, target: Target? = nil) {
        lowest = limit
        self.extent = extent
        self.isColumn = isColumn
        self.target = target?.place
        targetAppeal = target?.appeal ?? .perfect
        targetNode = target?.node
    }

    /// Lower edges of boxes that are cloned at a break, below what is being laid out.
    var reserved = 0.0

    /// The lowest place content may reach.
    var limit: Double {
        if let notes, !isColumn { return lowest - reserved - notes.height }
        return lowest - reserved
    }

    func consider(_ place: Place, _ appeal: Appeal, at node: NodeID?) {
        if let best, best.appeal > appeal { return }
        best = (place, appeal, node)
    }

    /// Whether no better place than one of this appeal is known further up.
    func allows(_ appeal: Appeal) -> Bool {
        guard target == nil else { return false }
        return best.map { $0.appeal <= appeal } ?? true
    }

    /// Whether to break here, with this appeal; otherwise the attempt is aborted in favour of ``best``.
    func mayBreak(_ appeal: Appeal, at node: NodeID? = nil) -> Bool {
        if target == nil, let best, best.appeal > appeal {
            isAborted = true
            return false
        }
        taken = appeal
        takenNode = node
        return true
    }

    /// Breaks at ``target``.
    func takeTarget() {
        taken = targetAppeal
        takenNode = targetNode
    }

    /// Something ends so far below the limit.
    func lacks(_ amount: Double) {
        if amount > 0.01 { shortage = min(shortage, amount) }
    }

    /// A piece that is not to be parted.
    func holds(_ height: Double) { tallest = max(tallest, height) }

    /// Content that cannot be parted stands below the limit.
    func overflows(to bottom: Double, _ node: NodeID?) {
        guard bottom - lowest > overflow + 0.01 else { return }
        overflow = bottom - lowest
        overflowNode = node
    }

    /// Makes room for the notes of something that ends at `bottom`; false when it must stand on the next page with them.
    func take(_ boxes: [Box], bottom: Double, isForced: Bool = false) -> Bool {
        guard let notes, !boxes.isEmpty else { return true }
        if isColumn { return notes.take(boxes, room: .infinity, isForced: true) }
        return notes.take(boxes, room: lowest - reserved - bottom, isForced: isForced || !hasPlaced)
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

extension LayoutEngine {
    /// Lays out a box that stands apart from the flow and may break at a limit; tries again where a better place to break was found.
    func layoutBroken(
        _ box: Box, _ space: LayoutSpace, token: BreakToken?, limit: Double, like outer: Fragmentainer, hasPlaced: Bool
    ) -> BlockResult {
        var target: Fragmentainer.Target?
        var attempt = 0
        while true {
            let inner = Fragmentainer(limit: limit, extent: outer.extent, isColumn: outer.isColumn, target: target)
            inner.hasPlaced = hasPlaced
            var space = space
            space.fragmentainer = inner
            space.floats = FloatContext()
            let pending = pendingAbsolutes.count
            let result = layoutBlock(box, space, token: token)
            attempt += 1
            if inner.isAborted, attempt < 4 {
                target = inner.best
                pendingAbsolutes.removeSubrange(min(pending, pendingAbsolutes.count)...)
                continue
            }
            outer.adopt(inner.unmet)
            return result
        }
    }
}
