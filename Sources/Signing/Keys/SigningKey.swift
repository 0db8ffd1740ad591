import Certificates
import Diagnostics
import X509

/// A private key, wherever it is kept: in a file, on a token, at a service.
package protocol SigningKey: Sendable {
    /// What is published of the key, to compare with the certificate's.
    var publicKey: Certificate.PublicKey { get }
    var scheme: SignatureScheme { get }

    /// The signature over `message` in the form of CMS: for ECDSA, the DER of `r` and `s`.
    ///
    /// - Throws: a fault of the token or service, worded for people.
    func signature(for message: [UInt8]) throws(DiagnosticsError) -> [UInt8]
}
