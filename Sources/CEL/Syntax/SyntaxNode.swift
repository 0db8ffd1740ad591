/// The name of a node within its ``SyntaxTree``.
package typealias SyntaxNodeID = Int

/// An expression as parsed: an arena of nodes; a node is named by its index.
package struct SyntaxTree: Sendable {
    package typealias ID = SyntaxNodeID

    package internal(set) var nodes: [SyntaxNode] = []
    package internal(set) var root: ID = 0

    /// Levels under the node, itself counted: what walks over the tree use of the stack.
    private(set) var deepest = 0
    private var depths: [Int] = []

    mutating func add(_ kind: SyntaxNode.Kind, _ range: Range<Int>) -> ID {
        let depth = 1 + (kind.children.map { depths[$0] }.max() ?? 0)
        depths.append(depth)
        deepest = max(deepest, depth)
        nodes.append(SyntaxNode(kind: kind, range: range))
        return nodes.count - 1
    }

    package subscript(id: ID) -> SyntaxNode { nodes[id] }

    /// The node and all that stand under it, parents first.
    package func nodes(under id: ID) -> [ID] {
        var found = [id]
        var next = 0
        while next < found.count {
            found += nodes[found[next]].kind.children
            next += 1
        }
        return found
    }
}

/// One node and where it stands in the text (UTF-8 offsets).
package struct SyntaxNode: Sendable {
    package typealias ID = SyntaxTree.ID

    package indirect enum Kind: Sendable {
        case literal(Value)
        /// A name; absolute ones begin with a dot.
        case identifier(String, isAbsolute: Bool)
        case select(operand: ID, field: String, fieldRange: Range<Int>, isOptional: Bool)
        /// `has(operand.field)`.
        case presence(operand: ID, field: String, fieldRange: Range<Int>)
        case call(function: String, target: ID?, arguments: [ID], nameRange: Range<Int>)
        case list([ID], optionals: Set<Int>)
        case map([Entry])
        case message(name: String, fields: [(name: String, value: ID)])
        case and(ID, ID)
        case or(ID, ID)
        case conditional(ID, ID, ID)
        case comprehension(Comprehension)
        /// `cel.bind(name, value, body)` and the macros on optionals.
        case binding(name: String, value: ID, body: ID, form: BindingForm)
        /// A node that could not be parsed; a diagnostic says why.
        case invalid
    }

    package struct Entry: Sendable {
        package let key: ID
        package let value: ID
        package let isOptional: Bool
    }

    package enum BindingForm: Sendable {
        case plain
        case optMap
        case optFlatMap
    }

    package struct Comprehension: Sendable {
        package enum Form: Sendable {
            case all, exists, existsOne
            case filter
            case map
            case transformList
            case transformMap
            case transformMapEntry
            /// `sortBy` of the extension `lists`.
            case sortBy

            /// As authors write it.
            package var name: String {
                switch self {
                case .all: "all"
                case .exists: "exists"
                case .existsOne: "exists_one"
                case .filter: "filter"
                case .map: "map"
                case .transformList: "transformList"
                case .transformMap: "transformMap"
                case .transformMapEntry: "transformMapEntry"
                case .sortBy: "sortBy"
                }
            }
        }

        package let form: Form
        package let range: ID
        /// One or two names; with two, the first is the index or the key.
        package let names: [String]
        package let nameRanges: [Range<Int>]
        package let predicate: ID?
        package let transform: ID?
    }

    /// What the node means.
    package let kind: Kind
    package let range: Range<Int>
}

extension SyntaxNode.Kind {
    /// The nodes right under this one, in the order of the text.
    package var children: [SyntaxTree.ID] {
        switch self {
        case .literal, .identifier, .invalid: []
        case .select(let operand, _, _, _), .presence(let operand, _, _): [operand]
        case .call(_, let target, let arguments, _): (target.map { [$0] } ?? []) + arguments
        case .list(let elements, _): elements
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .message(_, let fields): fields.map(\.value)
        case .and(let left, let right), .or(let left, let right): [left, right]
        case .conditional(let condition, let yes, let no): [condition, yes, no]
        case .comprehension(let comprehension):
            [comprehension.range] + (comprehension.predicate.map { [$0] } ?? []) + (comprehension.transform.map { [$0] } ?? [])
        case .binding(_, let value, let body, _): [value, body]
        }
    }
}
