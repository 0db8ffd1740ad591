import Diagnostics

/// Reads an expression by recursive descent (language definition, "Syntax"); macros are expanded while reading, with their places.
struct Parser {
    /// No expression that a person writes is longer or deeper.
    static let longestBytes = 100_000
    static let deepestNesting = 120
    static let mostNodes = 20_000
    /// Chains of fields and operators deepen the tree as well.
    static let deepestTree = 400

    let text: EmbeddedText
    var tokens: [Token] = []
    var position = 0
    private var depth = 0
    /// Parentheses, lists and maps around the current token.
    var enclosing = 0
    private(set) var tree = SyntaxTree()
    var bag = DiagnosticBag()
    /// Beyond a limit, nothing further is read.
    var isStopped = false
    /// Where the last fault of syntax was told: another at the same token would only repeat it.
    var lastFault = -1
    var faultCount = 0
    /// After a fault that leaves open what is meant.
    var isBroken = false
    /// More faults than this in one expression help nobody.
    static let mostFaults = 10

    init(_ text: EmbeddedText) {
        self.text = text
    }

    /// The tree, or nil with the faults in ``bag``. Where all faults are signs and words of other languages, their meaning is clear, and
    /// there is a tree for the checker to find further faults in.
    mutating func parse() -> SyntaxTree? {
        guard text.text.utf8.count <= Self.longestBytes else {
            bag.append(CELDiagnostics.tooLong(limitBytes: Self.longestBytes, at: text.span(0..<1)))
            return nil
        }
        var lexer = Lexer(text)
        tokens = lexer.tokens()
        bag.append(contentsOf: lexer.bag)
        tree.root = expression()
        while !isStopped, current.kind != .end { resume() }
        return isBroken ? nil : tree
    }

    var current: Token { tokens[min(position, tokens.count - 1)] }

    func peek(_ ahead: Int) -> Token { tokens[max(0, min(position + ahead, tokens.count - 1))] }

    func at(_ symbol: Token.Symbol) -> Bool { current.kind == .symbol(symbol) }

    mutating func accept(_ symbol: Token.Symbol) -> Bool {
        guard at(symbol) else { return false }
        position += 1
        return true
    }

    mutating func add(_ kind: SyntaxNode.Kind, from start: Int) -> SyntaxTree.ID {
        if tree.nodes.count >= Self.mostNodes {
            refuse(CELDiagnostics.tooLong(limitBytes: Self.longestBytes, at: text.span(start..<start + 1)))
        }
        if tree.deepest > Self.deepestTree {
            refuse(CELDiagnostics.tooDeep(limit: Self.deepestTree, at: text.span(start..<start + 1)))
        }
        let end = position > 0 ? tokens[min(position, tokens.count) - 1].range.upperBound : start
        return tree.add(kind, start..<max(start, end))
    }

    func start(of id: SyntaxTree.ID) -> Int { tree[id].range.lowerBound }

