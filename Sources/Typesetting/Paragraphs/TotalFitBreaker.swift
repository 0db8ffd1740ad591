/// Breaks a paragraph into lines so that the sum of its demerits is least (Knuth and Plass 1981).
///
/// Every state that can matter is kept: breakpoint, fitness class and, while line widths differ, line number. The result is
/// therefore optimal within the cost function. The storage is reused from paragraph to paragraph.
package struct TotalFitBreaker {
    /// How lines are filled.
    package enum Mode: Hashable, Sendable {
        /// Spaces stretch and shrink to fill the measure.
        case justified
        /// Spaces keep their width; the blank at the end costs.
        case ragged
    }

    /// How far the breaker may go.
    package enum Effort: Hashable, Sendable {
        /// Lines worse than the given badness are refused; the paragraph may be impossible.
        case tolerance(Double)
        /// Any line will do; lines may be overfull.
        case anything
    }

    package struct Result: Hashable, Sendable {
        /// Indices of breakpoints, one a line, the last being the end.
        package var breaks: [Int]
        package var demerits: Double
        /// Whether a line sticks out of the measure.
        package var isOverfull: Bool

        /// Whether the rest of a divided word stands alone on the last line.
        func hasDividedRunt(_ items: LineBreakItems, widths: LineWidths, costs: LineBreakCosts) -> Bool {
            guard breaks.count >= 2 else { return false }
            let (start, end) = (items.breakpoints[breaks[breaks.count - 2]], items.breakpoints[breaks[breaks.count - 1]])
            return start.isHyphen && end.endWidth + end.tail - start.startWidth < costs.runtFraction * widths[breaks.count - 1]
        }
    }

    private struct Node {
        var breakpoint: Int32
        var line: Int32
        var fitness: Int8
        var previous: Int32
        var demerits: Double
    }

    package var costs: LineBreakCosts
    private var nodes: ContiguousArray<Node> = []
    private var active: ContiguousArray<Int32> = []
    private var candidates: ContiguousArray<Node> = []

    package init(costs: LineBreakCosts = LineBreakCosts()) {
        self.costs = costs
    }

    /// A line may be this much wider than its measure, in points: sums of doubles are not exact.
    static let slack = 1e-6
    private static let worstBadness = 1e6

    /// How well a line fills its measure: nil when it is too long, else badness, and the class 0 (tight) to 3 (very loose).
    @inline(__always)
    static func fit(
        natural: Double, stretch: Double, shrink: Double, width: Double, mode: Mode, isLast: Bool, raggedUnit: Double
    ) -> (badness: Double, fitness: Int8)? {
        let missing = width - natural
        switch mode {
        case .justified:
            if missing >= 0 {
                if isLast || missing < slack { return (0, 1) }
                guard stretch > 0 else { return (worstBadness, 3) }
                let ratio = missing / stretch
                let badness = min(100 * ratio * ratio * ratio, worstBadness)
                return (badness, ratio < 0.5 ? 1 : ratio < 1 ? 2 : 3)
            }
            if -missing > shrink + slack { return nil }
            guard shrink > 0 else { return (0, 1) }
            let ratio = min(1, -missing / shrink)
            return (100 * ratio * ratio * ratio, ratio > 0.5 ? 0 : 1)
        case .ragged:
            if missing < -slack { return nil }
            if isLast { return (0, 1) }
            let ratio = max(0, missing) / raggedUnit
            return (min(100 * ratio * ratio * ratio, worstBadness), 1)
        }
    }

    /// The demerits of a line.
    @inline(__always)
    func demerits(
        badness: Double, penalty: Double, isForced: Bool, fitness: Int8, previousFitness: Int8, followsHyphen: Bool, isHyphen: Bool,
        isLast: Bool, isRunt: Bool
    ) -> Double {
        let base = costs.line + badness
        var total = base * base
        if !isForced { total += penalty >= 0 ? penalty * penalty : -(penalty * penalty) }
        if followsHyphen {
            if isHyphen { total += costs.consecutiveHyphens }
            if isLast { total += isRunt ? costs.dividedRunt : costs.finalHyphen }
        }
        if abs(fitness - previousFitness) > 1 { total += costs.adjacentClasses }
        if isRunt { total += costs.runt }
        return total
    }

    /// The best breaks, or nil when `effort` does not allow any.
    package mutating func breakLines(_ items: LineBreakItems, widths: LineWidths, mode: Mode, effort: Effort) -> Result? {
        var tolerance = Self.worstBadness
        var extraStretch = 0.0
        var mayOverflow = false
        switch effort {
        case .tolerance(let badness): tolerance = badness
        case .anything:
            extraStretch = widths.rest * costs.emergencyStretchFraction
            mayOverflow = true
        }
        // A forced break starts a new state, so that the paragraph may hold several pieces.
        nodes.removeAll(keepingCapacity: true)
        nodes.append(Node(breakpoint: 0, line: 0, fitness: 1, previous: -1, demerits: 0))
        // Held here, and with counts of their own: what a loop's every turn asks of an array's owner costs more than the turn.
        var active = Self.taken(&self.active)
        var candidates = Self.taken(&self.candidates)
        defer {
            self.active = active
            self.candidates = candidates
        }
        if active.isEmpty { active.append(0) }
        active[0] = 0
        var activeCount = 1
        var isOverfull = false
        let uniformFrom = Int32(widths.first.count)
        let raggedUnit = max(1, widths.rest * costs.raggedFraction)
        let done: Bool = items.breakpoints.withUnsafeBufferPointer { points -> Bool in
            for index in 1..<max(1, points.count) {
                let point = points[index]
                let isLast = index == points.count - 1
                // The line before a forced break is not stretched.
                let endsPiece = isLast || point.isForced
                var candidateCount = 0
                var kept = 0
                var rescue: Int32 = -1
                active.withUnsafeMutableBufferPointer { active in
                    nodes.withUnsafeBufferPointer { nodes in
                        for position in 0..<activeCount {
                            let nodeIndex = active[position]
                            let node = nodes[Int(nodeIndex)]
                            let start = points[Int(node.breakpoint)]
                            let width = widths[Int(node.line)]
                            let natural = point.endWidth + point.tail - start.startWidth
                            let stretch = point.endStretch - start.startStretch + extraStretch
                            let shrink = point.endShrink - start.startShrink
                            guard
                                let fit = Self.fit(
                                    natural: natural, stretch: stretch, shrink: shrink, width: width, mode: mode, isLast: endsPiece,
                                    raggedUnit: raggedUnit)
                            else {
                                // Too long from this start, and so is every longer line, unless a tail made it so.
                                if point.tail > 0,
                                    natural - point.tail - shrink <= width + Self.slack || mode == .ragged && natural - point.tail <= width
                                {
                                    active[kept] = nodeIndex
                                    kept += 1
                                }
                                rescue = nodeIndex
                                continue
                            }
                            if !point.isForced {
                                active[kept] = nodeIndex
                                kept += 1
                            }
                            guard fit.badness <= tolerance else { continue }
                            let isRunt = endsPiece && node.breakpoint > 0 && !start.isForced && natural < costs.runtFraction * width
                            let total =
                                node.demerits
                                + demerits(
                                    badness: fit.badness, penalty: point.penalty, isForced: point.isForced, fitness: fit.fitness,
                                    previousFitness: node.fitness, followsHyphen: start.isHyphen, isHyphen: point.isHyphen,
                                    isLast: endsPiece, isRunt: isRunt)
                            Self.consider(
                                Node(
                                    breakpoint: Int32(index), line: node.line + 1, fitness: endsPiece ? 1 : fit.fitness,
                                    previous: nodeIndex, demerits: total),
                                among: &candidates, &candidateCount, uniformFrom: uniformFrom)
                        }
                    }
                }
                activeCount = kept
                if candidateCount == 0, kept == 0 {
                    // Nothing reaches this far: the shortest line that ends here sticks out.
                    guard mayOverflow, rescue >= 0 else { return false }
                    isOverfull = true
                    let node = nodes[Int(rescue)]
                    let total = node.demerits + Self.worstBadness * Self.worstBadness
                    Self.consider(
                        Node(breakpoint: Int32(index), line: node.line + 1, fitness: 1, previous: rescue, demerits: total),
                        among: &candidates, &candidateCount, uniformFrom: uniformFrom)
                }
                for candidate in 0..<candidateCount {
                    if activeCount == active.count { active.append(0) }
                    active[activeCount] = Int32(nodes.count)
                    activeCount += 1
                    nodes.append(candidates[candidate])
                }
                if activeCount == 0 { return false }
            }
            return true
        }
        guard done else { return nil }
        var best: Int32 = -1
        let last = Int32(items.breakpoints.count - 1)
        for nodeIndex in active[..<activeCount] where nodes[Int(nodeIndex)].breakpoint == last {
            if best < 0 || nodes[Int(nodeIndex)].demerits < nodes[Int(best)].demerits { best = nodeIndex }
        }
        guard best >= 0 else { return nil }
        let least = nodes[Int(best)].demerits
        var breaks: [Int] = []
        breaks.reserveCapacity(Int(nodes[Int(best)].line))
        while best > 0 {
            breaks.append(Int(nodes[Int(best)].breakpoint))
            best = nodes[Int(best)].previous
        }
        breaks.reverse()
        return Result(breaks: breaks, demerits: least, isOverfull: isOverfull)
    }

    /// The storage of an array, which is left without any.
    private static func taken<Element>(_ array: inout ContiguousArray<Element>) -> ContiguousArray<Element> {
        var other: ContiguousArray<Element> = []
        swap(&array, &other)
        return other
    }

    /// Keeps a candidate if it is the best of its state at this breakpoint.
    @inline(__always)
    private static func consider(
        _ node: Node, among candidates: inout ContiguousArray<Node>, _ count: inout Int, uniformFrom: Int32
    ) {
        for index in 0..<count {
            let other = candidates[index]
            // Line numbers matter only while the lines to come differ in width.
            let isSameState =
                other.fitness == node.fitness && (other.line == node.line || (other.line >= uniformFrom && node.line >= uniformFrom))
            if isSameState {
                if node.demerits < other.demerits { candidates[index] = node }
                return
            }
        }
        if count < candidates.count { candidates[count] = node } else { candidates.append(node) }
        count += 1
    }
}
