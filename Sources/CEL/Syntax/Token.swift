/// A piece of an expression's text.
struct Token {
    enum Kind: Equatable {
        case identifier(String)
        /// An identifier between backquotes: a field name with other characters.
        case quotedIdentifier(String)
        case int(UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case symbol(Symbol)
        case end
        /// A fault that the lexer has reported; it stands where a value may.
        case invalid
    }

    enum Symbol: String, CaseIterable {
        case leftParenthesis = "(", rightParenthesis = ")", leftBracket = "[", rightBracket = "]", leftBrace = "{", rightBrace = "}"
        case dot = ".", comma = ",", colon = ":", question = "?"
        case plus = "+", minus = "-", star = "*", slash = "/", percent = "%", bang = "!"
        case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
        case and = "&&", or = "||"
    }

    let kind: Kind
    let range: Range<Int>
}
