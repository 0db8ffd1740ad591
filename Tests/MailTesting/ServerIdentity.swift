import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A server's certificate that vouches for itself, made for one run.
package struct ServerIdentity {
    package let certificatePEM: String
    package let context: NIOSSLContext

    package init(names: [String]) throws {
        let key = P256.Signing.PrivateKey()
        let own = Certificate.PrivateKey(key)
        let name = try DistinguishedName { CommonName(names.first ?? "essai") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(7), publicKey: own.publicKey,
            notValidBefore: Date().addingTimeInterval(-86_400), notValidAfter: Date().addingTimeInterval(86_400), issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                SubjectAlternativeNames(names.map { .dnsName($0) })
            }, issuerPrivateKey: own)
        certificatePEM = try certificate.serializeAsPEM().pemString + "\n"
        context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(NIOSSLCertificate(bytes: Array(certificatePEM.utf8), format: .pem))],
                privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem))))
    }

    /// The certificate in a file, as an installation has its authorities.
    package func authorities() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/authorities-\(UUID().uuidString).pem"
        try Data(certificatePEM.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}
