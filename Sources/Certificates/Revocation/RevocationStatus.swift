/// What is known of a certificate's revocation at the moment that counts.
package struct RevocationStatus: Hashable, Sendable {
    package enum Answer: String, Hashable, Sendable {
        case good
        case revoked
        /// Nothing about it was offered.
        case unknown
        /// Something was offered, and it does not hold.
        case unusable
        /// A root, or a responder that needs no check.
        case notNeeded
    }

    package var name: String
    package var answer: Answer
    /// `OCSP` or `CRL`.
    package var source: String?
    package var thisUpdate: SigningDate?
    package var revokedAt: SigningDate?
    package var reason: RevocationReason?
    package var origin: RevocationEvidence.Origin?
    /// Since when the evidence used is proven to exist.
    package var provenAt: SigningDate?
    package var isStamped = false
    /// Why evidence did not hold, and what is to be said of the one that did.
    package var findings: [Finding] = []

    package init(name: String, answer: Answer) {
        self.name = name
        self.answer = answer
    }
}
