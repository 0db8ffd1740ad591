import Diagnostics

/// Finds the type of each node, what each name means, and every fault of both (language definition, "Gradual Type Checking").
struct Checker {
    /// What a node means beyond its form.
    enum Meaning {
        case variable(String)
        case local(Int)
        case typeName(String)
        /// A call whose target is a namespace, under the function's full name.
        case function(String)
    }

    let environment: CELEnvironment
    let text: EmbeddedText
    let tree: SyntaxTree
    /// Without declarations, names mean whatever is bound when evaluated.
    let isChecked: Bool
    private(set) var types: [CELType]
    private(set) var meanings: [SyntaxTree.ID: Meaning] = [:]
    var bag = DiagnosticBag()
    /// Bare words where a text may have been meant: the sides of `==` and the elements behind `in`.
    private var textPlaces: Set<SyntaxTree.ID> = []
    private(set) var substitution = Substitution()
    private(set) var locals: [(name: String, type: CELType)] = []
    private(set) var mostLocals = 0

    init(environment: CELEnvironment, text: EmbeddedText, tree: SyntaxTree, isChecked: Bool) {
        self.environment = environment
        self.text = text
        self.tree = tree
        self.isChecked = isChecked
        types = Array(repeating: .dyn, count: tree.nodes.count)
    }

    /// The type of the whole, and every fault in ``bag``.
    mutating func check(expecting wanted: CELType?) -> CELType {
        let found = visit(tree.root)
        if let wanted, isChecked, !substitution.unify(wanted, found) {
            bag.append(CELDiagnostics.wrongResult(wanted: wanted, found: substitution.settle(found), at: span(tree.root)))
        }
        for id in types.indices { types[id] = substitution.settle(types[id]) }
        return types[tree.root]
    }

    /// The dotted path of a chain of selections from a variable.
    func path(_ id: SyntaxTree.ID) -> String? {
        if case .variable(let name)? = meanings[id] { return name }
        switch tree[id].kind {
        case .select(let operand, let field, _, _), .presence(let operand, let field, _): return path(operand).map { $0 + "." + field }
        default: return nil
        }
    }

    func span(_ id: SyntaxTree.ID) -> Span { text.span(tree[id].range) }

    private mutating func visit(_ id: SyntaxTree.ID) -> CELType {
        let type = typeOf(id)
        types[id] = type
        return type
    }

    private mutating func typeOf(_ id: SyntaxTree.ID) -> CELType {
        switch tree[id].kind {
        case .literal(let value): return Self.type(of: value)
        case .identifier(let name, let isAbsolute): return identifier((isAbsolute ? "." : "") + name, id)
        case .select(let operand, let field, let fieldRange, let isOptional):
            if !isOptional, let qualified = qualified(id) { return qualified }
            return select(visit(operand), field, fieldRange, isOptional: isOptional)
        case .presence(let operand, let field, let fieldRange):
            _ = select(visit(operand), field, fieldRange, isOptional: false)
            return .bool
        case .call(let function, let target, let arguments, let nameRange):
            return call(id, function, target, arguments, nameRange)
        case .list(let elements, let optionals):
            var joined: CELType?
            for (index, element) in elements.enumerated() {
                var type = visit(element)
                if optionals.contains(index) { type = unwrap(type, element) }
                joined = join(joined, type)
            }
            return .list(joined ?? substitution.fresh())
        case .map(let entries):
            var (key, value): (CELType?, CELType?)
            for entry in entries {
                let keyType = visit(entry.key)
                checkKey(keyType, entry.key)
                var type = visit(entry.value)
                if entry.isOptional { type = unwrap(type, entry.value) }
                key = join(key, keyType)
                value = join(value, type)
            }
            return .map(key: key ?? substitution.fresh(), value: value ?? substitution.fresh())
        case .message(let name, let fields):
            for field in fields { _ = visit(field.value) }
            bag.append(CELDiagnostics.noMessages(name, at: span(id)))
            return .error
        case .and(let left, let right), .or(let left, let right):
            for operand in [left, right] { expect(.bool, visit(operand), operand) }
            return .bool
        case .conditional(let condition, let yes, let no):
            expect(.bool, visit(condition), condition)
            let (a, b) = (substitution.resolve(visit(yes)), substitution.resolve(visit(no)))
            let joined = join(a, b)
            if isChecked, joined == .dyn, a != .dyn, b != .dyn, a != .error, b != .error {
                bag.append(CELDiagnostics.branchesDiffer(substitution.settle(a), substitution.settle(b), at: span(no)))
            }
            return joined
        case .comprehension(let comprehension): return self.comprehension(comprehension)
        case .binding(let name, let value, let body, let form): return binding(name, value, body, form)
        case .invalid: return .error
        }
    }

