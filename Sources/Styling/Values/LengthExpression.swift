import Synchronization

/// A length that `min()`, `max()` or `clamp()` chooses when the length that percentages refer to is known (CSS Values 4, clause 10.2).
///
/// Such values are rare: they live in a table, and a ``LengthPercentage`` holds the number, so that it stays three plain words.
indirect enum LengthExpression: Hashable, Sendable {
    case linear(points: Double, fraction: Double)
    case sum([LengthExpression])
    case scaled(LengthExpression, Double)
    case minimum([LengthExpression])
    case maximum([LengthExpression])

    /// More than these are not told apart: the first part of a further one stands for it.
    private static let tableLimit = 100_000
    private struct Table: Sendable {
        var list: [LengthExpression] = [.linear(points: 0, fraction: 0)]
        var indices: [LengthExpression: UInt32] = [:]
    }
    private static let table = Mutex(Table())

    init(_ length: LengthPercentage) {
        guard length.expression != 0 else {
            self = .linear(points: length.points, fraction: length.fraction)
            return
        }
        self = Self.table.withLock { $0.list[Int(length.expression)] }
    }

    /// The value as a length; `likely` is what it mostly comes to, for those who only look at its parts.
    func interned(likely: LengthPercentage) -> LengthPercentage {
        var result = LengthPercentage(points: likely.points, fraction: likely.fraction, hasPercentage: true)
        result.expression = Self.table.withLock { table in
            if let known = table.indices[self] { return known }
            guard table.list.count < Self.tableLimit else { return 0 }
            let index = UInt32(table.list.count)
            table.list.append(self)
            table.indices[self] = index
            return index
        }
        return result
    }

    @usableFromInline static func resolved(_ index: UInt32, against reference: Double) -> Double {
        table.withLock { $0.list[Int(index)] }.value(reference)
    }

    private func value(_ reference: Double) -> Double {
        switch self {
        case .linear(let points, let fraction): points + fraction * reference
        case .sum(let parts): parts.reduce(0) { $0 + $1.value(reference) }
        case .scaled(let inner, let factor): inner.value(reference) * factor
        case .minimum(let parts): parts.map { $0.value(reference) }.min() ?? 0
        case .maximum(let parts): parts.map { $0.value(reference) }.max() ?? 0
        }
    }
}
