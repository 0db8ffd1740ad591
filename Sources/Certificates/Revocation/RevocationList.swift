import SwiftASN1

/// A CRL (RFC 5280, clause 5), read without trust. What it holds beyond the understood is remembered as a reason to refuse it.
package struct RevocationList: Hashable, Sendable {
    /// The longest list that is read, in bytes.
    package static let lengthLimit = 32 << 20

    struct Entry: Hashable {
        let date: SigningDate
        let reason: RevocationReason
        /// When the key is thought to have been compromised, when the list says so.
        let invalidFrom: SigningDate?
    }

    package let der: [UInt8]
    /// The DER of the issuer's name.
    package let issuer: [UInt8]
    package let thisUpdate: SigningDate
    package let nextUpdate: SigningDate?
    /// Which certificates it is about; nil when the issuer's all.
    let scope: IssuingDistributionPoint?
    /// A critical extension that is not understood, a delta list, or the like.
    let isUnderstood: Bool
    let scheme: SignatureScheme?
    let signature: [UInt8]
    let signed: [UInt8]
    private let revoked: ArraySlice<UInt8>?

    package init?(der: [UInt8]) {
        guard der.count <= Self.lengthLimit, let root = try? SwiftASN1.DER.parse(der), ASN1Reader.isSequence(root),
            let parts = ASN1Reader.children(root), parts.count == 3, ASN1Reader.isSequence(parts[0]),
            var fields = ASN1Reader.children(parts[0]), let signature = ASN1Reader.bits(parts[2])
        else { return nil }
        if let first = fields.first, first.identifier == .integer {
            guard ASN1Reader.natural(first) == 1 else { return nil }
            fields.removeFirst()
        }
        guard fields.count >= 3, let issued = ASN1Reader.time(fields[2]), fields[0].encodedBytes == parts[1].encodedBytes else {
            return nil
        }
        issuer = Array(fields[1].encodedBytes)
        thisUpdate = issued
        var rest = fields.dropFirst(3)
        nextUpdate = rest.first.flatMap(ASN1Reader.time)
        if nextUpdate != nil { rest = rest.dropFirst() }
        if let list = rest.first, ASN1Reader.isSequence(list) {
            revoked = list.encodedBytes
            rest = rest.dropFirst()
        } else {
            revoked = nil
        }
        var isUnderstood = true
        var scope: IssuingDistributionPoint?
        if let wrapped = rest.first {
            guard ASN1Reader.isContext(wrapped, 0), rest.count == 1, let list = ASN1Reader.children(wrapped)?.first,
                let extensions = ASN1Extension.list(list)
            else { return nil }
            for item in extensions {
                if item.type == OID.issuingDistributionPoint {
                    scope = IssuingDistributionPoint(item.value)
                    if scope == nil { isUnderstood = false }
                } else if item.isCritical {
                    isUnderstood = false
                }
            }
        }
        self.der = der
        self.isUnderstood = isUnderstood
        self.scope = scope
        self.signature = signature
        scheme = SignedDataReader.scheme(of: parts[1])
        signed = Array(parts[0].encodedBytes)
    }

    /// The entry of a serial number (the INTEGER with its header): `.some(nil)` when it is not on the list, nil when the list cannot be read.
    func entry(of serial: [UInt8]) -> Entry?? {
        guard let revoked else { return .some(nil) }
        guard let root = try? SwiftASN1.DER.parse(revoked), case .constructed(let nodes) = root.content else { return nil }
        for node in nodes {
            guard case .constructed(let fields) = node.content else { return nil }
            var iterator = fields.makeIterator()
            guard let number = iterator.next() else { return nil }
            guard number.encodedBytes.elementsEqual(serial) else { continue }
            guard let when = iterator.next().flatMap(ASN1Reader.time) else { return nil }
            var reason = RevocationReason.unspecified
            var invalidFrom: SigningDate?
            if let list = iterator.next() {
                guard let extensions = ASN1Extension.list(list) else { return nil }
                for item in extensions {
                    let value = try? SwiftASN1.DER.parse(item.value)
                    if item.type == OID.reasonCode, let byte = value.flatMap(ASN1Reader.bytes)?.first {
                        reason = RevocationReason(rawValue: Int(byte)) ?? .unspecified
                    } else if item.type == OID.invalidityDate {
                        invalidFrom = value.flatMap(ASN1Reader.time)
                    } else if item.isCritical {
                        return nil
                    }
                }
            }
            return Entry(date: when, reason: reason, invalidFrom: invalidFrom)
        }
        return .some(nil)
    }

    /// Whether it is about some of its issuer's certificates alone, or says more than is understood here.
    package var isPartial: Bool { !isUnderstood || scope != nil }

    package func isSigned(by issuer: SigningCertificate) -> Bool {
        guard issuer.mayIssueLists, let scheme, self.issuer == issuer.subject else { return false }
        return PublicKeyCheck.isValid(signature, over: signed, scheme: scheme, key: issuer)
    }

    /// What it says of a certificate of the same issuer.
    package func status(of certificate: SigningCertificate) -> CertificateStatus {
        guard certificate.issuer == issuer, let found = entry(of: certificate.serial) else { return .unknown }
        return found.map { .revoked($0.date) } ?? .good
    }
}
