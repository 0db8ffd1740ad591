import Certificates

/// The two forms of an ECDSA signature: `r` and `s` side by side, as tokens give it, and their DER, as CMS has it (RFC 3279, clause 2.2.3).
package enum ECDSASignatureValue {
    /// Nil when the bytes cannot be two numbers of one curve.
    package static func der(fromRaw raw: [UInt8]) -> [UInt8]? {
        guard raw.count.isMultiple(of: 2), (32...132).contains(raw.count) else { return nil }
        let half = raw.count / 2
        return DER.sequence([integer(raw[0..<half]), integer(raw[half...])])
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
        return DER.tlv(0x02, digits)
    }
}
