import CEL
import Diagnostics

/// What would have to change for a condition to hold.
package indirect enum Mend: Hashable, Sendable {
    /// All of these.
    case all([Mend])
    /// One of these.
    case any([Mend])
    case change(Change)

    package struct Change: Hashable, Sendable {
        /// `le degré d’urgence devrait être « Électif »`.
        package let words: Bilingual
        /// What it is now, in words; nil where that says nothing more.
        package let now: Bilingual?
        /// Paths of the fields to change.
        package let paths: [String]

        package init(words: Bilingual, now: Bilingual? = nil, paths: [String] = []) {
            self.words = words
            self.now = now
            self.paths = paths
        }
    }

    /// The same without what the fields hold now whose paths are to be hidden.
    package func withoutValues(of hides: (String) -> Bool) -> Mend {
        switch self {
        case .all(let parts): .all(parts.map { $0.withoutValues(of: hides) })
        case .any(let parts): .any(parts.map { $0.withoutValues(of: hides) })
        case .change(let change):
            change.paths.contains(where: hides) ? .change(Change(words: change.words, paths: change.paths)) : self
        }
    }

    /// All changes, alternatives one after the other.
    package var changes: [Change] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.changes)
        case .change(let change): [change]
        }
    }
}

extension ConditionWording {
    /// What must change for the clause to hold; nil when it holds already.
    func mend(_ clause: Clause, _ trace: Trace, _ activation: Activation) -> Mend? {
        switch clause {
        case .atom(let id, let wanted):
            if case .bool(let truth)? = trace[node: id], truth == wanted { return nil }
            return .change(change(id, wanted, trace, activation))
        case .all(let parts):
            let needed = parts.compactMap { mend($0, trace, activation) }
            if let only = needed.first, needed.count == 1 { return only }
            return needed.isEmpty ? nil : .all(needed)
        case .any(let parts):
            let needed = parts.map { mend($0, trace, activation) }
            if needed.contains(where: { $0 == nil }) { return nil }
            let all = needed.compactMap { $0 }
            if let only = all.first, all.count == 1 { return only }
            return .any(all)
        case .conditional(let test, let yes, let no):
            return mend(test, trace, activation) == nil ? mend(yes, trace, activation) : mend(no, trace, activation)
        }
    }

    private func change(_ id: SyntaxNodeID, _ wanted: Bool, _ trace: Trace, _ activation: Activation) -> Mend.Change {
        Mend.Change(words: atom(id, wanted, .wanted), now: now(id, trace, activation), paths: program.paths(under: id))
    }

    /// The value of what the atom is about.
    private func now(_ id: SyntaxNodeID, _ trace: Trace, _ activation: Activation) -> Bilingual? {
        switch program.tree[id].kind {
        case .presence(let owner, let field, _):
            guard let path = program.path(of: owner) else { return nil }
            return context.words(of: activation.value(at: path + "." + field))
        case .call(_, let target, let arguments, _):
            let said = ((target.map { [$0] } ?? []) + arguments).compactMap { worth($0, trace, activation) }
            guard !said.isEmpty else { return nil }
            return Bilingual(fr: said.map(\.fr).joined(separator: "; "), en: said.map(\.en).joined(separator: "; "))
        case .select, .identifier: return worth(id, trace, activation)
        case .comprehension:
            guard let loop = trace.loop(at: id), let round = loop.decider, let index = loop.deciderIndex else { return nil }
            let words = context.words(of: round.element)
            return Bilingual(fr: "élément \(index + 1)\u{A0}: \(words.fr)", en: "element \(index + 1): \(words.en)")
        default: return nil
        }
    }

    /// What a part is worth now, in words; nil where its words say it already.
    private func worth(_ id: SyntaxNodeID, _ trace: Trace, _ activation: Activation) -> Bilingual? {
        let operand = OperandWording(program: program, context: context).operand(id)
        guard operand.constant == nil, operand.path != "now", operand.path != "today" else { return nil }
        if operand.person != nil, let path = operand.path?.dropLast(".id".count) {
            let person = activation.value(at: String(path))
            return person.map { context.words(of: $0) } ?? Bilingual(fr: "personne", en: "nobody")
        }
        let value = operand.path.flatMap { activation.value(at: $0) } ?? trace[node: id]
        guard let value, !value.isError else { return operand.path == nil ? nil : Bilingual(fr: "vide", en: "empty") }
        return context.words(of: value, type: operand.type, path: operand.path)
    }
}

extension Activation {
    /// The value at a dotted path; nil where nothing is.
    package func value(at path: String) -> Value? {
        var parts = path.split(separator: ".").map(String.init)
        guard let root = parts.first else { return nil }
        parts.removeFirst()
        var value = self[root]
        for part in parts {
            guard case .map(let map)? = value else { return nil }
            value = map[part]
        }
        return value
    }
}
