import Certificates
import Diagnostics
import PDF
import X509

/// Signs PDF files as PAdES baseline (ETSI EN 319 142-1) with one key: read once, used for a whole batch.
package struct Signer: Sendable {
    /// Tokens of public authorities with their chains take up to 8 KB.
    static let timeStampRoom = 12_288

    package let certificate: SigningCertificate
    let key: any SigningKey
    let builder: SignedDataBuilder
    /// What the caller gave, roots as well: they complete chains.
    private let given: [SigningCertificate]

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
        self.key = key
        given = chain
        builder = SignedDataBuilder(scheme: key.scheme, chain: Self.sent(own, chain))
    }

    /// The signer's certificate and those above it that a reader may lack: roots are with whom they are trusted by.
    static func sent(_ own: SigningCertificate, _ chain: [SigningCertificate]) -> [SigningCertificate] {
        [own] + chain.filter { $0 != own && $0.issuer != $0.subject }
    }

    /// A key and its certificates from files; the key's file may hold the certificates as well.
    package init(
        keyPEM: [UInt8], keyPath: String, chainPEM: [UInt8], chainPath: String, padding: SoftwareKey.RSAPadding = .pkcs1
    ) throws(DiagnosticsError) {
        let file = try KeyFile(keyPEM, path: keyPath, padding: padding)
        guard let chain = SigningCertificate.all(pem: chainPEM) else {
            throw DiagnosticsError(CertificatesDiagnostics.unreadableCertificate(chainPath))
        }
        try self.init(key: file.key, chain: chain, path: chainPath)
    }

    /// The file with a signature of a level; from B-LT in updates of their own after it.
    ///
    /// - Throws: whatever keeps the level from being reached: then there is no file.
    package func sign(
        _ pdf: [UInt8], _ request: SignatureRequest, level: SignatureLevel, services: SigningServices
    ) throws(DiagnosticsError) -> SignedDocument {
        guard level == .bB || services.timeStamps != nil else { throw DiagnosticsError(SigningDiagnostics.noTimeStamps(level)) }
        let signed = try sign(pdf, request, timeStamps: level == .bB ? nil : services.timeStamps)
        guard level >= .bLT else { return SignedDocument(bytes: signed) }
        var services = services
        services.certificates += given
        return try LongTermExtension(services: services, date: request.date).extend(signed, to: level)
    }

    /// The file with a signature added by an incremental update; every byte of `pdf` stays as it is.
    ///
    /// - Parameter timeStamps: has the signature stamped, which makes it B-T.
    package func sign(
        _ pdf: [UInt8], _ request: SignatureRequest, timeStamps: (any TimeStampSource)? = nil
    ) throws(DiagnosticsError) -> [UInt8] {
        try Self.checkValidity(certificate, at: request.date)
        let file = try PDFFile.opened(pdf)
        var reserved = request.reservedBytes ?? (timeStamps == nil ? builder.sizeBound : builder.sizeBound + Self.timeStampRoom)
        for _ in 0..<4 {
            var update = try SignatureUpdate(file: file, request: request, signerName: certificate.displayName)
            update.write(reservedBytes: reserved)
            var (bytes, place) = update.finish()
            let digest = key.scheme.hash.digest([bytes[0..<place.lowerBound], bytes[place.upperBound...]])
            let attributes = builder.attributes(digest: digest)
            var cms = builder.assemble(attributes: attributes, signature: try key.signature(for: attributes))
            if let timeStamps { cms = try SignedDataStamping.stamp(cms, from: timeStamps) }
            if cms.count <= reserved {
                SignatureUpdate.fill(&bytes, place, with: cms)
                return bytes
            }
            reserved = cms.count + 256
        }
        throw DiagnosticsError(SigningDiagnostics.noRoom())
    }

    static func checkValidity(_ certificate: SigningCertificate, at date: SigningDate) throws(DiagnosticsError) {
        guard date >= certificate.notBefore else {
            throw DiagnosticsError(SigningDiagnostics.notYetValid(certificate.displayName, certificate.notBefore))
        }
        guard date <= certificate.notAfter else {
            throw DiagnosticsError(SigningDiagnostics.expired(certificate.displayName, certificate.notAfter))
        }
    }
}

extension PDFFile {
    /// The file of these bytes, its faults as diagnostics.
    static func opened(_ bytes: [UInt8]) throws(DiagnosticsError) -> PDFFile {
        do throws(PDFFault) {
            return try PDFFile(bytes: bytes)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
    }
}
