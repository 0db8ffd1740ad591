import CEL
import CivilTime
import Diagnostics

/// Several conditions at once, row by row: what coordinators would draw as a table. Conditions call it like a function.
///
/// After DMN 1.3, clause 8 (decision tables), with its unary tests and hit policies.
package struct DecisionTable: Definition {
    /// What counts when several rows fit.
    package enum HitPolicy: String, Sendable, CaseIterable {
        /// No two rows may fit.
        case unique
        /// All that fit must say the same.
        case any
        /// The first that fits.
        case first
        /// All that fit, in order: the result is a list.
        case collect
    }

    package struct Row: Sendable {
        /// The author's name, else `row-1`, `row-2` …
        package let id: String
        /// One for each input, in the order of the inputs.
        package let tests: [CellTest]
        /// Where each test is written; the row where it is left out.
        package let testSpans: [Span]
        /// One for each output, in the order of the outputs.
        package let outputs: [CellValue]
        package let period: EffectivePeriod
        package let span: Span

        package init(id: String, tests: [CellTest], testSpans: [Span], outputs: [CellValue], period: EffectivePeriod, span: Span) {
            self.id = id
            self.tests = tests
            self.testSpans = testSpans
            self.outputs = outputs
            self.period = period
            self.span = span
        }
    }

    /// `acceptanceDelay`, or with a namespace `delays.acceptance`.
    package let id: String
    package let label: LocalizedText
    package let inputs: [DataField]
    package let outputs: [DataField]
    package let policy: HitPolicy
    package let rows: [Row]
    /// The outputs when no row fits; without them a gap is a fault.
    package let otherwise: [CellValue]?
    package let span: Span

    package init(
        id: String, label: LocalizedText, inputs: [DataField], outputs: [DataField], policy: HitPolicy, rows: [Row],
        otherwise: [CellValue]?, span: Span
    ) {
        self.id = id
        self.label = label
        self.inputs = inputs
        self.outputs = outputs
        self.policy = policy
        self.rows = rows
        self.otherwise = otherwise
        self.span = span
    }

    /// Whether rows come into force or end: the table then takes the day as its last argument.
    package var isDated: Bool { rows.contains { $0.period != .always } }

    /// The name of the record that a call gives.
    package var recordName: String { "Table." + id }
}

/// What a table answers to some inputs.
package struct TableDecision: Sendable {
    /// The rows that fit, as indices into ``DecisionTable/rows``; under `first` only that one. Empty when `otherwise` counts.
    package let rows: [Int]
    package let value: Value
}

extension DecisionTable {
    /// - Parameters:
    ///   - inputs: one for each input, in order.
    ///   - day: for rows with a period; nil takes all rows.
    package func decide(_ inputs: [CellValue], on day: CivilDate? = nil) -> TableDecision {
        var fitting: [Int] = []
        for (index, row) in rows.enumerated() {
            if let day, !row.period.contains(day) { continue }
            guard zip(row.tests, inputs).allSatisfy({ $0.admits($1) }) else { continue }
            fitting.append(index)
            if policy == .first { break }
        }
        return TableDecision(rows: fitting, value: value(of: fitting, inputs))
    }

    private func value(of fitting: [Int], _ inputs: [CellValue]) -> Value {
        if policy == .collect { return .list(fitting.map { record(rows[$0].outputs) }) }
        guard let first = fitting.first else { return otherwise.map(record) ?? failure(TableFailures.noRow(self, inputs)) }
        let distinct = Set(fitting.map { rows[$0].outputs })
        if fitting.count > 1, policy == .unique || distinct.count > 1 {
            return failure(TableFailures.severalRows(self, fitting.map { rows[$0].id }))
        }
        return record(rows[first].outputs)
    }

    private func record(_ values: [CellValue]) -> Value {
        .map(ValueMap(strings: zip(outputs, values).map { ($0.id, $1.value) }))
    }

    private func failure(_ message: Bilingual) -> Value { .error(EvaluationError(.invalidArgument, message)) }
}

extension DecisionTable {
    /// The table as a function of conditions.
    package var declaration: FunctionDeclaration {
        let day: [CELType] = isDated ? [.string] : []
        let result = CELType.record(recordName)
        let names = inputs.map(\.id) + (isDated ? ["day"] : [])
        return FunctionDeclaration(
            id, [.init(inputs.map(\.type.celType) + day, policy == .collect ? .list(result) : result)], cost: rows.count + 1,
            documentation: FunctionDocumentation(.pack, fr: label.fr.text, en: label.en.text, parameters: names)
        ) { arguments in
            for argument in arguments where argument.isError { return argument }
            let cells = arguments.prefix(inputs.count).compactMap { CellValue($0) }
            guard cells.count == inputs.count else { return failure(TableFailures.badInput(self)) }
            guard isDated else { return decide(cells) }
            guard case .string(let text)? = arguments.last, let day = CivilDate(text) else { return failure(TableFailures.badDay(self)) }
            return witnessed(decide(cells, on: day))
        }
    }

    private func decide(_ cells: [CellValue]) -> Value { witnessed(decide(cells, on: nil)) }

    private func witnessed(_ decision: TableDecision) -> Value {
        TableWitness.current?.note(id, decision.rows)
        return decision.value
    }
}
