/// What says whether certificates were revoked, and since when it is known to exist.
package struct RevocationEvidence: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case list(RevocationList)
        case response(StatusResponse)
    }

    package enum Origin: Hashable, Sendable {
        /// In the document security store or in the signature.
        case document
        /// Given to the verifier beside the document.
        case given
    }

    package let content: Content
    package let origin: Origin
    /// The earliest moment at which it is proven to have existed: a time stamp's that covers it, or else the moment of verification.
    package var provenAt: SigningDate
    /// Whether a trusted time stamp proves that moment.
    package var isStamped = false

    /// Nil when the bytes are neither a CRL nor an OCSP response.
    package init?(der: [UInt8], origin: Origin, provenAt: SigningDate) {
        if let response = StatusResponse(der: der) {
            content = .response(response)
        } else if let list = RevocationList(der: der) {
            content = .list(list)
        } else {
            return nil
        }
        self.origin = origin
        self.provenAt = provenAt
    }

    package var der: [UInt8] {
        switch content {
        case .list(let list): list.der
        case .response(let response): response.der
        }
    }

    /// Whether it says something, good or bad, of the certificate.
    package func isAbout(_ certificate: SigningCertificate, issuer: SigningCertificate) -> Bool {
        switch content {
        case .list(let list): list.issuer == certificate.issuer
        case .response(let response): response.answer(for: certificate, issuer: issuer) != nil
        }
    }
}
