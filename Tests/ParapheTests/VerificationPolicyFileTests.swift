import Certificates
import Diagnostics
import Foundation
import Paraphe
import Testing
import Verifying

/// Policies of verification from files, and what their keys may hold.
@Suite struct VerificationPolicyFileTests {
    private func read(_ yaml: String) throws -> Result<VerificationPolicy, DiagnosticsError> {
        let path = FileManager.default.temporaryDirectory.path + "/paraphe-policy-\(UUID().uuidString).yaml"
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do throws(DiagnosticsError) {
            return .success(try VerificationPolicyFile.policy(path, shelf: SourceShelf()))
        } catch {
            return .failure(error)
        }
    }

    @Test func everyKeyChangesTheNamedPolicy() throws {
        let policy = try read(
            """
            policy: b-t
            trust: ignored
            revocation: required
            level: B-LTA
            changes: forbidden
            weak-algorithms: allowed
            expired-time-stamps: allowed
            signatures: 2
            fields: [preliminary, final]
            """
        ).get()
        #expect(!policy.requiresTrust && policy.revocation == .required && policy.leastLevel == .bLTA && policy.forbidsChanges)
        #expect(policy.algorithms.allowsWeak && policy.acceptsExpiredTimeStamps && policy.leastSignatures == 2)
        #expect(policy.fields == ["preliminary", "final"] && policy.name.hasSuffix(".yaml"))
        #expect(try read("policy: b-lt").get().leastLevel == .bLT && read("").get().requiresTrust)
    }

    @Test(arguments: [
        ("trsut: required", "policy/unknown-key", "trust"), ("trust: maybe", "policy/value", "`required`, `ignored`"),
        ("policy: best", "policy/value", "b-lt"), ("level: B-X", "policy/value", "`B-LTA`"), ("signatures: 0", "policy/value", "1–100"),
        ("signatures: [2]", "policy/value", "1–100"), ("fields: final", "policy/value", "a list of names"),
        ("fields: [[a]]", "policy/value", "a list of names"), ("[trust]", "policy/value", "trust"),
    ])
    func faulty(yaml: String, code: String, hint: String) throws {
        guard case .failure(let error) = try read(yaml) else { return #expect(Bool(false), "\(yaml)") }
        let finding = try #require(error.bag.diagnostics.first)
        #expect(error.bag.diagnostics.count == 1 && finding.code.name == code && finding.span != nil)
        #expect(finding.hint?.en.contains(hint) ?? false, "\(finding.hint?.en ?? "")")
    }
}
