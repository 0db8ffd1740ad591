import Certificates
import Diagnostics

/// What is required of a file beyond intact signatures and explained changes.
package struct VerificationPolicy: Hashable, Sendable {
    /// What is asked about revocation.
    package enum Revocation: String, Hashable, Sendable, CaseIterable {
        case ignored
        /// Where the file or the caller offers data on it, all certificates must be cleared by it.
        case offered
        case required
    }

    package var name: String
    /// Every signature must lead to a given root.
    package var requiresTrust = true
    package var revocation = Revocation.offered
    /// The PAdES level that every signature must reach.
    package var leastLevel: SignatureLevel?
    /// Nothing but signatures, time stamps and validation data may follow a signature: forms stay as they were signed.
    package var forbidsChanges = false
    package var algorithms = AlgorithmPolicy.standard
    /// Counts a time stamp whose authority's certificate has expired since, as some viewers do; strictly, it proves nothing any more.
    package var acceptsExpiredTimeStamps = false
    /// How many signatures there must be, time stamps apart.
    package var leastSignatures = 1
    /// Fields that must be signed.
    package var fields: [String] = []

    package init(name: String) {
        self.name = name
    }

    package static let trusted = VerificationPolicy(name: "trusted")
    package static let intact: VerificationPolicy = {
        var policy = VerificationPolicy(name: "intact")
        policy.requiresTrust = false
        return policy
    }()

    /// The policies that have a name.
    package static let named: [VerificationPolicy] = {
        let levels = SignatureLevel.allCases.map { level in
            var policy = VerificationPolicy(name: level.rawValue)
            policy.leastLevel = level
            if level >= .bLT { policy.revocation = .required }
            return policy
        }
        var unchanged = VerificationPolicy(name: "no-changes")
        unchanged.forbidsChanges = true
        return [intact, trusted] + levels + [unchanged]
    }()

    package static func named(_ name: String) -> VerificationPolicy? { named.first { $0.name == name } }
}
