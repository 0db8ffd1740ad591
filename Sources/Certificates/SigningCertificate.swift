import Crypto
import Diagnostics
import FoundationEssentials
import SwiftASN1
import X509

/// A certificate beside its own bytes: digests and names are taken from the bytes, never from an encoding made anew.
package struct SigningCertificate: Hashable, Sendable {
    package let der: [UInt8]
    package let certificate: Certificate
    /// The DER of the issuer's and the subject's names, and of the serial number.
    package let issuer: [UInt8]
    package let subject: [UInt8]
    package let serial: [UInt8]

    /// Nil when the bytes are not one certificate.
    package init?(der: [UInt8]) {
        guard let certificate = try? Certificate(derEncoded: der), let root = try? SwiftASN1.DER.parse(der),
            let body = ASN1Reader.children(root)?.first, var fields = ASN1Reader.children(body)
        else { return nil }
        if let first = fields.first, first.identifier.tagClass == .contextSpecific { fields.removeFirst() }
        guard fields.count >= 6 else { return nil }
        self.der = der
        self.certificate = certificate
        serial = Array(fields[0].encodedBytes)
        issuer = Array(fields[2].encodedBytes)
        subject = Array(fields[4].encodedBytes)
    }

    package static func == (left: SigningCertificate, right: SigningCertificate) -> Bool { left.der == right.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(der) }

    /// The common name, or else the whole subject.
    package var displayName: String {
        guard let root = try? SwiftASN1.DER.parse(subject), let names = ASN1Reader.children(root) else {
            return certificate.subject.description
        }
        for set in names {
            for attribute in ASN1Reader.children(set) ?? [] {
                guard let parts = ASN1Reader.children(attribute), parts.count == 2, ASN1Reader.oid(parts[0]) == OID.commonName,
                    case .primitive(let bytes) = parts[1].content
                else { continue }
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        return certificate.subject.description
    }

    /// The certificates of a PEM file, in its order; a bare DER file is taken too. Nil when one of them cannot be read.
    package static func all(pem: [UInt8]) -> [SigningCertificate]? {
        if pem.first == 0x30 { return SigningCertificate(der: pem).map { [$0] } }
        let documents = PEMDocuments(pem)
        guard !documents.hasDamage else { return nil }
        var certificates: [SigningCertificate] = []
        for block in documents.blocks where block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE" {
            guard let certificate = SigningCertificate(der: block.der) else { return nil }
            certificates.append(certificate)
        }
        return certificates
    }

    /// The roots of a PEM file to trust; a file that cannot be read, or holds none, is a fault and never "trust nobody asked for".
    package static func roots(pem: [UInt8], path: String) throws(DiagnosticsError) -> [SigningCertificate] {
        guard let roots = all(pem: pem) else { throw DiagnosticsError(CertificatesDiagnostics.unreadableCertificate(path)) }
        guard !roots.isEmpty else { throw DiagnosticsError(CertificatesDiagnostics.noCertificate(path)) }
        return roots
    }

    /// Whether the key usage, where there is one, is for signing documents (RFC 5280, clause 4.2.1.3).
    package var maySign: Bool {
        guard let usage = try? certificate.extensions.keyUsage else { return true }
        return usage.digitalSignature || usage.nonRepudiation
    }

    /// Whether it may sign revocation lists.
    var mayIssueLists: Bool {
        guard let usage = try? certificate.extensions.keyUsage else { return true }
        return usage.cRLSign
    }

    package var notBefore: SigningDate {
        SigningDate(unixSeconds: Int64(clamping: Int(certificate.notValidBefore.timeIntervalSince1970.rounded())))
    }
    package var notAfter: SigningDate {
        SigningDate(unixSeconds: Int64(clamping: Int(certificate.notValidAfter.timeIntervalSince1970.rounded())))
    }
}
