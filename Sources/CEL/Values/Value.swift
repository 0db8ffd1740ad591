/// A value of the Common Expression Language (language definition, "Values").
///
/// Errors are values too, so that `&&`, `||` and `?:` can absorb them.
package enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map(ValueMap)
    case timestamp(Timestamp)
    case duration(CELDuration)
    /// The name of a type.
    case type(String)
    case optional(OptionalValue)
    case network(NetworkAddress)
    indirect case error(EvaluationError)

    package var isError: Bool {
        if case .error = self { true } else { false }
    }

    /// The name that `type()` gives.
    package var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .type: "type"
        case .optional: "optional_type"
        case .network(let address): address.typeName
        case .error: "error"
        }
    }
}

/// A value that may be absent (`optional_type`).
package final class OptionalValue: Sendable {
    package let value: Value?

    package init(_ value: Value?) {
        self.value = value
    }

    package static let none = OptionalValue(nil)
}
