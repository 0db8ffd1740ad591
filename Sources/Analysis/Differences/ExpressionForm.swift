import CEL

/// Expressions without what is only form: spaces, parentheses, the order of what `&&`, `||`, `==` and `!=` join, the side from which a
/// comparison is read.
enum ExpressionForm {
    /// The same text for expressions that differ in form alone; different texts may still mean the same.
    static func canonical(_ tree: SyntaxTree) -> String { canonical(tree.root, tree) }

    private static func canonical(_ id: SyntaxTree.ID, _ tree: SyntaxTree) -> String {
        switch tree[id].kind {
        case .and: return "and(" + members(id, tree).sorted().joined(separator: " ") + ")"
        case .or: return "or(" + members(id, tree).sorted().joined(separator: " ") + ")"
        case .conditional(let condition, let yes, let no):
            return "if(" + [condition, yes, no].map { canonical($0, tree) }.joined(separator: " ") + ")"
        case .select(let operand, let field, _, let isOptional): return canonical(operand, tree) + (isOptional ? ".?" : ".") + field
        case .presence(let operand, let field, _): return "has(" + canonical(operand, tree) + "." + field + ")"
        case .list(let elements, let optionals) where optionals.isEmpty:
            return "[" + elements.map { canonical($0, tree) }.joined(separator: " ") + "]"
        case .call(let function, let target, let arguments, _):
            let operands = ((target.map { [$0] } ?? []) + arguments).map { canonical($0, tree) }
            return call(function, operands, isMember: target != nil)
        default: return tree.text(of: id)
        }
    }

    private static func call(_ function: String, _ operands: [String], isMember: Bool) -> String {
        func joined(_ name: String, _ operands: [String]) -> String { name + "(" + operands.joined(separator: " ") + ")" }
        switch function {
        case "_==_", "_!=_": return joined(function, operands.sorted())
        case "_>_": return joined("_<_", operands.reversed())
        case "_>=_": return joined("_<=_", operands.reversed())
        case "!_":
            guard let operand = operands.first else { return joined(function, operands) }
            if operand.hasPrefix("_==_(") { return "_!=_(" + operand.dropFirst("_==_(".count) }
            if operand.hasPrefix("_!=_(") { return "_==_(" + operand.dropFirst("_!=_(".count) }
            return joined(function, operands)
        default: return joined(isMember ? "." + function : function, operands)
        }
    }

    /// What a chain of one operator joins, each once.
    private static func members(_ id: SyntaxTree.ID, _ tree: SyntaxTree) -> Set<String> {
        var found: Set<String> = []
        var open = [id]
        while let next = open.popLast() {
            switch (tree[id].kind, tree[next].kind) {
            case (.and, .and(let left, let right)), (.or, .or(let left, let right)): open += [left, right]
            default: found.insert(canonical(next, tree))
            }
        }
        return found
    }

    /// What a condition joins with `&&`, in normal form and as written; the condition itself when it joins nothing.
    static func conjuncts(_ tree: SyntaxTree) -> [(canonical: String, text: String)] {
        var found: [(canonical: String, text: String)] = []
        func visit(_ id: SyntaxTree.ID) {
            if case .and(let left, let right) = tree[id].kind {
                visit(left)
                visit(right)
            } else {
                found.append((canonical(id, tree), tree.text(of: id)))
            }
        }
        visit(tree.root)
        return found
    }
}
