import Rules

/// Goes through all combinations of inputs that a decision table tells apart, and gathers what is wrong with them: input by input, the cells
/// in which the same rows are left are taken together, so that the work is near to the number of rows where rows do not overlap.
struct TableSweep {
    /// Rows looked at in all combinations together; beyond it the table is too intricate to be proved.
    static let budget = 3_000_000
    static let mostOverlaps = 8

    /// A set of inputs: for each the cells.
    typealias Box = [[Range<Int>]]

    struct Overlap {
        let first: Int
        let second: Int
        let box: Box
    }

    private let table: DecisionTable
    /// By dimension, by row: the cells that the row admits.
    private let admitted: [[[Range<Int>]]]
    private let domains: [Range<Int>]
    /// The order in which dimensions are taken: those that tell most apart first.
    private let order: [Int]
    private var work = 0

    private(set) var gaps: [Box] = []
    private(set) var overlaps: [Overlap] = []
    private var told: Set<[Int]> = []
    /// Rows that decide for some input.
    private(set) var reached: Set<Int> = []
    private(set) var isComplete = true

    init(_ table: DecisionTable, admitted: [[[Range<Int>]]], domains: [Range<Int>]) {
        self.table = table
        self.admitted = admitted
        self.domains = domains
        let open = domains.indices.map { dimension in admitted[dimension].count { $0 == [domains[dimension]] } }
        order = domains.indices.sorted { (open[$0], $0) < (open[$1], $1) }
    }

    mutating func run() {
        let live = table.rows.indices.filter { row in domains.indices.allSatisfy { !admitted[$0][row].isEmpty } }
        gaps = sweep(0, live, Array(repeating: [], count: domains.count))
    }

    /// The gaps under a choice of cells of the dimensions before this one.
    private mutating func sweep(_ level: Int, _ given: [Int], _ chosen: Box) -> [Box] {
        work += given.count + 1
        guard work <= Self.budget else {
            isComplete = false
            return []
        }
        if given.isEmpty {
            return [domains.indices.map { chosen[$0].isEmpty ? [domains[$0]] : chosen[$0] }]
        }
        var rows = given
        if table.policy == .first, let closing = rows.firstIndex(where: { row in isOpen(row, from: level) }) {
            // Nothing after a row that takes everything that is left is ever asked.
            rows = Array(rows[...closing])
        }
        guard level < order.count else {
            leaf(rows, chosen)
            return []
        }
        let dimension = order[level]
        // Where rows begin and end among the cells.
        var events: [(cell: Int, row: Int, begins: Bool)] = []
        for row in rows {
            for range in admitted[dimension][row] {
                events.append((range.lowerBound, row, true))
                events.append((range.upperBound, row, false))
            }
        }
        events.sort { $0.cell < $1.cell }
        var groups: [(rows: [Int], cells: [Range<Int>])] = []
        var known: [[Int]: Int] = [:]
        var active: Set<Int> = []
        var next = 0
        var cell = domains[dimension].lowerBound
        let end = domains[dimension].upperBound
        while cell < end {
            while next < events.count, events[next].cell <= cell {
                if events[next].begins { active.insert(events[next].row) } else { active.remove(events[next].row) }
                next += 1
            }
            let until = next < events.count ? min(end, events[next].cell) : end
            let now = active.sorted()
            work += now.count + 1
            guard work <= Self.budget else {
                isComplete = false
                return []
            }
            if let group = known[now] {
                groups[group].cells = Self.adding(cell..<until, to: groups[group].cells)
            } else {
                known[now] = groups.count
                groups.append((now, [cell..<until]))
            }
            cell = until
        }
        var merged: [(gap: [Box], cells: [Range<Int>])] = []
        for group in groups {
            var box = chosen
            box[dimension] = group.cells
            let found = sweep(level + 1, group.rows, box)
            guard !found.isEmpty else { continue }
            // The same gap in other cells is one gap.
            let rest = found.map { gap in
                var gap = gap
                gap[dimension] = []
                return gap
            }
            if let same = merged.firstIndex(where: { $0.gap == rest }) {
                merged[same].cells = (merged[same].cells + group.cells).reduce(into: []) { $0 = Self.adding($1, to: $0) }
            } else if merged.count < 64 {
                merged.append((rest, group.cells))
            }
        }
        return merged.flatMap { entry in
            let cells = entry.cells.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { $0 = Self.adding($1, to: $0) }
            return entry.gap.map { gap in
                var gap = gap
                gap[dimension] = cells
                return gap
            }
        }
    }

    /// Whether a row takes every value of the dimensions still to come.
    private func isOpen(_ row: Int, from level: Int) -> Bool {
        order[level...].allSatisfy { admitted[$0][row] == [domains[$0]] }
    }

    private static func adding(_ range: Range<Int>, to ranges: [Range<Int>]) -> [Range<Int>] {
        guard let last = ranges.last, last.upperBound == range.lowerBound else { return ranges + [range] }
        return ranges.dropLast() + [last.lowerBound..<range.upperBound]
    }

    private mutating func leaf(_ rows: [Int], _ chosen: Box) {
        guard let first = rows.first else { return }
        switch table.policy {
        case .first: reached.insert(first)
        case .collect: reached.formUnion(rows)
        case .unique, .any:
            reached.formUnion(rows)
            guard rows.count > 1, overlaps.count < Self.mostOverlaps else { return }
            for second in rows.dropFirst() {
                if table.policy == .any, table.rows[first].outputs == table.rows[second].outputs { continue }
                guard told.insert([first, second]).inserted else { continue }
                overlaps.append(Overlap(first: first, second: second, box: chosen))
                break
            }
        }
    }
}
