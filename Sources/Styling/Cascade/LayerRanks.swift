/// The order of the cascade layers of a document (CSS Cascade 5, clause 6.4): by first appearance, each before what it is nested in.
struct LayerRanks {
    private final class Node {
        var children: [(name: String, node: Node)] = []

        func child(_ name: String) -> Node {
            if let known = children.first(where: { $0.name == name }) { return known.node }
            let made = Node()
            children.append((name, made))
            return made
        }
    }

    private struct Key: Hashable {
        var origin: StyleOrigin
        var path: [String]
    }

    private var ranks: [Key: Int32] = [:]
    var isEmpty: Bool { ranks.isEmpty }

    init(_ sheets: [Stylesheet]) {
        for origin in [StyleOrigin.userAgent, .user, .author] {
            let root = Node()
            for sheet in sheets where sheet.origin == origin {
                for path in sheet.layerOrder { _ = path.reduce(root) { $0.child($1) } }
            }
            number(root, [], origin)
        }
    }

    private mutating func number(_ node: Node, _ path: [String], _ origin: StyleOrigin) {
        for (name, child) in node.children { number(child, path + [name], origin) }
        if !path.isEmpty { ranks[Key(origin: origin, path: path)] = Int32(clamping: ranks.count) }
    }

    /// Larger is stronger; the largest for rules in no layer.
    func rank(_ path: [String], _ origin: StyleOrigin) -> Int32 {
        path.isEmpty ? .max : ranks[Key(origin: origin, path: path)] ?? 0
    }
}
