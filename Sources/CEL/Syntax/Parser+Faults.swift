import Diagnostics

/// What happens at a fault of syntax: it is told once, with what could stand there, and reading goes on behind it.
extension Parser {
    /// After the end of what could be read: says what stands in the way, and reads on behind it for further faults.
    mutating func resume() {
        unexpected()
        skip(to: [.and, .or, .question, .colon, .comma])
        guard current.kind != .end else { return }
        position += 1
        if current.kind != .end { _ = expression() }
    }

    /// Goes on to one of the signs, over what stands in parentheses, and stops before what closes a parenthesis around.
    mutating func skip(to signs: Set<Token.Symbol>) {
        // What stands there has been told with what was passed over.
        defer { lastFault = position }
        var open = 0
        while current.kind != .end {
            if case .symbol(let symbol) = current.kind {
                if open == 0, signs.contains(symbol) { return }
                switch symbol {
                case .leftParenthesis, .leftBracket, .leftBrace: open += 1
                case .rightParenthesis, .rightBracket, .rightBrace:
                    if open == 0, enclosing > 0 { return }
                    open = max(0, open - 1)
                default: break
                }
            }
            position += 1
        }
    }

    /// What ends a parenthesis, a list or a map that began at `opening`; reads on to it over what does not belong.
    mutating func expect(_ symbol: Token.Symbol, opening: Range<Int>) {
        if accept(symbol) { return }
        unexpected(wanted: symbol.rawValue, opening: opening)
        skip(to: [symbol])
        _ = accept(symbol)
    }

    /// The `:` of `?:`, of a map's entry or of a field.
    mutating func expectColon() {
        if accept(.colon) { return }
        unexpected(wanted: ":")
        skip(to: [.colon, .comma])
        _ = accept(.colon)
    }

    mutating func unexpected(wanted: String? = nil, opening: Range<Int>? = nil) {
        guard !isStopped, position != lastFault else { return }
        lastFault = position
        isBroken = true
        // The lexer has told what is wrong with it.
        if current.kind == .invalid { return }
        let token = current
        let found = token.kind == .end ? nil : String(decoding: Array(text.text.utf8)[token.range], as: UTF8.self)
        let before = position > 0 ? tokens[position - 1] : nil
        report(
            CELDiagnostics.unexpected(
                found, wanted: wanted, opening: opening.map { text.span($0) }, advice: Self.advice(before: before, token, next: peek(1)),
                at: text.span(token.range)))
    }

    /// What may have been meant where two tokens do not go together.
    static func advice(before: Token?, _ token: Token, next: Token) -> CELDiagnostics.Advice? {
        switch (before?.kind, token.kind) {
        case (.string?, .string): return .twoTexts
        case (.string?, .identifier): return .operatorMissing
        case (_, .symbol(.rightParenthesis)), (_, .symbol(.rightBracket)), (_, .symbol(.rightBrace)): return nil
        case (.symbol(.rightParenthesis)?, _), (.symbol(.rightBracket)?, _), (.identifier?, .identifier), (.identifier?, .string),
            (.identifier?, .int), (.int?, .identifier), (.int?, .string), (.int?, .int), (.string?, .int):
            if case .symbol = token.kind { return nil }
            return token.kind == .end ? nil : .operatorMissing
        default: return nil
        }
    }

    mutating func report(_ diagnostic: Diagnostic) {
        guard !isStopped else { return }
        bag.append(diagnostic)
        faultCount += 1
        if faultCount >= Self.mostFaults {
            isBroken = true
            stop()
        }
    }

    /// A fault after which the rest can still be read.
    mutating func fault(_ diagnostic: Diagnostic) {
        isBroken = true
        report(diagnostic)
    }

    /// A limit: nothing more is read.
    mutating func refuse(_ diagnostic: Diagnostic) {
        isBroken = true
        if !isStopped { bag.append(diagnostic) }
        stop()
    }

    mutating func stop() {
        isStopped = true
        position = tokens.count - 1
    }
}
