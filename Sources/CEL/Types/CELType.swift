/// A type of the Common Expression Language, as the checker sees it.
package indirect enum CELType: Hashable, Sendable {
    /// Anything: checked when it is evaluated.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case timestamp
    case duration
    case list(CELType)
    case map(key: CELType, value: CELType)
    case optional(CELType)
    /// A declared shape, by its name (``RecordType``).
    case record(String)
    /// The type of types.
    case type(CELType)
    /// Stands for any one type in a signature.
    case parameter(String)
    /// A type that only its own functions know.
    case abstract(String, [CELType])
    /// A type still to be found.
    case variable(Int)
    /// After a fault: agrees with everything, so that one fault is told once.
    case error

    /// Whether anything of the type is checked only when it is evaluated.
    package var mentionsDyn: Bool {
        switch self {
        case .dyn, .error, .variable, .parameter: true
        case .list(let inner), .optional(let inner): inner.mentionsDyn
        case .map(let key, let value): key.mentionsDyn || value.mentionsDyn
        case .abstract(_, let parameters): parameters.contains { $0.mentionsDyn }
        default: false
        }
    }

    /// Whether it stands for more than one type in a signature.
    var hasParameter: Bool {
        switch self {
        case .parameter: true
        case .list(let inner), .optional(let inner), .type(let inner): inner.hasParameter
        case .map(let key, let value): key.hasParameter || value.hasParameter
        case .abstract(_, let parameters): parameters.contains { $0.hasParameter }
        default: false
        }
    }

    /// As authors write it.
    package var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list(\(element.description))"
        case .map(let key, let value): "map(\(key.description), \(value.description))"
        case .optional(let wrapped): "optional(\(wrapped.description))"
        case .record(let name): name
        case .type(let inner): "type(\(inner.description))"
        case .parameter(let name): name
        case .abstract(let name, let parameters):
            parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        case .variable: "dyn"
        case .error: "error"
        }
    }
}
