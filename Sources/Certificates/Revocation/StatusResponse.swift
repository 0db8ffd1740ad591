import SwiftASN1

/// An OCSP response (RFC 6960, clause 4.2), read without trust.
package struct StatusResponse: Hashable, Sendable {
    package static let longest = 1 << 20
    private static let responseLimit = 1_000

    /// About one certificate.
    package struct Answer: Hashable, Sendable {
        let algorithm: [UInt]
        let nameHash: [UInt8]
        let keyHash: [UInt8]
        /// The INTEGER with its header.
        let serial: [UInt8]
        package let status: CertificateStatus
        package let reason: RevocationReason?
        package let thisUpdate: SigningDate
        package let nextUpdate: SigningDate?

        func isAbout(_ certificate: SigningCertificate, issuer: SigningCertificate) -> Bool {
            guard serial == certificate.serial, let key = issuer.publicKeyBits else { return false }
            return IdentityHash.digest(algorithm, certificate.issuer) == nameHash && IdentityHash.digest(algorithm, key) == keyHash
        }
    }

    package let der: [UInt8]
    package let producedAt: SigningDate
    let responderName: [UInt8]?
    let responderKeyHash: [UInt8]?
    package let answers: [Answer]
    let isUnderstood: Bool
    let scheme: SignatureScheme?
    let signature: [UInt8]
    let signed: [UInt8]
    package let certificates: [SigningCertificate]

    /// Reads an OCSPResponse; nil when it is malformed or not a successful one.
    package init?(der: [UInt8]) {
        guard der.count <= Self.longest, let root = try? SwiftASN1.DER.parse(der), ASN1Reader.isSequence(root),
            let outer = ASN1Reader.children(root), outer.count == 2, ASN1Reader.bytes(outer[0]).map({ Array($0) }) == [0],
            ASN1Reader.isContext(outer[1], 0), let wrapped = ASN1Reader.children(outer[1])?.first.flatMap(ASN1Reader.children),
            wrapped.count == 2, ASN1Reader.oid(wrapped[0]) == OID.basicStatusResponse, let inner = ASN1Reader.octets(wrapped[1]),
            let basic = try? SwiftASN1.DER.parse(inner), let parts = ASN1Reader.children(basic), parts.count == 3 || parts.count == 4,
            var fields = ASN1Reader.children(parts[0]), let signature = ASN1Reader.bits(parts[2])
        else { return nil }
        self.der = der
        self.signature = signature
        signed = Array(parts[0].encodedBytes)
        scheme = SignedDataReader.scheme(of: parts[1])
        if let first = fields.first, ASN1Reader.isContext(first, 0) { fields.removeFirst() }
        guard fields.count >= 3, let produced = ASN1Reader.time(fields[1]), let list = ASN1Reader.children(fields[2]),
            list.count <= Self.responseLimit, let responder = ASN1Reader.children(fields[0])?.first
        else { return nil }
        producedAt = produced
        switch fields[0].identifier.tagNumber {
        case 1: (responderName, responderKeyHash) = (Array(responder.encodedBytes), nil)
        case 2: (responderName, responderKeyHash) = (nil, ASN1Reader.octets(responder))
        default: return nil
        }
        var isUnderstood = true
        if fields.count > 3 {
            guard ASN1Reader.isContext(fields[3], 1), let list = ASN1Reader.children(fields[3])?.first.flatMap(ASN1Extension.list) else {
                return nil
            }
            if list.contains(where: \.isCritical) { isUnderstood = false }
        }
        var singles: [Answer] = []
        for node in list {
            guard let (single, hasUnknown) = Self.single(node) else { return nil }
            if hasUnknown { isUnderstood = false }
            singles.append(single)
        }
        answers = singles
        self.isUnderstood = isUnderstood
        var certificates: [SigningCertificate] = []
        if parts.count == 4, ASN1Reader.isContext(parts[3], 0), let bag = ASN1Reader.children(parts[3])?.first.flatMap(ASN1Reader.children)
        {
            for node in bag.prefix(20) { if let one = SigningCertificate(der: Array(node.encodedBytes)) { certificates.append(one) } }
        }
        self.certificates = certificates
    }

    private static func single(_ node: ASN1Node) -> (Answer, hasUnknown: Bool)? {
        guard let fields = ASN1Reader.children(node), fields.count >= 3, let identifier = ASN1Reader.children(fields[0]),
            identifier.count == 4, let algorithm = ASN1Reader.children(identifier[0])?.first.flatMap(ASN1Reader.oid),
            let nameHash = ASN1Reader.octets(identifier[1]), let keyHash = ASN1Reader.octets(identifier[2]),
            let thisUpdate = ASN1Reader.time(fields[2])
        else { return nil }
        let status: CertificateStatus
        var reason: RevocationReason?
        switch fields[1].identifier.tagNumber {
        case 0: status = .good
        case 1:
            guard let parts = ASN1Reader.children(fields[1]), let date = parts.first.flatMap(ASN1Reader.time) else { return nil }
            let code = parts.dropFirst().first.flatMap(ASN1Reader.children)?.first.flatMap(ASN1Reader.bytes)?.first
            status = .revoked(date)
            reason = code.flatMap { RevocationReason(rawValue: Int($0)) }
        default: status = .unknown
        }
        var nextUpdate: SigningDate?
        var hasUnknown = false
        for field in fields.dropFirst(3) {
            if ASN1Reader.isContext(field, 0) {
                guard let time = ASN1Reader.children(field)?.first.flatMap(ASN1Reader.time) else { return nil }
                nextUpdate = time
            } else if ASN1Reader.isContext(field, 1) {
                guard let list = ASN1Reader.children(field)?.first.flatMap(ASN1Extension.list) else { return nil }
                hasUnknown = list.contains(where: \.isCritical)
            }
        }
        let single = Answer(
            algorithm: algorithm, nameHash: nameHash, keyHash: keyHash, serial: Array(identifier[3].encodedBytes), status: status,
            reason: reason, thisUpdate: thisUpdate, nextUpdate: nextUpdate)
        return (single, hasUnknown)
    }

    // MARK: who answers, and about whom

    /// The answer about a certificate; nil when there is none.
    package func answer(for certificate: SigningCertificate, issuer: SigningCertificate) -> Answer? {
        answers.first { $0.isAbout(certificate, issuer: issuer) }
    }

    /// The certificate that the response names as its signer's: the issuer, or a delegate's sent along or known otherwise.
    func responder(issuer: SigningCertificate, among others: [SigningCertificate] = []) -> SigningCertificate? {
        ([issuer] + certificates + others).first { candidate in
            if let responderName { return candidate.subject == responderName }
            guard let hash = responderKeyHash, let key = candidate.publicKeyBits else { return false }
            return IdentityHash.digest(OID.sha1, key) == hash
        }
    }

    func isSigned(by responder: SigningCertificate) -> Bool {
        guard let scheme else { return false }
        return PublicKeyCheck.isValid(signature, over: signed, scheme: scheme, key: responder)
    }

    /// Who signed it: the issuer, or a responder with a certificate of the issuer's for that purpose (RFC 6960, clause 4.2.2.2).
    package func signer(issuer: SigningCertificate) -> SigningCertificate? {
        guard let responder = responder(issuer: issuer), isSigned(by: responder) else { return nil }
        if responder == issuer { return issuer }
        return CertificatePurpose.statusResponses.problem(responder) == nil && responder.isSigned(by: issuer) ? responder : nil
    }
}
