import Foundation
import JournalTesting
import Testing

/// `paraphe request`: the course of the example's demonstration, one process an action.
@Suite struct RequestCommandTests {
    private let tool: Tool
    private var common = ["--store", "r.sqlite", "--pack", Tool.example]

    init() throws {
        tool = try Tool()
    }

    private func request(_ arguments: String..., as person: String, at: String = "2026-11-20T08:00:00-05:00") throws -> Tool.Outcome {
        try tool.run(["request"] + arguments + common + ["--as", person, "--at", at])
    }

    /// The steps of `demo.json`, up to the given one; the fields empty on purpose are refused.
    private func runDemonstration(steps count: Int) throws -> [Tool.Outcome] {
        let data = try Data(contentsOf: URL(fileURLWithPath: Tool.example + "/demo.json"))
        let scenario = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let steps = try #require(scenario["steps"] as? [[String: Any]])
        return try steps.prefix(count).enumerated().map { index, step in
            var arguments = ["request", try #require(step["action"] as? String), "D-1"] + common
            arguments += ["--as", try #require(step["as"] as? String), "--at", try #require(step["at"] as? String)]
            for (key, option) in [("input", "--input"), ("edits", "--data"), ("form", "--form")] {
                guard let value = step[key] else { continue }
                let name = "\(key)-\(index).json"
                try tool.write([UInt8](try JSONSerialization.data(withJSONObject: value)), to: name)
                arguments += [option, name]
            }
            if step["form"] != nil { arguments += ["--key", "p256.key", "--cert", "p256.pem"] }
            let outcome = try tool.run(arguments)
            let isRefused = step["refused"] as? Bool == true
            #expect(outcome.status == (isRefused ? 1 : 0), "\(arguments): \(outcome.errors)")
            return outcome
        }
    }

    /// In a file, and on a PostgreSQL server.
    @Test(arguments: [false, true]) mutating func fromDraftToClosed(onServer: Bool) throws {
        if onServer {
            common = ["--store", try PostgresServer.shared.get().makeDatabase(), "--documents", "documents", "--pack", Tool.example]
        }
        try SignatureTests.makeKeys(tool)
        let outcomes = try runDemonstration(steps: 12)
        // A required field left empty refuses the signature and names the field in both languages.
        let refusal = try #require(outcomes.first { $0.status == 1 })
        #expect(refusal.output.isEmpty && refusal.errors.contains("workflow/missing-field"))
        #expect(refusal.errors.contains("Impression diagnostique / Diagnostic impression"), "\(refusal.errors)")

        // The signed reports are in the store, and verify.
        let signed = try #require(outcomes.first { $0.output.contains("final-report") }).output
        let path = try #require(signed.split(separator: "\n").first { $0.contains("-final-report-") && $0.contains("fr-CA") })
        let report = try #require(path.components(separatedBy: " · ").last)
        let verified = try tool("verify", report, "--trust", "authority.pem", "--at", "2026-12-05T00:00:00Z")
        #expect(verified.status == 0, "\(verified.output)")

        let list = try request("list", as: "gcote")
        #expect(list.status == 0 && list.output.hasPrefix("D-1  Closed"))
        let show = try parsed(try request("show", "D-1", "--format", "json", as: "gcote").output)
        #expect(show["state"] as? String == "closed" && (show["documents"] as? [Any])?.count == 4)
        let history = try request("history", "D-1", "--lang", "fr", as: "gcote")
        #expect(history.output.components(of: "→") > 4 && history.output.contains("Geneviève Côté"))
    }

    @Test func refusalsSayWhyInBothLanguages() throws {
        #expect(try runDemonstration(steps: 3).allSatisfy { $0.status == 0 })
        // A person without the role is refused with the rule that says so.
        let english = try request("accept", "D-1", as: "gcote")
        #expect(english.status == 1 && english.output.isEmpty)
        #expect(english.errors.contains("refused: “Accept the request”") && english.errors.contains("workflow/missing-permission"))
        #expect(english.errors.contains("rule: request-accept (") && english.errors.contains("workflow.yaml:"), "\(english.errors)")
        let french = try request("accept", "D-1", "--lang", "fr-CA", as: "gcote")
        #expect(french.status == 1 && french.errors.contains("règle : request-accept"))
        let json = try parsed(try request("accept", "D-1", "--format", "json", as: "gcote").output)
        let reason = try #require((json["reasons"] as? [[String: Any]])?.first)
        let words = try #require(reason["reason"] as? [String: String])
        #expect(json["status"] as? String == "refused" && words.keys.sorted() == ["en-CA", "fr-CA"] && words["fr-CA"] != words["en-CA"])
        #expect(reason["rule"] is String && reason["place"] is String)
    }

    @Test func unknownNamesHaveHints() throws {
        #expect(try request("create", as: "gcote").status == 0)
        #expect(try request("sbmit", "D-1", as: "gcote").errors.contains("did you mean `submit`?"))
        #expect(try request("submit", "D-1", as: "gcot").errors.contains("did you mean `gcote`?"))
        #expect(try request("list", "--state", "sumbitted", as: "gcote").errors.contains("did you mean `submitted`?"))
        for arguments in [["show", "D-9"], ["history", "D-9"], ["submit", "D-9"]] {
            let outcome = try tool.run(["request"] + arguments + common + ["--as", "gcote"])
            #expect(outcome.status == 1 && outcome.errors.contains("there is no dossier `D-9`"))
        }
    }

    /// A document that cannot be made is told at its place, and the dossier stays as it was.
    @Test mutating func faultOfATemplateAtItsPlace() throws {
        try SignatureTests.makeKeys(tool)
        try tool.copyExample()
        try tool.write("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p></body></html>", to: "pack/report.xhtml")
        common = ["--store", "r.sqlite", "--pack", "pack"]
        #expect(try runDemonstration(steps: 7).count == 7)
        let form = """
            {"reasonForConsultation": "x", "history": "x", "evaluatedOn": "2026-11-20", "photoQuality": "good", "examination": "x", \
            "impression": "x", "recommendations": "x", "followUp": "none"}
            """
        try tool.write(form, to: "form.json")
        let outcome = try tool(
            "request", "sign-preliminary", "D-1", "--store", "r.sqlite", "--pack", "pack", "--as", "mnguyen", "--form", "form.json",
            "--key",
            "p256.key", "--cert", "p256.pem", "--at", "2026-11-20T14:00:00-05:00")
        #expect(outcome.status == 1 && outcome.errors.contains("pack/report.xhtml:1:"), "\(outcome.errors)")
        let show = try parsed(try request("show", "D-1", "--format", "json", as: "gcote").output)
        #expect(show["state"] as? String == "accepted")
    }

    /// What is refused leaves no store behind.
    @Test func nothingIsLeftBehind() throws {
        #expect(try request("list", as: "gcote").status == 1)
        #expect(try request("sbmit", as: "gcote").status == 1)
        #expect(try request("create", as: "nobody").status == 1)
        #expect(try tool.names().isEmpty)
        try tool.write("no store", to: "r.sqlite")
        #expect(try request("create", as: "gcote").errors.contains("journal/not-a-store"))
        #expect(try tool.read("r.sqlite") == Array("no store".utf8))
    }
}
