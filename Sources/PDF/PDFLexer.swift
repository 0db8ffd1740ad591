/// Cuts bytes into the tokens of PDF (ISO 32000-1, clause 7.2). Every read is checked against ``end``.
struct PDFLexer {
    enum Token: Equatable {
        case integer(Int)
        case real(Double)
        case name(PDFName)
        case string([UInt8])
        case keyword(ArraySlice<UInt8>)
        case arrayStart, arrayEnd, dictionaryStart, dictionaryEnd
        case end
        /// A byte that starts no token.
        case invalid
    }

    let bytes: [UInt8]
    /// One past the last byte that may be read.
    let end: Int
    var position: Int

    init(_ bytes: [UInt8], from position: Int = 0, to end: Int? = nil) {
        self.bytes = bytes
        self.end = min(bytes.count, max(0, end ?? bytes.count))
        self.position = max(0, position)
    }

    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
    }

    @inline(__always) static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: true
        default: false
        }
    }

    @inline(__always) static func isRegular(_ byte: UInt8) -> Bool { !isSpace(byte) && !isDelimiter(byte) }

    var current: UInt8? { position < end ? bytes[position] : nil }

    mutating func skipSpace() {
        while position < end {
            let byte = bytes[position]
            if Self.isSpace(byte) {
                position += 1
            } else if byte == 0x25 {
                while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            } else {
                return
            }
        }
    }

    mutating func next() -> Token {
        skipSpace()
        guard position < end else { return .end }
        let byte = bytes[position]
        switch byte {
        case 0x2F: return .name(name())
        case 0x28: return literalString()
        case 0x5B:
            position += 1
            return .arrayStart
        case 0x5D:
            position += 1
            return .arrayEnd
        case 0x3C:
            if position + 1 < end, bytes[position + 1] == 0x3C {
                position += 2
                return .dictionaryStart
            }
            return hexString()
        case 0x3E:
            if position + 1 < end, bytes[position + 1] == 0x3E {
                position += 2
                return .dictionaryEnd
            }
            return .invalid
        case 0x29, 0x7B, 0x7D: return .invalid
        case 0x30...0x39, 0x2B, 0x2D, 0x2E: return number()
        default: return .keyword(regular())
        }
    }

    /// Takes a keyword if it comes next.
    mutating func take(_ keyword: StaticString) -> Bool {
        let start = position
        if case .keyword(let word) = next(), keyword.withUTF8Buffer({ word.elementsEqual($0) }) { return true }
        position = start
        return false
    }

    /// Takes an integer that is not negative if it comes next.
    mutating func takeNatural() -> Int? {
        let start = position
        if case .integer(let value) = next(), value >= 0 { return value }
        position = start
        return nil
    }

    /// Whether these bytes stand here.
    func stands(_ text: StaticString, at offset: Int) -> Bool {
        text.withUTF8Buffer { wanted in
            guard offset >= 0, offset <= end, end - offset >= wanted.count else { return false }
            return bytes[offset..<offset + wanted.count].elementsEqual(wanted)
        }
    }

    private mutating func regular() -> ArraySlice<UInt8> {
        let start = position
        while position < end, Self.isRegular(bytes[position]) { position += 1 }
        return bytes[start..<position]
    }

    private mutating func name() -> PDFName {
        position += 1
        let start = position
        var hasEscape = false
        var isASCII = true
        while position < end, Self.isRegular(bytes[position]) {
            if bytes[position] == 0x23 { hasEscape = true }
            if bytes[position] >= 0x80 { isASCII = false }
            position += 1
        }
        if !hasEscape, isASCII { return PDFName(String(decoding: bytes[start..<position], as: UTF8.self)) }
        var read: [UInt8] = []
        var index = start
        while index < position {
            if bytes[index] == 0x23, index + 2 < position, let high = Self.hexDigit(bytes[index + 1]),
                let low = Self.hexDigit(bytes[index + 2])
            {
                read.append(high << 4 | low)
                index += 3
            } else {
                read.append(bytes[index])
                index += 1
            }
        }
        return PDFName(bytes: read)
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private mutating func number() -> Token {
        let start = position
        let text = regular()
        var index = text.startIndex
        var isNegative = false
        if text[index] == 0x2B || text[index] == 0x2D {
            isNegative = text[index] == 0x2D
            index += 1
        }
        var whole = 0
        var real = 0.0
        var isWhole = true
        var hasOverflow = false
        var digits = 0
        var scale = 1.0
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            if byte == 0x2E, isWhole {
                isWhole = false
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else {
                // `12abc` is no number; the word is given back whole.
                return .keyword(bytes[start..<position])
            }
            digits += 1
            let digit = Int(byte - 0x30)
            if isWhole {
                let (product, overflowA) = whole.multipliedReportingOverflow(by: 10)
                let (sum, overflowB) = product.addingReportingOverflow(digit)
                if overflowA || overflowB { hasOverflow = true } else { whole = sum }
                real = real * 10 + Double(digit)
            } else {
                scale /= 10
                real += Double(digit) * scale
            }
        }
        guard digits > 0 else { return .keyword(bytes[start..<position]) }
        if isWhole, !hasOverflow { return .integer(isNegative ? -whole : whole) }
        return .real(isNegative ? -real : real)
    }

    private mutating func literalString() -> Token {
        position += 1
        var depth = 1
        var read: [UInt8] = []
        while position < end {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x28:
                depth += 1
                read.append(byte)
            case 0x29:
                depth -= 1
                if depth == 0 { return .string(read) }
                read.append(byte)
            case 0x5C: escape(into: &read)
            case 0x0D:
                if position < end, bytes[position] == 0x0A { position += 1 }
                read.append(0x0A)
            default: read.append(byte)
            }
        }
        return .invalid
    }

    private mutating func escape(into read: inout [UInt8]) {
        guard position < end else { return }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x6E: read.append(0x0A)
        case 0x72: read.append(0x0D)
        case 0x74: read.append(0x09)
        case 0x62: read.append(0x08)
        case 0x66: read.append(0x0C)
        case 0x0A: break
        case 0x0D: if position < end, bytes[position] == 0x0A { position += 1 }
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            var count = 1
            while count < 3, position < end, bytes[position] >= 0x30, bytes[position] <= 0x37 {
                value = value * 8 + Int(bytes[position] - 0x30)
                position += 1
                count += 1
            }
            read.append(UInt8(truncatingIfNeeded: value))
        default: read.append(byte)
        }
    }

    private mutating func hexString() -> Token {
        position += 1
        var read: [UInt8] = []
        var high: UInt8?
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == 0x3E {
                if let high { read.append(high << 4) }
                return .string(read)
            }
            if Self.isSpace(byte) { continue }
            guard let digit = Self.hexDigit(byte) else { return .invalid }
            if let first = high {
                read.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return .invalid
    }
}
