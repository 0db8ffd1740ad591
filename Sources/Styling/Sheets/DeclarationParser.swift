import Diagnostics

/// Reads lists of declarations (CSS Syntax 3, clause 5.4.4) and expands shorthands.
struct DeclarationParser {
    /// What a list may hold besides declarations.
    enum Item {
        /// Keyword token, prelude, block without braces.
        case atRule(keyword: Int, prelude: Range<Int>, block: Range<Int>?)
    }

    let buffer: TokenBuffer
    let isStrict: Bool
    var diagnostics = DiagnosticBag()
    private var normal: [Declaration] = []
    private var important: [Declaration] = []

    init(_ buffer: TokenBuffer, isStrict: Bool) {
        self.buffer = buffer
        self.isStrict = isStrict
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        if isStrict { diagnostics.append(diagnostic) }
    }

    /// Parses a block's inside. `atRule` gets the nested at-rules, `descriptor` may take a declaration before properties do.
    mutating func parse(
        _ range: Range<Int>, atRule: ((inout DeclarationParser, Item) -> Void)? = nil,
        descriptor: ((inout DeclarationParser, String, ValueStream, Bool) -> Bool)? = nil
    ) -> DeclarationBlock {
        normal = []
        important = []
        var index = range.lowerBound
        while index < range.upperBound {
            let token = buffer.tokens[index]
            switch token.kind {
            case .whitespace, .semicolon: index += 1
            case .atKeyword:
                let keyword = index
                var end = index + 1
                while end < range.upperBound, buffer.tokens[end].kind != .semicolon, buffer.tokens[end].kind != .leftBrace {
                    end = buffer.after(end)
                }
                end = min(end, range.upperBound)
                var block: Range<Int>?
                index = end + 1
                if end < range.upperBound, buffer.tokens[end].kind == .leftBrace {
                    block = (end + 1)..<min(max(end + 1, buffer.closer(end)), range.upperBound)
                    index = buffer.after(end)
                }
                let item = Item.atRule(keyword: keyword, prelude: (keyword + 1)..<end, block: block)
                if let atRule {
                    let (savedNormal, savedImportant) = (normal, important)
                    atRule(&self, item)
                    (normal, important) = (savedNormal, savedImportant)
                } else {
                    report(StyleDiagnostics.misplacedAtRule(buffer.text(at: keyword), at: buffer.span(at: keyword)))
                }
            default:
                let isCustom = token.kind == .ident && buffer.text(token).hasPrefix("--")
                var end = index
                var endsInBlock = false
                while end < range.upperBound, buffer.tokens[end].kind != .semicolon {
                    // A block ends what can be no declaration, as if it were a rule (CSS Syntax 3, clause 5.5.4).
                    endsInBlock = !isCustom && buffer.tokens[end].kind == .leftBrace
                    end = buffer.after(end)
                    if endsInBlock { break }
                }
                end = min(end, range.upperBound)
                declaration(index..<end, descriptor)
                index = endsInBlock ? end : end + 1
            }
        }
        return DeclarationBlock(normal: normal, important: important)
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, buffer.tokens[start].kind == .whitespace { start += 1 }
        while end > start, buffer.tokens[end - 1].kind == .whitespace { end -= 1 }
        return start..<end
    }

