import Diagnostics

/// Reads an expression by recursive descent (language definition, "Syntax"); macros are expanded while reading, with their places.
struct Parser {
    /// No expression that a person writes is longer or deeper.
    static let longestBytes = 100_000
    static let deepestNesting = 120
    static let mostNodes = 20_000
    /// Chains of fields and operators deepen the tree as well.
    static let deepestTree = 400

    private let text: EmbeddedText
    private var tokens: [Token] = []
    private var position = 0
    private var depth = 0
    private(set) var tree = SyntaxTree()
    private(set) var bag = DiagnosticBag()
    /// After the first fault of syntax the rest would only repeat it.
    private var isStopped = false

    init(_ text: EmbeddedText) {
        self.text = text
    }

    /// The tree, or nil with the faults in ``bag``.
    mutating func parse() -> SyntaxTree? {
        guard text.text.utf8.count <= Self.longestBytes else {
            bag.append(CELDiagnostics.tooLong(limitBytes: Self.longestBytes, at: text.span(0..<1)))
            return nil
        }
        var lexer = Lexer(text)
        tokens = lexer.tokens()
        bag.append(contentsOf: lexer.bag)
        guard !bag.hasErrors else { return nil }
        tree.root = expression()
        if !isStopped, current.kind != .end { unexpected() }
        return bag.hasErrors ? nil : tree
    }

    private var current: Token { tokens[min(position, tokens.count - 1)] }

    private func peek(_ ahead: Int) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

    private func at(_ symbol: Token.Symbol) -> Bool { current.kind == .symbol(symbol) }

    private mutating func accept(_ symbol: Token.Symbol) -> Bool {
        guard at(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: Token.Symbol) {
        if !accept(symbol) { unexpected(wanted: symbol.rawValue) }
    }

    private mutating func unexpected(wanted: String? = nil) {
        guard !isStopped else { return }
        let token = current
        let found = token.kind == .end ? nil : String(decoding: Array(text.text.utf8)[token.range], as: UTF8.self)
        fault(CELDiagnostics.unexpected(found, wanted: wanted, at: text.span(token.range)))
    }

    private mutating func fault(_ diagnostic: Diagnostic) {
        if !isStopped { bag.append(diagnostic) }
        isStopped = true
        position = tokens.count - 1
    }

    private mutating func add(_ kind: SyntaxNode.Kind, from start: Int) -> SyntaxTree.ID {
        if tree.nodes.count >= Self.mostNodes {
            fault(CELDiagnostics.tooLong(limitBytes: Self.longestBytes, at: text.span(start..<start + 1)))
        }
        if tree.deepest > Self.deepestTree {
            fault(CELDiagnostics.tooDeep(limit: Self.deepestTree, at: text.span(start..<start + 1)))
        }
        let end = position > 0 ? tokens[min(position, tokens.count) - 1].range.upperBound : start
        return tree.add(kind, start..<max(start, end))
    }

    private func start(of id: SyntaxTree.ID) -> Int { tree[id].range.lowerBound }

    private mutating func expression() -> SyntaxTree.ID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else {
            fault(CELDiagnostics.tooDeep(limit: Self.deepestNesting, at: text.span(current.range)))
            return add(.invalid, from: current.range.lowerBound)
        }
        let condition = disjunction()
        guard accept(.question) else { return condition }
        let yes = disjunction()
        expect(.colon)
        let no = expression()
        return add(.conditional(condition, yes, no), from: start(of: condition))
    }

    private mutating func disjunction() -> SyntaxTree.ID {
        var terms = [conjunction()]
        while accept(.or) { terms.append(conjunction()) }
        return balanced(terms[...]) { .or($0, $1) }
    }

    private mutating func conjunction() -> SyntaxTree.ID {
        var terms = [relation()]
        while accept(.and) { terms.append(relation()) }
        return balanced(terms[...]) { .and($0, $1) }
    }

    /// Long chains become shallow trees, so that their depth stays logarithmic.
    private mutating func balanced(
        _ terms: ArraySlice<SyntaxTree.ID>, _ make: (SyntaxTree.ID, SyntaxTree.ID) -> SyntaxNode.Kind
    ) -> SyntaxTree.ID {
        guard terms.count > 1 else { return terms[terms.startIndex] }
        let middle = terms.startIndex + (terms.count + 1) / 2
        let left = balanced(terms[..<middle], make)
        let right = balanced(terms[middle...], make)
        return tree.add(make(left, right), tree[left].range.lowerBound..<tree[right].range.upperBound)
    }

    private static let relations: [Token.Symbol: String] = [
        .equal: "_==_", .notEqual: "_!=_", .less: "_<_", .lessOrEqual: "_<=_", .greater: "_>_", .greaterOrEqual: "_>=_",
    ]

