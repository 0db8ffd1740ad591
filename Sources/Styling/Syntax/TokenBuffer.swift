import Diagnostics

/// The tokens of one CSS text, with the bracket that matches each bracket, and the way back to the source.
final class TokenBuffer: Sendable {
    let embedded: EmbeddedText
    /// Address that relative names in this text refer to.
    let base: String
    let bytes: [UInt8]
    let tokens: [CSSToken]
    /// For an opening token, the index of its closing one (or of the end); otherwise -1.
    let closers: [Int32]
    let unclosedStart: Int?
    /// Opening tokens that are never closed, outermost first.
    let unclosed: [Int]

    init(_ embedded: EmbeddedText, base: String = "") {
        self.embedded = embedded
        self.base = base
        bytes = Array(embedded.text.utf8)
        (tokens, unclosedStart) = Tokenizer.tokens(of: bytes)
        var closers = [Int32](repeating: -1, count: tokens.count)
        var stack: [Int] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .function, .leftParen, .leftBracket, .leftBrace: stack.append(index)
            case .rightParen, .rightBracket, .rightBrace:
                guard let open = stack.last, Self.matches(tokens[open].kind, token.kind) else { continue }
                closers[open] = Int32(index)
                stack.removeLast()
            default: break
            }
        }
        for open in stack { closers[open] = Int32(tokens.count - 1) }
        unclosed = stack
        self.closers = closers
    }

    private static func matches(_ open: CSSToken.Kind, _ close: CSSToken.Kind) -> Bool {
        switch close {
        case .rightParen: open == .leftParen || open == .function
        case .rightBracket: open == .leftBracket
        default: open == .leftBrace
        }
    }

    /// The index after a token, and after its block if it opens one.
    func after(_ index: Int) -> Int {
        let closer = Int(closers[index])
        return closer < 0 ? index + 1 : min(closer + 1, tokens.count - 1)
    }

    /// Index of the closing token of an opening one.
    func closer(_ index: Int) -> Int { max(index, Int(closers[index])) }

    /// The decoded name, string, address or unit of a token.
    func text(_ token: CSSToken) -> String {
        let range = Int(token.textStart)..<max(Int(token.textStart), Int(token.textEnd))
        guard token.hasEscape else { return String(decoding: bytes[range], as: UTF8.self) }
        return CSSEscapes.decode(bytes[range])
    }

    func text(at index: Int) -> String { text(tokens[index]) }

    /// The tokens of a range as they stand in the text.
    func source(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return String(decoding: bytes[Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)], as: UTF8.self)
    }

    func span(_ range: Range<Int>) -> Span {
        let first = tokens[min(range.lowerBound, tokens.count - 1)]
        guard !range.isEmpty else { return embedded.span(Int(first.start)..<Int(first.start)) }
        return embedded.span(Int(first.start)..<Int(tokens[range.upperBound - 1].end))
    }

    func span(at index: Int) -> Span {
        let token = tokens[min(index, tokens.count - 1)]
        return embedded.span(Int(token.start)..<Int(token.end))
    }
}