    mutating func expression() -> SyntaxTree.ID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else {
            refuse(CELDiagnostics.tooDeep(limit: Self.deepestNesting, at: text.span(current.range)))
            return add(.invalid, from: current.range.lowerBound)
        }
        let condition = disjunction()
        guard accept(.question) else { return condition }
        let yes = disjunction()
        expectColon()
        let no = expression()
        return add(.conditional(condition, yes, no), from: start(of: condition))
    }

    private mutating func disjunction() -> SyntaxTree.ID {
        var terms = [conjunction()]
        while accept(.or) || acceptWord(Self.orWords, meant: "||") { terms.append(conjunction()) }
        return balanced(terms[...]) { .or($0, $1) }
    }

    private mutating func conjunction() -> SyntaxTree.ID {
        var terms = [relation()]
        while accept(.and) || acceptWord(Self.andWords, meant: "&&") { terms.append(relation()) }
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

    mutating func relation() -> SyntaxTree.ID {
        var left = addition()
        while !isStopped {
            let operation = current.range
            let name: String
            if case .symbol(let symbol) = current.kind, let relation = Self.relations[symbol] {
                name = relation
            } else if current.kind == .identifier("in") {
                name = "@in"
            } else if let inWords = relationInWords() {
                name = inWords
                position -= 1
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
                refuse(CELDiagnostics.tooDeep(limit: Self.deepestNesting * 4, at: text.span(operation)))
                break
            }
        }
        return left
    }

    mutating func unary() -> SyntaxTree.ID {
        let first = current
        if case .identifier(let word) = first.kind, Self.notWords.contains(word), canBegin(peek(1)) { return negationInWords(word) }
        for (symbol, name) in [(Token.Symbol.bang, "!_"), (.minus, "-_")] where at(symbol) {
            if let literal = negativeLiteral() { return postfix(literal) }
            var count = 0
            while accept(symbol) { count += 1 }
            var operand = negativeLiteral().map { postfix($0) } ?? member()
            guard count <= Self.deepestNesting else {
                refuse(CELDiagnostics.tooDeep(limit: Self.deepestNesting, at: text.span(first.range)))
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

    /// A number whose sign belongs to it.
    private mutating func negativeLiteral() -> SyntaxTree.ID? {
        guard at(.minus) else { return nil }
        let begin = current.range.lowerBound
        let value: Value
        switch peek(1).kind {
        case .int(let magnitude) where magnitude <= UInt64(Int64.max) + 1: value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
        case .double(let magnitude): value = .double(-magnitude)
        default: return nil
        }
        position += 2
        return add(.literal(value), from: begin)
    }

    private mutating func member() -> SyntaxTree.ID { postfix(primary()) }

    private mutating func postfix(_ operand: SyntaxTree.ID) -> SyntaxTree.ID {
        var operand = operand
        var length = 0
        while !isStopped {
            length += 1
            guard length < Self.deepestNesting * 4 else {
                refuse(CELDiagnostics.tooDeep(limit: Self.deepestNesting * 4, at: text.span(current.range)))
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
                    if !isOptional, at(.leftParenthesis) {
                        let arguments = arguments()
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
                enclosing += 1
                let name = accept(.question) ? "_[?_]" : "_[_]"
                let index = expression()
                expect(.rightBracket, opening: bracket)
                enclosing -= 1
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
        enclosing += 1
        let opening = peek(-1).range
        while !at(.rightBrace), !isStopped {
            _ = accept(.question)
            switch current.kind {
            case .identifier(let field), .quotedIdentifier(let field):
                position += 1
                expectColon()
                fields.append((field, expression()))
            default: unexpected()
            }
            if !next(before: .rightBrace) { break }
        }
        expect(.rightBrace, opening: opening)
        enclosing -= 1
        return add(.message(name: name, fields: fields), from: begin)
    }

    /// What stands between the parentheses of a call.
    private mutating func arguments() -> [SyntaxTree.ID] {
        let opening = current.range
        position += 1
        enclosing += 1
        defer { enclosing -= 1 }
        var all: [SyntaxTree.ID] = []
        while !at(.rightParenthesis), !isStopped {
            all.append(expression())
            if !next(before: .rightParenthesis) { break }
        }
        expect(.rightParenthesis, opening: opening)
        return all
    }

    /// Whether a comma leads on to another element; what stands in its way is told and passed over.
    mutating func next(before close: Token.Symbol) -> Bool {
        if accept(.comma) { return true }
        guard !at(close), current.kind != .end, !isStopped else { return false }
        switch current.kind {
        case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): return false
        default: break
        }
        unexpected(wanted: ", \(close.rawValue)")
        skip(to: [.comma, close])
        return accept(.comma)
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
            enclosing += 1
            defer { enclosing -= 1 }
            let inner = expression()
            if at(.comma) { return listInParentheses(inner, opening: token.range) }
            expect(.rightParenthesis, opening: token.range)
            return inner
        case .symbol(.leftBracket):
            position += 1
            enclosing += 1
            defer { enclosing -= 1 }
            var elements: [SyntaxTree.ID] = []
            var optionals: Set<Int> = []
            while !at(.rightBracket), !isStopped {
                if accept(.question) { optionals.insert(elements.count) }
                elements.append(expression())
                if !next(before: .rightBracket) { break }
            }
            expect(.rightBracket, opening: token.range)
            return add(.list(elements, optionals: optionals), from: begin)
        case .symbol(.leftBrace):
            position += 1
            enclosing += 1
            defer { enclosing -= 1 }
            var entries: [SyntaxNode.Entry] = []
            while !at(.rightBrace), !isStopped {
                let isOptional = accept(.question)
                let key = expression()
                expectColon()
                entries.append(SyntaxNode.Entry(key: key, value: expression(), isOptional: isOptional))
                if !next(before: .rightBrace) { break }
            }
            expect(.rightBrace, opening: token.range)
            return add(.map(entries), from: begin)
        case .invalid:
            isBroken = true
            lastFault = position
            position += 1
            return add(.invalid, from: begin)
        default:
            unexpected()
            // What cannot begin a value and closes nothing is passed over.
            switch token.kind {
            case .symbol(.equal), .symbol(.notEqual), .symbol(.star), .symbol(.slash), .symbol(.percent), .symbol(.plus), .symbol(.less),
                .symbol(.lessOrEqual), .symbol(.greater), .symbol(.greaterOrEqual):
                position += 1
                if faultCount < Self.mostFaults, canBegin(current) { return unary() }
            default: break
            }
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
            position += 1
            lastFault = position
            return add(.invalid, from: begin)
        }
        position += 1
        guard at(.leftParenthesis) else { return add(.identifier(name, isAbsolute: isAbsolute), from: begin) }
        let arguments = arguments()
        return call((isAbsolute ? "." : "") + name, target: nil, arguments, nameRange: range, from: begin)
    }
}
