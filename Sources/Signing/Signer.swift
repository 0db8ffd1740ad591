import Certificates
import Diagnostics
import PDF
import X509

/// Signs PDF files as PAdES baseline B-B (ETSI EN 319 142-1) with one key: read once, used for a whole batch.
package struct Signer: Sendable {
    /// Tokens of public authorities with their chains take up to 8 KB.
    private static let timeStampRoom = 12_288

    package let certificate: SigningCertificate
    private let builder: SignedDataBuilder

    /// - Parameters:
    ///   - chain: certificates in any order; the one of the key is the signer's, the others are sent along.
    ///   - path: the certificate file's name, for diagnostics.
    package init(key: any SigningKey, chain: [SigningCertificate], path: String) throws(DiagnosticsError) {
        guard !chain.isEmpty else { throw DiagnosticsError(CertificatesDiagnostics.noCertificate(path)) }
        guard let own = chain.first(where: { $0.certificate.publicKey == key.publicKey }) else {
            throw DiagnosticsError(SigningDiagnostics.keyMismatch(path, chain[0].displayName))
        }
        if !own.maySign {
            throw DiagnosticsError(SigningDiagnostics.keyUsage(own.displayName))
        }
        certificate = own
        builder = SignedDataBuilder(key: key, chain: [own] + chain.filter { $0 != own && $0.issuer != $0.subject })
    }

    /// A key and its certificates from PEM files.
    package init(
        keyPEM: [UInt8], keyPath: String, chainPEM: [UInt8], chainPath: String, padding: PEMSigningKey.RSAPadding = .pkcs1
    ) throws(DiagnosticsError) {
        let key = try PEMSigningKey(pem: keyPEM, path: keyPath, padding: padding)
        guard let chain = SigningCertificate.all(pem: chainPEM) else {
            throw DiagnosticsError(CertificatesDiagnostics.unreadableCertificate(chainPath))
        }
        try self.init(key: key, chain: chain, path: chainPath)
    }

    /// The file with a signature added by an incremental update; every byte of `pdf` stays as it is.
    ///
    /// - Parameter timeStamps: has the signature stamped, which makes it B-T.
    package func sign(
        _ pdf: [UInt8], _ request: SignatureRequest, timeStamps: (any TimeStampSource)? = nil
    ) throws(DiagnosticsError) -> [UInt8] {
        guard request.date >= certificate.notBefore else {
            throw DiagnosticsError(SigningDiagnostics.notYetValid(certificate.displayName, certificate.notBefore))
        }
        guard request.date <= certificate.notAfter else {
            throw DiagnosticsError(SigningDiagnostics.expired(certificate.displayName, certificate.notAfter))
        }
        let file: PDFFile
        do {
            file = try PDFFile(bytes: pdf)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
        var reserved = request.reservedBytes ?? (timeStamps == nil ? builder.sizeBound : builder.sizeBound + Self.timeStampRoom)
        for _ in 0..<4 {
            var update = try SignatureUpdate(file: file, request: request, signerName: certificate.displayName)
            update.write(reservedBytes: reserved)
            var (bytes, place) = update.finish()
            let digest = builder.key.scheme.hash.digest([bytes[0..<place.lowerBound], bytes[place.upperBound...]])
            let cms = try builder.build(digest: digest, timeStamps: timeStamps)
            if cms.count <= reserved {
                SignatureUpdate.fill(&bytes, place, with: cms)
                return bytes
            }
            reserved = cms.count + 256
        }
        throw DiagnosticsError(SigningDiagnostics.noRoom())
    }
}
