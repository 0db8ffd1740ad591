import SwiftASN1

/// TimeStampResp (RFC 3161, clause 2.4.2).
package enum TimeStampResponse {
    package static func token(_ bytes: [UInt8]) -> [UInt8]? {
        guard let root = try? BER.parse(bytes), let parts = ASN1Reader.children(root), parts.count == 2,
            let status = ASN1Reader.children(parts[0])?.first.flatMap(ASN1Reader.natural), status <= 1
        else { return nil }
        return Array(parts[1].encodedBytes)
    }
}
