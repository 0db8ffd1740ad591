import Certificates
import Crypto
import Diagnostics
import FoundationEssentials
import SwiftASN1
import X509
import CryptoExtras

/// An authority for demonstrations and tests: a root that signs certificates. Its keys are fresh on every run; it proves nothing to anyone.
package struct TestAuthority: Sendable {
    package enum KeyKind: Hashable, Sendable, CaseIterable {
        case p256
        case p384
        case rsa2048
        case rsa3072
    }

    /// A key with its certificate.
    package struct Credentials: Sendable {
        /// PKCS#8.
        package let keyPEM: String
        /// The signer's certificate alone: the root goes apart, as trust.
        package let certificatePEM: String
    }

    package let rootPEM: String
    private let root: Certificate
    private let key: Certificate.PrivateKey
    let keyPEM: String

    /// - Parameters:
    ///   - validFrom: the first moment of the root's validity.
    ///   - years: how long it is valid, of 365 days each.
    package init(name: String, organization: String, validFrom: SigningDate, years: Int = 20, kind: KeyKind = .p256) throws {
        let (key, pem) = try Self.makeKey(kind)
        keyPEM = pem
        let subject = try DistinguishedName {
            CommonName(name)
            OrganizationName(organization)
            CountryName("CA")
        }
        let from = Date(timeIntervalSince1970: Double(validFrom.unixSeconds))
        root = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(1), publicKey: key.publicKey, notValidBefore: from,
            notValidAfter: from.addingTimeInterval(Double(years) * 365 * 86_400), issuer: subject, subject: subject,
            signatureAlgorithm: Self.algorithm(kind),
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: key.publicKey)
            }, issuerPrivateKey: key)
        self.key = key
        self.kind = kind
        rootPEM = try root.serializeAsPEM().pemString + "\n"
    }

    private let kind: KeyKind

    /// A certificate for signing documents, with its key.
    ///
    /// - Parameters:
    ///   - serial: unique among what this authority issues, from 2.
    ///   - extendedUsage: none by default; `timeStamping` for a time-stamping authority.
    ///   - usage: key usage; by default digital signature and content commitment.
    package func issue(
        name: String, organization: String, serial: Int, validFrom: SigningDate, years: Int = 5, kind: KeyKind = .p256,
        usage: KeyUsage = KeyUsage(digitalSignature: true, nonRepudiation: true), extendedUsage: [ExtendedKeyUsage.Usage] = []
    ) throws -> Credentials {
        let (key, pem) = try Self.makeKey(kind)
        let subject = try DistinguishedName {
            CommonName(name)
            OrganizationName(organization)
            CountryName("CA")
        }
        let from = Date(timeIntervalSince1970: Double(validFrom.unixSeconds))
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(serial), publicKey: key.publicKey, notValidBefore: from,
            notValidAfter: from.addingTimeInterval(Double(years) * 365 * 86_400), issuer: root.subject, subject: subject,
            signatureAlgorithm: Self.algorithm(self.kind),
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(usage)
                if !extendedUsage.isEmpty { Critical(try ExtendedKeyUsage(extendedUsage)) }
                SubjectKeyIdentifier(hash: key.publicKey)
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: root.publicKey).keyIdentifier)
            }, issuerPrivateKey: self.key)
        return Credentials(keyPEM: pem, certificatePEM: try certificate.serializeAsPEM().pemString + "\n")
    }

    private static func makeKey(_ kind: KeyKind) throws -> (Certificate.PrivateKey, String) {
        switch kind {
        case .p256:
            let key = P256.Signing.PrivateKey()
            return (Certificate.PrivateKey(key), key.pemRepresentation + "\n")
        case .p384:
            let key = P384.Signing.PrivateKey()
            return (Certificate.PrivateKey(key), key.pemRepresentation + "\n")
        case .rsa2048, .rsa3072:
            let key = try _RSA.Signing.PrivateKey(keySize: kind == .rsa2048 ? .bits2048 : .bits3072)
            return (Certificate.PrivateKey(key), key.pemRepresentation + "\n")
        }
    }

    private static func algorithm(_ kind: KeyKind) -> Certificate.SignatureAlgorithm {
        switch kind {
        case .p256: .ecdsaWithSHA256
        case .p384: .ecdsaWithSHA384
        case .rsa2048, .rsa3072: .sha256WithRSAEncryption
        }
    }
}