    private mutating func relation() -> SyntaxTree.ID {
        var left = addition()
        while !isStopped {
            let operation = current.range
            let name: String
            if case .symbol(let symbol) = current.kind, let relation = Self.relations[symbol] {
                name = relation
            } else if current.kind == .identifier("in") {
                name = "@in"
            } else {
                break
            }
            position += 1
            let right = addition()
            left = add(.call(function: name, target: nil, arguments: [left, right], nameRange: operation), from: start(of: left))
        }
        return left
    }

    private mutating func addition() -> SyntaxTree.ID {
        binary(of: [.plus: "_+_", .minus: "_-_"]) { $0.multiplication() }
    }

    private mutating func multiplication() -> SyntaxTree.ID {
        binary(of: [.star: "_*_", .slash: "_/_", .percent: "_%_"]) { $0.unary() }
    }

    private mutating func binary(
        of names: [Token.Symbol: String], _ operand: (inout Parser) -> SyntaxTree.ID
    ) -> SyntaxTree.ID {
        var left = operand(&self)
        var length = 0
        while case .symbol(let symbol) = current.kind, let name = names[symbol], !isStopped {
            let operation = current.range
            position += 1
            let right = operand(&self)
            left = add(.call(function: name, target: nil, arguments: [left, right], nameRange: operation), from: start(of: left))
            length += 1
            guard length < Self.deepestNesting * 4 else {
                fault(CELDiagnostics.tooDeep(limit: Self.deepestNesting * 4, at: text.span(operation)))
                break
            }
        }
        return left
    }

    private mutating func unary() -> SyntaxTree.ID {
        let first = current
        for (symbol, name) in [(Token.Symbol.bang, "!_"), (.minus, "-_")] where at(symbol) {
            if symbol == .minus {
                switch peek(1).kind {
                case .int(let magnitude) where magnitude <= UInt64(Int64.max) + 1:
                    position += 2
                    return postfix(add(.literal(.int(Int64(truncatingIfNeeded: 0 &- magnitude))), from: first.range.lowerBound))
                case .double(let value):
                    position += 2
                    return postfix(add(.literal(.double(-value)), from: first.range.lowerBound))
                default: break
                }
            }
            var count = 0
            while accept(symbol) { count += 1 }
            var operand = member()
            guard count <= Self.deepestNesting else {
                fault(CELDiagnostics.tooDeep(limit: Self.deepestNesting, at: text.span(first.range)))
                return operand
            }
            for _ in 0..<count {
                operand = add(
                    .call(function: name, target: nil, arguments: [operand], nameRange: first.range), from: first.range.lowerBound)
            }
            return operand
        }
        return member()
    }

    private mutating func member() -> SyntaxTree.ID { postfix(primary()) }

    private mutating func postfix(_ operand: SyntaxTree.ID) -> SyntaxTree.ID {
        var operand = operand
        var length = 0
        while !isStopped {
            length += 1
            guard length < Self.deepestNesting * 4 else {
                fault(CELDiagnostics.tooDeep(limit: Self.deepestNesting * 4, at: text.span(current.range)))
                break
            }
            let begin = start(of: operand)
            if accept(.dot) {
                let isOptional = accept(.question)
                let nameToken = current
                switch nameToken.kind {
                case .quotedIdentifier(let name):
                    position += 1
                    operand = add(.select(operand: operand, field: name, fieldRange: nameToken.range, isOptional: isOptional), from: begin)
                case .identifier(let name) where !["in", "true", "false", "null"].contains(name):
                    position += 1
                    if !isOptional, accept(.leftParenthesis) {
                        let arguments = arguments(until: .rightParenthesis)
                        operand = call(name, target: operand, arguments, nameRange: nameToken.range, from: begin)
                    } else {
                        operand = add(
                            .select(operand: operand, field: name, fieldRange: nameToken.range, isOptional: isOptional), from: begin)
                    }
                default: unexpected()
                }
            } else if at(.leftBracket) {
                let bracket = current.range
                position += 1
                let name = accept(.question) ? "_[?_]" : "_[_]"
                let index = expression()
                expect(.rightBracket)
                operand = add(.call(function: name, target: nil, arguments: [operand, index], nameRange: bracket), from: begin)
            } else if at(.leftBrace), let name = qualifiedName(of: operand) {
                position += 1
                operand = message(name, from: begin)
            } else {
                break
            }
        }
        return operand
    }

    /// `a.b.c` as one name, when the node is nothing else.
    private func qualifiedName(of id: SyntaxTree.ID) -> String? {
        switch tree[id].kind {
        case .identifier(let name, let isAbsolute): (isAbsolute ? "." : "") + name
        case .select(let operand, let field, _, false): qualifiedName(of: operand).map { $0 + "." + field }
        default: nil
        }
    }

