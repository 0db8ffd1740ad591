import CEL
import Diagnostics
import Testing

/// What holds for every well-typed expression, tried on thousands made from a seed.
@Suite struct PropertyTests {
    private static let environment = CELEnvironment(variables: ExpressionGenerator.variables, records: ExpressionGenerator.records)

    /// Lists of at most 4 elements, texts of at most 24 bytes.
    private static let activation: Activation = {
        func record(_ next: Value) -> Value {
            .map(
                ValueMap(strings: [
                    ("id", .string("D-1")), ("age", .int(41)), ("born", .timestamp(Timestamp("1985-02-03T00:00:00Z") ?? .epoch)),
                    ("tags", .list([.string("a")])), ("next", next),
                ]))
        }
        return Activation([
            "n": .int(3), "u": .uint(5), "d": .double(2.5), "s": .string("héllo 12"), "p": .bool(true), "b": .bytes([1, 255]),
            "t": .timestamp(Timestamp("2026-11-01T06:30:00Z") ?? .epoch), "i": CELDuration("90s").map { .duration($0) } ?? .null,
            "l": .list([.int(1), .int(2), .int(1)]), "w": .list([.string("a"), .string("bb")]),
            "ll": .list([.list([.int(1)]), .list([])]), "m": .map(ValueMap(strings: [("a", .int(1))])),
            "o": .optional(OptionalValue(.string("x"))), "r": record(record(.map(.empty))),
        ])
    }()

    private static let seeds: [UInt64] = (1...8).map { $0 }
    private static let rounds = 250

    private func each(_ seed: UInt64, _ body: (String, Program) -> Void) {
        var generator = ExpressionGenerator(seed: seed)
        for _ in 0..<Self.rounds {
            let type = generator.type()
            let text = generator.expression(type, depth: 2 + generator.below(4))
            let (program, bag) = Self.environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)), expecting: type)
            guard let program else {
                Issue.record("not accepted: \(text): \(bag.sorted.first?.message.en ?? "")")
                return
            }
            body(text, program)
        }
    }

    @Test(arguments: seeds) func printingAndReadingAgainGivesTheSameTree(_ seed: UInt64) {
        each(seed) { text, program in
            let again = Self.environment.compile(EmbeddedText(verbatim: program.text, source: SourceID(index: 0))).program
            #expect(again?.tree.hasSameForm(as: program.tree) == true, "\(text) was printed as \(program.text)")
            #expect(again?.text == program.text)
        }
    }

    @Test(arguments: seeds) func checkedExpressionsFindNoWrongTypes(_ seed: UInt64) {
        each(seed) { text, program in
            let value = program.evaluate(Self.activation, costLimit: 20_000)
            if case .error(let error) = value {
                #expect(![.noSuchOverload, .noSuchField, .unboundVariable].contains(error.kind), "\(text): \(error.message.en)")
                #expect(error.range.map { 0 <= $0.lowerBound && $0.upperBound <= text.utf8.count } ?? true)
            }
        }
    }

    @Test(arguments: seeds) func aTraceIsTheEvaluation(_ seed: UInt64) {
        each(seed) { text, program in
            let (value, cost) = program.run(Self.activation, costLimit: 20_000)
            let trace = program.trace(Self.activation, costLimit: 20_000)
            #expect(trace.value == value, "\(text)")
            #expect(trace.cost == cost, "\(text)")
            if cost <= 20_000 { #expect(trace[node: program.tree.root] == value, "\(text)") }
            for step in trace.steps { #expect(step.span.range.upperBound <= text.utf8.count) }
        }
    }

    @Test(arguments: seeds) func costStaysWithinItsBoundAndItsLimit(_ seed: UInt64) {
        each(seed) { text, program in
            let (value, cost) = program.run(Self.activation, costLimit: 50_000)
            // `lists.range` of a computed number is the one thing that the bound does not follow.
            if cost <= 50_000, !text.contains("lists.range") {
                #expect(cost <= program.estimatedCost(elements: 5, textBytes: 24), "\(text)")
            }
            let (short, spent) = program.run(Self.activation, costLimit: cost / 2)
            if spent > cost / 2 {
                guard case .error(let error) = short else {
                    Issue.record("over its limit: \(text)")
                    return
                }
                #expect(error.kind == .costExceeded)
            }
            _ = value
        }
    }
}
