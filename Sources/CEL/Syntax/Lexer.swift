import Diagnostics

/// Cuts an expression into tokens (language definition, "Syntax").
struct Lexer {
    private let text: EmbeddedText
    private let bytes: [UInt8]
    private var position = 0
    private(set) var bag = DiagnosticBag()

    init(_ text: EmbeddedText) {
        self.text = text
        bytes = Array(text.text.utf8)
    }

    /// All tokens, the last being ``Token/Kind/end``.
    mutating func tokens() -> [Token] {
        var all: [Token] = []
        all.reserveCapacity(bytes.count / 3 + 2)
        while true {
            skipBlanks()
            guard position < bytes.count else { break }
            let start = position
            let kind = next()
            all.append(Token(kind: kind, range: start..<max(position, start + 1)))
        }
        all.append(Token(kind: .end, range: bytes.count..<bytes.count))
        return all
    }

    private func byte(_ ahead: Int = 0) -> UInt8 { position + ahead < bytes.count ? bytes[position + ahead] : 0 }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
            case 0x2F where byte(1) == 0x2F:
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            default: return
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F
    }

    private mutating func next() -> Token.Kind {
        let first = byte()
        if Self.isLetter(first) { return word() }
        if Self.isDigit(first) || (first == 0x2E && Self.isDigit(byte(1))) { return number() }
        if first == 0x22 || first == 0x27 { return quoted(isRaw: false, isBytes: false) }
        if first == 0x60 { return backquoted() }
        if let mended = mended() { return mended }
        for length in [2, 1] where position + length <= bytes.count {
            if let symbol = Token.Symbol(rawValue: String(decoding: bytes[position..<position + length], as: UTF8.self)) {
                position += length
                return .symbol(symbol)
            }
        }
        let start = position
        position += 1
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        bag.append(
            CELDiagnostics.unexpectedCharacter(String(decoding: bytes[start..<position], as: UTF8.self), at: text.span(start..<position)))
        return .invalid
    }

    /// Signs of other languages and of word processors: told with the mend, then read as what they mean, so that further faults are found.
    private static let mistakes: [(text: String, meant: Token.Symbol)] = [
        ("===", .equal), ("!==", .notEqual), ("<>", .notEqual), ("=<", .lessOrEqual), ("=>", .greaterOrEqual), ("≠", .notEqual),
        ("≤", .lessOrEqual), ("≥", .greaterOrEqual), ("×", .star), ("÷", .slash), ("−", .minus),
    ]

    private mutating func mended() -> Token.Kind? {
        let rest = bytes[position...]
        if let mistake = Self.mistakes.first(where: { rest.starts(with: $0.text.utf8) }) {
            return mended(mistake.text, as: mistake.meant)
        }
        let next = byte(1)
        switch byte() {
        case 0x3D where next != 0x3D: return mended("=", as: .equal)
        case 0x26 where next != 0x26: return mended("&", as: .and)
        case 0x7C where next != 0x7C: return mended("|", as: .or)
        case 0xE2, 0xC2: return typographic()
        default: return nil
        }
    }

    private mutating func mended(_ text: String, as meant: Token.Symbol) -> Token.Kind {
        let start = position
        position += text.utf8.count
        bag.append(CELDiagnostics.otherSign(text, meant: meant.rawValue, at: self.text.span(start..<position)))
        return .symbol(meant)
    }

    /// Marks that close what a typographic mark opens.
    private static let quotes: [(opening: String, closing: [String])] = [
        ("“", ["”", "“", "\""]), ("”", ["”", "\""]), ("„", ["“", "”"]), ("‘", ["’", "'"]), ("’", ["’", "'"]), ("«", ["»"]),
    ]

    private mutating func typographic() -> Token.Kind? {
        guard let quote = Self.quotes.first(where: { bytes[position...].starts(with: $0.opening.utf8) }) else { return nil }
        let start = position
        var at = position + quote.opening.utf8.count
        let content = at
        while at < bytes.count, bytes[at] != 0x0A {
            if let closing = quote.closing.first(where: { bytes[at...].starts(with: $0.utf8) }) {
                let inner = String(decoding: bytes[content..<at], as: UTF8.self)
                position = at + closing.utf8.count
                bag.append(CELDiagnostics.typographicQuotes(inner, at: text.span(start..<position)))
                return .string(inner)
            }
            at += 1
        }
        position = content
        bag.append(CELDiagnostics.typographicQuotes(nil, at: text.span(start..<position)))
        return .invalid
    }

    private mutating func word() -> Token.Kind {
        let start = position
        // r"", b"", rb"" and their capitals are prefixes of strings.
        var prefix = 0
        var (isRaw, isBytes) = (false, false)
        while prefix < 2 {
            switch byte(prefix) | 0x20 {
            case 0x72 where !isRaw: isRaw = true
            case 0x62 where !isBytes: isBytes = true
            default: prefix = 2
            }
            prefix += 1
            if prefix <= 2, byte(prefix) == 0x22 || byte(prefix) == 0x27 {
                position += prefix
                return quoted(isRaw: isRaw, isBytes: isBytes)
            }
        }
        while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) { position += 1 }
        return .identifier(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func backquoted() -> Token.Kind {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != 0x60, bytes[position] != 0x0A { position += 1 }
        guard byte() == 0x60, position > start + 1 else {
            bag.append(CELDiagnostics.unterminated(isTriple: false, at: text.span(start..<position)))
            return .invalid
        }
        position += 1
        return .quotedIdentifier(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
    }

    private mutating func number() -> Token.Kind {
        let start = position
        if byte() == 0x30, byte(1) | 0x20 == 0x78 {
            position += 2
            let digits = position
            while position < bytes.count, Self.hexDigit(bytes[position]) != nil { position += 1 }
            let value = UInt64(String(decoding: bytes[digits..<position], as: UTF8.self), radix: 16)
            return integer(value, from: start)
        }
        while Self.isDigit(byte()) { position += 1 }
        var isDouble = false
        if byte() == 0x2E, Self.isDigit(byte(1)) {
            isDouble = true
            position += 1
            while Self.isDigit(byte()) { position += 1 }
        }
        if byte() | 0x20 == 0x65 {
            let sign = byte(1) == 0x2B || byte(1) == 0x2D ? 1 : 0
            if Self.isDigit(byte(1 + sign)) {
                isDouble = true
                position += 1 + sign
                while Self.isDigit(byte()) { position += 1 }
            }
        }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        guard isDouble else { return integer(UInt64(digits), from: start) }
        return .double(Double(digits) ?? .infinity)
    }

    private mutating func integer(_ value: UInt64?, from start: Int) -> Token.Kind {
        let isUnsigned = byte() | 0x20 == 0x75
        if isUnsigned { position += 1 }
        guard let value else {
            bag.append(CELDiagnostics.numberOutOfRange(at: text.span(start..<position)))
            return .invalid
        }
        return isUnsigned ? .uint(value) : .int(value)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x41 + 10
        case 0x61...0x66: UInt32(byte) - 0x61 + 10
        default: nil
        }
    }

    private mutating func quoted(isRaw: Bool, isBytes: Bool) -> Token.Kind {
        let start = position
        let quote = byte()
        let isTriple = byte(1) == quote && byte(2) == quote
        position += isTriple ? 3 : 1
        var out: [UInt8] = []
        var isFaulty = false
        while true {
            guard position < bytes.count else {
                bag.append(CELDiagnostics.unterminated(isTriple: isTriple, at: text.span(start..<min(bytes.count, start + 1))))
                return .invalid
            }
            let current = byte()
            if current == quote, !isTriple || (byte(1) == quote && byte(2) == quote) {
                if !isTriple, isApostrophe() {
                    bag.append(CELDiagnostics.apostrophe(at: text.span(position..<position + 1)))
                    isFaulty = true
                    position += 1
                    continue
                }
                position += isTriple ? 3 : 1
                break
            }
            if !isTriple, current == 0x0A || current == 0x0D {
                bag.append(CELDiagnostics.unterminated(isTriple: false, at: text.span(start..<start + 1)))
                return .invalid
            }
            if current == 0x5C, !isRaw {
                isFaulty = !escape(into: &out, isBytes: isBytes) || isFaulty
            } else if current == 0x0D, isTriple {
                // Line ends of every system read as one.
                position += byte(1) == 0x0A ? 2 : 1
                out.append(0x0A)
            } else {
                out.append(current)
                position += 1
            }
        }
        if isFaulty { return .invalid }
        return isBytes ? .bytes(out) : .string(String(decoding: out, as: UTF8.self))
    }

    /// Whether the `'` here stands within a word, and the text goes on to another one: `'l'été'`.
    private func isApostrophe() -> Bool {
        func isWord(_ at: Int) -> Bool { at < bytes.count && (Self.isLetter(bytes[at]) || bytes[at] >= 0x80) }
        guard byte() == 0x27, isWord(position + 1), !(byte(1) == 0x69 && byte(2) == 0x6E && !isWord(position + 3)) else { return false }
        var at = position + 1
        while at < bytes.count, bytes[at] != 0x0A {
            if bytes[at] == 0x27, !isWord(at + 1) { return true }
            at += 1
        }
        return false
    }

    /// One escape sequence; false after a fault.
    private mutating func escape(into out: inout [UInt8], isBytes: Bool) -> Bool {
        let start = position
        let letter = byte(1)
        position += 2
        func simple(_ value: UInt8) -> Bool {
            out.append(value)
            return true
        }
        switch letter {
        case 0x61: return simple(7)
        case 0x62: return simple(8)
        case 0x66: return simple(12)
        case 0x6E: return simple(10)
        case 0x72: return simple(13)
        case 0x74: return simple(9)
        case 0x76: return simple(11)
        case 0x5C, 0x3F, 0x22, 0x27, 0x60: return simple(letter)
        case 0x78, 0x58:
            if let value = digits(2, radix: 16) { return append(value, isByte: isBytes, to: &out, from: start) }
        case 0x75 where !isBytes:
            if let value = digits(4, radix: 16) { return append(value, isByte: false, to: &out, from: start) }
        case 0x55 where !isBytes:
            if let value = digits(8, radix: 16) { return append(value, isByte: false, to: &out, from: start) }
        case 0x30...0x33:
            position -= 1
            if let value = digits(3, radix: 8) { return append(value, isByte: isBytes, to: &out, from: start) }
        default: break
        }
        position = min(max(position, start + 1), bytes.count)
        bag.append(CELDiagnostics.badEscape(String(decoding: bytes[start..<position], as: UTF8.self), at: text.span(start..<position)))
        return false
    }

    private mutating func digits(_ count: Int, radix: UInt32) -> UInt32? {
        var value: UInt32 = 0
        for offset in 0..<count {
            guard let digit = Self.hexDigit(byte(offset)), digit < radix else { return nil }
            value = value &* radix &+ digit
        }
        position += count
        return value
    }

    private mutating func append(_ value: UInt32, isByte: Bool, to out: inout [UInt8], from start: Int) -> Bool {
        if isByte {
            out.append(UInt8(truncatingIfNeeded: value))
            return true
        }
        guard let scalar = Unicode.Scalar(value) else {
            bag.append(
                CELDiagnostics.badEscape(String(decoding: bytes[start..<position], as: UTF8.self), at: text.span(start..<position)))
            return false
        }
        out.append(contentsOf: String(Character(scalar)).utf8)
        return true
    }
}
