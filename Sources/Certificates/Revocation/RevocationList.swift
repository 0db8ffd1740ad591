import SwiftASN1
import X509

/// A list of certificates that their issuer takes back (RFC 5280, clause 5).
package struct RevocationList: Sendable {
    /// The longest list that is read, in bytes.
    package static let lengthLimit = 1 << 24

    package let der: [UInt8]
    /// The DER of the issuer's name.
    package let issuer: [UInt8]
    package let thisUpdate: SigningDate
    package let nextUpdate: SigningDate?
    /// Serial numbers, in DER, with the dates of revocation.
    private let revoked: [[UInt8]: SigningDate]
    /// A list that says more than it can be read here: a delta, or one for some reasons only.
    package let isPartial: Bool

    package init?(der: [UInt8]) {
        guard der.count <= Self.lengthLimit, let root = try? SwiftASN1.DER.parse(der), let record = SignedRecord(root),
            ASN1Reader.isSequence(record.body), var parts = ASN1Reader.children(record.body).map({ $0[...] })
        else { return nil }
        if parts.first?.identifier == .integer { parts = parts.dropFirst() }
        guard parts.count >= 3 else { return nil }
        parts = parts.dropFirst()
        guard let name = parts.popFirst(), ASN1Reader.isSequence(name), let first = parts.popFirst(), let start = SignedRecord.date(first)
        else { return nil }
        var end: SigningDate?
        if let node = parts.first, let date = SignedRecord.date(node) {
            end = date
            parts = parts.dropFirst()
        }
        var found: [[UInt8]: SigningDate] = [:]
        if let list = parts.first, ASN1Reader.isSequence(list) {
            for entry in ASN1Reader.children(list) ?? [] {
                guard let fields = ASN1Reader.children(entry), fields.count >= 2, let date = SignedRecord.date(fields[1]) else {
                    return nil
                }
                found[Array(fields[0].encodedBytes)] = date
            }
            parts = parts.dropFirst()
        }
        self.der = der
        issuer = Array(name.encodedBytes)
        thisUpdate = start
        nextUpdate = end
        revoked = found
        isPartial = parts.first.map(Self.isPartial) ?? false
    }

    /// Critical extensions but the list's number and its issuer's key: issuing distribution point (2.5.29.28), delta (2.5.29.27), others.
    private static func isPartial(_ extensions: ASN1Node) -> Bool {
        for list in ASN1Reader.children(extensions) ?? [] {
            for item in ASN1Reader.children(list) ?? [] {
                guard let parts = ASN1Reader.children(item), parts.count == 3 else { continue }
                return true
            }
        }
        return false
    }

    package func isSigned(by issuer: SigningCertificate) -> Bool {
        guard issuer.subject == self.issuer, let root = try? SwiftASN1.DER.parse(der), let record = SignedRecord(root) else { return false }
        if let usage = try? issuer.certificate.extensions.keyUsage, !usage.cRLSign { return false }
        return record.isSigned(by: issuer)
    }

    /// What it says of a certificate of the same issuer.
    package func status(of certificate: SigningCertificate) -> CertificateStatus {
        guard certificate.issuer == issuer else { return .unknown }
        return revoked[certificate.serial].map { .revoked($0) } ?? .good
    }
}
