/// Bounds what an expression can cost before it is evaluated, in the units of the cost limit.
struct CostEstimator {
    /// What is assumed of data whose size is not known.
    struct Sizes: Sendable {
        /// Elements of a list or entries of a map.
        var elements: Int
        /// Bytes of a text.
        var bytes: Int

        init(elements: Int = 100, bytes: Int = 1_000) {
            self.elements = elements
            self.bytes = bytes
        }
    }

    private struct Bound {
        var cost: Int
        /// Elements of the list or map that results; nil when not known.
        var elements: Int?
    }

    private let tree: SyntaxTree
    private let sizes: Sizes

    init(_ tree: SyntaxTree, sizes: Sizes) {
        self.tree = tree
        self.sizes = sizes
    }

    /// The most that evaluation can cost; `Int.max` when it is beyond counting.
    func bound() -> Int { bound(tree.root).cost }

    private func sum(_ parts: Int...) -> Int {
        parts.reduce(0) { total, part in
            let (result, overflow) = total.addingReportingOverflow(part)
            return overflow ? .max : result
        }
    }

    private func product(_ left: Int, _ right: Int) -> Int {
        let (result, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : result
    }

    private func bound(_ id: SyntaxTree.ID) -> Bound {
        switch tree[id].kind {
        case .literal, .identifier, .invalid: return Bound(cost: 0)
        case .select(let operand, _, _, _), .presence(let operand, _, _): return Bound(cost: sum(1, bound(operand).cost))
        case .list(let elements, _):
            return Bound(cost: elements.reduce(elements.count) { sum($0, bound($1).cost) }, elements: elements.count)
        case .map(let entries):
            return Bound(
                cost: entries.reduce(entries.count) { sum($0, bound($1.key).cost, bound($1.value).cost) }, elements: entries.count)
        case .message(_, let fields): return Bound(cost: fields.reduce(0) { sum($0, bound($1.value).cost) })
        case .and(let left, let right), .or(let left, let right): return Bound(cost: sum(bound(left).cost, bound(right).cost))
        case .conditional(let condition, let yes, let no):
            let (a, b) = (bound(yes), bound(no))
            var elements: Int?
            if let x = a.elements, let y = b.elements { elements = max(x, y) }
            return Bound(cost: sum(bound(condition).cost, max(a.cost, b.cost)), elements: elements)
        case .binding(_, let value, let body, _):
            let inner = bound(body)
            return Bound(cost: sum(1, bound(value).cost, inner.cost), elements: inner.elements)
        case .comprehension(let loop):
            let range = bound(loop.range)
            let rounds = range.elements ?? sizes.elements
            let body = sum(2, loop.predicate.map { bound($0).cost } ?? 0, loop.transform.map { bound($0).cost } ?? 0)
            return Bound(cost: sum(range.cost, product(rounds, body)), elements: rounds)
        case .call(let function, let target, let arguments, _):
            let operands = ((target.map { [$0] } ?? []) + arguments).map { bound($0) }
            var cost = operands.reduce(1) { sum($0, $1.cost) }
            // Each operand may be as large as assumed, and a pattern goes over its text once for each of its steps.
            let size = max(sizes.bytes / 16, sizes.elements / 4)
            cost = sum(cost, product(operands.count + 1, function == "matches" ? product(size, 20) : size))
            let isJoined = function == "_+_"
            return Bound(cost: cost, elements: isJoined ? operands.reduce(0) { sum($0, $1.elements ?? sizes.elements) } : nil)
        }
    }
}

extension Program {
    /// The most that an evaluation can cost when lists and texts are no larger than assumed.
    package func estimatedCost(elements: Int = 100, textBytes: Int = 1_000) -> Int {
        CostEstimator(tree, sizes: CostEstimator.Sizes(elements: elements, bytes: textBytes)).bound()
    }

    /// The expression in the usual spacing; reading it again gives the same tree.
    package var text: String { tree.text(of: tree.root) }
}
