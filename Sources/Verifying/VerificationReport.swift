import Certificates
import Diagnostics

/// What verification found in a file: three answers for every signature, and what concerns the whole file.
package struct VerificationReport: Sendable {
    /// An answer to one of the three questions.
    package enum Answer: String, Hashable, Sendable {
        case yes
        case no
        /// Nobody said what to trust.
        case notChecked
    }

    package struct Signature: Sendable {
        package enum Kind: String, Hashable, Sendable {
            case signature
            /// A time stamp over the document (ETSI EN 319 142-1, clause 5.4.3).
            case documentTimeStamp
        }

        package var fieldName: String
        package var kind = Kind.signature
        /// From the certificate, or else as the file claims.
        package var signerName: String?
        package var reason: String?
        package var location: String?
        /// As the signer claims, in ISO 8601; nobody vouches for it.
        package var claimedTime: String?
        /// When a time-stamping authority saw it.
        package var stampedTime: SigningDate?
        package var subFilter: String?
        /// `ECDSA, SHA-256`.
        package var algorithm: String?
        /// `B-B`, `B-T`, `B-LT` or `B-LTA` by what is there (revocation data is not judged), or nil when the signature is not a PAdES baseline signature.
        package var level: String?
        /// What a certifying signature still allows, from 1 to 3.
        package var certificationLevel: Int?
        /// Which revision of the file it signs, from 1.
        package var revision: Int?
        package var coversWholeFile = false
        /// The signed bytes and the signature over them are what they were.
        package var intact = Answer.no
        /// The signer's certificate leads to a root that the verifier was given.
        package var trusted = Answer.notChecked
        /// Nothing but what is allowed was added afterwards.
        package var unchanged = Answer.no
        /// Why an answer is no, in the order of the questions.
        package var problems: [Finding] = []
        /// Allowed additions and remarks.
        package var notes: [Finding] = []
        /// Names from the signer up to the trusted root.
        package var chain: [String] = []

        package init(fieldName: String) {
            self.fieldName = fieldName
        }

        package var isValid: Bool { intact == .yes && trusted != .no && unchanged == .yes }
    }

    package var signatures: [Signature] = []
    /// What makes the file invalid beside its signatures.
    package var problems: [Finding] = []
    package var revisionCount = 0
    package var byteCount = 0

    package init() {}

    /// Whether there is a signature, and each one is intact, not distrusted, and followed by allowed changes alone.
    package var isValid: Bool { !signatures.isEmpty && problems.isEmpty && signatures.allSatisfy(\.isValid) }
}
