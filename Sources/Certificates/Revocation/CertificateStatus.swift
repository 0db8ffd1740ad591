/// What an issuer says of one of its certificates.
package enum CertificateStatus: Hashable, Sendable {
    case good
    /// Since when it must not be used.
    case revoked(SigningDate)
    /// The one who was asked does not know the certificate.
    case unknown
}
