import Diagnostics

/// Words and forms of other languages: told with the mend, then read as what they mean.
extension Parser {
    static let andWords: Set<String> = ["and", "AND", "And", "et", "ET"]
    static let orWords: Set<String> = ["or", "OR", "Or", "ou", "OU"]
    static let notWords: Set<String> = ["not", "NOT", "Not", "non", "NON"]

    /// A word in place of an operator: told, then read as what it means.
    mutating func acceptWord(_ words: Set<String>, meant: String) -> Bool {
        guard case .identifier(let word) = current.kind, words.contains(word) else { return false }
        report(CELDiagnostics.otherSign(word, meant: meant, at: text.span(current.range)))
        position += 1
        return true
    }

    /// `not x == 1`: elsewhere the word takes in the whole comparison.
    mutating func negationInWords(_ word: String) -> SyntaxTree.ID {
        let range = current.range
        let isEnclosed = peek(1).kind == .symbol(.leftParenthesis)
        report(CELDiagnostics.negationInWords(word, isEnclosed: isEnclosed, at: text.span(range)))
        position += 1
        let operand = isEnclosed ? unary() : relation()
        return add(.call(function: "!_", target: nil, arguments: [operand], nameRange: range), from: range.lowerBound)
    }

    /// `is null`, `is not null`, `not in`: as above; nil for all else.
    mutating func relationInWords() -> String? {
        guard case .identifier(let word) = current.kind else { return nil }
        let begin = current.range.lowerBound
        if ["is", "IS", "est"].contains(word) {
            var isNegated = false
            var end = current.range.upperBound
            if case .identifier(let next) = peek(1).kind, Self.notWords.contains(next) {
                isNegated = true
                end = peek(1).range.upperBound
            }
            position += isNegated ? 2 : 1
            report(
                CELDiagnostics.otherSign(
                    isNegated ? "\(word) not" : word, meant: isNegated ? "!=" : "==", at: text.span(begin..<end)))
            return isNegated ? "_!=_" : "_==_"
        }
        if Self.notWords.contains(word), peek(1).kind == .identifier("in") {
            report(CELDiagnostics.notIn(at: text.span(begin..<peek(1).range.upperBound)))
            position += 2
            return "@in"
        }
        return nil
    }

    /// Whether a value may begin with the token, so that a word before it can only be an operator.
    func canBegin(_ token: Token) -> Bool {
        switch token.kind {
        case .identifier(let word): word != "in" && !Self.andWords.contains(word) && !Self.orWords.contains(word)
        case .int, .uint, .double, .string, .bytes, .symbol(.bang): true
        // `not (a)` but not `not(a)`, which the checker tells as an unknown function.
        case .symbol(.leftParenthesis): true
        default: false
        }
    }

    /// `('a', 'b')`, as other languages write lists.
    mutating func listInParentheses(_ first: SyntaxTree.ID, opening: Range<Int>) -> SyntaxTree.ID {
        var elements = [first]
        report(CELDiagnostics.listInParentheses(at: text.span(opening)))
        while next(before: .rightParenthesis), !at(.rightParenthesis), !isStopped { elements.append(expression()) }
        expect(.rightParenthesis, opening: opening)
        return add(.list(elements, optionals: []), from: opening.lowerBound)
    }
}
