import CEL

/// A constant in a cell of a decision table. Dates and months are texts: in ISO 8601 their order is that of time.
package enum CellValue: Hashable, Sendable {
    case truth(Bool)
    case text(String)
    case integer(Int64)
    case decimal(Double)

    /// The value as conditions see it.
    package var value: Value {
        switch self {
        case .truth(let value): .bool(value)
        case .text(let value): .string(value)
        case .integer(let value): .int(value)
        case .decimal(let value): .double(value)
        }
    }

    /// Nil for a value that no cell can hold.
    package init?(_ value: Value) {
        switch value {
        case .bool(let value): self = .truth(value)
        case .string(let value): self = .text(value)
        case .int(let value): self = .integer(value)
        case .double(let value): self = .decimal(value)
        default: return nil
        }
    }

    /// As an author writes it.
    package var text: String {
        switch self {
        case .truth(let value): value ? "true" : "false"
        case .text(let value): value
        case .integer(let value): String(value)
        case .decimal(let value): Value.double(value).text
        }
    }

    /// Whether this comes before the other; nil when they are of different kinds.
    package func isBefore(_ other: CellValue) -> Bool? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.decimal(let left), .decimal(let right)): left < right
        case (.integer(let left), .decimal(let right)): Double(left) < right
        case (.decimal(let left), .integer(let right)): left < Double(right)
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: nil
        }
    }
}
