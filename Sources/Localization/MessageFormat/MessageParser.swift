import Diagnostics

/// Parses a message by the grammar of Unicode MessageFormat 2 (UTS #35 part 9, `message.abnf`), then checks its data model.
package struct MessageParser {
    /// Scalars of one message; a text that long is no message.
    static let longestMessage = 100_000

    private let source: EmbeddedText
    private let scalars: [Unicode.Scalar]
    /// UTF-8 offset of each scalar, and of the end.
    private let offsets: [Int]
    private var index = 0

    private init(_ source: EmbeddedText) {
        self.source = source
        scalars = Array(source.text.unicodeScalars)
        var offsets: [Int] = []
        offsets.reserveCapacity(scalars.count + 1)
        var offset = 0
        for scalar in scalars {
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
        self.offsets = offsets
    }

    /// The message, or nil and the faults: one of syntax (`message/syntax`), or all of the data model.
    package static func parse(_ source: EmbeddedText) -> (message: Message?, diagnostics: DiagnosticBag) {
        var bag = DiagnosticBag()
        var parser = MessageParser(source)
        guard parser.scalars.count <= longestMessage else {
            bag.append(MessageDiagnostics.tooLong(limit: longestMessage, at: source.span(0..<0)))
            return (nil, bag)
        }
        do throws(Fault) {
            let message = try parser.message()
            MessageChecker.check(message, into: &bag)
            return (bag.hasErrors ? nil : message, bag)
        } catch {
            bag.append(error.diagnostic)
            return (nil, bag)
        }
    }

    private struct Fault: Error {
        let diagnostic: Diagnostic
    }

    // MARK: Places

    private func span(_ start: Int, _ end: Int) -> Span { source.span(offsets[start]..<offsets[max(start, end)]) }

    private func fault(_ what: Bilingual, at start: Int, hint: Bilingual? = nil) -> Fault {
        let start = min(start, scalars.count)
        return Fault(diagnostic: MessageDiagnostics.syntax(what, hint: hint, at: span(start, min(start + 1, scalars.count))))
    }

    private func expected(_ what: Bilingual) -> Fault {
        fault(Bilingual(fr: "\(what.fr) attendu", en: "\(what.en) expected"), at: index)
    }

    // MARK: Characters

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    private func peek(_ distance: Int) -> Unicode.Scalar? { index + distance < scalars.count ? scalars[index + distance] : nil }
    private func at(_ text: StaticString) -> Bool {
        var position = index
        for byte in UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount) {
            guard position < scalars.count, scalars[position] == Unicode.Scalar(byte) else { return false }
            position += 1
        }
        return true
    }

    private static func isBidi(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61C, 0x200E, 0x200F, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0x0D, 0x0A, 0x3000: true
        default: false
        }
    }

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0x2B, 0x5F, 0xA1...0x61B, 0x61D...0x167F, 0x1681...0x1FFF, 0x200B...0x200D, 0x2010...0x2027,
            0x2030...0x205E, 0x2060...0x2065, 0x206A...0x2FFF, 0x3001...0xD7FF, 0xE000...0xFDCF, 0xFDF0...0xFFFD:
            true
        // Above the basic plane all but the two noncharacters that end each plane.
        case 0x10000...0x10FFFF: scalar.value & 0xFFFE != 0xFFFE
        default: false
        }
    }

    static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x2D, 0x2E: true
        default: isNameStart(scalar)
        }
    }

    /// `o`: spaces and bidi marks, perhaps none.
    private mutating func skipOptional() {
        while let scalar = current, Self.isSpace(scalar) || Self.isBidi(scalar) { index += 1 }
    }

    /// `s`: at least one space; false, and nothing read, where there is none.
    private mutating func skipRequired() -> Bool {
        let start = index
        while let scalar = current, Self.isBidi(scalar) { index += 1 }
        guard let scalar = current, Self.isSpace(scalar) else {
            index = start
            return false
        }
        skipOptional()
        return true
    }

    // MARK: Grammar

    private mutating func message() throws(Fault) -> Message {
        skipOptional()
        let isComplex = current == "." || at("{{")
        guard isComplex else {
            index = 0
            let parts = try pattern(isQuoted: false)
            return Message(declarations: [], body: .pattern(parts), source: source)
        }
        var declarations: [Message.Declaration] = []
        while true {
            if at(".input") {
                declarations.append(try inputDeclaration())
            } else if at(".local") {
                declarations.append(try localDeclaration())
            } else {
                break
            }
            skipOptional()
        }
        let body: Message.Body
        if at(".match") {
            body = try matcher()
        } else if at("{{") {
            body = .pattern(try quotedPattern())
        } else if current == "." {
            var end = index + 1
            while end < scalars.count, Self.isNameCharacter(scalars[end]) { end += 1 }
            let word = String(String.UnicodeScalarView(scalars[index..<end]))
            let nearest = NearestName.of(word, among: [".input", ".local", ".match"])
            throw Fault(diagnostic: MessageDiagnostics.unknownKeyword(word, nearest: nearest, at: span(index, end)))
        } else {
            throw expected(Bilingual(fr: "`{{` ou `.match`", en: "`{{` or `.match`"))
        }
        skipOptional()
        if index < scalars.count {
            throw fault(
                Bilingual(fr: "rien ne peut suivre la fin du message", en: "nothing may follow the end of the message"), at: index)
        }
        return Message(declarations: declarations, body: body, source: source)
    }

    private mutating func inputDeclaration() throws(Fault) -> Message.Declaration {
        index += 6
        skipOptional()
        guard current == "{" else { throw expected(Bilingual(fr: "`{$nom}`", en: "`{$name}`")) }
        let start = index
        let expression = try expression()
        guard case .variable(let name)? = expression.operand else {
            throw fault(Bilingual(fr: "`.input` veut une variable", en: "`.input` wants a variable"), at: start)
        }
        return Message.Declaration(name: name, nameSpan: expression.span, expression: expression, isInput: true)
    }

    private mutating func localDeclaration() throws(Fault) -> Message.Declaration {
        index += 6
        guard skipRequired() else { throw expected(Bilingual(fr: "une espace", en: "a space")) }
        guard current == "$" else { throw expected(Bilingual(fr: "`$nom`", en: "`$name`")) }
        let start = index
        index += 1
        let name = try name()
        let nameSpan = span(start, index)
        skipOptional()
        guard current == "=" else { throw expected(Bilingual(fr: "`=`", en: "`=`")) }
        index += 1
        skipOptional()
        guard current == "{" else { throw expected(Bilingual(fr: "`{`", en: "`{`")) }
        return Message.Declaration(name: name, nameSpan: nameSpan, expression: try expression(), isInput: false)
    }

    private mutating func matcher() throws(Fault) -> Message.Body {
        index += 6
        var selectors: [String] = []
        var hasSpace = skipRequired()
        while hasSpace, current == "$" {
            index += 1
            selectors.append(try name())
            hasSpace = skipRequired()
        }
        guard hasSpace else { throw expected(Bilingual(fr: "une espace", en: "a space")) }
        guard !selectors.isEmpty else { throw expected(Bilingual(fr: "`$nom`", en: "`$name`")) }
        var variants: [Message.Variant] = []
        repeat {
            variants.append(try variant())
            skipOptional()
        } while index < scalars.count
        return .match(selectors: selectors, variants: variants)
    }

    private mutating func variant() throws(Fault) -> Message.Variant {
        let start = index
        var keys: [Message.Key] = [try key()]
        while skipRequired() {
            if at("{{") { break }
            keys.append(try key())
        }
        skipOptional()
        let end = index
        guard at("{{") else { throw expected(Bilingual(fr: "`{{`", en: "`{{`")) }
        let pattern = try quotedPattern()
        return Message.Variant(keys: keys, pattern: pattern, span: span(start, end))
    }

    private mutating func key() throws(Fault) -> Message.Key {
        if current == "*" {
            index += 1
            return .any
        }
        guard let scalar = current, scalar == "|" || Self.isNameCharacter(scalar) else {
            throw expected(Bilingual(fr: "une clé ou `*`", en: "a key or `*`"))
        }
        return .literal(try literal())
    }

    private mutating func quotedPattern() throws(Fault) -> Message.Pattern {
        let start = index
        index += 2
        let parts = try pattern(isQuoted: true)
        guard at("}}") else {
            throw fault(Bilingual(fr: "`{{` n'est pas fermé par `}}`", en: "`{{` is not closed by `}}`"), at: start)
        }
        index += 2
        return parts
    }

    private mutating func pattern(isQuoted: Bool) throws(Fault) -> Message.Pattern {
        var parts: Message.Pattern = []
        var text = String.UnicodeScalarView()
        func flush() {
            if !text.isEmpty { parts.append(.text(String(text))) }
            text = String.UnicodeScalarView()
        }
        while let scalar = current {
            switch scalar {
            case "{":
                if isQuoted == false, at("{{") {
                    throw fault(
                        Bilingual(fr: "`{{` ne peut être qu'au début du message", en: "`{{` may only be at the beginning of the message"),
                        at: index)
                }
                flush()
                parts.append(try placeholder())
            case "}":
                if isQuoted, at("}}") {
                    flush()
                    return parts
                }
                throw fault(
                    Bilingual(fr: "`}` ne ferme rien", en: "`}` closes nothing"), at: index,
                    hint: Bilingual(fr: "écrivez `\\}` pour le signe lui-même", en: "write `\\}` for the sign itself"))
            case "\\": text.append(try escape())
            case "\0":
                throw fault(Bilingual(fr: "caractère nul", en: "null character"), at: index)
            default:
                text.append(scalar)
                index += 1
            }
        }
        flush()
        return parts
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        guard let next = peek(1), next == "\\" || next == "{" || next == "|" || next == "}" else {
            throw fault(
                Bilingual(fr: "`\\` ne précède que `\\`, `{`, `|` ou `}`", en: "`\\` only comes before `\\`, `{`, `|` or `}`"), at: index,
                hint: Bilingual(fr: "écrivez `\\\\` pour le signe lui-même", en: "write `\\\\` for the sign itself"))
        }
        index += 2
        return next
    }

    private mutating func placeholder() throws(Fault) -> Message.PatternPart {
        let start = index
        index += 1
        skipOptional()
        guard current == "#" || current == "/" else {
            index = start
            return .expression(try expression())
        }
        var kind: Message.MarkupKind = current == "#" ? .open : .close
        index += 1
        let name = try identifier()
        let (options, attributes) = try optionsAndAttributes()
        if current == "/", kind == .open {
            index += 1
            kind = .standalone
            guard current == "}" else { throw expected(Bilingual(fr: "`}`", en: "`}`")) }
        }
        try close(start)
        return .markup(Message.Markup(kind: kind, name: name, options: options, attributes: attributes, span: span(start, index)))
    }

    private mutating func expression() throws(Fault) -> Message.Expression {
        let start = index
        index += 1
        skipOptional()
        var operand: Message.Operand?
        if current == "$" {
            index += 1
            operand = .variable(try name())
        } else if let scalar = current, scalar == "|" || Self.isNameCharacter(scalar) {
            operand = .literal(try literal())
        } else if current != ":" {
            if current == nil { throw fault(Bilingual(fr: "`{` n'est pas fermé", en: "`{` is not closed"), at: start) }
            throw expected(Bilingual(fr: "`$nom`, une valeur ou `:fonction`", en: "`$name`, a value or `:function`"))
        }
        var function: Message.FunctionCall?
        let beforeSpace = index
        let hasSpace = operand == nil || skipRequired()
        if hasSpace, current == ":" {
            let functionStart = index
            index += 1
            let name = try identifier()
            let nameEnd = index
            let options = try options()
            function = Message.FunctionCall(name: name, options: options, span: span(functionStart, nameEnd))
        } else {
            index = beforeSpace
        }
        let attributes = try attributes()
        try close(start)
        return Message.Expression(operand: operand, function: function, attributes: attributes, span: span(start, index))
    }

    private mutating func close(_ start: Int) throws(Fault) {
        // A markup's `/` is read by the caller after the optional spaces.
        skipOptional()
        guard current == "}" else {
            if current == nil { throw fault(Bilingual(fr: "`{` n'est pas fermé par `}`", en: "`{` is not closed by `}`"), at: start) }
            throw expected(Bilingual(fr: "`}`", en: "`}`"))
        }
        index += 1
    }

    private mutating func optionsAndAttributes() throws(Fault) -> ([Message.Option], [Message.Option]) {
        let options = try options()
        let attributes = try attributes()
        skipOptional()
        return (options, attributes)
    }

    private mutating func options() throws(Fault) -> [Message.Option] {
        var found: [Message.Option] = []
        while true {
            let start = index
            guard skipRequired(), let scalar = current, Self.isNameStart(scalar) || Self.isBidi(scalar) else {
                index = start
                return found
            }
            let optionStart = index
            let name = try identifier()
            skipOptional()
            guard current == "=" else { throw expected(Bilingual(fr: "`=`", en: "`=`")) }
            index += 1
            skipOptional()
            let value: Message.Operand
            if current == "$" {
                index += 1
                value = .variable(try self.name())
            } else {
                value = .literal(try literal())
            }
            found.append(Message.Option(name: name, value: value, span: span(optionStart, index)))
        }
    }

    private mutating func attributes() throws(Fault) -> [Message.Option] {
        var found: [Message.Option] = []
        while true {
            let start = index
            guard skipRequired(), current == "@" else {
                index = start
                return found
            }
            let attributeStart = index
            index += 1
            let name = try identifier()
            let end = index
            skipOptional()
            var value = ""
            if current == "=" {
                index += 1
                skipOptional()
                value = try literal()
            } else {
                index = end
            }
            found.append(Message.Option(name: name, value: .literal(value), span: span(attributeStart, index)))
        }
    }

    private mutating func identifier() throws(Fault) -> String {
        let first = try name()
        guard current == ":" else { return first }
        index += 1
        return first + ":" + (try name())
    }

    private mutating func name() throws(Fault) -> String {
        if let scalar = current, Self.isBidi(scalar) { index += 1 }
        guard let first = current, Self.isNameStart(first) else { throw expected(Bilingual(fr: "un nom", en: "a name")) }
        let start = index
        while let scalar = current, Self.isNameCharacter(scalar) { index += 1 }
        let name = String(String.UnicodeScalarView(scalars[start..<index]))
        if let scalar = current, Self.isBidi(scalar) { index += 1 }
        return name
    }

    private mutating func literal() throws(Fault) -> String {
        var text = String.UnicodeScalarView()
        let start = index
        guard current == "|" else {
            while let scalar = current, Self.isNameCharacter(scalar) {
                text.append(scalar)
                index += 1
            }
            guard !text.isEmpty else { throw expected(Bilingual(fr: "une valeur", en: "a value")) }
            return String(text)
        }
        index += 1
        while let scalar = current {
            switch scalar {
            case "|":
                index += 1
                return String(text)
            case "\\": text.append(try escape())
            case "\0": throw fault(Bilingual(fr: "caractère nul", en: "null character"), at: index)
            default:
                text.append(scalar)
                index += 1
            }
        }
        throw fault(Bilingual(fr: "`|` n'est pas fermé", en: "`|` is not closed"), at: start)
    }
}
