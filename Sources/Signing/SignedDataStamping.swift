import Certificates
import Diagnostics
import SwiftASN1

/// Adds a time stamp to a finished CMS (ETSI EN 319 122-1, clause 5.3): nothing that was signed changes.
enum SignedDataStamping {
    /// - Returns: the CMS with a signature-time-stamp attribute; the token is checked first.
    static func stamp(_ cms: [UInt8], from source: any TimeStampSource) throws(DiagnosticsError) -> [UInt8] {
        guard let reader = SignedDataReader(cms[...]) else { throw DiagnosticsError(SigningDiagnostics.unreadableAnswer()) }
        let hash = reader.scheme?.hash ?? .sha256
        let token = try source.token(for: TimeStampRequest(hash: hash, digest: hash.digest(reader.signature)))
        guard TimeStampToken.check(token[...], over: [reader.signature[...]]) != nil else {
            throw DiagnosticsError(SigningDiagnostics.badTimeStamp())
        }
        let attribute = DER.sequence([DER.oid(OID.timeStampToken), DER.setOf([token])])
        guard let stamped = adding(attribute, to: cms) else { throw DiagnosticsError(SigningDiagnostics.unreadableAnswer()) }
        return stamped
    }

    /// Builds the path from the outside to the one SignerInfo anew around parts that keep their bytes.
    private static func adding(_ attribute: [UInt8], to cms: [UInt8]) -> [UInt8]? {
        guard let root = try? BER.parse(cms), let outer = ASN1Reader.children(root), outer.count == 2,
            let data = ASN1Reader.children(outer[1])?.first, let parts = ASN1Reader.children(data), let signers = parts.last,
            let information = ASN1Reader.children(signers)?.first, var fields = ASN1Reader.children(information)
        else { return nil }
        var attributes: [[UInt8]] = []
        if let last = fields.last, ASN1Reader.isContext(last, 1) {
            attributes = (ASN1Reader.children(last) ?? []).map { Array($0.encodedBytes) }
            fields.removeLast()
        }
        attributes.append(attribute)
        let unsigned = DER.tlv(0xA1, Array(attributes.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
        let signer = DER.sequence(fields.map { Array($0.encodedBytes) } + [unsigned])
        let signedData = DER.sequence(parts.dropLast().map { Array($0.encodedBytes) } + [DER.tlv(0x31, signer)])
        return DER.sequence([Array(outer[0].encodedBytes), DER.tlv(0xA0, signedData)])
    }
}
