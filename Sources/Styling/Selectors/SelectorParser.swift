import Diagnostics

/// Reads selector lists (Selectors 4, clauses 3 to 6).
struct SelectorParser {
    /// Selectors nested deeper or longer than this are refused.
    static let deepestNesting = 16
    static let compoundLimit = 64
    static let listLimit = 1_000

    /// Why a selector was refused.
    struct Fault: Error {
        var diagnostic: Diagnostic
    }

    let buffer: TokenBuffer
    let namespaces: SheetNamespaces
    private var index: Int
    private let end: Int
    private let depth: Int
    /// Whether `:is()` and `:where()` leave out what they do not know (Selectors 4, clause 18.1), as lenient sheets do.
    private let isForgiving: Bool

    init(_ buffer: TokenBuffer, _ range: Range<Int>, namespaces: SheetNamespaces, depth: Int = 0, isForgiving: Bool = false) {
        self.isForgiving = isForgiving
        self.buffer = buffer
        self.namespaces = namespaces
        self.depth = depth
        index = range.lowerBound
        end = range.upperBound
    }

    private var kind: CSSToken.Kind { index < end ? buffer.tokens[index].kind : .end }
    private var token: CSSToken { index < end ? buffer.tokens[index] : CSSToken(kind: .end, start: 0, end: 0) }

    private mutating func skipSpace() -> Bool {
        let start = index
        while kind == .whitespace { index += 1 }
        return index > start
    }

    private func isDelim(_ scalar: Unicode.Scalar) -> Bool { kind == .delim && token.scalar == scalar.value }

    private func fault(_ diagnostic: Diagnostic) -> Fault { Fault(diagnostic: diagnostic) }

    private func unexpected() -> Fault {
        let place = kind == .end ? buffer.span(max(0, end - 1)..<end) : buffer.span(index..<buffer.after(index))
        let text = kind == .end ? "" : buffer.source(index..<min(index + 1, end))
        return fault(StyleDiagnostics.badSelector(text, at: place))
    }

    /// The whole range as a list.
    mutating func parseList() throws(Fault) -> [Selector] {
        guard depth <= Self.deepestNesting else { throw fault(StyleDiagnostics.tooDeep(at: buffer.span(index..<end))) }
        var list: [Selector] = []
        repeat {
            guard list.count < Self.listLimit else { throw fault(StyleDiagnostics.tooDeep(at: buffer.span(index..<end))) }
            list.append(try parseComplex())
            if kind == .comma { index += 1 } else { break }
        } while true
        guard kind == .end else { throw unexpected() }
        return list
    }

    /// The whole range as a list of selectors that begin with a combinator, by default that of descendants (Selectors 4, clause 3.4).
    mutating func parseRelativeList() throws(Fault) -> [Selector] {
        guard depth <= Self.deepestNesting else { throw fault(StyleDiagnostics.tooDeep(at: buffer.span(index..<end))) }
        var list: [Selector] = []
        repeat {
            guard list.count < Self.listLimit else { throw fault(StyleDiagnostics.tooDeep(at: buffer.span(index..<end))) }
            _ = skipSpace()
            let combinator: Selector.Combinator =
                isDelim(">") ? .child : isDelim("+") ? .nextSibling : isDelim("~") ? .subsequentSibling : .descendant
            if combinator != .descendant { index += 1 }
            var selector = try parseComplex()
            selector.compounds[selector.compounds.count - 1].combinator = combinator
            selector.compounds.append(Selector.Compound(tests: [.anchor]))
            list.append(selector)
            if kind == .comma { index += 1 } else { break }
        } while true
        guard kind == .end else { throw unexpected() }
        return list
    }

