import X509

/// Which algorithms a verifier still believes (ETSI TS 119 312).
package struct AlgorithmPolicy: Hashable, Sendable {
    /// Bits of an RSA modulus.
    package var leastRSABits = 2_048
    /// With a smaller public exponent, forgeries of padding have been published; keys made in this century have 65,537.
    package var leastRSAExponent = 65_537
    /// Whether what rests on SHA-1 or on short keys is said and accepted, instead of refused.
    package var allowsWeak = false

    package static let standard = AlgorithmPolicy()

    package init() {}

    /// What is weak about a certificate's key or signature; nil when nothing is.
    func weakness(of certificate: SigningCertificate, isRoot: Bool) -> Finding? {
        if let (bits, exponent) = certificate.rsaKey, bits < leastRSABits || exponent < leastRSAExponent {
            return CertificateFindings.weakKey(certificate.displayName, bits, exponent)
        }
        // Nothing rests on a root's own signature.
        if !isRoot, certificate.certificate.signatureAlgorithm == .sha1WithRSAEncryption {
            return CertificateFindings.weakCertificate(certificate.displayName)
        }
        return nil
    }
}
