import CEL
import Diagnostics
import Workflow
import YAML

extension Value {
    /// A value without a declared type, as an expression might give it.
    package init(untyped node: YAMLNode) {
        switch node.content {
        case .sequence(let elements): self = .list(elements.map { Value(untyped: $0) })
        case .mapping(let entries): self = .record(entries.map { ($0.key, Value(untyped: $0.value)) })
        case .scalar(let scalar):
            switch scalar.value {
            case .null: self = .null
            case .boolean(let truth): self = .bool(truth)
            case .integer(let number): self = .int(number)
            case .decimal(let number): self = .double(number)
            case .text: self = .string(scalar.text.text)
            }
        }
    }
}