    /// Those selectors of the range that are understood, perhaps none.
    mutating func parseForgivingList() -> [Selector] {
        var list: [Selector] = []
        guard depth <= Self.deepestNesting else { return list }
        while index < end, list.count < Self.listLimit {
            var comma = index
            while comma < end, buffer.tokens[comma].kind != .comma { comma = buffer.after(comma) }
            comma = min(comma, end)
            var one = SelectorParser(buffer, index..<comma, namespaces: namespaces, depth: depth, isForgiving: true)
            if let selectors = try? one.parseList(), selectors.allSatisfy({ $0.pseudo == nil }) { list += selectors }
            index = comma + 1
        }
        return list
    }

    private mutating func parseComplex() throws(Fault) -> Selector {
        _ = skipSpace()
        var compounds: [Selector.Compound] = []
        var specificity = Specificity()
        var pseudo: PseudoElement?
        while true {
            guard compounds.count < Self.compoundLimit else { throw fault(StyleDiagnostics.tooDeep(at: buffer.span(index..<end))) }
            let compound = try parseCompound(&specificity, &pseudo)
            compounds.append(compound)
            let hasSpace = skipSpace()
            if kind == .end || kind == .comma { break }
            if pseudo != nil { throw unexpected() }
            var combinator = Selector.Combinator.descendant
            if isDelim(">") {
                combinator = .child
            } else if isDelim("+") {
                combinator = .nextSibling
            } else if isDelim("~") {
                combinator = .subsequentSibling
            } else if !hasSpace {
                throw unexpected()
            }
            if combinator != .descendant {
                index += 1
                _ = skipSpace()
            }
            compounds[compounds.count - 1].combinator = combinator
        }
        // Written from left to right each compound knows how the next stands to it; matching goes the other way.
        var reversed = Array(compounds.reversed())
        for position in 0..<(reversed.count - 1) { reversed[position].combinator = reversed[position + 1].combinator }
        return Selector(compounds: reversed, specificity: specificity, pseudo: pseudo)
    }

    private mutating func parseCompound(_ specificity: inout Specificity, _ pseudo: inout PseudoElement?) throws(Fault) -> Selector.Compound
    {
        var compound = Selector.Compound()
        let start = index
        try parseType(&compound, &specificity)
        while true {
            switch kind {
            case .idHash where pseudo == nil:
                compound.tests.append(.id(SymbolTable.shared.intern(buffer.text(token))))
                specificity = specificity + Specificity(ids: 1)
                index += 1
            case .leftBracket where pseudo == nil:
                compound.tests.append(.attribute(try parseAttribute()))
                specificity = specificity + Specificity(classes: 1)
            case .colon: try parsePseudo(&compound, &specificity, &pseudo)
            case .delim where token.scalar == 0x2E && pseudo == nil:
                index += 1
                guard kind == .ident else { throw unexpected() }
                compound.tests.append(.class(SymbolTable.shared.intern(buffer.text(token))))
                specificity = specificity + Specificity(classes: 1)
                index += 1
            default:
                if index == start { throw unexpected() }
                return compound
            }
        }
    }

    private mutating func parseType(_ compound: inout Selector.Compound, _ specificity: inout Specificity) throws(Fault) {
        var prefix: String??
        let isName = kind == .ident || isDelim("*")
        let next = index + 1 < end ? buffer.tokens[index + 1] : CSSToken(kind: .end, start: 0, end: 0)
        func isBar(_ token: CSSToken) -> Bool { token.kind == .delim && token.scalar == 0x7C }
        if isDelim("|") {
            prefix = .some("")
            index += 1
        } else if isName, isBar(next), index + 2 < end,
            !(buffer.tokens[index + 2].kind == .delim && buffer.tokens[index + 2].scalar == 0x3D)
        {
            prefix = kind == .ident ? .some(buffer.text(token)) : .some(nil)
            index += 2
        }
        let isTyped = kind == .ident || isDelim("*")
        if prefix != nil, !isTyped { throw unexpected() }
        if let written = prefix {
            if let name = written {
                guard let uri = namespaces.uri(prefix: name) else {
                    throw fault(StyleDiagnostics.unknownPrefix(name, at: buffer.span(at: index)))
                }
                compound.namespace = Selector.NamespaceTest(uri: uri)
            }
        } else if let uri = namespaces.defaultURI {
            compound.namespace = Selector.NamespaceTest(uri: uri)
        }
        guard isTyped else { return }
        if kind == .ident {
            compound.type = SymbolTable.shared.intern(buffer.text(token))
            specificity = specificity + Specificity(types: 1)
        }
        index += 1
    }

