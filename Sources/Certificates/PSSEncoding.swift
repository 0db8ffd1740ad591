/// EMSA-PSS (RFC 8017, clause 9.1.2) with a salt of any length: signers differ, the library knows one length only.
package enum PSSEncoding {
    package static func isValid(_ message: [UInt8], digest: [UInt8], hash: HashAlgorithm, modulus: [UInt8]) -> Bool {
        let modulus = modulus.drop { $0 == 0 }
        guard let first = modulus.first, message.count == modulus.count else { return false }
        let bits = modulus.count * 8 - first.leadingZeroBitCount - 1
        let length = (bits + 7) / 8
        // When the bits fill whole bytes but one, the number has a zero in front.
        guard message.dropLast(length).allSatisfy({ $0 == 0 }) else { return false }
        let encoded = Array(message.suffix(length))
        let hashLength = hash.byteCount
        guard digest.count == hashLength, length >= hashLength + 2, encoded.last == 0xBC else { return false }
        let split = length - hashLength - 1
        let seed = Array(encoded[split..<length - 1])
        let spare = UInt8(8 * length - bits)
        var block = Array(encoded[0..<split])
        guard spare == 0 || block[0] >> (8 - spare) == 0 else { return false }
        for (index, byte) in mask(seed, split, hash).enumerated() { block[index] ^= byte }
        block[0] &= 0xFF >> spare
        guard let one = block.firstIndex(where: { $0 != 0 }), block[one] == 1 else { return false }
        let zeros = [UInt8](repeating: 0, count: 8)
        return hash.digest([zeros[...], digest[...], block[(one + 1)...]]) == seed
    }

    /// MGF1 (RFC 8017, clause B.2.1).
    private static func mask(_ seed: [UInt8], _ count: Int, _ hash: HashAlgorithm) -> [UInt8] {
        var out: [UInt8] = []
        var counter: UInt32 = 0
        while out.count < count {
            let suffix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> UInt32($0)) }
            out += hash.digest([seed[...], suffix[...]])
            counter += 1
        }
        return Array(out.prefix(count))
    }
}
