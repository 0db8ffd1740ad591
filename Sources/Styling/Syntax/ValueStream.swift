import Diagnostics

/// A cursor over the component values of one declaration; white space is passed over.
///
/// Reading functions give nil and stay where they are when something else stands there.
struct ValueStream {
    /// Functions nested deeper than this are refused.
    static let deepestNesting = 32
    /// Larger numbers are cut: a factor of this on the longest length is still a number.
    static let largestNumber = 1e9

    let buffer: TokenBuffer
    private(set) var index: Int
    let end: Int
    private(set) var depth = 0

    init(_ buffer: TokenBuffer, _ range: Range<Int>) {
        self.buffer = buffer
        index = range.lowerBound
        end = range.upperBound
        skipSpace()
    }

    private mutating func skipSpace() {
        while index < end, buffer.tokens[index].kind == .whitespace { index += 1 }
    }

    var isAtEnd: Bool { index >= end }
    var kind: CSSToken.Kind { index < end ? buffer.tokens[index].kind : .end }
    var token: CSSToken { index < end ? buffer.tokens[index] : CSSToken(kind: .end, start: 0, end: 0) }
    var base: String { buffer.base }
    /// Whether white space stands before the cursor.
    var isAfterSpace: Bool { index > 0 && buffer.tokens[index - 1].kind == .whitespace }
    var span: Span { buffer.span(at: index) }

    mutating func advance() {
        index = min(buffer.after(index), max(end, index))
        skipSpace()
    }

    mutating func advanceOneToken() {
        index += 1
        skipSpace()
    }

    /// The identifier that stands here, in lower case, without passing it.
    var identifier: String? { kind == .ident ? Self.lowercased(buffer.text(token)) : nil }

    /// Passes an identifier and gives it as written.
    mutating func ident() -> String? {
        guard kind == .ident else { return nil }
        let text = buffer.text(token)
        advance()
        return text
    }

    /// Passes one of the keywords.
    mutating func accept(_ keyword: String) -> Bool {
        guard kind == .ident, Self.equals(buffer, token, keyword) else { return false }
        advance()
        return true
    }

    mutating func accept(_ kind: CSSToken.Kind) -> Bool {
        guard self.kind == kind else { return false }
        advance()
        return true
    }

    mutating func acceptDelim(_ character: Unicode.Scalar) -> Bool {
        guard kind == .delim, token.scalar == character.value else { return false }
        advance()
        return true
    }

    mutating func keyword<Value: KeywordValue>(_ type: Value.Type = Value.self) -> Value? {
        guard let name = identifier, let value = Value(rawValue: name) else { return nil }
        advance()
        return value
    }

    mutating func string() -> String? {
        guard kind == .string else { return nil }
        let text = buffer.text(token)
        advance()
        return text
    }

    /// A custom identifier: any but the CSS-wide keywords, `default` and those given.
    mutating func customIdent(not reserved: [String] = []) -> String? {
        guard let name = identifier, !["inherit", "initial", "unset", "revert", "revert-layer", "default"].contains(name),
            !reserved.contains(name)
        else {
            return nil
        }
        return ident()
    }

    /// `url(…)`, `url("…")`.
    mutating func url() -> String? {
        if kind == .url {
            let text = buffer.text(token)
            advance()
            return text
        }
        guard var arguments = peekFunction("url"), let text = arguments.string() else { return nil }
        advance()
        return text
    }

    mutating func image() -> ImageReference? { url().map { ImageReference(url: $0, base: base) } }

    /// The name of the function that stands here, in lower case.
    var functionName: String? { kind == .function ? Self.lowercased(buffer.text(token)) : nil }

    /// The arguments of a function if it stands here; the cursor stays before it: ``advance()`` passes the whole.
    func peekFunction(_ name: String) -> ValueStream? {
        guard kind == .function, Self.equals(buffer, token, name) else { return nil }
        return peekBlock()
    }

    /// The inside of the function or block that stands here.
    func peekBlock() -> ValueStream? {
        guard depth < Self.deepestNesting, buffer.closers[index] >= 0 else { return nil }
        var inner = ValueStream(buffer, (index + 1)..<min(buffer.closer(index), end))
        inner.depth = depth + 1
        return inner
    }

    mutating func number(atLeast minimum: Double = -.infinity) -> Double? {
        if kind == .number {
            let value = max(-Self.largestNumber, min(Self.largestNumber, token.number))
            guard value >= minimum else { return nil }
            advance()
            return value
        }
        guard kind == .function, let value = SpecifiedLength.calculation(in: self), case .number(let number) = value else { return nil }
        advance()
        return max(max(-Self.largestNumber, min(Self.largestNumber, number)), minimum)
    }

    mutating func integer(atLeast minimum: Int = .min) -> Int? {
        if kind == .number {
            guard token.isInteger else { return nil }
            let value = Int(max(-2_147_483_648, min(2_147_483_647, token.number)))
            guard value >= minimum else { return nil }
            advance()
            return value
        }
        guard kind == .function, let value = SpecifiedLength.calculation(in: self), case .number(let number) = value else { return nil }
        advance()
        return max(minimum, Int(max(-2e9, min(2e9, number.rounded()))))
    }

    /// A number with the unit `fr`.
    mutating func flexFraction() -> Double? {
        guard kind == .dimension, token.number >= 0, Self.lowercased(buffer.text(token)) == "fr" else { return nil }
        let value = token.number
        advance()
        return value
    }

    /// As a fraction.
    mutating func percentage(atLeast minimum: Double = -.infinity) -> Double? {
        guard kind == .percentage, token.number >= minimum else { return nil }
        let value = token.number / 100
        advance()
        return value
    }

    /// In degrees; a bare zero counts only when asked for.
    mutating func angle() -> Double? {
        if kind == .number, token.number == 0 {
            advance()
            return 0
        }
        guard kind == .dimension else { return nil }
        let factor: Double
        switch Self.lowercased(buffer.text(token)) {
        case "deg": factor = 1
        case "grad": factor = 0.9
        case "rad": factor = 180 / 3.14159265358979323846
        case "turn": factor = 360
        default: return nil
        }
        let value = token.number * factor
        advance()
        return value
    }

    static func lowercased(_ text: String) -> String {
        text.utf8.contains { $0 >= 0x41 && $0 <= 0x5A } ? text.lowercased() : text
    }

    /// Compares a token's text with a lower-case ASCII name without making a string.
    static func equals(_ buffer: TokenBuffer, _ token: CSSToken, _ name: String) -> Bool {
        if token.hasEscape { return lowercased(buffer.text(token)) == name }
        let start = Int(token.textStart)
        let count = Int(token.textEnd) - start
        guard count == name.utf8.count else { return false }
        var index = start
        for expected in name.utf8 {
            var c = buffer.bytes[index]
            if c >= 0x41, c <= 0x5A { c |= 0x20 }
            if c != expected { return false }
            index += 1
        }
        return true
    }
}
