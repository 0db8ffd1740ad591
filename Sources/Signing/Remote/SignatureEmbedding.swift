import Certificates
import Diagnostics
import FoundationEssentials
import X509

/// Puts what was signed elsewhere into the file prepared for it; nothing is written that does not fit file, certificate and digest.
package struct SignatureEmbedding: Sendable {
    /// What came back.
    package enum Answer: Sendable {
        /// The signature over the ticket's attributes: as the key gives it, or in base 64; of ECDSA in DER or `r` and `s` side by side.
        case signature([UInt8])
        /// A whole CMS, in DER or PEM.
        case cms([UInt8])
    }

    private let ticket: SignatureTicket
    private let timeStamps: (any TimeStampSource)?

    /// - Parameter timeStamps: stamps the signature, which makes it B-T.
    package init(_ ticket: SignatureTicket, timeStamps: (any TimeStampSource)? = nil) {
        self.ticket = ticket
        self.timeStamps = timeStamps
    }

    /// - Parameter date: now.
    package func embed(_ answer: Answer, in prepared: [UInt8], at date: SigningDate) throws(DiagnosticsError) -> [UInt8] {
        let range = ticket.byteRange
        guard HashAlgorithm.sha256.digest(prepared) == Array(ticket.fileDigest), range.count == 4, range[0] == 0, range[1] > 0,
            range[2] > range[1] + 2, range[2] <= prepared.count, range[3] == prepared.count - range[2],
            prepared[range[1]] == 0x3C, prepared[range[2] - 1] == 0x3E,
            prepared[(range[1] + 1)..<(range[2] - 1)].allSatisfy({ $0 == 0x30 }),
            let hash = HashAlgorithm(rawValue: ticket.digestAlgorithm),
            hash.digest([prepared[0..<range[1]], prepared[range[2]...]]) == Array(ticket.digest)
        else { throw DiagnosticsError(SigningDiagnostics.notThePreparedFile(ticket.file)) }
        guard let deadline = SigningDate(iso8601: ticket.deadline), date <= deadline else {
            throw DiagnosticsError(SigningDiagnostics.deadlinePassed(ticket.deadline))
        }
        var cms =
            switch answer {
            case .signature(let bytes): try assembled(bytes, hash)
            case .cms(let bytes): try checked(bytes, hash)
            }
        if let timeStamps { cms = try SignedDataStamping.stamp(cms, from: timeStamps) }
        let room = (range[2] - range[1] - 2) / 2
        guard cms.count <= room else { throw DiagnosticsError(SigningDiagnostics.answerTooLong(cms.count, room)) }
        var bytes = prepared
        SignatureUpdate.fill(&bytes, range[1]..<range[2], with: cms)
        return bytes
    }

    private func assembled(_ bytes: [UInt8], _ hash: HashAlgorithm) throws(DiagnosticsError) -> [UInt8] {
        let chain = ticket.certificates.compactMap { SigningCertificate(der: Array($0)) }
        guard let own = chain.first, chain.count == ticket.certificates.count, let signed = ticket.signed else {
            throw DiagnosticsError(SigningDiagnostics.noSignedPart())
        }
        let candidates = SoftwareKey.RSAPadding.allCases.compactMap {
            SignatureScheme(key: own.certificate.publicKey, padding: $0, hash: hash)
        }
        guard let scheme = candidates.first(where: { $0.name == signed.algorithm }) else {
            throw DiagnosticsError(SigningDiagnostics.noSignedPart())
        }
        let builder = SignedDataBuilder(scheme: scheme, chain: chain)
        let attributes = builder.attributes(digest: Array(ticket.digest))
        guard attributes == Array(signed.attributes) else { throw DiagnosticsError(SigningDiagnostics.noSignedPart()) }
        var forms = [bytes]
        let text = String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
        if let decoded = Data(base64Encoded: text) { forms.append(Array(decoded)) }
        if scheme.isECDSA { forms += forms.compactMap(ECDSASignatureValue.der(fromRaw:)) }
        guard let signature = forms.first(where: { PublicKeyCheck.isValid($0, over: attributes, scheme: scheme, key: own) }) else {
            throw DiagnosticsError(SigningDiagnostics.answerOfAnother(own.displayName))
        }
        return builder.assemble(attributes: attributes, signature: signature)
    }

    private func checked(_ bytes: [UInt8], _ hash: HashAlgorithm) throws(DiagnosticsError) -> [UInt8] {
        var cms = bytes
        if bytes.first != 0x30, let block = PEMDocuments(bytes).blocks.first(where: { ["CMS", "PKCS7"].contains($0.label) }) {
            cms = block.der
        }
        guard let length = SignedDataReader.length(cms), length == cms.count, let reader = SignedDataReader(cms[...]),
            reader.contentType == OID.data, let signer = reader.signer, let scheme = reader.scheme
        else { throw DiagnosticsError(SigningDiagnostics.unreadableAnswer()) }
        guard reader.content == nil else { throw DiagnosticsError(SigningDiagnostics.answerNotDetached()) }
        guard reader.hash == hash, reader.messageDigest == Array(ticket.digest), reader.contentTypeAttribute == OID.data else {
            throw DiagnosticsError(SigningDiagnostics.answerToAnother())
        }
        if let own = ticket.certificates.first, Array(own) != signer.der {
            throw DiagnosticsError(SigningDiagnostics.answerOfAnother(SigningCertificate(der: Array(own))?.displayName ?? ""))
        }
        guard SigningCertificateAttribute.check(reader, signer) == .matches, !reader.has(OID.signingTime) else {
            throw DiagnosticsError(SigningDiagnostics.answerNotBaseline())
        }
        guard PublicKeyCheck.isValid(reader.signature, over: reader.attributeBytes, scheme: scheme, key: signer) else {
            throw DiagnosticsError(SigningDiagnostics.answerOfAnother(signer.displayName))
        }
        if !signer.maySign { throw DiagnosticsError(SigningDiagnostics.keyUsage(signer.displayName)) }
        if let stated = SigningDate(iso8601: ticket.date) { try Signer.checkValidity(signer, at: stated) }
        return cms
    }
}