    private mutating func parseAttribute() throws(Fault) -> Selector.AttributeTest {
        let close = buffer.closer(index)
        index += 1
        _ = skipSpace()
        var namespace: Selector.NamespaceTest?
        if isDelim("*") || isDelim("|")
            || (kind == .ident && index + 2 < close && buffer.tokens[index + 1].kind == .delim
                && buffer.tokens[index + 1].scalar == 0x7C && buffer.tokens[index + 2].kind == .ident)
        {
            if isDelim("*") {
                namespace = .any
                index += 1
            } else if kind == .ident {
                let name = buffer.text(token)
                guard let uri = namespaces.uri(prefix: name) else {
                    throw fault(StyleDiagnostics.unknownPrefix(name, at: buffer.span(at: index)))
                }
                namespace = Selector.NamespaceTest(uri: uri)
                index += 1
            }
            guard isDelim("|") else { throw unexpected() }
            index += 1
        }
        guard kind == .ident else { throw unexpected() }
        let name = SymbolTable.shared.intern(buffer.text(token))
        index += 1
        _ = skipSpace()
        var test = Selector.AttributeTest(name: name, namespace: namespace, relation: .exists, value: "", ignoresCase: false)
        if index == close {
            index += 1
            return test
        }
        guard kind == .delim else { throw unexpected() }
        switch Unicode.Scalar(token.scalar) ?? " " {
        case "=": test.relation = .equals
        case "~": test.relation = .includes
        case "|": test.relation = .dashMatch
        case "^": test.relation = .prefix
        case "$": test.relation = .suffix
        case "*": test.relation = .substring
        default: throw unexpected()
        }
        index += 1
        if test.relation != .equals {
            guard isDelim("=") else { throw unexpected() }
            index += 1
        }
        _ = skipSpace()
        guard kind == .ident || kind == .string else { throw unexpected() }
        test.value = buffer.text(token)
        index += 1
        _ = skipSpace()
        if kind == .ident, index < close {
            let flag = ValueStream.lowercased(buffer.text(token))
            guard flag == "i" || flag == "s" else { throw unexpected() }
            test.ignoresCase = flag == "i"
            index += 1
            _ = skipSpace()
        }
        guard index == close else { throw unexpected() }
        index += 1
        return test
    }