    private mutating func message(_ name: String, from begin: Int) -> SyntaxTree.ID {
        var fields: [(name: String, value: SyntaxTree.ID)] = []
        while !at(.rightBrace), !isStopped {
            _ = accept(.question)
            switch current.kind {
            case .identifier(let field), .quotedIdentifier(let field):
                position += 1
                expect(.colon)
                fields.append((field, expression()))
            default: unexpected()
            }
            if !accept(.comma) { break }
        }
        expect(.rightBrace)
        return add(.message(name: name, fields: fields), from: begin)
    }

    private mutating func arguments(until close: Token.Symbol) -> [SyntaxTree.ID] {
        var all: [SyntaxTree.ID] = []
        while !at(close), !isStopped {
            all.append(expression())
            if !accept(.comma) { break }
        }
        expect(close)
        return all
    }

    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return",
        "var", "void", "while", "in",
    ]

    private mutating func primary() -> SyntaxTree.ID {
        let token = current
        let begin = token.range.lowerBound
        switch token.kind {
        case .int(let value):
            position += 1
            guard let signed = Int64(exactly: value) else {
                fault(CELDiagnostics.numberOutOfRange(at: text.span(token.range)))
                return add(.invalid, from: begin)
            }
            return add(.literal(.int(signed)), from: begin)
        case .uint(let value): return literal(.uint(value))
        case .double(let value): return literal(.double(value))
        case .string(let value): return literal(.string(value))
        case .bytes(let value): return literal(.bytes(value))
        case .identifier("true"): return literal(.bool(true))
        case .identifier("false"): return literal(.bool(false))
        case .identifier("null"): return literal(.null)
        case .identifier(let name): return name.isEmpty ? add(.invalid, from: begin) : self.name(name, isAbsolute: false, from: begin)
        case .symbol(.dot):
            position += 1
            guard case .identifier(let name) = current.kind else {
                unexpected()
                return add(.invalid, from: begin)
            }
            return self.name(name, isAbsolute: true, from: begin)
        case .symbol(.leftParenthesis):
            position += 1
            let inner = expression()
            expect(.rightParenthesis)
            return inner
        case .symbol(.leftBracket):
            position += 1
            var elements: [SyntaxTree.ID] = []
            var optionals: Set<Int> = []
            while !at(.rightBracket), !isStopped {
                if accept(.question) { optionals.insert(elements.count) }
                elements.append(expression())
                if !accept(.comma) { break }
            }
            expect(.rightBracket)
            return add(.list(elements, optionals: optionals), from: begin)
        case .symbol(.leftBrace):
            position += 1
            var entries: [SyntaxNode.Entry] = []
            while !at(.rightBrace), !isStopped {
                let isOptional = accept(.question)
                let key = expression()
                expect(.colon)
                entries.append(SyntaxNode.Entry(key: key, value: expression(), isOptional: isOptional))
                if !accept(.comma) { break }
            }
            expect(.rightBrace)
            return add(.map(entries), from: begin)
        default:
            unexpected()
            return add(.invalid, from: begin)
        }
    }

    private mutating func literal(_ value: Value) -> SyntaxTree.ID {
        let begin = current.range.lowerBound
        position += 1
        return add(.literal(value), from: begin)
    }

    private mutating func name(_ name: String, isAbsolute: Bool, from begin: Int) -> SyntaxTree.ID {
        let range = current.range
        guard !Self.reserved.contains(name) else {
            fault(CELDiagnostics.reserved(name, at: text.span(range)))
            return add(.invalid, from: begin)
        }
        position += 1
        guard accept(.leftParenthesis) else { return add(.identifier(name, isAbsolute: isAbsolute), from: begin) }
        let arguments = arguments(until: .rightParenthesis)
        return call((isAbsolute ? "." : "") + name, target: nil, arguments, nameRange: range, from: begin)
    }

    // MARK: Macros

    private mutating func call(
        _ name: String, target: SyntaxTree.ID?, _ arguments: [SyntaxTree.ID], nameRange: Range<Int>, from begin: Int
    ) -> SyntaxTree.ID {
        guard !isStopped else { return add(.invalid, from: begin) }
        if let macro = macro(name, target: target, arguments, nameRange: nameRange, from: begin) { return macro }
        return add(.call(function: name, target: target, arguments: arguments, nameRange: nameRange), from: begin)
    }

    private mutating func macro(
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
        case ("index", 1), ("iterVar", 2):
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

    private mutating func comprehension(
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

    private mutating func variable(_ id: SyntaxTree.ID) -> (String, Range<Int>)? {
        guard case .identifier(let name, false) = tree[id].kind else {
            fault(CELDiagnostics.variableExpected(at: text.span(tree[id].range)))
            return nil
        }
        return (name, tree[id].range)
    }
}
