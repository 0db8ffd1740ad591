import Certificates
import Diagnostics
import FoundationEssentials
import X509
import PDF

/// Makes a file ready to be signed elsewhere: everything is in place but the signature's value.
package struct SignaturePreparation: Sendable {
    /// Room for the CMS of somebody else, chain and time stamp included.
    private static let defaultRoom = 24_576

    private let chain: [SigningCertificate]
    private let scheme: SignatureScheme?
    private let hash: HashAlgorithm

    /// - Parameters:
    ///   - chain: the signer's certificate first; empty when only a whole CMS will come back.
    ///   - path: the certificate file's name, for diagnostics.
    package init(
        chain: [SigningCertificate], path: String = "", padding: SoftwareKey.RSAPadding = .pkcs1, hash: HashAlgorithm? = nil
    ) throws(DiagnosticsError) {
        guard let own = chain.first else {
            self.chain = []
            scheme = nil
            self.hash = hash ?? .sha256
            return
        }
        guard own.maySign else { throw DiagnosticsError(SigningDiagnostics.keyUsage(own.displayName)) }
        guard let scheme = SignatureScheme(key: own.certificate.publicKey, padding: padding, hash: hash) else {
            throw DiagnosticsError(SigningDiagnostics.unreadableKey(path))
        }
        self.chain = Signer.sent(own, chain)
        self.scheme = scheme
        self.hash = scheme.hash
    }

    /// - Parameters:
    ///   - name: the prepared file's name, as the ticket states it.
    ///   - deadline: after which an answer is no longer taken.
    package func prepare(
        _ pdf: [UInt8], _ request: SignatureRequest, name: String, deadline: SigningDate
    ) throws(DiagnosticsError) -> (pdf: [UInt8], ticket: SignatureTicket) {
        if let own = chain.first { try Signer.checkValidity(own, at: request.date) }
        let file = try PDFFile.opened(pdf)
        let reserved = request.reservedBytes ?? Self.defaultRoom
        var update = try SignatureUpdate(file: file, request: request, signerName: chain.first?.displayName ?? request.name ?? "")
        update.write(reservedBytes: reserved)
        let (bytes, place) = update.finish()
        let digest = hash.digest([bytes[0..<place.lowerBound], bytes[place.upperBound...]])
        var signed: SignatureTicket.SignedPart?
        if let scheme {
            let attributes = SignedDataBuilder(scheme: scheme, chain: chain).attributes(digest: digest)
            signed = SignatureTicket.SignedPart(
                algorithm: scheme.name, attributes: Data(attributes), digest: Data(hash.digest(attributes)))
        }
        let ticket = SignatureTicket(
            file: name, fileDigest: HashAlgorithm.sha256.digest(bytes), request: request, deadline: deadline,
            byteRange: [0, place.lowerBound, place.upperBound, bytes.count - place.upperBound], hash: hash, digest: digest, signed: signed,
            certificates: chain, reservedBytes: reserved)
        return (bytes, ticket)
    }
}