    private mutating func parsePseudo(
        _ compound: inout Selector.Compound, _ specificity: inout Specificity, _ pseudo: inout PseudoElement?
    ) throws(Fault) {
        let start = index
        index += 1
        let isElement = kind == .colon
        if isElement { index += 1 }
        guard kind == .ident || kind == .function else { throw unexpected() }
        let name = ValueStream.lowercased(buffer.text(token))
        let place = buffer.span(start..<(index + 1))
        if isElement || (kind == .ident && ["before", "after", "first-line", "first-letter"].contains(name)) {
            // Lenient sheets may style the first line, which then looks like the others.
            guard kind == .ident, let element = Self.pseudoElements[name] ?? (isForgiving && name == "first-line" ? .firstLine : nil) else {
                throw fault(StyleDiagnostics.unknownPseudoElement(name, at: place))
            }
            switch (pseudo, element) {
            case (nil, _): pseudo = element
            case (.before, .marker): pseudo = .beforeMarker
            case (.after, .marker): pseudo = .afterMarker
            default: throw unexpected()
            }
            specificity = specificity + Specificity(types: 1)
            index += 1
            return
        }
        guard pseudo == nil else { throw unexpected() }
        if kind == .ident {
            guard let test = Self.pseudoClasses[name] else {
                throw fault(
                    Self.functions.contains(name)
                        ? StyleDiagnostics.missingArguments(name, at: place) : StyleDiagnostics.unknownPseudoClass(name, at: place))
            }
            compound.tests.append(test)
            specificity = specificity + Specificity(classes: 1)
            index += 1
            return
        }
        guard Self.functions.contains(name) else { throw fault(StyleDiagnostics.unknownPseudoClass(name, at: place)) }
        let inside = (index + 1)..<min(buffer.closer(index), end)
        index = buffer.after(index)
        switch name {
        case "is", "where", "not", "matches", "-webkit-any":
            var inner = SelectorParser(buffer, inside, namespaces: namespaces, depth: depth + 1, isForgiving: isForgiving)
            let list = isForgiving && name != "not" ? inner.parseForgivingList() : try inner.parseList()
            guard list.allSatisfy({ $0.pseudo == nil }) else {
                throw fault(StyleDiagnostics.badSelector(buffer.source(inside), at: buffer.span(inside)))
            }
            compound.tests.append(name == "not" ? .not(list) : .any(list))
            if name != "where" { specificity = specificity + (list.map(\.specificity).max() ?? Specificity()) }
        case "has":
            var inner = SelectorParser(buffer, inside, namespaces: namespaces, depth: depth + 1, isForgiving: isForgiving)
            let list = try inner.parseRelativeList()
            guard list.allSatisfy({ $0.pseudo == nil && !$0.holdsHas }) else {
                throw fault(StyleDiagnostics.badSelector(buffer.source(inside), at: buffer.span(inside)))
            }
            compound.tests.append(.has(list))
            specificity = specificity + (list.map(\.specificity).max() ?? Specificity())
        case "lang":
            var stream = ValueStream(buffer, inside)
            var tags: [String] = []
            repeat {
                guard let tag = stream.ident() ?? stream.string() else {
                    throw fault(StyleDiagnostics.badSelector(buffer.source(inside), at: buffer.span(inside)))
                }
                tags.append(tag.lowercased())
            } while stream.accept(.comma)
            guard stream.isAtEnd else { throw fault(StyleDiagnostics.badSelector(buffer.source(inside), at: buffer.span(inside))) }
            compound.tests.append(.language(tags))
            specificity = specificity + Specificity(classes: 1)
        case "dir":
            var stream = ValueStream(buffer, inside)
            guard let direction = stream.keyword(Direction.self), stream.isAtEnd else {
                throw fault(StyleDiagnostics.badSelector(buffer.source(inside), at: buffer.span(inside)))
            }
            compound.tests.append(.direction(isRightToLeft: direction == .rightToLeft))
            specificity = specificity + Specificity(classes: 1)
        default:
            guard let (nth, rest) = Self.nth(buffer, inside) else {
                throw fault(StyleDiagnostics.badNth(buffer.source(inside), at: buffer.span(inside)))
            }
            let fromEnd = name == "nth-last-child" || name == "nth-last-of-type"
            var list: [Selector] = []
            if !rest.isEmpty {
                guard name == "nth-child" || name == "nth-last-child", ValueStream.lowercased(buffer.text(at: rest.lowerBound)) == "of"
                else {
                    throw fault(StyleDiagnostics.badNth(buffer.source(inside), at: buffer.span(inside)))
                }
                var inner = SelectorParser(
                    buffer, (rest.lowerBound + 1)..<rest.upperBound, namespaces: namespaces, depth: depth + 1, isForgiving: isForgiving)
                list = try inner.parseList()
                specificity = specificity + (list.map(\.specificity).max() ?? Specificity())
            }
            let ofType = name == "nth-of-type" || name == "nth-last-of-type"
            compound.tests.append(
                ofType ? .nthOfType(nth, fromEnd: fromEnd) : .nthChild(nth, of: list.isEmpty ? nil : SelectorList(list), fromEnd: fromEnd))
            specificity = specificity + Specificity(classes: 1)
        }
    }

