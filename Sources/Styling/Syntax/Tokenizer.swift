/// Cuts CSS into tokens (CSS Syntax 3, clause 4.3), on bytes, in linear time; never fails.
struct Tokenizer {
    private let bytes: [UInt8]
    private var position = 0
    private(set) var tokens: [CSSToken] = []
    /// Start of a comment or string that runs to the end of the text.
    private(set) var unclosedStart: Int?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 4 + 2)
    }

    static func tokens(of bytes: [UInt8]) -> (tokens: [CSSToken], unclosedStart: Int?) {
        var tokenizer = Tokenizer(bytes)
        tokenizer.run()
        return (tokenizer.tokens, tokenizer.unclosedStart)
    }

    private mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while position < bytes.count { next() }
        add(.end, from: position)
    }

    @inline(__always) private func byte(_ offset: Int = 0) -> UInt8 {
        let index = position + offset
        return index < bytes.count ? bytes[index] : 0
    }

    private mutating func add(_ kind: CSSToken.Kind, from start: Int) {
        tokens.append(CSSToken(kind: kind, start: Int32(clamping: start), end: Int32(clamping: position)))
    }

    private mutating func single(_ kind: CSSToken.Kind) {
        let start = position
        position += 1
        add(kind, from: start)
    }

    private mutating func next() {
        let start = position
        let c = bytes[position]
        switch c {
        case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
            while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
            add(.whitespace, from: start)
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
            position += 2
            while position < bytes.count, !(bytes[position] == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { position += 1 }
            if position >= bytes.count { unclosedStart = start }
            position = min(position + 2, bytes.count)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): string(c)
        case UInt8(ascii: "#"):
            if isNameByte(1) || isEscape(1) {
                let isID = startsIdentifier(1)
                position += 1
                let escape = name()
                addNamed(isID ? .idHash : .hash, from: start, textStart: start + 1, hasEscape: escape)
            } else {
                delim()
            }
        case UInt8(ascii: "("): single(.leftParen)
        case UInt8(ascii: ")"): single(.rightParen)
        case UInt8(ascii: "["): single(.leftBracket)
        case UInt8(ascii: "]"): single(.rightBracket)
        case UInt8(ascii: "{"): single(.leftBrace)
        case UInt8(ascii: "}"): single(.rightBrace)
        case UInt8(ascii: ","): single(.comma)
        case UInt8(ascii: ":"): single(.colon)
        case UInt8(ascii: ";"): single(.semicolon)
        case UInt8(ascii: "+"), UInt8(ascii: "."):
            if startsNumber(0) { number() } else { delim() }
        case UInt8(ascii: "-"):
            if startsNumber(0) {
                number()
            } else if byte(1) == UInt8(ascii: "-"), byte(2) == UInt8(ascii: ">") {
                position += 3
                add(.cdc, from: start)
            } else if startsIdentifier(0) {
                identifier()
            } else {
                delim()
            }
        case UInt8(ascii: "<"):
            if byte(1) == UInt8(ascii: "!"), byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-") {
                position += 4
                add(.cdo, from: start)
            } else {
                delim()
            }
        case UInt8(ascii: "@"):
            if startsIdentifier(1) {
                position += 1
                let escape = name()
                addNamed(.atKeyword, from: start, textStart: start + 1, hasEscape: escape)
            } else {
                delim()
            }
        case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
        default:
            if startsIdentifier(0) { identifier() } else { delim() }
        }
    }

    private mutating func addNamed(_ kind: CSSToken.Kind, from start: Int, textStart: Int, hasEscape: Bool, textEnd: Int? = nil) {
        var token = CSSToken(kind: kind, start: Int32(clamping: start), end: Int32(clamping: position))
        token.textStart = Int32(clamping: textStart)
        token.textEnd = Int32(clamping: textEnd ?? position)
        token.hasEscape = hasEscape
        tokens.append(token)
    }

    private mutating func delim() {
        let start = position
        // A scalar at a time, so that spans end between characters.
        let (scalar, length) = Self.scalar(bytes, at: position)
        position += length
        var token = CSSToken(kind: .delim, start: Int32(clamping: start), end: Int32(clamping: position))
        token.scalar = scalar
        tokens.append(token)
    }

    private mutating func string(_ quote: UInt8) {
        let start = position
        position += 1
        var escape = false
        while position < bytes.count {
            let c = bytes[position]
            if c == quote {
                position += 1
                addNamed(.string, from: start, textStart: start + 1, hasEscape: escape, textEnd: position - 1)
                return
            }
            if c == 0x0A || c == 0x0C || c == 0x0D {
                addNamed(.badString, from: start, textStart: start + 1, hasEscape: escape)
                return
            }
            if c == UInt8(ascii: "\\") {
                escape = true
                position += 1
                if position < bytes.count {
                    if bytes[position] == 0x0D, byte(1) == 0x0A { position += 1 }
                    position += 1
                }
            } else {
                position += 1
            }
        }
        position = min(position, bytes.count)
        unclosedStart = start
        addNamed(.string, from: start, textStart: start + 1, hasEscape: escape)
    }

    private mutating func identifier() {
        let start = position
        let escape = name()
        guard byte() == UInt8(ascii: "(") else {
            addNamed(.ident, from: start, textStart: start, hasEscape: escape)
            return
        }
        let nameEnd = position
        position += 1
        let isURL =
            nameEnd - start == 3 && bytes[start] | 0x20 == UInt8(ascii: "u") && bytes[start + 1] | 0x20 == UInt8(ascii: "r")
            && bytes[start + 2] | 0x20 == UInt8(ascii: "l")
        if isURL {
            var ahead = position
            while ahead < bytes.count, Self.isSpace(bytes[ahead]) { ahead += 1 }
            let isQuoted = ahead < bytes.count && (bytes[ahead] == UInt8(ascii: "\"") || bytes[ahead] == UInt8(ascii: "'"))
            if !isQuoted {
                position = ahead
                url(from: start)
                return
            }
        }
        addNamed(.function, from: start, textStart: start, hasEscape: escape, textEnd: nameEnd)
    }

    private mutating func url(from start: Int) {
        let textStart = position
        var escape = false
        while position < bytes.count {
            let c = bytes[position]
            if c == UInt8(ascii: ")") {
                position += 1
                addNamed(.url, from: start, textStart: textStart, hasEscape: escape, textEnd: position - 1)
                return
            }
            if Self.isSpace(c) {
                let textEnd = position
                while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
                if position >= bytes.count || bytes[position] == UInt8(ascii: ")") {
                    position = min(position + 1, bytes.count)
                    addNamed(.url, from: start, textStart: textStart, hasEscape: escape, textEnd: textEnd)
                    return
                }
                badURL(from: start)
                return
            }
            if c == UInt8(ascii: "\"") || c == UInt8(ascii: "'") || c == UInt8(ascii: "(") || c < 0x20 || c == 0x7F {
                badURL(from: start)
                return
            }
            if c == UInt8(ascii: "\\") {
                guard isEscape(0) else {
                    badURL(from: start)
                    return
                }
                escape = true
                position += 1
            }
            position += 1
        }
        position = min(position, bytes.count)
        unclosedStart = start
        addNamed(.url, from: start, textStart: textStart, hasEscape: escape)
    }

    private mutating func badURL(from start: Int) {
        while position < bytes.count, bytes[position] != UInt8(ascii: ")") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
        add(.badURL, from: start)
    }

    private mutating func number() {
        let start = position
        var isInteger = true
        let hasSign = byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-")
        if hasSign { position += 1 }
        while Self.isDigit(byte()) { position += 1 }
        if byte() == UInt8(ascii: "."), Self.isDigit(byte(1)) {
            isInteger = false
            position += 1
            while Self.isDigit(byte()) { position += 1 }
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if Self.isDigit(byte(signed ? 2 : 1)) {
                isInteger = false
                position += signed ? 3 : 2
                while Self.isDigit(byte()) { position += 1 }
            }
        }
        let value = Self.value(of: bytes[start..<position])
        var token = CSSToken(kind: .number, start: Int32(clamping: start), end: Int32(clamping: position))
        token.number = value
        token.isInteger = isInteger
        token.hasSign = hasSign
        if byte() == UInt8(ascii: "%") {
            position += 1
            token.kind = .percentage
        } else if startsIdentifier(0) {
            token.kind = .dimension
            token.textStart = Int32(clamping: position)
            token.hasEscape = name()
            token.textEnd = Int32(clamping: position)
        }
        token.end = Int32(clamping: position)
        tokens.append(token)
    }

    /// The value of digits as CSS writes them; out of range it is clamped to ±1e30, so that layout keeps finite.
    private static func value(of text: ArraySlice<UInt8>) -> Double {
        var mantissa = 0.0
        var digits = 0
        var scale = 0
        var isNegative = false
        var exponent = 0
        var isExponentNegative = false
        var part = 0
        for c in text {
            switch c {
            case UInt8(ascii: "-"): if part == 2 { isExponentNegative = true } else { isNegative = true }
            case UInt8(ascii: "+"): break
            case UInt8(ascii: "."): part = 1
            case UInt8(ascii: "e"), UInt8(ascii: "E"): part = 2
            default:
                let digit = Int(c) - 48
                if part == 2 {
                    exponent = min(exponent * 10 + digit, 100_000)
                } else if digits < 18 {
                    if mantissa != 0 || digit != 0 { digits += 1 }
                    mantissa = mantissa * 10 + Double(digit)
                    if part == 1 { scale -= 1 }
                } else if part == 0 {
                    scale += 1
                }
            }
        }
        let power = max(-400, min(400, scale + (isExponentNegative ? -exponent : exponent)))
        var value = mantissa
        // Division by a power of ten that is exact rounds once, as strtod does.
        if power < 0, power >= -22 { value /= Self.powers[-power] } else { value *= Self.powerOfTen(power) }
        if value > 1e30 || value.isNaN { value = 1e30 }
        return isNegative ? -value : value
    }

    private static let powers: [Double] = (0...22).reduce(into: []) { list, _ in list.append((list.last ?? 0.1) * 10) }.map { $0.rounded() }

    private static func powerOfTen(_ power: Int) -> Double {
        var result = 1.0
        for _ in 0..<abs(power) { result *= 10 }
        return power < 0 ? 1 / result : result
    }

    /// Passes a name; whether it has escapes.
    private mutating func name() -> Bool {
        var escape = false
        while position < bytes.count {
            let c = bytes[position]
            if Self.isName(c) {
                position += 1
            } else if isEscape(0) {
                escape = true
                position += 2
                if Self.isHex(bytes[position - 1]) {
                    var count = 1
                    while count < 6, Self.isHex(byte()) {
                        position += 1
                        count += 1
                    }
                    if byte() == 0x0D, byte(1) == 0x0A { position += 2 } else if Self.isSpace(byte()) { position += 1 }
                } else {
                    while byte() & 0xC0 == 0x80 { position += 1 }
                }
            } else {
                break
            }
        }
        return escape
    }

    private func isEscape(_ offset: Int) -> Bool {
        guard byte(offset) == UInt8(ascii: "\\"), position + offset + 1 < bytes.count else { return false }
        let next = byte(offset + 1)
        return next != 0x0A && next != 0x0C && next != 0x0D
    }

    private func isNameByte(_ offset: Int) -> Bool { position + offset < bytes.count && Self.isName(byte(offset)) }

    private func startsIdentifier(_ offset: Int) -> Bool {
        let c = byte(offset)
        if c == UInt8(ascii: "-") {
            return byte(offset + 1) == UInt8(ascii: "-") || Self.isNameStart(byte(offset + 1)) || isEscape(offset + 1)
        }
        return Self.isNameStart(c) || isEscape(offset)
    }

    private func startsNumber(_ offset: Int) -> Bool {
        var offset = offset
        if byte(offset) == UInt8(ascii: "+") || byte(offset) == UInt8(ascii: "-") { offset += 1 }
        if byte(offset) == UInt8(ascii: ".") { offset += 1 }
        return Self.isDigit(byte(offset))
    }

    static func isSpace(_ c: UInt8) -> Bool { c == 0x20 || c == 0x09 || c == 0x0A || c == 0x0C || c == 0x0D }
    static func isDigit(_ c: UInt8) -> Bool { c >= 0x30 && c <= 0x39 }
    static func isHex(_ c: UInt8) -> Bool { isDigit(c) || (c | 0x20 >= 0x61 && c | 0x20 <= 0x66) }
    static func isNameStart(_ c: UInt8) -> Bool { (c | 0x20 >= 0x61 && c | 0x20 <= 0x7A) || c == UInt8(ascii: "_") || c >= 0x80 }
    static func isName(_ c: UInt8) -> Bool { isNameStart(c) || isDigit(c) || c == UInt8(ascii: "-") }

    /// The scalar at an offset and its length in bytes; ill-formed bytes count one each.
    static func scalar(_ bytes: [UInt8], at index: Int) -> (UInt32, Int) {
        let first = bytes[index]
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, index + length <= bytes.count else { return (UInt32(first), 1) }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for next in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(next & 0x3F) }
        return (value, length)
    }
}
