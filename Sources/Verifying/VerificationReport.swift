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

    /// One revision of the file: what was there first, or an incremental update.
    package struct Revision: Hashable, Sendable {
        package let number: Int
        package let bytes: Range<Int>
        /// Fields whose intact signatures cover it.
        package var signedBy: [String] = []

        package init(number: Int, bytes: Range<Int>) {
            self.number = number
            self.bytes = bytes
        }
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
        /// `B-B`, `B-T`, `B-LT` or `B-LTA`: what is there and holds; nil when the signature is not a PAdES baseline signature.
        package var level: String?
        /// What a certifying signature still allows, from 1 to 3.
        package var certificationLevel: Int?
        /// Which revision of the file it signs, from 1.
        package var revision: Int?
        /// One past the last byte that it covers; 0 when that is unknown.
        package var coveredBytes = 0
        package var coversWholeFile = false
        /// Since when the signature is proven to exist, by time stamps that hold.
        package var provenAt: SigningDate?
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
        /// What holds and is still to be known: weak algorithms, revocation that nobody could check.
        package var warnings: [Finding] = []
        /// Names from the signer up to the trusted root.
        package var chain: [String] = []
        /// What is known of the revocation of each certificate of the chain but the root.
        package var revocation: [RevocationStatus] = []

        package init(fieldName: String) {
            self.fieldName = fieldName
        }

        package var isValid: Bool { intact == .yes && trusted != .no && unchanged == .yes }
    }

    package var signatures: [Signature] = []
    /// What makes the file invalid beside its signatures.
    package var problems: [Finding] = []
    /// What the policy requires beyond that, and the file lacks.
    package var unmet: [Finding] = []
    package var policy = VerificationPolicy.intact.name
    package var requiresTrust = false
    /// From the first to the last.
    package var revisions: [Revision] = []
    package var revisionCount: Int { revisions.count }
    package var byteCount = 0

    package init() {}

    /// Whether there is a signature, each one is intact, not distrusted, and followed by allowed changes alone, and the policy is met.
    package var isValid: Bool {
        !signatures.isEmpty && problems.isEmpty && unmet.isEmpty
            && signatures.allSatisfy { $0.isValid && ($0.trusted == .yes || !requiresTrust) }
    }
}
