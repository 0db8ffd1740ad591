extension SyntaxTree {
    /// Whether both trees say the same, wherever their nodes stand in the text.
    package func hasSameForm(as other: SyntaxTree) -> Bool { isSame(root, other, other.root) }

    private func isSame(_ id: ID, _ other: SyntaxTree, _ otherID: ID) -> Bool {
        let (left, right) = (nodes[id].kind, other.nodes[otherID].kind)
        let (below, otherBelow) = (left.children, right.children)
        guard below.count == otherBelow.count, left.hasSameSign(as: right) else { return false }
        return zip(below, otherBelow).allSatisfy { isSame($0, other, $1) }
    }
}

extension SyntaxNode.Kind {
    /// Whether two nodes say the same but for what stands under them.
    fileprivate func hasSameSign(as other: SyntaxNode.Kind) -> Bool {
        switch (self, other) {
        case (.literal(let a), .literal(let b)): a == b
        case (.identifier(let a, let x), .identifier(let b, let y)): a == b && x == y
        case (.select(_, let a, _, let x), .select(_, let b, _, let y)): a == b && x == y
        case (.presence(_, let a, _), .presence(_, let b, _)): a == b
        case (.call(let a, let x, _, _), .call(let b, let y, _, _)): a == b && (x == nil) == (y == nil)
        case (.list(_, let x), .list(_, let y)): x == y
        case (.map(let a), .map(let b)): a.map(\.isOptional) == b.map(\.isOptional)
        case (.message(let a, let x), .message(let b, let y)): a == b && x.map(\.name) == y.map(\.name)
        case (.and, .and), (.or, .or), (.conditional, .conditional), (.invalid, .invalid): true
        case (.comprehension(let a), .comprehension(let b)):
            a.form == b.form && a.names == b.names && (a.predicate == nil) == (b.predicate == nil)
                && (a.transform == nil) == (b.transform == nil)
        case (.binding(let a, _, _, let x), .binding(let b, _, _, let y)): a == b && x == y
        default: false
        }
    }
}
