/// Reads numbers and words of attribute values.
struct SVGScanner {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position >= bytes.count }
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func advance() { position += 1 }

    mutating func skipSpaces() {
        while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    }

    /// Spaces with at most one comma.
    mutating func skipSeparator() {
        skipSpaces()
        if next == 0x2C {
            position += 1
            skipSpaces()
        }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Letters and hyphens.
    mutating func word() -> String {
        let start = position
        while let byte = next, (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// A number as SVG writes it: `-.5e3`; nil, and nothing read, where none stands.
    mutating func number() -> Double? {
        let start = position
        var sign = 1.0
        if next == 0x2B || next == 0x2D {
            if next == 0x2D { sign = -1 }
            position += 1
        }
        var value = 0.0
        var digits = 0
        while let byte = next, (0x30...0x39).contains(byte) {
            value = value * 10 + Double(byte - 0x30)
            digits += 1
            position += 1
        }
        if next == 0x2E {
            position += 1
            var unit = 0.1
            while let byte = next, (0x30...0x39).contains(byte) {
                value += Double(byte - 0x30) * unit
                unit /= 10
                digits += 1
                position += 1
            }
        }
        guard digits > 0 else {
            position = start
            return nil
        }
        if let byte = next, byte | 0x20 == 0x65 {
            let mark = position
            position += 1
            var isNegative = false
            if next == 0x2B || next == 0x2D {
                isNegative = next == 0x2D
                position += 1
            }
            var exponent = 0
            var count = 0
            while let byte = next, (0x30...0x39).contains(byte) {
                exponent = min(exponent * 10 + Int(byte - 0x30), 400)
                count += 1
                position += 1
            }
            if count == 0 { position = mark }
            for _ in 0..<exponent { value = isNegative ? value / 10 : value * 10 }
        }
        value *= sign
        return value.isFinite && abs(value) < 1e9 ? value : nil
    }

    /// `0` or `1`, which may stand without anything between.
    mutating func flag() -> Bool? {
        guard let byte = next, byte == 0x30 || byte == 0x31 else { return nil }
        position += 1
        return byte == 0x31
    }

    /// All numbers of a list; nil when anything else stands there.
    static func numbers(_ text: String, most: Int = 20_000) -> [Double]? {
        var scanner = SVGScanner(text)
        var values: [Double] = []
        scanner.skipSpaces()
        while !scanner.isAtEnd {
            guard values.count < most, let value = scanner.number() else { return nil }
            values.append(value)
            scanner.skipSeparator()
        }
        return values
    }
}
