import Diagnostics

/// Macros are expanded while reading, with their places (language definition, "Macros").
extension Parser {
    mutating func call(
        _ name: String, target: SyntaxTree.ID?, _ arguments: [SyntaxTree.ID], nameRange: Range<Int>, from begin: Int
    ) -> SyntaxTree.ID {
        guard !isStopped else { return add(.invalid, from: begin) }
        if let macro = macro(name, target: target, arguments, nameRange: nameRange, from: begin) { return macro }
        return add(.call(function: name, target: target, arguments: arguments, nameRange: nameRange), from: begin)
    }

    mutating func macro(
        _ name: String, target: SyntaxTree.ID?, _ arguments: [SyntaxTree.ID], nameRange: Range<Int>, from begin: Int
    ) -> SyntaxTree.ID? {
        guard let target else {
            guard name == "has", arguments.count == 1 else { return nil }
            guard case .select(let operand, let field, let fieldRange, false) = tree[arguments[0]].kind else {
                fault(CELDiagnostics.hasNeedsField(at: text.span(tree[arguments[0]].range)))
                return add(.invalid, from: begin)
            }
            return add(.presence(operand: operand, field: field, fieldRange: fieldRange), from: begin)
        }
        typealias Form = SyntaxNode.Comprehension.Form
        switch (name, arguments.count) {
        case ("all", 2), ("exists", 2), ("exists_one", 2), ("existsOne", 2), ("filter", 2):
            let form: Form = name == "all" ? .all : name == "exists" ? .exists : name == "filter" ? .filter : .existsOne
            return comprehension(form, target, arguments, names: 1, predicate: 1, transform: nil, from: begin)
        case ("all", 3), ("exists", 3), ("exists_one", 3), ("existsOne", 3):
            let form: Form = name == "all" ? .all : name == "exists" ? .exists : .existsOne
            return comprehension(form, target, arguments, names: 2, predicate: 2, transform: nil, from: begin)
        case ("map", 2): return comprehension(.map, target, arguments, names: 1, predicate: nil, transform: 1, from: begin)
        case ("map", 3): return comprehension(.map, target, arguments, names: 1, predicate: 1, transform: 2, from: begin)
        case ("sortBy", 2): return comprehension(.sortBy, target, arguments, names: 1, predicate: nil, transform: 1, from: begin)
        case ("transformList", 3), ("transformMap", 3), ("transformMapEntry", 3):
            let form: Form = name == "transformList" ? .transformList : name == "transformMap" ? .transformMap : .transformMapEntry
            return comprehension(form, target, arguments, names: 2, predicate: nil, transform: 2, from: begin)
        case ("transformList", 4), ("transformMap", 4), ("transformMapEntry", 4):
            let form: Form = name == "transformList" ? .transformList : name == "transformMap" ? .transformMap : .transformMapEntry
            return comprehension(form, target, arguments, names: 2, predicate: 2, transform: 3, from: begin)
        case ("optMap", 2), ("optFlatMap", 2):
            guard let (variable, _) = variable(arguments[0]) else { return add(.invalid, from: begin) }
            let form: SyntaxNode.BindingForm = name == "optMap" ? .optMap : .optFlatMap
            return add(.binding(name: variable, value: target, body: arguments[1], form: form), from: begin)
        case ("index", 1), ("iterVar", 2), ("accuVar", 2):
            // Names of the extension `block`, which optimisers write.
            guard case .identifier("cel", _) = tree[target].kind else { return nil }
            var variable = "@" + name
            for argument in arguments {
                guard case .literal(.int(let number)) = tree[argument].kind else { return nil }
                variable += ":" + String(number)
            }
            return add(.identifier(variable, isAbsolute: false), from: begin)
        case ("block", 2):
            guard case .identifier("cel", _) = tree[target].kind, case .list(let values, _) = tree[arguments[0]].kind else { return nil }
            var body = arguments[1]
            for (index, value) in values.enumerated().reversed() where !isStopped {
                body = add(.binding(name: "@index:\(index)", value: value, body: body, form: .plain), from: begin)
            }
            return body
        case ("bind", 3):
            guard case .identifier("cel", _) = tree[target].kind else { return nil }
            guard let (variable, _) = variable(arguments[0]) else { return add(.invalid, from: begin) }
            return add(.binding(name: variable, value: arguments[1], body: arguments[2], form: .plain), from: begin)
        default: return nil
        }
    }

    mutating func comprehension(
        _ form: SyntaxNode.Comprehension.Form, _ range: SyntaxTree.ID, _ arguments: [SyntaxTree.ID], names count: Int, predicate: Int?,
        transform: Int?, from begin: Int
    ) -> SyntaxTree.ID {
        var names: [String] = []
        var ranges: [Range<Int>] = []
        for argument in arguments.prefix(count) {
            guard let (name, place) = variable(argument) else { return add(.invalid, from: begin) }
            if names.contains(name) {
                fault(CELDiagnostics.sameVariable(name, at: text.span(place)))
                return add(.invalid, from: begin)
            }
            names.append(name)
            ranges.append(place)
        }
        return add(
            .comprehension(
                SyntaxNode.Comprehension(
                    form: form, range: range, names: names, nameRanges: ranges, predicate: predicate.map { arguments[$0] },
                    transform: transform.map { arguments[$0] })), from: begin)
    }

    mutating func variable(_ id: SyntaxTree.ID) -> (String, Range<Int>)? {
        guard case .identifier(let name, false) = tree[id].kind else {
            fault(CELDiagnostics.variableExpected(at: text.span(tree[id].range)))
            return nil
        }
        return (name, tree[id].range)
    }
}
