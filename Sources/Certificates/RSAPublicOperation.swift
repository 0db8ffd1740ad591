/// The public operation of RSA, `s^e mod n` (RFC 8017, clause 5.2.2), for what the libraries do not offer. Nothing secret passes here.
package enum RSAPublicOperation {
    private static let longestModulus = 1_024

    /// Big-endian bytes as long as the modulus; nil when the values are out of range.
    package static func apply(_ signature: [UInt8], modulus: [UInt8], exponent: [UInt8]) -> [UInt8]? {
        let modulus = Array(modulus.drop { $0 == 0 })
        let exponent = Array(exponent.drop { $0 == 0 })
        guard modulus.count >= 128, modulus.count <= longestModulus, modulus.last.map({ $0 & 1 == 1 }) == true, !exponent.isEmpty,
            exponent.count <= 4, signature.count == modulus.count
        else { return nil }
        let n = limbs(modulus)
        let base = limbs(signature)
        guard isLess(base, n) else { return nil }
        let inverse = negativeInverse(n[0])
        // R² mod n by doubling.
        var square = [UInt64](repeating: 0, count: n.count)
        square[0] = 1
        for _ in 0..<(2 * 64 * n.count) { double(&square, n) }
        let start = multiply(base, square, n, inverse)
        var one = [UInt64](repeating: 0, count: n.count)
        one[0] = 1
        var result = multiply(one, square, n, inverse)
        let power = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        for bit in stride(from: 63 - power.leadingZeroBitCount, through: 0, by: -1) {
            result = multiply(result, result, n, inverse)
            if power >> UInt64(bit) & 1 == 1 { result = multiply(result, start, n, inverse) }
        }
        result = multiply(result, one, n, inverse)
        var out = [UInt8](repeating: 0, count: modulus.count)
        for index in out.indices { out[out.count - 1 - index] = UInt8(truncatingIfNeeded: result[index / 8] >> UInt64(8 * (index % 8))) }
        return out
    }

    /// Least significant first.
    private static func limbs(_ bytes: [UInt8]) -> [UInt64] {
        var out = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
        for (index, byte) in bytes.reversed().enumerated() { out[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8)) }
        return out
    }

    private static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] }
        return false
    }

    private static func subtract(_ a: inout [UInt64], _ b: [UInt64]) {
        var borrow: UInt64 = 0
        for index in a.indices {
            let (x, first) = a[index].subtractingReportingOverflow(b[index])
            let (y, second) = x.subtractingReportingOverflow(borrow)
            a[index] = y
            borrow = first || second ? 1 : 0
        }
    }

    private static func double(_ a: inout [UInt64], _ n: [UInt64]) {
        var carry: UInt64 = 0
        for index in a.indices {
            let top = a[index] >> 63
            a[index] = a[index] << 1 | carry
            carry = top
        }
        if carry == 1 || !isLess(a, n) { subtract(&a, n) }
    }

    /// `-n⁻¹` modulo 2⁶⁴, by Newton's iteration.
    private static func negativeInverse(_ n: UInt64) -> UInt64 {
        var x: UInt64 = n
        for _ in 0..<6 { x = x &* (2 &- n &* x) }
        return 0 &- x
    }

    /// Montgomery's product `a · b / R mod n`.
    private static func multiply(_ a: [UInt64], _ b: [UInt64], _ n: [UInt64], _ inverse: UInt64) -> [UInt64] {
        let count = n.count
        var t = [UInt64](repeating: 0, count: count + 2)
        func add(_ factor: UInt64, _ other: [UInt64], _ t: inout [UInt64]) {
            var carry: UInt64 = 0
            for j in 0..<count {
                let product = factor.multipliedFullWidth(by: other[j])
                let (low, first) = product.low.addingReportingOverflow(t[j])
                let (sum, second) = low.addingReportingOverflow(carry)
                t[j] = sum
                carry = product.high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
            }
            let (sum, overflow) = t[count].addingReportingOverflow(carry)
            t[count] = sum
            t[count + 1] = t[count + 1] &+ (overflow ? 1 : 0)
        }
        for i in 0..<count {
            add(a[i], b, &t)
            add(t[0] &* inverse, n, &t)
            for j in 0...count { t[j] = t[j + 1] }
            t[count + 1] = 0
        }
        var result = Array(t[0..<count])
        if t[count] != 0 || !isLess(result, n) { subtract(&result, n) }
        return result
    }
}
