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
        var bag = faults
        var policy = VerificationPolicy(name: name)
        read(node, &policy, &bag)
        policy.name = name
        try bag.throwIfErrors()
        return policy
    }

    private static func read(_ node: YAMLNode?, _ policy: inout VerificationPolicy, _ bag: inout DiagnosticBag) {
        guard let node, !node.isNull else { return }
        guard let entries = node.mapping else {
            bag.append(VerificationDiagnostics.value("policy", Bilingual(verbatim: keys.joined(separator: ", ")), at: node.span))
            return
        }
        if let base = node["policy"] {
            if let known = base.text.flatMap({ VerificationPolicy.named($0.text) }) {
                policy = known
            } else {
                bag.append(VerificationDiagnostics.value("policy", list(VerificationPolicy.named.map(\.name)), at: base.span))
            }
        }
        for entry in entries {
            let text = entry.value.text?.text ?? ""
            func choose<Value>(_ choices: KeyValuePairs<String, Value>, _ use: (Value) -> Void) {
                if let found = choices.first(where: { $0.key == text }) { return use(found.value) }
                bag.append(VerificationDiagnostics.value(entry.key, list(choices.map(\.key)), at: entry.value.span))
            }
            switch entry.key {
            case "policy": continue
            case "trust": choose(["required": true, "ignored": false]) { policy.requiresTrust = $0 }
            case "revocation":
                choose(["required": .required, "offered": .offered, "ignored": .ignored]) { policy.revocation = $0 }
            case "level":
                choose(["B-B": .bB, "B-T": .bT, "B-LT": .bLT, "B-LTA": .bLTA]) { policy.leastLevel = $0 }
            case "changes": choose(["forbidden": true, "allowed": false]) { policy.forbidsChanges = $0 }
            case "weak-algorithms": choose(["allowed": true, "refused": false]) { policy.algorithms.allowsWeak = $0 }
            case "expired-time-stamps": choose(["allowed": true, "refused": false]) { policy.acceptsExpiredTimeStamps = $0 }
            case "signatures":
                guard let count = Int(text), (1...100).contains(count) else {
                    bag.append(VerificationDiagnostics.value(entry.key, Bilingual(verbatim: "1–100"), at: entry.value.span))
                    continue
                }
                policy.leastSignatures = count
            case "fields":
                let names = entry.value.sequence?.compactMap { $0.text?.text }
                guard let names, names.count == entry.value.sequence?.count else {
                    bag.append(
                        VerificationDiagnostics.value(
                            entry.key, Bilingual(fr: "une liste de noms", en: "a list of names"), at: entry.value.span))
                    continue
                }
                policy.fields = names
            default:
                bag.append(
                    VerificationDiagnostics.unknownKey(entry.key, nearest: NearestName.of(entry.key, among: keys), at: entry.keySpan))
            }
        }
    }

    private static func list(_ names: [String]) -> Bilingual { Bilingual(verbatim: names.joined(separator: ", ")) }
}
