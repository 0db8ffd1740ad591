/// The `/ID` of a file (ISO 32000-1, clause 14.4) made from its bytes: the same document has the same identifier on every run.
package enum PDFFileIdentifier {
    /// Sixteen bytes that tell files apart; no cryptographic strength is claimed or needed.
    package static func of(_ bytes: [UInt8]) -> [UInt8] {
        var a: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
        bytes.withUnsafeBytes { raw in
            var offset = 0
            while offset + 8 <= raw.count {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                a = mix(a ^ word)
                b = mix(b &+ word ^ a)
                offset += 8
            }
            var last: UInt64 = 0
            while offset < raw.count {
                last = last << 8 | UInt64(raw[offset])
                offset += 1
            }
            a = mix(a ^ last)
            b = mix(b &+ a)
        }
        var out: [UInt8] = []
        for word in [a, b] {
            for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
        }
        return out
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
