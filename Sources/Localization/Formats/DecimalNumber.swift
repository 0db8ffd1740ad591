/// A number as decimal digits, so that `4.20` and `0.1` are written exactly: sign × 0.d₁d₂d₃… × 10^exponent.
package struct DecimalNumber: Hashable, Sendable {
    /// A double has at most 309 digits before the point; nothing longer is meant as a number.
    static let longestExponent = 400

    package private(set) var isNegative: Bool
    /// Digits 0–9 without leading or trailing zeros; empty for zero.
    private(set) var digits: [UInt8]
    /// How many digits stand before the decimal point; negative for 0.00…
    private(set) var pointPosition: Int

    private init(isNegative: Bool, digits: [UInt8], pointPosition: Int) {
        var digits = digits[...]
        var pointPosition = pointPosition
        while digits.first == 0 {
            digits = digits.dropFirst()
            pointPosition -= 1
        }
        while digits.last == 0 { digits = digits.dropLast() }
        self.isNegative = isNegative
        self.digits = Array(digits)
        self.pointPosition = digits.isEmpty ? 0 : pointPosition
    }

    package init(_ integer: Int64) {
        self.init(
            isNegative: integer < 0, digits: String(integer.magnitude).utf8.map { $0 - 0x30 },
            pointPosition: String(integer.magnitude).utf8.count)
    }

    package init(_ integer: UInt64) {
        let text = String(integer)
        self.init(isNegative: false, digits: text.utf8.map { $0 - 0x30 }, pointPosition: text.utf8.count)
    }

    /// The shortest decimal that reads back as the same double; nil for infinities and NaN.
    package init?(_ double: Double) {
        guard double.isFinite else { return nil }
        self.init(scientific: double.description)
    }

    /// A `number-literal` of MessageFormat 2, which is a number of JSON (RFC 8259, section 6): `-12.5e3`, no leading zeros.
    package init?(literal: String) {
        let bytes = Array(literal.utf8)
        var index = bytes.first == UInt8(ascii: "-") ? 1 : 0
        func digits() -> Int {
            let start = index
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
            return index - start
        }
        let wholeStart = index
        let wholeCount = digits()
        guard wholeCount == 1 || (wholeCount > 1 && bytes[wholeStart] != UInt8(ascii: "0")) else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { return nil }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
            guard digits() > 0 else { return nil }
        }
        guard index == bytes.count else { return nil }
        self.init(scientific: literal)
    }

    /// Digits, perhaps a point, perhaps an exponent; nil for anything else or for an absurd exponent.
    private init?(scientific text: String) {
        var isNegative = false
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "-") {
            isNegative = true
            bytes = bytes.dropFirst()
        }
        while let byte = bytes.first {
            bytes = bytes.dropFirst()
            switch byte {
            case 0x30...0x39: digits.append(byte - 0x30)
            case UInt8(ascii: "."): point = digits.count
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                if bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
                guard let value = Int(String(decoding: bytes, as: UTF8.self)), abs(value) <= Self.longestExponent else { return nil }
                exponent = value
                bytes = []
            default: return nil
            }
        }
        guard digits.count <= Self.longestExponent else { return nil }
        self.init(isNegative: isNegative, digits: digits, pointPosition: (point ?? digits.count) + exponent)
    }

    package var isZero: Bool { digits.isEmpty }
    /// Whether nothing stands after the decimal point.
    package var isInteger: Bool { digits.count <= pointPosition || digits.isEmpty }
    /// Digits after the decimal point.
    package var fractionCount: Int { digits.isEmpty ? 0 : max(0, digits.count - pointPosition) }

    /// The number as an integer, if it is one that fits.
    package var integer: Int64? {
        guard isInteger, pointPosition <= 18 else { return nil }
        var value: Int64 = 0
        for position in 0..<max(0, pointPosition) { value = value * 10 + Int64(position < digits.count ? digits[position] : 0) }
        return isNegative ? -value : value
    }

    /// The number times a power of ten.
    package func scaled(byPowerOfTen power: Int) -> DecimalNumber {
        isZero ? self : DecimalNumber(isNegative: isNegative, digits: digits, pointPosition: pointPosition + power)
    }

    package var magnitude: DecimalNumber { DecimalNumber(isNegative: false, digits: digits, pointPosition: pointPosition) }
    package var negated: DecimalNumber { DecimalNumber(isNegative: !isNegative, digits: digits, pointPosition: pointPosition) }

    /// The integer part, towards zero.
    package var truncated: DecimalNumber {
        DecimalNumber(isNegative: isNegative, digits: Array(digits.prefix(max(0, pointPosition))), pointPosition: max(0, pointPosition))
    }

    /// Rounded half away from zero, as people do, to so many digits after the point.
    package func rounded(fractionDigits: Int) -> DecimalNumber { rounded(keeping: pointPosition + fractionDigits) }

    /// Rounded half away from zero to so many significant digits.
    package func rounded(significantDigits: Int) -> DecimalNumber { rounded(keeping: significantDigits) }

    private func rounded(keeping count: Int) -> DecimalNumber {
        guard count < digits.count else { return self }
        guard count >= 0 else { return DecimalNumber(isNegative: isNegative, digits: [], pointPosition: 0) }
        var kept = Array(digits.prefix(count))
        let next = digits[count]
        let isUp = next >= 5
        var point = pointPosition
        if isUp {
            var index = kept.count - 1
            while index >= 0, kept[index] == 9 {
                kept[index] = 0
                index -= 1
            }
            if index >= 0 {
                kept[index] += 1
            } else {
                kept.insert(1, at: 0)
                point += 1
            }
        }
        return DecimalNumber(isNegative: isNegative, digits: kept, pointPosition: point)
    }

    /// The digits before the point, at least one.
    package var wholeDigits: [UInt8] {
        guard pointPosition > 0, !digits.isEmpty else { return [0] }
        return (0..<pointPosition).map { $0 < digits.count ? digits[$0] : 0 }
    }

    /// The digits after the point, without zeros at the end.
    package var fractionDigits: [UInt8] {
        guard !isInteger else { return [] }
        let zeros: [UInt8] = Array(repeating: 0, count: max(0, -pointPosition))
        return zeros + digits.dropFirst(max(0, pointPosition))
    }

    /// Exact decimal sum.
    package func adding(_ other: DecimalNumber) -> DecimalNumber {
        let scale = max(fractionCount, other.fractionCount)
        let left = aligned(scale)
        let right = other.aligned(scale)
        if isNegative == other.isNegative {
            let sum = Self.add(left, right)
            return DecimalNumber(isNegative: isNegative, digits: sum, pointPosition: sum.count - scale)
        }
        let isLess = Self.isLess(left, right)
        let difference = isLess ? Self.subtract(right, left) : Self.subtract(left, right)
        return DecimalNumber(
            isNegative: isLess ? other.isNegative : isNegative, digits: difference, pointPosition: difference.count - scale)
    }

    /// All digits down to `scale` places after the point, as an integer.
    private func aligned(_ scale: Int) -> [UInt8] {
        let fraction = fractionDigits
        return wholeDigits + fraction + Array(repeating: 0, count: max(0, scale - fraction.count))
    }

    private static func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        let width = max(a.count, b.count)
        for index in 0..<width {
            let left = index < width - a.count ? 0 : a[index - (width - a.count)]
            let right = index < width - b.count ? 0 : b[index - (width - b.count)]
            if left != right { return left < right }
        }
        return false
    }

    private static func add(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var carry: UInt8 = 0
        for offset in 0..<max(a.count, b.count) {
            let sum = (offset < a.count ? a[a.count - 1 - offset] : 0) + (offset < b.count ? b[b.count - 1 - offset] : 0) + carry
            out.append(sum % 10)
            carry = sum / 10
        }
        if carry > 0 { out.append(carry) }
        return out.reversed()
    }

    /// `a` is not less than `b`.
    private static func subtract(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var borrow: UInt8 = 0
        for offset in 0..<max(a.count, b.count) {
            let top = offset < a.count ? a[a.count - 1 - offset] : 0
            let bottom = (offset < b.count ? b[b.count - 1 - offset] : 0) + borrow
            borrow = top < bottom ? 1 : 0
            out.append(top + (borrow > 0 ? 10 : 0) - bottom)
        }
        return out.reversed()
    }

    /// The number in plain digits with a full stop, for comparing with keys: `-12.5`.
    package var plainText: String {
        var bytes: [UInt8] = isNegative && !isZero ? [UInt8(ascii: "-")] : []
        bytes.append(contentsOf: wholeDigits.map { $0 + 0x30 })
        let fraction = fractionDigits
        if !fraction.isEmpty {
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: fraction.map { $0 + 0x30 })
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
