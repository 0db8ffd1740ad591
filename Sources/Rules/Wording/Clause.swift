import CEL

/// A condition as its parts: negations pushed inwards, so that each part can be said, checked and mended by itself.
package indirect enum Clause: Sendable {
    /// Holds when the node is worth this.
    case atom(SyntaxNodeID, wanted: Bool)
    case all([Clause])
    case any([Clause])
    /// If the first, then the second, else the third.
    case conditional(Clause, Clause, Clause)

    /// The parts of a node that must be worth `wanted`.
    package init(_ id: SyntaxNodeID, wanted: Bool = true, in program: Program) {
        let tree = program.tree
        switch tree[id].kind {
        case .and(let left, let right):
            let parts = [Clause(left, wanted: wanted, in: program), Clause(right, wanted: wanted, in: program)]
            self = wanted ? .all(parts.flatMap(\.conjuncts)) : .any(parts.flatMap(\.alternatives))
        case .or(let left, let right):
            let parts = [Clause(left, wanted: wanted, in: program), Clause(right, wanted: wanted, in: program)]
            self = wanted ? .any(parts.flatMap(\.alternatives)) : .all(parts.flatMap(\.conjuncts))
        case .call("!_", nil, let operands, _) where operands.count == 1:
            self = Clause(operands[0], wanted: !wanted, in: program)
        case .conditional(let condition, let yes, let no):
            self = .conditional(
                Clause(condition, in: program), Clause(yes, wanted: wanted, in: program), Clause(no, wanted: wanted, in: program))
        case .literal(.bool(let truth)): self = truth == wanted ? .all([]) : .any([])
        default: self = .atom(id, wanted: wanted)
        }
    }

    private var conjuncts: [Clause] { if case .all(let parts) = self { parts } else { [self] } }
    private var alternatives: [Clause] { if case .any(let parts) = self { parts } else { [self] } }

    /// Without tests of presence that another part of the same conjunction implies: `has(x) && x == 1` says what `x == 1` says.
    package func simplified(in program: Program) -> Clause {
        switch self {
        case .atom: return self
        case .conditional(let condition, let yes, let no):
            return .conditional(condition.simplified(in: program), yes.simplified(in: program), no.simplified(in: program))
        case .all(let parts):
            let kept = parts.enumerated().filter { index, part in
                guard let path = part.presence(true, in: program) else { return true }
                return !parts.enumerated().contains {
                    $0.offset != index && $0.element.reads(path, before: index, at: $0.offset, in: program)
                }
            }
            return Self.only(kept.map { $0.element.simplified(in: program) }) { .all($0) }
        case .any(let parts):
            let kept = parts.enumerated().filter { index, part in
                guard let path = part.presence(false, in: program) else { return true }
                return !parts.enumerated().contains { $0.offset != index && $0.element.denies(path, in: program) }
            }
            return Self.only(kept.map { $0.element.simplified(in: program) }) { .any($0) }
        }
    }

    private static func only(_ parts: [Clause], _ make: ([Clause]) -> Clause) -> Clause {
        if let first = parts.first, parts.count == 1 { return first }
        return make(parts)
    }

    /// The path of a test of presence; nil for anything else.
    private func presence(_ wanted: Bool, in program: Program) -> String? {
        guard case .atom(let id, wanted) = self, case .presence(let operand, let field, _) = program.tree[id].kind else { return nil }
        return program.path(of: operand).map { $0 + "." + field }
    }

    /// Whether the part looks at the path or below it; of two equal tests of presence the first stays.
    private func reads(_ path: String, before index: Int, at offset: Int, in program: Program) -> Bool {
        if let other = presence(true, in: program) { return other.hasPrefix(path + ".") || (other == path && offset < index) }
        switch self {
        case .atom(let id, _): return program.reads(path, under: id)
        case .all(let parts), .any(let parts): return parts.contains { $0.reads(path, before: index, at: offset, in: program) }
        case .conditional: return false
        }
    }

    /// Whether the part says that the field is not something.
    private func denies(_ path: String, in program: Program) -> Bool {
        guard case .atom(let id, let wanted) = self, program.reads(path, under: id) else { return false }
        switch program.tree[id].kind {
        case .call("_==_", nil, _, _), .call("@in", nil, _, _), .select: return !wanted
        case .call("_!=_", nil, _, _): return wanted
        default: return false
        }
    }
}

extension Program {
    /// Whether a node under this one reads the path or something below it.
    func reads(_ path: String, under id: SyntaxNodeID) -> Bool {
        tree.nodes(under: id).contains { node in
            guard let other = self.path(of: node) else { return false }
            return other == path || other.hasPrefix(path + ".")
        }
    }

    /// The paths that the nodes under this one read, each whole, sorted.
    package func paths(under id: SyntaxNodeID) -> [String] {
        var found: Set<String> = []
        func visit(_ node: SyntaxNodeID) {
            if case .presence(let operand, let field, _) = tree[node].kind, let path = path(of: operand) {
                found.insert(path + "." + field)
                return
            }
            if let path = path(of: node) {
                found.insert(path)
                return
            }
            for child in tree[node].kind.children { visit(child) }
        }
        visit(id)
        return found.sorted()
    }
}
