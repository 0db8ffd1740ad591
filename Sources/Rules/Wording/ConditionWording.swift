import CEL
import Diagnostics

/// Says a whole condition: as one sentence while it is short, as a list when it is not.
struct ConditionWording {
    /// Longer sentences become lists.
    private static let longestLine = 240

    let program: Program
    let context: WordingContext

    func words(_ clause: Clause) -> Bilingual {
        let line = inline(clause)
        guard max(line.fr.count, line.en.count) > Self.longestLine else { return line }
        let fr = outline(clause, .french, depth: 0).joined(separator: "\n")
        let en = outline(clause, .english, depth: 0).joined(separator: "\n")
        return Bilingual(fr: fr, en: en)
    }

    // MARK: One line

    func inline(_ clause: Clause, isNested: Bool = false) -> Bilingual {
        switch clause {
        case .atom(let id, let wanted): return atom(id, wanted)
        case .all(let parts):
            if parts.isEmpty { return Bilingual(fr: "toujours", en: "always") }
            let said = parts.map { inline($0, isNested: true) }
            let (fr, en) = (AtomWording.joined(said.map(\.fr), "et"), AtomWording.joined(said.map(\.en), "and"))
            return isNested ? Bilingual(fr: "à la fois " + fr, en: "both " + en) : Bilingual(fr: fr, en: en)
        case .any(let parts):
            if parts.isEmpty { return Bilingual(fr: "jamais", en: "never") }
            let said = parts.map { inline($0, isNested: true) }
            if isNested {
                return Bilingual(
                    fr: "soit " + said.map(\.fr).joined(separator: ", soit "), en: "either " + AtomWording.joined(said.map(\.en), "or"))
            }
            return Bilingual(fr: AtomWording.joined(said.map(\.fr), "ou"), en: AtomWording.joined(said.map(\.en), "or"))
        case .conditional(let test, let yes, let no):
            let (a, b, c) = (inline(test, isNested: true), inline(yes, isNested: true), inline(no, isNested: true))
            return Bilingual(fr: "\(FrenchNoun.si(a.fr)), \(b.fr); sinon, \(c.fr)", en: "if \(a.en), \(b.en); otherwise, \(c.en)")
        }
    }

    func atom(_ id: SyntaxNodeID, _ wanted: Bool, _ mood: Predicate.Mood = .fact) -> Bilingual {
        let wording = AtomWording(program: program, context: context)
        // `!=` is the negation of `==`.
        if case .call("_!=_", nil, let operands, _) = program.tree[id].kind, operands.count == 2 {
            return wording.comparisonOfEquals(operands[0], operands[1]).said(!wanted, mood)
        }
        if case .comprehension(let loop) = program.tree[id].kind, let words = comprehension(loop, wanted) { return words }
        if case .binding(let name, let value, let body, .plain) = program.tree[id].kind {
            let bound = OperandWording(program: program, context: context).operand(value)
            let inner = ConditionWording(program: program, context: context.adding(name, bound.type, bound.phrase))
            return inner.inline(Clause(body, wanted: wanted, in: program).simplified(in: program))
        }
        if let predicate = wording.notEmpty(id) { return predicate.said(!wanted, mood) }
        if let words = wording.statement(id, wanted, mood) { return words }
        if let predicate = wording.predicate(id) { return predicate.said(wanted, mood) }
        let code = program.tree.text(of: id)
        return wanted
            ? Bilingual(fr: "`\(code)` est vrai", en: "`\(code)` is true") : Bilingual(fr: "`\(code)` est faux", en: "`\(code)` is false")
    }

    /// `all`, `exists`, `exists_one` over a list.
    private func comprehension(_ loop: SyntaxNode.Comprehension, _ wanted: Bool) -> Bilingual? {
        guard let predicate = loop.predicate, let name = loop.names.last else { return nil }
        let list = OperandWording(program: program, context: context).operand(loop.range)
        let element = Phrase(FrenchNoun("l’élément"), en: "the element")
        let type = list.type.flatMap(WordingContext.element)
        let inner = ConditionWording(program: program, context: context.adding(name, type, element))
        func said(_ truth: Bool) -> Bilingual {
            inner.inline(Clause(predicate, wanted: truth, in: program).simplified(in: program), isNested: true)
        }
        let (fr, en) = (list.phrase.fr.afterDe, list.phrase.en)
        switch (loop.form, wanted) {
        case (.all, true):
            return Bilingual(fr: "pour chaque élément \(fr), \(said(true).fr)", en: "for each element of \(en), \(said(true).en)")
        case (.exists, true):
            return Bilingual(
                fr: "pour au moins un élément \(fr), \(said(true).fr)", en: "for at least one element of \(en), \(said(true).en)")
        case (.exists, false):
            return Bilingual(fr: "pour aucun élément \(fr), \(said(true).fr)", en: "for no element of \(en), \(said(true).en)")
        case (.all, false):
            return Bilingual(
                fr: "pour au moins un élément \(fr), \(said(false).fr)", en: "for at least one element of \(en), \(said(false).en)")
        case (.existsOne, true):
            return Bilingual(fr: "pour un seul élément \(fr), \(said(true).fr)", en: "for exactly one element of \(en), \(said(true).en)")
        default: return nil
        }
    }

    // MARK: Lists

    private func outline(_ clause: Clause, _ language: Language, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: max(0, depth - 1)) + (depth > 0 ? "– " : "")
        switch clause {
        case .atom, .conditional: return [indent + inline(clause)[language]]
        case .all(let parts), .any(let parts):
            let isAll = if case .all = clause { true } else { false }
            let line = inline(clause, isNested: depth > 0)[language]
            if depth > 0, line.count <= Self.longestLine / 2 { return [indent + line] }
            let heading =
                switch (language, isAll) {
                case (.french, true): "toutes ces conditions\u{A0}:"
                case (.french, false): "l’une de ces conditions\u{A0}:"
                case (.english, true): "all of these conditions:"
                case (.english, false): "one of these conditions:"
                }
            return [indent + heading] + parts.flatMap { outline($0, language, depth: depth + 1) }
        }
    }
}

extension Predicate {
    /// The sentence; an empty field is said to be empty rather than not filled in.
    func said(_ holds: Bool, _ mood: Mood) -> Bilingual {
        if !holds, complement.en == "filled in" {
            return Predicate(subject, .be, Bilingual(fr: "vide" + (subject.fr.isPlural ? "s" : ""), en: "empty")).sentence(true, mood)
        }
        return sentence(holds, mood)
    }
}
