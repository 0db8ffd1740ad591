import CivilTime
import Diagnostics
import Rules

extension Prover {
    /// More gaps than this of one table nobody reads at once.
    private static var mostGaps: Int { 3 }

    /// Decision tables answer every input, and only once.
    func proveTables() {
        for table in book.tables where !table.rows.isEmpty { prove(table) }
    }

    private func prove(_ table: DecisionTable) {
        var dimensions: [TableDimension] = []
        var admitted: [[[Range<Int>]]] = []
        for (index, field) in table.inputs.enumerated() {
            let tests = table.rows.map { $0.tests.indices.contains(index) ? $0.tests[index] : .any }
            let dimension = TableDimension(field, tests: tests, in: book)
            dimensions.append(dimension)
            admitted.append(tests.map { $0 == .any ? [dimension.cells] : dimension.cells($0) })
        }
        if table.isDated {
            let dimension = TableDimension(periods: table.rows.map(\.period))
            dimensions.append(dimension)
            admitted.append(table.rows.map { dimension.cells($0.period) })
        }
        // An input without any value (a list of choices that is empty) has been told where it is declared.
        guard dimensions.allSatisfy({ !$0.cells.isEmpty }) else { return }
        var sweep = TableSweep(table, admitted: admitted, domains: dimensions.map(\.cells))
        sweep.run()
        guard sweep.isComplete else {
            report.givenUp.append(
                Bilingual(
                    fr: "la table `\(table.id)`\u{A0}: trop de combinaisons pour être toutes vérifiées",
                    en: "the table `\(table.id)`: too many combinations to check them all"))
            return
        }
        reportRows(table, admitted, dimensions, reached: sweep.reached)
        for overlap in sweep.overlaps {
            add(
                ProofDiagnostics.overlap(
                    table, table.rows[overlap.first], table.rows[overlap.second], region: words(overlap.box, dimensions),
                    example: example(overlap.box, dimensions)))
        }
        guard table.otherwise == nil, table.policy != .collect else { return }
        for gap in sweep.gaps.prefix(Self.mostGaps) {
            let others = sweep.gaps.count - Self.mostGaps
            add(
                ProofDiagnostics.gap(
                    table, region: words(gap, dimensions), example: example(gap, dimensions),
                    others: gap == sweep.gaps[min(Self.mostGaps, sweep.gaps.count) - 1] ? max(0, others) : 0))
        }
    }

    private func reportRows(_ table: DecisionTable, _ admitted: [[[Range<Int>]]], _ dimensions: [TableDimension], reached: Set<Int>) {
        for (index, row) in table.rows.enumerated() where !reached.contains(index) {
            if let empty = dimensions.indices.first(where: { admitted[$0][index].isEmpty }) {
                // A row whose time is over is only history.
                guard table.inputs.indices.contains(empty) else { continue }
                add(
                    ProofDiagnostics.rowNeverMatches(
                        table, row, input: table.inputs[empty], at: row.testSpans.indices.contains(empty) ? row.testSpans[empty] : row.span)
                )
            } else {
                let before = table.rows[..<index].filter { earlier in
                    guard let position = table.rows.firstIndex(where: { $0.id == earlier.id }) else { return false }
                    return dimensions.indices.allSatisfy { dimension in
                        Self.intersect(admitted[dimension][position], admitted[dimension][index])
                    }
                }
                add(ProofDiagnostics.rowNeverReached(table, row, covering: Array(before.prefix(3))))
            }
        }
    }

    private static func intersect(_ left: [Range<Int>], _ right: [Range<Int>]) -> Bool {
        left.contains { a in right.contains { $0.overlaps(a) } }
    }

    /// What is particular about a set of inputs.
    private func words(_ box: TableSweep.Box, _ dimensions: [TableDimension]) -> Bilingual {
        var french: [String] = []
        var english: [String] = []
        for (dimension, ranges) in zip(dimensions, box) {
            guard let words = dimension.words(ranges) else { continue }
            french.append("\(dimension.label.fr)\u{A0}: \(words.fr)")
            english.append("\(dimension.label.en): \(words.en)")
        }
        if french.isEmpty { return Bilingual(fr: "toutes les valeurs", en: "all values") }
        return Bilingual(fr: french.joined(separator: "\u{202F}; "), en: english.joined(separator: "; "))
    }

    private func example(_ box: TableSweep.Box, _ dimensions: [TableDimension]) -> Bilingual {
        let parts = zip(dimensions, box).map { ($0.label, $0.example($1)) }
        return Bilingual(
            fr: parts.map { "\($0.fr)\u{A0}: \($1.fr)" }.joined(separator: "\u{202F}; "),
            en: parts.map { "\($0.en): \($1.en)" }.joined(separator: "; "))
    }
}
