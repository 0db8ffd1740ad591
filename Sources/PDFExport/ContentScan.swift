/// Reads over a content stream, or a CMap, of our own making, for what it shows and marks: strings of two-byte codes by font.
struct ContentScan {
    /// By the name of the font.
    private(set) var codes: [String: Set<Int>] = [:]
    private(set) var greatestMark: Int?
    /// Of a CMap: the first code of each pair in `bfchar` sections, and those of `bfrange`.
    private(set) var mappedCodes: Set<Int> = []

    init(_ bytes: [UInt8]) {
        var position = 0
        var font = ""
        var name = ""
        var isMark = false
        var strings: [[UInt8]] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x28:
                strings.append(Self.literal(bytes, &position))
            case 0x3C where position + 1 < bytes.count && bytes[position + 1] != 0x3C:
                strings.append(Self.hexadecimal(bytes, &position))
            // A dictionary's brackets.
            case 0x3C: position += 2
            case 0x3E: position += 1
            case 0x2F:
                position += 1
                let word = Self.word(bytes, &position)
                if word == "MCID" { isMark = true } else { name = word }
            case 0x00...0x20, 0x5B, 0x5D, 0x7B, 0x7D: position += 1
            default:
                let word = Self.word(bytes, &position)
                if word.isEmpty { position += 1 }
                if isMark, let number = Int(word) {
                    greatestMark = max(greatestMark ?? 0, number)
                    isMark = false
                }
                switch word {
                case "Tf":
                    font = name
                    strings = []
                case "Tj", "TJ":
                    for string in strings {
                        for index in stride(from: 0, to: string.count - 1, by: 2) {
                            codes[font, default: []].insert(Int(string[index]) << 8 | Int(string[index + 1]))
                        }
                    }
                    strings = []
                case "endbfchar":
                    for index in stride(from: 0, to: strings.count, by: 2) {
                        if let code = Self.code(strings[index]) { mappedCodes.insert(code) }
                    }
                    strings = []
                case "BDC", "BMC", "EMC", "BT", "ET", "beginbfchar": strings = []
                default: break
                }
            }
        }
    }

    private static func code(_ string: [UInt8]) -> Int? { string.count == 2 ? Int(string[0]) << 8 | Int(string[1]) : nil }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25].contains(byte)
    }

    private static func word(_ bytes: [UInt8], _ position: inout Int) -> String {
        let start = position
        while position < bytes.count, !isDelimiter(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func literal(_ bytes: [UInt8], _ position: inout Int) -> [UInt8] {
        var out: [UInt8] = []
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x5C:
                guard position < bytes.count else { return out }
                let next = bytes[position]
                position += 1
                switch next {
                case 0x6E: out.append(0x0A)
                case 0x72: out.append(0x0D)
                case 0x74: out.append(0x09)
                case 0x62: out.append(0x08)
                case 0x66: out.append(0x0C)
                case 0x30...0x37:
                    var value = Int(next - 0x30)
                    var digits = 1
                    while digits < 3, position < bytes.count, (0x30...0x37).contains(bytes[position]) {
                        value = value * 8 + Int(bytes[position] - 0x30)
                        position += 1
                        digits += 1
                    }
                    out.append(UInt8(truncatingIfNeeded: value))
                default: out.append(next)
                }
            case 0x28:
                depth += 1
                if depth > 1 { out.append(byte) }
            case 0x29:
                depth -= 1
                if depth == 0 { return out }
                out.append(byte)
            default: out.append(byte)
            }
        }
        return out
    }

    private static func hexadecimal(_ bytes: [UInt8], _ position: inout Int) -> [UInt8] {
        position += 1
        var digits: [UInt8] = []
        while position < bytes.count, bytes[position] != 0x3E {
            if let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue { digits.append(UInt8(digit)) }
            position += 1
        }
        position += 1
        if digits.count % 2 == 1 { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
