/// A token of CSS Syntax 3, clause 4; comments are left out.
struct CSSToken: Sendable {
    enum Kind: UInt8, Sendable {
        case ident, function, atKeyword, hash, idHash, string, badString, url, badURL, delim
        case number, percentage, dimension, whitespace, cdo, cdc
        case colon, semicolon, comma, leftBracket, rightBracket, leftParen, rightParen, leftBrace, rightBrace
        case end
    }

    var kind: Kind
    /// Whether its text has an escape to decode.
    var hasEscape = false
    /// A number written without point and exponent.
    var isInteger = false
    /// A number written with `+` or `-`.
    var hasSign = false
    /// UTF-8 offsets of the whole token.
    var start: Int32
    var end: Int32
    /// UTF-8 offsets of the name, the string's inside, the address, the unit.
    var textStart: Int32 = 0
    var textEnd: Int32 = 0
    var number = 0.0
    /// The scalar of a delim.
    var scalar: UInt32 = 0
}