    private mutating func declaration(_ range: Range<Int>, _ descriptor: ((inout DeclarationParser, String, ValueStream, Bool) -> Bool)?) {
        let range = trimmed(range)
        guard !range.isEmpty else { return }
        var colon = range.lowerBound + 1
        while colon < range.upperBound, buffer.tokens[colon].kind == .whitespace { colon += 1 }
        guard buffer.tokens[range.lowerBound].kind == .ident, colon < range.upperBound, buffer.tokens[colon].kind == .colon else {
            report(StyleDiagnostics.badDeclaration(buffer.source(range), at: buffer.span(range)))
            return
        }
        let written = buffer.text(at: range.lowerBound)
        var value = trimmed((colon + 1)..<range.upperBound)
        let isImportant = takeImportant(&value)
        let nameSpan = buffer.span(at: range.lowerBound)
        if written.hasPrefix("--") {
            custom(written, value, isImportant: isImportant)
            return
        }
        let name = ValueStream.lowercased(written)
        let stream = ValueStream(buffer, value)
        if let descriptor, descriptor(&self, name, stream, isImportant) { return }
        if let bang = value.first(where: { buffer.tokens[$0].kind == .delim && buffer.tokens[$0].scalar == 0x21 }) {
            report(StyleDiagnostics.badImportant(at: buffer.span(bang..<value.upperBound)))
            return
        }
        let table = PropertyTable.shared
        let canonical = table.aliases[name] ?? name
        guard table.isKnown(canonical) else {
            guard isStrict else { return }
            if table.withoutEffect.contains(name) {
                report(StyleDiagnostics.noEffect(name, at: nameSpan))
            } else {
                report(StyleDiagnostics.unknownProperty(written, nearest: NearestName.of(name, among: table.allNames), at: nameSpan))
            }
            return
        }
        guard let declarations = Self.declarations(canonical, stream, written: name) else {
            reportBadValue(name, canonical, value, nameSpan)
            return
        }
        if isImportant { important.append(contentsOf: declarations) } else { normal.append(contentsOf: declarations) }
    }

    /// Cuts `!important` off the end.
    private func takeImportant(_ value: inout Range<Int>) -> Bool {
        var end = value.upperBound
        guard end > value.lowerBound, buffer.tokens[end - 1].kind == .ident, ValueStream.equals(buffer, buffer.tokens[end - 1], "important")
        else {
            return false
        }
        end -= 1
        while end > value.lowerBound, buffer.tokens[end - 1].kind == .whitespace { end -= 1 }
        guard end > value.lowerBound, buffer.tokens[end - 1].kind == .delim, buffer.tokens[end - 1].scalar == 0x21 else { return false }
        value = trimmed(value.lowerBound..<(end - 1))
        return true
    }

    private mutating func custom(_ name: String, _ value: Range<Int>, isImportant: Bool) {
        var declared = CustomDeclaration.text(buffer.source(value))
        if value.count == 1, buffer.tokens[value.lowerBound].kind == .ident {
            switch ValueStream.lowercased(buffer.text(at: value.lowerBound)) {
            case "initial": declared = .initial
            case "inherit", "unset", "revert", "revert-layer": declared = .inherit
            default: break
            }
        }
        let declaration = Declaration(property: Declaration.noProperty, value: .custom(name: name, value: declared))
        if isImportant { important.append(declaration) } else { normal.append(declaration) }
    }

    private mutating func reportBadValue(_ name: String, _ canonical: String, _ value: Range<Int>, _ nameSpan: Span) {
        guard isStrict else { return }
        let table = PropertyTable.shared
        let syntax =
            table.longhandIndex[canonical].map { table.definitions[$0].syntax } ?? table.shorthandIndex[canonical].map {
                table.shorthands[$0].syntax
            } ?? ""
        let place = value.isEmpty ? nameSpan : buffer.span(value)
        // `color: red⏎ margin: 0`: the colon gives the missing semicolon away.
        if let colon = value.first(where: { buffer.tokens[$0].kind == .colon }), colon > value.lowerBound + 1 {
            var end = colon - 1
            while end > value.lowerBound, buffer.tokens[end].kind == .whitespace { end -= 1 }
            while end > value.lowerBound, buffer.tokens[end - 1].kind == .whitespace { end -= 1 }
            if end > value.lowerBound {
                report(StyleDiagnostics.missingSemicolon(after: name, at: buffer.span((end - 1)..<end)))
                return
            }
        }
        if value.count == 1, buffer.tokens[value.lowerBound].kind == .number, syntax.contains("length") {
            report(StyleDiagnostics.missingUnit(buffer.source(value), property: name, at: place))
            return
        }
        var nearest: String?
        if value.count == 1, buffer.tokens[value.lowerBound].kind == .ident {
            let word = ValueStream.lowercased(buffer.text(at: value.lowerBound))
            var words = syntax.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
            if syntax.contains("<color>") { words += NamedColors.table.keys.sorted() }
            nearest = NearestName.of(word, among: words)
        }
        report(StyleDiagnostics.badValue(buffer.source(value), property: name, syntax: syntax, nearest: nearest, at: place))
    }

