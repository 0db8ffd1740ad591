import Diagnostics

/// Goes through a tree to make the steps of its ``Trace``, following what local variables stand for.
struct TraceWalk {
    private let trace: Trace
    private let program: Program
    private let tree: SyntaxTree
    /// What the variables of the comprehensions around stand for, as paths.
    private var locals: [String?] = []
    private var found: [Trace.Step] = []

    init(trace: Trace) {
        self.trace = trace
        program = trace.program
        tree = trace.program.tree
    }

    mutating func steps() -> [Trace.Step] {
        _ = visit(tree.root, depth: 0)
        return found.sorted { a, b in
            let (x, y) = (tree[a.node].range, tree[b.node].range)
            if x.lowerBound != y.lowerBound { return x.lowerBound < y.lowerBound }
            return x.upperBound == y.upperBound ? a.depth < b.depth : x.upperBound > y.upperBound
        }
    }

    /// Makes the steps of a node and of all under it; gives the paths that they read.
    private mutating func visit(_ id: SyntaxNodeID, depth: Int) -> Set<String> {
        var paths: Set<String> = []
        let path = path(id)
        switch tree[id].kind {
        case .literal, .invalid: return []
        case .comprehension(let loop):
            paths.formUnion(visit(loop.range, depth: depth + 1))
            let count = locals.count
            locals += elementPaths(id, loop)
            for part in [loop.predicate, loop.transform] {
                if let part { paths.formUnion(visit(part, depth: depth + 1)) }
            }
            locals.removeLast(locals.count - count)
        case .binding(_, let value, let body, _):
            paths.formUnion(visit(value, depth: depth + 1))
            locals.append(self.path(value))
            paths.formUnion(visit(body, depth: depth + 1))
            locals.removeLast()
        case .presence(let operand, let field, _):
            if let operandPath = self.path(operand) {
                paths.insert(operandPath + "." + field)
            } else {
                paths.formUnion(visit(operand, depth: depth + 1))
            }
        default:
            // A chain of fields is one step, not one for each of its dots; the target of a namespace is none.
            let children = program.function(at: id)?.operands ?? tree[id].kind.children
            for child in children where !(path != nil && self.path(child) != nil) {
                paths.formUnion(visit(child, depth: depth + 1))
            }
        }
        if let path { paths.insert(path) }
        guard !isConstant(id) else { return paths }
        let function = program.function(at: id).flatMap { $0.declaration.body == nil ? nil : $0.declaration.name }
        found.append(
            Trace.Step(
                node: id, depth: depth, text: tree.text(of: id), span: program.source.span(tree[id].range), value: trace[node: id],
                type: program.type(of: id), path: path, dependencies: paths.sorted(), loop: trace.loop(at: id), function: function))
        return paths
    }

    /// Lists and maps of literals, and names of types, say nothing that the text does not.
    private func isConstant(_ id: SyntaxNodeID) -> Bool {
        if case .typeName? = program.checker.meanings[id] { return true }
        switch tree[id].kind {
        case .literal: return true
        case .list(let elements, _): return elements.allSatisfy { isConstant($0) }
        case .map(let entries): return entries.allSatisfy { isConstant($0.key) && isConstant($0.value) }
        default: return false
        }
    }

    private func elementPaths(_ id: SyntaxNodeID, _ loop: SyntaxNode.Comprehension) -> [String?] {
        let names = Array<String?>(repeating: nil, count: loop.names.count)
        guard let range = path(loop.range), let record = trace.loop(at: id) else { return names }
        guard case .list? = trace[node: loop.range] else {
            guard loop.names.count == 2, let key = (record.decider ?? record.last)?.key else { return names }
            return [nil, "\(range)[\(key.text)]"]
        }
        let index = record.deciderIndex ?? record.count - 1
        let element = index >= 0 ? "\(range)[\(index)]" : nil
        return loop.names.count == 2 ? [nil, element] : [element]
    }

    /// The path of a variable or field, through local variables and literal indices.
    private func path(_ id: SyntaxNodeID) -> String? {
        switch program.checker.meanings[id] {
        case .variable(let name): return name
        case .local(let index): return locals.indices.contains(index) ? locals[index] : nil
        case .typeName: return nil
        default: break
        }
        switch tree[id].kind {
        case .select(let operand, let field, _, _): return path(operand).map { $0 + "." + field }
        case .presence: return nil
        case .call("_[_]", _, let operands, _) where operands.count == 2:
            guard let list = path(operands[0]), case .literal(let index) = tree[operands[1]].kind else { return nil }
            return "\(list)[\(index.text)]"
        default: return nil
        }
    }
}