    private static func type(of value: Value) -> CELType {
        switch value {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        default: .dyn
        }
    }

    private mutating func expect(_ wanted: CELType, _ found: CELType, _ id: SyntaxTree.ID) {
        if isChecked, !substitution.unify(wanted, found) {
            bag.append(CELDiagnostics.wrongType(wanted: wanted, found: substitution.settle(found), at: span(id)))
        }
    }

    private mutating func expectOrdered(_ type: CELType, _ id: SyntaxTree.ID) {
        switch substitution.resolve(type) {
        case .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .dyn, .error, .variable: return
        case let other: if isChecked { bag.append(CELDiagnostics.notOrdered(other, at: span(id))) }
        }
    }

    private mutating func unwrap(_ type: CELType, _ id: SyntaxTree.ID) -> CELType {
        let inner = substitution.fresh()
        expect(.optional(inner), type, id)
        return substitution.resolve(inner)
    }

    private mutating func checkKey(_ type: CELType, _ id: SyntaxTree.ID) {
        switch substitution.resolve(type) {
        case .string, .int, .uint, .bool, .dyn, .error, .variable: return
        case let other: if isChecked { bag.append(CELDiagnostics.badKey(other, at: span(id))) }
        }
    }

    /// The type that holds both; dyn when nothing narrower does.
    private mutating func join(_ left: CELType?, _ right: CELType) -> CELType {
        guard let left else { return right }
        let (a, b) = (substitution.resolve(left), substitution.resolve(right))
        if a == b { return a }
        if case .dyn = a { return a }
        if case .dyn = b { return b }
        if case .null = a, Self.isNullable(b) { return b }
        if case .null = b, Self.isNullable(a) { return a }
        var trial = substitution
        if trial.unify(a, b) {
            substitution = trial
            return Self.general(substitution.resolve(a), substitution.resolve(b))
        }
        return .dyn
    }

    /// Of two types that agree, the one that says less.
    private static func general(_ left: CELType, _ right: CELType) -> CELType {
        switch (left, right) {
        case (.dyn, _), (_, .dyn): return .dyn
        case (.list(let a), .list(let b)): return .list(general(a, b))
        case (.optional(let a), .optional(let b)): return .optional(general(a, b))
        case (.type(let a), .type(let b)): return .type(general(a, b))
        case (.map(let ak, let av), .map(let bk, let bv)): return .map(key: general(ak, bk), value: general(av, bv))
        case (.abstract(let name, let a), .abstract(_, let b)): return .abstract(name, zip(a, b).map { general($0, $1) })
        case (.null, let other): return other
        // The fields of a record are of many types.
        case (.map(let key, _), .record), (.record, .map(let key, _)): return .map(key: key, value: .dyn)
        default: return left
        }
    }

    private static func isNullable(_ type: CELType) -> Bool {
        switch type {
        case .record, .timestamp, .duration, .abstract: true
        default: false
        }
    }

    // MARK: Names

    private mutating func identifier(_ name: String, _ id: SyntaxTree.ID) -> CELType {
        if let index = locals.lastIndex(where: { $0.name == name }) {
            meanings[id] = .local(index)
            return locals[index].type
        }
        if let type = lookUp(name, id) { return type }
        guard isChecked else {
            meanings[id] = .variable(environment.candidates(for: name).last ?? name)
            return .dyn
        }
        let known = environment.variables.keys.sorted() + locals.map(\.name)
        bag.append(
            CELDiagnostics.unknownName(
                name, nearest: CELDiagnostics.otherWord(name) ?? (name.utf8.count > 1 ? NearestName.of(name, among: known) : nil),
                mayBeText: textPlaces.contains(id),
                at: span(id)))
        return .error
    }

    /// A name of nothing at all.
    private func isUnknown(_ id: SyntaxTree.ID) -> Bool {
        guard case .identifier(let name, false) = tree[id].kind, !locals.contains(where: { $0.name == name }) else { return false }
        return environment.candidates(for: name).allSatisfy { environment.variables[$0] == nil && StandardLibrary.types[$0] == nil }
    }

