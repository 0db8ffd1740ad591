import Foundation
import Testing

/// `paraphe explain` and `paraphe who`, as coordinators run them.
@Suite struct ExplainCommandTests {
    private static let draft = """
        {"state":"draft","requester":"gcote","urgency":"urgent",
         "patient":{"familyName":"Tremblay","givenName":"Geneviève","nam":"TREG80611412","cardExpiry":"2020-01"}}
        """

    @Test func aRefusalIsExplainedWhole() throws {
        let tool = try Tool()
        try tool.write(Self.draft, to: "draft.json")
        let arguments = [
            "explain", Tool.example, "--as", "gcote", "--do", "submit", "--dossier-file", "draft.json", "--at", "2026-11-21T10:00:00-05:00",
        ]
        let english = try tool.run(arguments + ["--lang", "en"])
        #expect(english.status == 0 && english.errors.isEmpty, "\(english)")
        for words in [
            "✗ refused: Submit the request", "[S1.10, elective-only]", "condition  the degree of urgency is “Elective”",
            "value      dossier.urgency = “urgent”", "to change  the degree of urgency should be “Elective”", "rules.yaml:",
            "[S1.4, card-valid]", "[S1.6, provider-identified]", "✓ the person has the permission “Submit a request”",
        ] { #expect(english.output.contains(words), "\(words) in \(english.output)") }
        let french = try tool.run(arguments + ["--lang", "fr"])
        #expect(french.output.contains("✗ refusé"), "\(french)")

        let json = try parsed(try tool.run(arguments + ["--format", "json"]).output)
        #expect(json["allowed"] as? Bool == false)
        let checks = try #require(json["checks"] as? [[String: Any]])
        let failing = checks.filter { $0["outcome"] as? String == "fails" }.compactMap { $0["id"] as? String }
        #expect(Set(["card-valid", "elective-only", "provider-identified"]).isSubset(of: failing), "\(failing)")
        #expect(checks.allSatisfy { ($0["words"] as? [String: Any])?.count == 2 })
    }

    @Test func unknownNamesAreFound() throws {
        let tool = try Tool()
        let outcome = try tool("explain", Tool.example, "--as", "gcote", "--do", "submitt", "--lang", "en")
        #expect(outcome.status == 1 && outcome.errors.contains("did you mean `submit`?"), "\(outcome)")
    }

    @Test func whoMayDoWhat() throws {
        let tool = try Tool()
        let text = try tool("who", Tool.example, "--lang", "en")
        #expect(text.status == 0 && text.output.contains("State “Draft”") && text.output.contains("if\u{A0}1"), "\(text)")

        let csv = try tool("who", Tool.example, "--format", "csv", "--lang", "en").output
        let lines = csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(lines.first == "kind,state,id,label,profile,profile-label,answer,conditions")
        #expect(lines.contains("action,,create,Open a request,attending-physician,Attending physician,yes,"))

        let json = try parsed(try tool("who", Tool.example, "--format", "json").output)
        let sections = try #require(json["sections"] as? [[String: Any]])
        #expect(sections.first?["state"] is NSNull)
        #expect((json["profiles"] as? [Any])?.count == 6)

        let pdf = try tool("who", Tool.example, "--format", "pdf", "-o", "who.pdf", "--lang", "fr")
        let made = try tool.read("who.pdf")
        #expect(pdf.status == 0 && made.starts(with: Array("%PDF-1.7".utf8)), "\(pdf)")
    }

    /// S4: the list of services by profession comes from the pack.
    @Test func theListOfServicesIsReproduced() throws {
        let tool = try Tool()
        let pack = URL(fileURLWithPath: Tool.example).deletingLastPathComponent().appendingPathComponent("online-services").path
        let json = try parsed(try tool("who", pack, "--format", "json").output)
        let permissions = try #require(json["permissions"] as? [[String: Any]])
        #expect(permissions.count == 23)
        let french = try tool("who", pack, "--lang", "fr").output
        for words in [
            "Messagerie sécurisée", "À la création du compte", "Sur demande", "Audioprothésiste", "Directives médicales anticipées",
            "Délégation",
        ] { #expect(french.contains(words), "\(words)") }
    }
}
