import Synchronization

/// Hears which rows of decision tables are hit while it is current: coverage of scenarios counts them. Decisions do not depend on it.
package final class TableWitness: Sendable {
    @TaskLocal package static var current: TableWitness?

    private let hits = Mutex<[String: Set<Int>]>([:])

    package init() {}

    /// - Parameter rows: indices of the rows that fit; none when `otherwise` counts.
    func note(_ table: String, _ rows: [Int]) {
        hits.withLock { $0[table, default: []].formUnion(rows.isEmpty ? [Self.otherwise] : rows) }
    }

    /// In the place of a row's index: no row fitted.
    package static let otherwise = -1

    /// What was hit since the last time, by table.
    package func take() -> [String: Set<Int>] {
        hits.withLock { hits in
            defer { hits = [:] }
            return hits
        }
    }
}