    // MARK: Values

    /// The longhands that a property or shorthand sets; nil when the value is not understood.
    static func declarations(_ name: String, _ stream: ValueStream, written: String) -> [Declaration]? {
        let table = PropertyTable.shared
        if let sides = table.logical[name] { return logical(sides, stream, written: written) }
        let longhands: [Int]
        if let index = table.longhandIndex[name] {
            longhands = [index]
        } else if let index = table.shorthandIndex[name] {
            longhands = table.shorthands[index].longhands
        } else {
            return nil
        }
        if stream.isAtEnd { return nil }
        if let word = stream.identifier, let wide = wide(word) {
            var copy = stream
            copy.advance()
            if copy.isAtEnd { return longhands.map { Declaration(property: $0, value: wide) } }
        }
        let buffer = stream.buffer
        let hasVariable = (stream.index..<stream.end).contains {
            buffer.tokens[$0].kind == .function && ValueStream.equals(buffer, buffer.tokens[$0], "var")
        }
        if hasVariable {
            let value = DeferredValue(
                property: name, text: buffer.source(stream.index..<stream.end), span: buffer.span(stream.index..<stream.end),
                base: buffer.base)
            return longhands.map { Declaration(property: $0, value: .deferred(value)) }
        }
        if let sides = table.logicalPairs[name] {
            var reading = stream
            guard let start = table.logical[sides.start], let end = table.logical[sides.end],
                let first = table.longhandIndex[start.leftToRight],
                table.definitions[first].parse(&reading) != nil
            else { return nil }
            let second = reading.isAtEnd ? stream : reading
            guard let one = logical(start, ValueStream(buffer, stream.index..<reading.index), written: written),
                let other = logical(end, second, written: written)
            else { return nil }
            return one + other
        }
        var reading = stream
        if let index = table.shorthandIndex[name], table.longhandIndex[name] == nil {
            guard let set = table.shorthands[index].expand(&reading), reading.isAtEnd else { return nil }
            return longhands.map { Declaration(property: $0, value: set[$0].map { .assign($0) } ?? .initial) }
        }
        guard let assignment = table.definitions[longhands[0]].parse(&reading), reading.isAtEnd else { return nil }
        return [Declaration(property: longhands[0], value: .assign(assignment))]
    }

    /// The declarations of a property that is another one in each direction of the text.
    private static func logical(_ sides: (leftToRight: String, rightToLeft: String), _ stream: ValueStream, written: String)
        -> [Declaration]?
    {
        guard let left = declarations(sides.leftToRight, stream, written: written),
            let right = declarations(sides.rightToLeft, stream, written: written), left.count == right.count
        else { return nil }
        return zip(left, right).map { Declaration(property: $0.property, value: .logical(leftToRight: $0, rightToLeft: $1)) }
    }

    private static func wide(_ word: String) -> Declaration.Value? {
        switch word {
        case "inherit": .inherit
        case "initial": .initial
        case "unset": .unset
        case "revert": .revert
        case "revert-layer": .revertLayer
        default: nil
        }
    }

    /// For `@supports`.
    static func understands(_ name: String, _ stream: ValueStream) -> Bool {
        let table = PropertyTable.shared
        return name.hasPrefix("--") || declarations(table.aliases[name] ?? name, stream, written: name) != nil
    }
}
