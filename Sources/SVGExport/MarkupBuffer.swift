import Pages

/// Bytes of XML, and numbers written by hand.
struct MarkupBuffer {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(raw text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ other: MarkupBuffer) {
        bytes.append(contentsOf: other.bytes)
    }

    /// Text, for content and for attributes in double quotes; what XML 1.0 does not allow becomes U+FFFD.
    mutating func append(text: String) {
        for scalar in text.unicodeScalars { append(scalar: scalar) }
    }

    mutating func append(scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x26: append("&amp;")
        case 0x3C: append("&lt;")
        case 0x3E: append("&gt;")
        case 0x22: append("&quot;")
        case 0x09: append("&#9;")
        case 0x0A: append("&#10;")
        case 0x0D: append("&#13;")
        case 0x20...0x7E: bytes.append(UInt8(scalar.value))
        case 0...0x1F, 0xFFFE, 0xFFFF: append("\u{FFFD}")
        default: bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        }
    }

    mutating func append(integer value: Int) {
        if value < 0 { bytes.append(0x2D) }
        append(digits: value.magnitude, least: 1)
    }

    private mutating func append(digits value: UInt, least: Int) {
        var divisor: UInt = 1
        var count = 1
        while value / divisor >= 10 || count < least {
            divisor *= 10
            count += 1
        }
        while divisor > 0 {
            bytes.append(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
            divisor /= 10
        }
    }

    /// At most three decimals; what is not finite or larger than any page becomes 0.
    mutating func append(_ value: Double) {
        let scaled = (value * 1_000).rounded()
        guard scaled.magnitude < 1e12 else { return append("0") }
        let thousandths = Int(scaled)
        if thousandths < 0 { bytes.append(0x2D) }
        let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
        if whole > 0 || part == 0 { append(digits: whole, least: 1) }
        guard part > 0 else { return }
        bytes.append(0x2E)
        if part % 100 == 0 {
            append(digits: part / 100, least: 1)
        } else if part % 10 == 0 {
            append(digits: part / 10, least: 2)
        } else {
            append(digits: part, least: 3)
        }
    }

    mutating func append(color: Color) {
        bytes.append(0x23)
        for value in [color.red, color.green, color.blue] {
            for digit in [value >> 4, value & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }

    /// RFC 4648, clause 4.
    mutating func append(base64 data: [UInt8]) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        bytes.reserveCapacity(bytes.count + data.count * 4 / 3 + 4)
        var index = 0
        while index < data.count {
            let first = data[index]
            let second = index + 1 < data.count ? data[index + 1] : 0
            let third = index + 2 < data.count ? data[index + 2] : 0
            bytes.append(alphabet[Int(first >> 2)])
            bytes.append(alphabet[Int((first & 3) << 4 | second >> 4)])
            bytes.append(index + 1 < data.count ? alphabet[Int((second & 15) << 2 | third >> 6)] : 0x3D)
            bytes.append(index + 2 < data.count ? alphabet[Int(third & 63)] : 0x3D)
            index += 3
        }
    }
}
