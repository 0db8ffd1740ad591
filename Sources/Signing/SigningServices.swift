import Certificates

/// Whom signing may ask: nobody for B-B, a time-stamping authority from B-T, those who know about revocation from B-LT.
package struct SigningServices: Sendable {
    package var timeStamps: (any TimeStampSource)?
    package var revocation: (any RevocationSource)?
    /// Roots and authorities that signatures do not bring along, to complete chains.
    package var certificates: [SigningCertificate]

    package init(
        timeStamps: (any TimeStampSource)? = nil, revocation: (any RevocationSource)? = nil, certificates: [SigningCertificate] = []
    ) {
        self.timeStamps = timeStamps
        self.revocation = revocation
        self.certificates = certificates
    }
}