    /// `sub-urgent` without quotes reads as a subtraction of two names.
    private func isHyphenated(_ id: SyntaxTree.ID) -> Bool {
        guard case .call("_-_", nil, let sides, _) = tree[id].kind else { return isUnknown(id) }
        return sides.allSatisfy { isHyphenated($0) }
    }

    /// Marks where a bare word may be a text without its quotes.
    private mutating func markTexts(_ function: String, _ operands: [SyntaxTree.ID]) {
        guard isChecked, ["_==_", "_!=_", "@in"].contains(function) else { return }
        textPlaces.formUnion(operands)
        if function == "@in", let last = operands.last, case .list(let elements, _) = tree[last].kind { textPlaces.formUnion(elements) }
    }

    private mutating func lookUp(_ name: String, _ id: SyntaxTree.ID) -> CELType? {
        for candidate in environment.candidates(for: name) {
            if let type = environment.variables[candidate] {
                meanings[id] = .variable(candidate)
                return type
            }
            if let type = StandardLibrary.types[candidate] {
                meanings[id] = .typeName(candidate)
                return .type(type)
            }
        }
        return nil
    }

    /// `a.b.c` as one declared name, when there is such a variable and `a` is no local one.
    private mutating func qualified(_ id: SyntaxTree.ID) -> CELType? {
        guard let name = qualifiedName(id) else { return nil }
        if let root = name.split(separator: ".").first, !name.hasPrefix("."), locals.contains(where: { $0.name == root }) { return nil }
        return lookUp(name, id)
    }

    func qualifiedName(_ id: SyntaxTree.ID) -> String? {
        switch tree[id].kind {
        case .identifier(let name, let isAbsolute): (isAbsolute ? "." : "") + name
        case .select(let operand, let field, _, false): qualifiedName(operand).map { $0 + "." + field }
        default: nil
        }
    }

    private mutating func select(_ operand: CELType, _ field: String, _ fieldRange: Range<Int>, isOptional: Bool) -> CELType {
        let type = substitution.resolve(operand)
        let found: CELType
        switch type {
        case .map(_, let value): found = value
        case .dyn, .error, .variable: found = .dyn
        case .record(let name):
            guard let record = environment.records[name] else { return .dyn }
            if let known = record[field] {
                found = known
            } else if isChecked {
                let nearest = NearestName.of(field, among: record.fields.map(\.name))
                bag.append(
                    CELDiagnostics.unknownField(
                        field, of: name, nearest: nearest, known: record.fields.map(\.name), at: text.span(fieldRange)))
                return .error
            } else {
                found = .dyn
            }
        case .optional(let wrapped):
            let inner = select(wrapped, field, fieldRange, isOptional: false)
            if case .optional = inner { return inner }
            return .optional(inner)
        default:
            if isChecked {
                bag.append(CELDiagnostics.noFields(type, field: field, at: text.span(fieldRange)))
                return .error
            }
            found = .dyn
        }
        return isOptional ? .optional(found) : found
    }

    // MARK: Calls

