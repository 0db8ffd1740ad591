import Foundation
import Testing

/// `paraphe diff`: what changes from one pack to another.
@Suite struct DiffCommandTests {
    /// The example, and a copy of it to change.
    private func twoPacks(_ tool: Tool) throws {
        try tool.copyExample()
        try FileManager.default.copyItem(atPath: tool.place.path + "/pack", toPath: tool.place.path + "/new")
    }

    @Test func nothingToSay() throws {
        let tool = try Tool()
        let outcome = try tool("diff", Tool.example, Tool.example, "--exit-code")
        #expect(outcome.status == 0 && outcome.output.contains("say the same") && outcome.errors.isEmpty)
    }

    @Test func whatChangesIsSaidInWords() throws {
        let tool = try Tool()
        try twoPacks(tool)
        try tool.replace(
            "permissions: [request-assign, request-close,", with: "permissions: [request-assign, request-close, request-cancel,",
            in: "new/profiles.yaml")
        try tool.replace(
            "from: [draft, submitted, returned]\n    to: cancelled", with: "from: [draft, returned]\n    to: cancelled",
            in: "new/workflow.yaml")
        try tool.replace(
            "label: { fr: Allergies, en: Allergies }", with: "label: { fr: Allergies, en: Allergies }\n      required: true",
            in: "new/dossier.yaml")
        try tool.replace(
            "require: dossier.urgency == 'elective'", with: "require: \"'elective' == (dossier.urgency)\"", in: "new/rules.yaml")
        let outcome = try tool("diff", "pack", "new")
        #expect(outcome.status == 0)
        for words in [
            "Who may do what", "may no longer do “Cancel the request” in the state “Awaiting dispatch”",
            "“Clinical coordinator” may now do “Cancel the request” in the states “Draft” and “Returned to the requester”",
            "the field “Allergies” (`dossier.allergies`): always required, before optional", "new/dossier.yaml:",
        ] { #expect(outcome.output.contains(words), "\(words) in \(outcome.output)") }
        #expect(!outcome.output.contains("elective"), "a change of form alone is none")
        let french = try tool("diff", "pack", "new", "--lang", "fr", "--exit-code")
        #expect(
            french.status == 1 && french.output.contains("Qui peut faire quoi")
                && french.output.contains("toujours requis, avant facultatif"))
        let json = try parsed(try tool("diff", "pack", "new", "--format", "json").output)
        let changes = try #require(json["changes"] as? [[String: Any]])
        #expect(changes.count >= 4 && changes.allSatisfy { $0["area"] is String && $0["effect"] is String && $0["words"] is String })
    }

    @Test func recordedRequestsAreDecidedAgain() throws {
        let tool = try Tool()
        try twoPacks(tool)
        try tool.write(
            #"{"urgency": "elective", "reasonForConsultation": "x", "clinicalHistory": "y"}"#, to: "edits.json")
        let created = try tool(
            "request", "create", "T-1", "--pack", "pack", "--store", "s.sqlite", "--as", "gcote", "--at", "2026-11-20T09:00:00-05:00",
            "--data",
            "edits.json")
        #expect(created.status == 0, "\(created)")
        #expect(
            try tool(
                "request", "cancel", "T-1", "--pack", "pack", "--store", "s.sqlite", "--as", "gcote", "--at", "2026-11-20T10:00:00-05:00"
            ).status == 0)
        let same = try tool("diff", "pack", "pack", "--replay", "s.sqlite", "--exit-code")
        #expect(same.status == 0 && same.output.contains("1 dossier, 2 decisions, 0 otherwise"), "\(same)")
        try tool.replace(
            "from: [draft, submitted, returned]\n    to: cancelled", with: "from: [submitted, returned]\n    to: cancelled",
            in: "new/workflow.yaml")
        let outcome = try tool("diff", "pack", "new", "--replay", "s.sqlite")
        for words in [
            "2 decisions, 1 otherwise", "T-1  2026-11-20T15:00:00Z  Cancel the request (cancel), gcote", "allowed before, refused now:",
            "“Cancel the request” is not done in the state “Draft”", "refused requests are not in it",
        ] { #expect(outcome.output.contains(words), "\(words) in \(outcome.output)") }
        let json = try parsed(try tool("diff", "pack", "new", "--replay", "s.sqlite", "--format", "json").output)
        let replay = try #require(json["replay"] as? [String: Any])
        let otherwise = try #require(replay["otherwise"] as? [[String: Any]])
        #expect(otherwise.count == 1 && otherwise.first?["verdict"] as? String == "now-refused")
    }

    @Test func brokenInputs() throws {
        let tool = try Tool()
        try twoPacks(tool)
        #expect(try tool("diff", "pack", "nowhere").errors.contains("error[file/not-a-folder]"))
        #expect(try tool("diff", "pack", "new", "--replay", "none.sqlite").errors.contains("error[journal/"))
        try tool.write("not a store", to: "s.sqlite")
        #expect(try tool("diff", "pack", "new", "--replay", "s.sqlite").status == 1)
        try tool.replace("profile: dispatcher", with: "profile: dispacher", in: "new/people.yaml")
        let outcome = try tool("diff", "pack", "new")
        #expect(outcome.status == 1 && outcome.errors.contains("did you mean `dispatcher`"))
    }
}
