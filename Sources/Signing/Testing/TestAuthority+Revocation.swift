import Certificates

extension TestAuthority {
    /// A revocation list of the root's, made at a moment and good for thirty days (RFC 5280, clause 5).
    ///
    /// - Parameter revoked: serial numbers taken back at that moment.
    package func revocationList(at date: SigningDate, revoked: [Int] = []) throws -> [UInt8] {
        guard let own = SigningCertificate.all(pem: Array(rootPEM.utf8))?.first,
            let signer = SoftwareKey(der: PEMDocuments(Array(keyPEM.utf8)).blocks.first?.der ?? [])
        else { return [] }
        func time(_ date: SigningDate) -> [UInt8] { DER.tlv(0x18, Array((date.utcDigits + "Z").utf8)) }
        let entries = revoked.map { DER.sequence([DER.integer(UInt8(clamping: $0)), time(date)]) }
        let body = DER.sequence(
            [
                DER.integer(1), signer.scheme.algorithmIdentifier, own.subject, time(date),
                time(SigningDate(unixSeconds: date.unixSeconds + 30 * 86_400)),
            ] + (entries.isEmpty ? [] : [DER.sequence(entries)]))
        return DER.sequence([body, signer.scheme.algorithmIdentifier, DER.tlv(0x03, [0] + (try signer.signature(for: body)))])
    }
}
