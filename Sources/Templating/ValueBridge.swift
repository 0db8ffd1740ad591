import CEL
import Diagnostics
import Localization

/// All that templates know of the values and types of CEL.
enum ValueBridge {
    // MARK: Types

    /// The name of a type as authors write it.
    static func name(of type: CELType) -> String {
        type.description
    }

    /// What kind of value a format would get; nil when only the data can tell.
    private static func input(of type: CELType) -> ValueFormat.Input?? {
        switch type {
        case .string: .some(.text)
        case .int, .uint, .double: .some(.number)
        case .bool: .some(.boolean)
        case .timestamp: .some(.moment)
        case .dyn: .some(nil)
        case .optional(let inner): input(of: inner)
        default: nil
        }
    }

    /// Whether a value of the type can be written without a format.
    static func isWritable(_ type: CELType) -> Bool {
        guard let input = input(of: type) else { return false }
        return input != .boolean
    }

    static func suits(_ type: CELType, _ format: ValueFormat) -> Bool {
        guard let input = input(of: type) else { return false }
        return input.map { format.inputs.contains($0) } ?? true
    }

    /// The type of the items of a list, or of the keys of a map; nil for what `<g:for>` cannot go through.
    static func itemType(of type: CELType) -> CELType? {
        switch type {
        case .list(let item): item
        case .map(let key, _): key
        case .dyn: .dyn
        default: nil
        }
    }
}