    private mutating func call(
        _ id: SyntaxTree.ID, _ function: String, _ target: SyntaxTree.ID?, _ arguments: [SyntaxTree.ID], _ nameRange: Range<Int>
    ) -> CELType {
        if isChecked, function == "_-_", textPlaces.contains(id), isHyphenated(id) {
            let word = text.text.utf8.dropFirst(tree[id].range.lowerBound).prefix(tree[id].range.count)
            bag.append(
                CELDiagnostics.unknownName(String(decoding: Array(word), as: UTF8.self), nearest: nil, mayBeText: true, at: span(id)))
            return .error
        }
        markTexts(function, arguments)
        var operands = arguments
        var name = function
        var isMember = false
        if let target {
            // `math.greatest(1, 2)`: the target is a namespace when a function has the full name.
            if let namespace = qualifiedName(target), !locals.contains(where: { $0.name == namespace }),
                let full = environment.candidates(for: namespace + "." + function).first(where: { environment.functions[$0] != nil })
            {
                name = full
                meanings[id] = .function(full)
            } else if isChecked, let namespace = unknownNamespace(target) {
                return unknownFunction(namespace + "." + function, at: tree[target].range.lowerBound..<nameRange.upperBound)
            } else {
                operands.insert(target, at: 0)
                isMember = true
            }
        } else if let full = environment.candidates(for: function).first(where: { environment.functions[$0] != nil }) {
            name = full
            meanings[id] = .function(full)
        }
        if isMisusedMacro(name, at: nameRange) { return .error }
        let types = operands.map { visit($0) }
        guard let declaration = environment.functions[name] else {
            guard isChecked else { return .dyn }
            return unknownFunction(function, at: nameRange)
        }
        guard isChecked else { return .dyn }
        let isOpen = types.contains { Self.isOpen(substitution.resolve($0)) }
        var result: CELType?
        var (decided, several): (Substitution?, Substitution?) = (nil, nil)
        for overload in declaration.overloads where overload.isMember == isMember && overload.parameters.count == types.count {
            var trial = substitution
            let (parameters, answer) = trial.instantiate(overload)
            let fits = zip(overload.parameters, zip(parameters, types)).allSatisfy { declared, pair in
                trial.admitsNull = declared.hasParameter
                defer { trial.admitsNull = true }
                return trial.unify(pair.0, pair.1)
            }
            guard fits else { continue }
            if let first = decided ?? several {
                // Of several that fit, none decides what is still unknown.
                (decided, several) = (nil, first)
                let known = first.settle(result ?? .dyn)
                result = known == trial.settle(answer) ? known : .dyn
            } else {
                result = trial.resolve(answer)
                decided = trial
                // What is known fits once.
                if !isOpen { break }
            }
        }
        if let decided { substitution = decided }
        if let result { return result }
        if types.contains(where: { substitution.resolve($0) == .error }) { return .error }
        noOverload(declaration, function, operands, types.map { substitution.settle($0) }, isMember: isMember, at: nameRange)
        return .error
    }

    private static func isOpen(_ type: CELType) -> Bool {
        switch type {
        case .dyn, .variable, .error: true
        case .list(let inner), .optional(let inner), .type(let inner): isOpen(inner)
        case .map(let key, let value): isOpen(key) || isOpen(value)
        case .abstract(_, let parameters): parameters.contains(where: isOpen)
        default: false
        }
    }

    // MARK: Scopes

    private mutating func scoped<Result>(_ variables: [(String, CELType)], _ body: (inout Checker) -> Result) -> Result {
        for (name, type) in variables { locals.append((name, type)) }
        mostLocals = max(mostLocals, locals.count)
        defer { locals.removeLast(variables.count) }
        return body(&self)
    }

    private mutating func comprehension(_ comprehension: SyntaxNode.Comprehension) -> CELType {
        let range = substitution.resolve(visit(comprehension.range))
        let (first, second): (CELType, CELType)
        switch range {
        case .list(let element): (first, second) = (comprehension.names.count == 2 ? .int : element, element)
        case .map(let key, let value): (first, second) = (key, value)
        case .dyn, .error, .variable: (first, second) = (.dyn, .dyn)
        default:
            if isChecked { bag.append(CELDiagnostics.notIterable(range, at: span(comprehension.range))) }
            (first, second) = (.error, .error)
        }
        var variables = [(comprehension.names[0], first)]
        if comprehension.names.count == 2 { variables.append((comprehension.names[1], second)) }
        return scoped(variables) { checker in
            if let predicate = comprehension.predicate { checker.expect(.bool, checker.visit(predicate), predicate) }
            let transform = comprehension.transform.map { checker.visit($0) }
            switch comprehension.form {
            case .all, .exists, .existsOne: return .bool
            case .filter:
                if case .map(let key, _) = range { return .list(key) }
                return range
            case .sortBy:
                if let id = comprehension.transform, let transform { checker.expectOrdered(transform, id) }
                return range
            case .map, .transformList: return .list(transform ?? .dyn)
            case .transformMap: return .map(key: first, value: transform ?? .dyn)
            case .transformMapEntry:
                let (key, value) = (checker.substitution.fresh(), checker.substitution.fresh())
                if let id = comprehension.transform { checker.expect(.map(key: key, value: value), transform ?? .dyn, id) }
                return .map(key: key, value: value)
            }
        }
    }

    private mutating func binding(
        _ name: String, _ value: SyntaxTree.ID, _ body: SyntaxTree.ID, _ form: SyntaxNode.BindingForm
    ) -> CELType {
        var type = visit(value)
        if form != .plain { type = unwrap(type, value) }
        let result = scoped([(name, type)]) { $0.visit(body) }
        switch form {
        case .plain: return result
        case .optMap: return .optional(result)
        case .optFlatMap:
            let inner = substitution.fresh()
            expect(.optional(inner), result, body)
            return .optional(inner)
        }
    }
}
