import CEL
import Diagnostics
import Workflow

/// How values are compared and shown in differences.
enum ShownValue {
    /// Whether a value is as expected: records by the fields that are named, people by their identifier, numbers by their amount.
    static func agrees(_ expected: Value, _ actual: Value) -> Bool {
        switch (expected, actual) {
        case (.map, .map):
            if let person = personID(expected), let other = personID(actual) { return person == other }
            return (expected.entries ?? []).allSatisfy { name, value in
                let found = actual.field(name)
                return value.isUnfilled ? found?.isUnfilled ?? true : found.map { agrees(value, $0) } ?? false
            }
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { agrees($0, $1) }
        case (_, .optional(let optional)): return agrees(expected, optional.value ?? .null)
        case (.int(let left), .double(let right)), (.double(let right), .int(let left)): return Double(left) == right
        case (.int(let left), .uint(let right)): return left >= 0 && UInt64(left) == right
        case (.string(let left), .timestamp(let right)): return Timestamp(left) == right
        default: return expected == actual
        }
    }

    /// A person of the directory is known by the parts that every person has.
    private static func personID(_ value: Value) -> String? {
        guard value.field("profile") != nil, value.field("familyName") != nil else { return nil }
        return value.field("id")?.stringValue
    }

    static func text(_ value: Value) -> String {
        if let person = personID(value) { return person }
        switch value {
        case .string(let text): return text.isEmpty ? "''" : text
        case .timestamp(let moment): return moment.text
        case .list(let elements): return "[" + elements.map { text($0) }.joined(separator: ", ") + "]"
        case .map: return "{ " + (value.entries ?? []).map { "\($0.0): \(text($0.1))" }.joined(separator: ", ") + " }"
        default: return value.text
        }
    }

    /// The same; an error in words.
    static func words(_ value: Value) -> Bilingual {
        guard case .error(let error) = value else { return Bilingual(verbatim: text(value)) }
        return Bilingual(
            fr: "erreur `\(error.kind.rawValue)`\u{A0}: \(error.message.fr)", en: "error `\(error.kind.rawValue)`: \(error.message.en)")
    }
}