    static let pseudoElements: [String: PseudoElement] = [
        "before": .before, "after": .after, "marker": .marker, "first-letter": .firstLetter,
        "footnote-call": .footnoteCall, "footnote-marker": .footnoteMarker,
    ]

    /// States of a screen never hold on paper.
    static let pseudoClasses: [String: Selector.Test] = [
        "root": .root, "scope": .root, "empty": .empty, "link": .link, "any-link": .link, "visited": .never, "hover": .never,
        "active": .never,
        "focus": .never,
        "focus-visible": .never, "focus-within": .never, "target": .never, "target-within": .never, "checked": .never,
        "indeterminate": .never, "placeholder-shown": .never,
        "fullscreen": .never, "playing": .never, "local-link": .never, "first-child": .firstChild, "last-child": .lastChild,
        "only-child": .onlyChild, "first-of-type": .firstOfType, "last-of-type": .lastOfType, "only-of-type": .onlyOfType,
    ]

    static let functions: Set<String> = [
        "is", "where", "not", "has", "matches", "-webkit-any", "lang", "dir", "nth-child", "nth-last-child", "nth-of-type",
        "nth-last-of-type",
    ]

    /// `an+b`, `odd`, `even`, and what stands after it (CSS Syntax 3, clause 6).
    static func nth(_ buffer: TokenBuffer, _ range: Range<Int>) -> (Selector.Nth, Range<Int>)? {
        // The microsyntax cuts across tokens (`2n+1`, `-n-3`), so it is read as text.
        var end = range.upperBound
        for index in range where buffer.tokens[index].kind == .ident && ValueStream.equals(buffer, buffer.tokens[index], "of") {
            end = index
            break
        }
        var text: [UInt8] = []
        for index in range.lowerBound..<end {
            let token = buffer.tokens[index]
            if token.kind == .whitespace {
                if !text.isEmpty { text.append(0x20) }
            } else {
                text.append(contentsOf: buffer.bytes[Int(token.start)..<Int(token.end)])
            }
        }
        while text.last == 0x20 { text.removeLast() }
        guard let nth = nth(text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }) else { return nil }
        return (nth, end..<range.upperBound)
    }

    private static func nth(_ text: [UInt8]) -> Selector.Nth? {
        if text == Array("odd".utf8) { return Selector.Nth(step: 2, offset: 1) }
        if text == Array("even".utf8) { return Selector.Nth(step: 2, offset: 0) }
        var position = 0
        func number(_ position: inout Int) -> Int? {
            var value = 0
            let start = position
            while position < text.count, Tokenizer.isDigit(text[position]) {
                value = min(value * 10 + Int(text[position] - 48), 1_000_000_000)
                position += 1
            }
            return position > start ? value : nil
        }
        func sign(_ position: inout Int) -> Int? {
            guard position < text.count, text[position] == 0x2B || text[position] == 0x2D else { return nil }
            position += 1
            return text[position - 1] == 0x2D ? -1 : 1
        }
        let first = sign(&position)
        let count = number(&position)
        guard position < text.count, text[position] == 0x6E else {
            guard let count, position == text.count else { return nil }
            return Selector.Nth(step: 0, offset: (first ?? 1) * count)
        }
        position += 1
        let step = (first ?? 1) * (count ?? 1)
        while position < text.count, text[position] == 0x20 { position += 1 }
        if position == text.count { return Selector.Nth(step: step, offset: 0) }
        guard let second = sign(&position) else { return nil }
        while position < text.count, text[position] == 0x20 { position += 1 }
        guard let offset = number(&position), position == text.count else { return nil }
        return Selector.Nth(step: step, offset: second * offset)
    }
}

/// `@namespace` rules of a sheet.
struct SheetNamespaces: Sendable {
    var defaultURI: String?
    var prefixes: [String: String] = [:]

    /// The empty prefix is "no namespace".
    func uri(prefix: String) -> String? { prefix.isEmpty ? "" : prefixes[prefix] }
}
