import CEL

extension Harness {
    static func environment() -> CELEnvironment {
        CELEnvironment(variables: variables, records: records)
    }

    static func value(_ datum: Datum) -> Value {
        switch datum {
        case .null: .null
        case .text(let text): .string(text)
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .bool(let truth): .bool(truth)
        case .list(let items): .list(items.map(value))
        case .map(let entries): .map(ValueMap(strings: entries.map { ($0.0, value($0.1)) }))
        case .seconds(let seconds): Timestamp(seconds: seconds).map { .timestamp($0) } ?? .null
        }
    }
}
