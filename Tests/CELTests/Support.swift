import CEL
import Diagnostics
import Testing

/// Expressions against one small environment.
enum Bench {
    static let environment = CELEnvironment(
        variables: [
            "dossier": .record("Dossier"), "now": .timestamp, "tags": .list(.string), "extra": .map(key: .string, value: .dyn), "any": .dyn,
            "n": .int,
        ],
        records: [
            RecordType(name: "Dossier", fields: [("id", .string), ("age", .int), ("patient", .record("Person"))]),
            RecordType(name: "Person", fields: [("givenName", .string), ("birthDate", .string)]),
        ],
        functions: [
            FunctionDeclaration("twice", [.init([.int], .int), .init([.int], .int, isMember: true)]) { arguments in
                guard case .int(let number)? = arguments.first else {
                    return .error(EvaluationError(.noSuchOverload, Bilingual(verbatim: "twice")))
                }
                return .int(number * 2)
            }
        ])

    static let activation = Activation([
        "dossier": .map(
            ValueMap(strings: [
                ("id", .string("D-1")), ("age", .int(41)), ("patient", .map(ValueMap(strings: [("givenName", .string("Zoé"))]))),
            ])),
        "tags": .list([.string("a"), .string("b")]), "extra": .map(.empty), "n": .int(3),
        "now": .timestamp(Timestamp("2026-11-01T06:30:00Z") ?? .epoch),
    ])

    static func compile(_ text: String, expecting: CELType? = nil) -> (program: Program?, bag: DiagnosticBag) {
        environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)), expecting: expecting)
    }

    /// The value as CEL writes it, the code of an evaluation error after `!`, or the codes of the diagnostics after `?`.
    static func run(_ text: String, costLimit: Int = Program.defaultCostLimit) -> String {
        let (program, bag) = compile(text)
        guard let program else { return "?" + bag.sorted.map(\.code.name).joined(separator: " ") }
        let value = program.evaluate(activation, costLimit: costLimit)
        if case .error(let error) = value { return "!" + error.kind.rawValue }
        return value.text
    }

    /// The diagnostics as a person sees them.
    static func shown(_ text: String, expecting: CELType? = nil, in language: Language = .english) -> String {
        var sources = SourceMap()
        let file = sources.add(path: "rule", text: text)
        let (_, bag) = environment.compile(EmbeddedText(verbatim: text, source: file.id), expecting: expecting)
        return TextRenderer(sources: sources, language: language).render(bag)
    }
}
