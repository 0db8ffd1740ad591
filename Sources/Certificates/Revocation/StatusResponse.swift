import Crypto
import SwiftASN1
import X509

/// What a responder answers about certificates (OCSP, RFC 6960, clause 4.2).
package struct StatusResponse: Sendable {
    /// About one certificate.
    package struct Answer: Sendable {
        fileprivate let hash: [UInt]
        fileprivate let nameDigest: [UInt8]
        fileprivate let keyDigest: [UInt8]
        fileprivate let serial: [UInt8]
        package let status: CertificateStatus
        package let thisUpdate: SigningDate
        package let nextUpdate: SigningDate?
    }

    package let der: [UInt8]
    package let producedAt: SigningDate
    package let answers: [Answer]
    /// Certificates sent along: often that of a responder to whom the issuer delegates.
    package let certificates: [SigningCertificate]

    /// Nil when the responder gave no answer, or none of the basic kind.
    package init?(der: [UInt8]) {
        guard der.count <= 1 << 20, let root = try? SwiftASN1.DER.parse(der), let parts = ASN1Reader.children(root), parts.count == 2,
            let status = ASN1Reader.bytes(parts[0]), status.elementsEqual([0]),
            let wrapped = ASN1Reader.children(parts[1])?.first.flatMap(ASN1Reader.children), wrapped.count == 2,
            ASN1Reader.oid(wrapped[0]) == [1, 3, 6, 1, 5, 5, 7, 48, 1, 1], let basic = ASN1Reader.octets(wrapped[1]),
            let record = (try? SwiftASN1.DER.parse(basic)).flatMap(SignedRecord.init),
            var fields = ASN1Reader.children(record.body).map({ $0[...] })
        else { return nil }
        if let first = fields.first, ASN1Reader.isContext(first, 0) { fields = fields.dropFirst() }
        fields = fields.dropFirst()
        guard let produced = fields.popFirst().flatMap(SignedRecord.date), let list = fields.popFirst(), ASN1Reader.isSequence(list) else {
            return nil
        }
        var answers: [Answer] = []
        for node in ASN1Reader.children(list) ?? [] {
            guard answers.count < 100, let answer = Self.answer(node) else { return nil }
            answers.append(answer)
        }
        self.der = der
        producedAt = produced
        self.answers = answers
        certificates = record.rest.filter { ASN1Reader.isContext($0, 0) }.flatMap { ASN1Reader.children($0) ?? [] }.prefix(1)
            .flatMap { ASN1Reader.children($0) ?? [] }.prefix(16).compactMap { SigningCertificate(der: Array($0.encodedBytes)) }
    }

    private static func answer(_ node: ASN1Node) -> Answer? {
        guard let parts = ASN1Reader.children(node), parts.count >= 3, let identifier = ASN1Reader.children(parts[0]),
            identifier.count == 4, let hash = ASN1Reader.children(identifier[0])?.first.flatMap(ASN1Reader.oid),
            let name = ASN1Reader.octets(identifier[1]), let key = ASN1Reader.octets(identifier[2]),
            let start = SignedRecord.date(parts[2])
        else { return nil }
        let status: CertificateStatus
        if ASN1Reader.isContext(parts[1], 0) {
            status = .good
        } else if ASN1Reader.isContext(parts[1], 1) {
            guard let date = ASN1Reader.children(parts[1])?.first.flatMap(SignedRecord.date) else { return nil }
            status = .revoked(date)
        } else {
            status = .unknown
        }
        let next = parts.dropFirst(3).first { ASN1Reader.isContext($0, 0) }.flatMap { ASN1Reader.children($0)?.first }
        return Answer(
            hash: hash, nameDigest: name, keyDigest: key, serial: Array(identifier[3].encodedBytes), status: status, thisUpdate: start,
            nextUpdate: next.flatMap(SignedRecord.date))
    }

    /// The answer about a certificate; nil when there is none.
    package func answer(for certificate: SigningCertificate, issuer: SigningCertificate) -> Answer? {
        guard let key = issuer.publicKeyBits else { return nil }
        return answers.first { answer in
            guard answer.serial == certificate.serial else { return false }
            func matches<Function: HashFunction>(_ function: Function.Type) -> Bool {
                Array(Function.hash(data: certificate.issuer)) == answer.nameDigest && Array(Function.hash(data: key)) == answer.keyDigest
            }
            return switch answer.hash {
            case [1, 3, 14, 3, 2, 26]: matches(Insecure.SHA1.self)
            case HashAlgorithm.sha256.identifier: matches(SHA256.self)
            case HashAlgorithm.sha384.identifier: matches(SHA384.self)
            case HashAlgorithm.sha512.identifier: matches(SHA512.self)
            default: false
            }
        }
    }

    /// Who signed it: the issuer, or a responder with a certificate of the issuer's for that purpose (RFC 6960, clause 4.2.2.2).
    package func signer(issuer: SigningCertificate) -> SigningCertificate? {
        guard let root = try? SwiftASN1.DER.parse(der), let parts = ASN1Reader.children(root), parts.count == 2,
            let basic = ASN1Reader.children(parts[1])?.first.flatMap(ASN1Reader.children)?.last.flatMap(ASN1Reader.octets),
            let record = (try? SwiftASN1.DER.parse(basic)).flatMap(SignedRecord.init)
        else { return nil }
        if record.isSigned(by: issuer) { return issuer }
        return certificates.first { candidate in
            candidate.issuer == issuer.subject
                && (try? candidate.certificate.extensions.extendedKeyUsage)?.contains(.ocspSigning) == true
                && issuer.certificate.publicKey.isValidSignature(candidate.certificate.signature, for: candidate.certificate)
                && record.isSigned(by: candidate)
        }
    }
}
