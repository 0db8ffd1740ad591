import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A server's key and certificate for TLS.
struct TLSIdentity {
    struct Authority {
        let key: Certificate.PrivateKey
        let name: DistinguishedName
        let pem: String
    }

    let chain: NIOSSLCertificate
    let key: NIOSSLPrivateKey

    static func authority() throws -> Authority {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName { CommonName("Essai TLS") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey, notValidBefore: Date() - 86_400,
            notValidAfter: Date() + 864_000, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil)) },
            issuerPrivateKey: key)
        return Authority(key: key, name: name, pem: try certificate.serializeAsPEM().pemString)
    }

    init(_ authority: Authority, hosts: [String], addresses: [[UInt8]] = [], days: Int = 5) throws {
        let own = P256.Signing.PrivateKey()
        let names =
            hosts.map { GeneralName.dnsName($0) } + addresses.map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(own.publicKey),
            notValidBefore: Date() - 8 * 86_400, notValidAfter: Date() + Double(days) * 86_400, issuer: authority.name,
            subject: try DistinguishedName { CommonName("Service") }, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                try ExtendedKeyUsage([.serverAuth])
                if !names.isEmpty { SubjectAlternativeNames(names) }
            },
            issuerPrivateKey: authority.key)
        chain = try NIOSSLCertificate(bytes: Array(try certificate.serializeAsPEM().pemString.utf8), format: .pem)
        key = try NIOSSLPrivateKey(bytes: Array(own.pemRepresentation.utf8), format: .pem)
    }

    var context: NIOSSLContext {
        get throws {
            try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: [.certificate(chain)], privateKey: .privateKey(key)))
        }
    }
}
