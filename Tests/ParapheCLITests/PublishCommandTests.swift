import Foundation
import Testing

/// `paraphe publish`: versions that never change once they are there.
@Suite struct PublishCommandTests {
    @Test func aVersionIsPublishedOnce() throws {
        let tool = try Tool()
        try tool.copyExample()
        let first = try tool("publish", "pack", "--to", "out", "--by", "Sylvie", "--at", "2026-11-21T09:00:00-05:00")
        #expect(first.status == 0 && first.output.contains("first published version"), "\(first)")
        let version = try #require(try tool.names(in: "out/teleconsultation").first)
        let place = "out/teleconsultation/" + version
        let record = try parsed(String(decoding: try tool.read(place + "/publication.json"), as: UTF8.self))
        #expect(record["publishedBy"] as? String == "Sylvie" && record["publishedAt"] as? String == "2026-11-21T14:00:00Z")
        #expect((record["rulesHash"] as? String)?.count == 64 && (record["scenarios"] as? Int ?? 0) > 0)
        for file in try #require(record["files"] as? [[String: Any]]) {
            let path = try #require(file["path"] as? String)
            #expect(try tool.read(place + "/" + path) == tool.read("pack/" + path))
        }
        // What is published loads, and is not written again.
        #expect(try tool("check", place).status == 0)
        let again = try tool("publish", "pack", "--to", "out", "--by", "Sylvie")
        #expect(again.status == 1 && again.errors.contains("error[publish/version]") && again.errors.contains("already published"))
        try tool.replace("version: \(version)", with: "version: 0.0.9", in: "pack/pack.yaml")
        #expect(try tool("publish", "pack", "--to", "out", "--by", "Sylvie").errors.contains("is not higher than"))
        try tool.replace("version: 0.0.9", with: "version: 10.0.0", in: "pack/pack.yaml")
        try tool.replace("en: Draft }", with: "en: In preparation }", in: "pack/workflow.yaml")
        let rehearsal = try tool("publish", "pack", "--to", "out", "--by", "Sylvie", "--approved-by", "Marc", "--dry-run")
        #expect(
            rehearsal.status == 0 && rehearsal.output.contains("would be published")
                && rehearsal.output.contains("“Draft” → “In preparation”"))
        #expect(try tool.names(in: "out/teleconsultation") == [version])
        #expect(
            try tool("publish", "pack", "--to", "out", "--by", "Sylvie", "--approved-by", "Marc", "--lang", "fr").output.contains(
                "avec l’accord de Marc"))
        #expect(Set(try tool.names(in: "out/teleconsultation")) == [version, "10.0.0"])
    }

    /// A migration that cannot be read is found before it is needed.
    @Test func migrationsAreChecked() throws {
        let tool = try Tool()
        try tool.copyExample()
        try FileManager.default.createDirectory(
            atPath: tool.place.path + "/pack/migrations", withIntermediateDirectories: true)
        try tool.write("from: [1.0.0\nstates: {", to: "pack/migrations/1.yaml")
        let checked = try tool("check", "pack")
        #expect(checked.status == 1 && checked.errors.contains("migrations/1.yaml:"), "\(checked)")
        let published = try tool("publish", "pack", "--to", "out", "--by", "Sylvie")
        #expect(published.status == 1 && published.errors.contains("migrations/1.yaml:"), "\(published)")
    }

    @Test func approvalIsByAnother() throws {
        let tool = try Tool()
        try tool.copyExample()
        let same = try tool("publish", "pack", "--to", "out", "--by", "Sylvie", "--approved-by", " sylvie ")
        #expect(same.status == 1 && same.errors.contains("error[publish/approval]"))
        #expect(try tool("publish", "pack", "--to", "out", "--by", " ").errors.contains("who publishes?"))
        try tool.replace("\nfacts:\n", with: "\nfacts:\n  publishingNeedsApproval: true\n", in: "pack/pack.yaml")
        #expect(try tool("publish", "pack", "--to", "out", "--by", "Sylvie").errors.contains("demands the approval of a second person"))
        #expect(try tool("publish", "pack", "--to", "out", "--by", "Sylvie", "--approved-by", "Marc").status == 0)
    }

    @Test func nothingIsPublishedThatFails() throws {
        let tool = try Tool()
        try tool.copyExample()
        try tool.replace("require: dossier.urgency == 'elective'", with: "require: size(dossier.urgency) > 0", in: "pack/rules.yaml")
        let failing = try tool("publish", "pack", "--to", "out", "--by", "Sylvie")
        #expect(failing.status == 1 && failing.errors.contains("error[publish/scenarios]") && failing.output.contains("✗"))
        try tool.replace("profile: dispatcher", with: "profile: dispacher", in: "pack/people.yaml")
        #expect(try tool("publish", "pack", "--to", "out", "--by", "Sylvie").errors.contains("error[pack/unknown-name]"))
        try tool.write("x", to: "file")
        #expect(try tool("publish", Tool.example, "--to", "file", "--by", "Sylvie").status == 1)
        #expect(!FileManager.default.fileExists(atPath: tool.place.path + "/out"))
    }
}
