import Certificates
import Diagnostics
import X509

/// A time-stamping authority in the process, for demonstrations and tests: its clock is what the caller says.
package struct TestTimeStampAuthority: TimeStampSource {
    private let key: SoftwareKey
    private let builder: SignedDataBuilder
    private let date: SigningDate

    package init(authority: TestAuthority, name: String, organization: String, serial: Int, validFrom: SigningDate, date: SigningDate)
        throws
    {
        let own = try authority.issue(
            name: name, organization: organization, serial: serial, validFrom: validFrom, usage: KeyUsage(digitalSignature: true),
            extendedUsage: [.timeStamping])
        let key = try KeyFile(Array(own.keyPEM.utf8), path: name).key
        guard let chain = SigningCertificate.all(pem: Array(own.certificatePEM.utf8)), !chain.isEmpty else {
            throw DiagnosticsError(CertificatesDiagnostics.unreadableCertificate(name))
        }
        self.key = key
        builder = SignedDataBuilder(scheme: key.scheme, chain: chain)
        self.date = date
    }

    package func token(for request: TimeStampRequest) throws(DiagnosticsError) -> [UInt8] {
        let digits = date.utcDigits
        let info = DER.sequence(
            [
                DER.integer(1), DER.oid([1, 3, 6, 1, 4, 1, 99_999, 1]), request.imprint, DER.integer(1),
                DER.tlv(0x18, Array((digits + "Z").utf8)),
            ] + (request.nonce.map { [DER.tlv(0x02, $0)] } ?? []))
        let attributes = builder.attributes(digest: key.scheme.hash.digest(info), type: OID.timeStampInfo)
        return builder.assemble(
            attributes: attributes, signature: try key.signature(for: attributes), type: OID.timeStampInfo, content: info)
    }
}
