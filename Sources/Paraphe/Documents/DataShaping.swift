import CEL
import Diagnostics
import Rules
import Workflow

/// Gives data from outside the shape that the pack declares: moments as timestamps, records and lists present even when empty.
enum DataShaping {
    /// Deeper data is left as it is; declared shapes are never so deep.
    private static let deepestNesting = 32

    static func shape(_ value: Value?, as type: FieldType, personFields: [DataField], depth: Int = 0) -> Value? {
        guard depth < deepestNesting else { return value }
        func record(_ fields: [DataField]) -> Value {
            var entries: [(String, Value)] = []
            let given: ValueMap? = if case .map(let map)? = value { map } else { nil }
            for field in fields {
                if let shaped = shape(given?[field.id], as: field.type, personFields: personFields, depth: depth + 1) {
                    entries.append((field.id, shaped))
                }
            }
            let known = Set(fields.map(\.id))
            // What is not declared is kept: templates with their own parameters may read it.
            for entry in given?.entries ?? [] {
                if case .string(let name) = entry.key, !known.contains(name) { entries.append((name, entry.value)) }
            }
            return .record(entries)
        }
        switch type {
        case .record(_, let fields): return record(fields)
        case .person: return value == nil ? nil : record(personFields)
        case .attachment: return value == nil ? nil : record(Rulebook.attachmentRecordFields)
        case .list(let element):
            guard case .list(let elements)? = value else { return .list([]) }
            return .list(elements.map { shape($0, as: element, personFields: personFields, depth: depth + 1) ?? $0 })
        case .dateTime:
            guard case .string(let text)? = value else { return value }
            return Timestamp(text).map { .timestamp($0) } ?? value
        case .decimal:
            if case .int(let number)? = value { return .double(Double(number)) }
            return value
        default:
            if case .null? = value { return nil }
            return value
        }
    }
}
