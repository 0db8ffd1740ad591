/// Bytes being written in PDF syntax: files, content streams, CMaps. Numbers are written by hand, without a `String` for each.
@frozen package struct PDFBuffer: Sendable {
    package var bytes: [UInt8]

    @inlinable package init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    @inlinable package var count: Int { bytes.count }

    @inlinable package mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    @inlinable package mutating func append(bytes more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    @inlinable package mutating func append(bytes more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Constant syntax such as `" Tf\n"`.
    @inlinable package mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The UTF-8 bytes of a text, without any quoting.
    @inlinable package mutating func append(raw text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Bytes of a caller's own scratch.
    @inlinable package mutating func append(bytes more: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: more)
    }

    @inlinable package mutating func append(integer value: Int) {
        if value >= 0, value < 10 {
            bytes.append(UInt8(truncatingIfNeeded: 0x30 + value))
            return
        }
        if value < 0 { bytes.append(0x2D) }
        append(digits: value.magnitude, minimumCount: 1)
    }

    /// Decimal digits, with zeros in front up to `minimumCount`.
    @inlinable package mutating func append(digits value: UInt, minimumCount: Int) {
        // From the last digit: a division by a constant is a multiplication, and one append is cheaper than one a digit.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value
            var start = 20
            repeat {
                start -= 1
                digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
                rest /= 10
            } while rest > 0 || 20 - start < minimumCount && start > 1
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(digits)[start...]))
        }
    }

    /// A number with at most four decimals, as short as it can be: a ten-thousandth of a point is beyond any device.
    @inlinable package mutating func append(real value: Double) {
        append(scaled: value, factor: 10_000, decimals: 4)
    }

    /// A number with at most two decimals, for content where size matters more.
    @inlinable package mutating func append(coordinate value: Double) {
        append(scaled: value, factor: 100, decimals: 2)
    }

    /// `value` rounded to `decimals` places, where `factor` is ten to that power; what is not finite or too great becomes 0.
    @inlinable package mutating func append(scaled value: Double, factor: Double, decimals: Int) {
        let product = (value * factor).rounded()
        guard product.magnitude < 9e17 else {
            bytes.append(0x30)
            return
        }
        var number = Int64(product).magnitude
        if number == 0 {
            bytes.append(0x30)
            return
        }
        if product < 0 { bytes.append(0x2D) }
        var places = decimals
        while places > 0, number % 10 == 0 {
            number /= 10
            places -= 1
        }
        var power: UInt64 = 1
        for _ in 0..<places { power *= 10 }
        let whole = number / power
        if whole > 0 || places == 0 { append(digits: UInt(whole), minimumCount: 1) }
        if places > 0 {
            bytes.append(0x2E)
            append(digits: UInt(number % power), minimumCount: places)
        }
    }

    /// Two hexadecimal digits, upper case.
    @inlinable package mutating func append(hex byte: UInt8) {
        let (high, low) = (byte >> 4, byte & 15)
        bytes.append(high < 10 ? 0x30 + high : 0x37 + high)
        bytes.append(low < 10 ? 0x30 + low : 0x37 + low)
    }

    /// Four hexadecimal digits: a two-byte code of a glyph or of a UTF-16 unit.
    @inlinable package mutating func append(hex unit: UInt16) {
        append(hex: UInt8(truncatingIfNeeded: unit >> 8))
        append(hex: UInt8(truncatingIfNeeded: unit))
    }

    /// A hexadecimal string with its brackets.
    package mutating func append(hexString string: some Sequence<UInt8>) {
        bytes.append(0x3C)
        for byte in string { append(hex: byte) }
        bytes.append(0x3E)
    }
}
