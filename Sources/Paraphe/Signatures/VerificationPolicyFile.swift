import Certificates
import Diagnostics
import Verifying
import YAML

/// A policy by its name, or from a YAML file:
///
/// ```yaml
/// policy: b-lt                 # the named policy that the rest changes
/// trust: required              # or ignored
/// revocation: required         # offered, ignored
/// level: B-LT                  # the least PAdES level
/// changes: forbidden           # or allowed: forms filled, metadata of updates
/// weak-algorithms: refused     # or allowed
/// expired-time-stamps: refused # or allowed
/// signatures: 2                # at least
/// fields: [preliminary, final] # which must be signed
/// ```
package enum VerificationPolicyFile {
    private static let keys = [
        "policy", "trust", "revocation", "level", "changes", "weak-algorithms", "expired-time-stamps", "signatures", "fields",
    ]

    /// - Parameter shelf: where a file is kept, so that faults in it can be shown.
    package static func policy(_ name: String, shelf: SourceShelf) throws(DiagnosticsError) -> VerificationPolicy {
        if let known = VerificationPolicy.named(name) { return known }
        guard FileAccess.exists(name) else {
            let known = VerificationPolicy.named.map(\.name)
            throw DiagnosticsError(
                VerificationDiagnostics.unknownPolicy(name, nearest: NearestName.of(name, among: known), known: known))
        }
        let file = shelf.add(path: name, bytes: try FileAccess.read(name))
        let (node, faults) = YAMLParser().parse(file)
        var reader = KeyReader(.verificationPolicy, bag: faults)
        var policy = VerificationPolicy(name: name)
        if let node, !node.isNull { read(node, &policy, &reader) }
        policy.name = name
        try reader.bag.throwIfErrors()
        return policy
    }

    private static func read(_ node: YAMLNode, _ policy: inout VerificationPolicy, _ reader: inout KeyReader) {
        guard node.mapping != nil else {
            return reader.refuse("policy", node, expected: Bilingual(verbatim: keys.joined(separator: ", ")))
        }
        reader.check(node, keys)
        if let base = reader.choice("policy", of: node, among: VerificationPolicy.named.map { ($0.name, $0) }) { policy = base }
        if let isRequired = reader.choice("trust", of: node, among: [("required", true), ("ignored", false)]) {
            policy.requiresTrust = isRequired
        }
        if let revocation = reader.choice("revocation", of: node, as: VerificationPolicy.Revocation.self) { policy.revocation = revocation }
        if let level = reader.choice("level", of: node, among: SignatureLevel.allCases.map { ($0.name, $0) }) { policy.leastLevel = level }
        if let isForbidden = reader.choice("changes", of: node, among: [("forbidden", true), ("allowed", false)]) {
            policy.forbidsChanges = isForbidden
        }
        if let isAllowed = reader.choice("weak-algorithms", of: node, among: [("allowed", true), ("refused", false)]) {
            policy.algorithms.allowsWeak = isAllowed
        }
        if let isAllowed = reader.choice("expired-time-stamps", of: node, among: [("allowed", true), ("refused", false)]) {
            policy.acceptsExpiredTimeStamps = isAllowed
        }
        if let count = reader.number("signatures", of: node, in: 1...100) { policy.leastSignatures = count }
        if let names = reader.texts("fields", of: node, expected: Bilingual(fr: "une liste de noms", en: "a list of names")) {
            policy.fields = names
        }
    }
}
