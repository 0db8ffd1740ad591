import CEL
import Diagnostics

/// The names that the corpus may use; `x` and `m` are the only ones of unknown type.
private let environment = CELEnvironment(
    variables: [
        "x": .dyn, "n": .int, "u": .uint, "d": .double, "s": .string, "b": .bytes, "t": .timestamp, "i": .duration, "p": .bool,
        "l": .list(.int), "w": .list(.string), "m": .map(key: .string, value: .dyn), "o": .optional(.int), "r": .record("R"),
    ],
    records: [RecordType(name: "R", fields: [("id", .string), ("age", .int), ("items", .list(.record("R")))])])

private let record = Value.map(ValueMap(strings: [("id", .string("é1")), ("age", .int(41)), ("items", .list([]))]))
private let activation = Activation([
    "x": .int(3), "n": .int(4), "u": .uint(7), "d": .double(1.5), "s": .string("héllo 12"), "b": .bytes([0, 255]),
    "t": .timestamp(Timestamp("2026-11-01T06:30:00Z") ?? .epoch), "i": CELDuration(seconds: 90).map { .duration($0) } ?? .null,
    "p": .bool(true),
    "l": .list([.int(1), .int(2), .int(1)]), "w": .list([.string("a"), .string("bb")]), "m": .map(ValueMap(strings: [("a", .string("b"))])),
    "o": .optional(OptionalValue(.int(2))),
    "r": .map(ValueMap(strings: [("id", .string("é1")), ("age", .int(41)), ("items", .list([record]))])),
])
private let costLimit = 20_000

/// A checked expression on fixed data: it never traps, hangs or goes over its limit, a trace gives the same value, and without dyn no
/// evaluation finds types that do not fit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCELEvaluation(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    let (program, bag) = environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)))
    guard let program else {
        precondition(bag.hasErrors, "no program and no fault")
        return 0
    }
    let (value, cost) = program.run(activation, costLimit: costLimit)
    let isOver = if case .error(let error) = value { error.kind == .costExceeded } else { false }
    precondition(isOver || cost <= costLimit, "the limit does not hold")
    let trace = program.trace(activation, costLimit: costLimit)
    precondition(trace.value == value && trace.cost == cost, "a trace differs from the evaluation")
    _ = trace.steps
    _ = value.text
    _ = value.jsonText
    _ = program.estimatedCost()
    if case .error(let error) = value, error.kind == .noSuchOverload {
        let isOpen = program.tree.nodes.indices.contains { program.type(of: $0).mentionsDyn }
        precondition(isOpen, "checked, and yet the types do not fit")
    }
    return 0
}
