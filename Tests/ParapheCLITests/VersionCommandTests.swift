import Foundation
import JournalTesting
import Testing

/// Versions, archives and accesses as a user meets them.
@Suite struct VersionCommandTests {
    private static let moment = ["--at", "2026-11-20T08:00:00-05:00"]

    /// A store with a dossier of one requester, and what commands of the coordinator take.
    private func site() throws -> (Tool, [String]) {
        let tool = try Tool()
        try tool.copyExample()
        let place = ["--store", "r.sqlite", "--pack", "pack"] + Self.moment
        try tool.write(#"{"patient": {"familyName": "Lavoie", "givenName": "Élise"}}"#, to: "data.json")
        #expect(try tool.run(["request", "create", "D-1", "--data", "data.json", "--as", "gcote"] + place).status == 0)
        return (tool, place + ["--as", "sbeaulieu"])
    }

    @Test func migratesFirstDry() throws {
        let (tool, common) = try site()
        let version = try #require(
            try parsed(try tool.run(["request", "show", "D-1", "--format", "json"] + common).output)["packVersion"] as? String)
        try tool.replace("version: \(version)", with: "version: 99.0.0", in: "pack/pack.yaml")
        let dry = try tool.run(["migrate"] + common)
        #expect(dry.status == 0 && dry.output.contains("would move") && dry.output.contains("--apply"), "\(dry)")
        let still = try parsed(try tool.run(["request", "show", "D-1", "--format", "json"] + common).output)
        #expect(still["packVersion"] as? String == version)
        let done = try parsed(try tool.run(["migrate", "--apply", "--format", "json"] + common).output)
        #expect(done["status"] as? String == "moved" && (done["to"] as? [String: Any])?["version"] as? String == "99.0.0")
        let moved = try parsed(try tool.run(["request", "show", "D-1", "--format", "json"] + common).output)
        #expect(
            moved["packVersion"] as? String == "99.0.0"
                && moved["packHash"] as? String == (done["to"] as? [String: Any])?["hash"] as? String)
        #expect(try tool.run(["migrate", "--lang", "fr-CA"] + common).output.contains("tous les dossiers en sont à cette version"))
        #expect(try tool.run(["request", "history", "D-1"] + common).output.contains("Move from version \(version) to 99.0.0"))
    }

    /// From a file to a file, and to a PostgreSQL server.
    @Test(arguments: [false, true]) func archivesGoFromStoreToStore(toServer: Bool) throws {
        let (tool, common) = try site()
        let out = try tool.run(["request", "export", "D-1", "-o", "d.tar"] + common)
        #expect(out.status == 0 && out.output.contains("3 events"), "\(out)")
        let store = toServer ? ["--store", try PostgresServer.shared.get().makeDatabase()] : ["--store", "s.sqlite"]
        let other = store + ["--documents", "other", "--pack", "pack", "--as", "sbeaulieu"] + Self.moment
        #expect(try tool.run(["request", "import", "d.tar", "--dry-run"] + other).status == 0)
        #expect(try tool.run(["request", "list"] + other).output.contains("D-1") == false)
        #expect(try tool.run(["request", "import", "d.tar"] + other).status == 0)
        let again = try parsed(try tool.run(["request", "import", "d.tar", "--format", "json"] + other).output)
        #expect(again["status"] as? String == "present")
        let views = try [common, other].map { try tool.run(["request", "show", "D-1", "--format", "json"] + $0).output }
        #expect(views[0] == views[1] && !views[0].isEmpty)
        var bytes = try tool.read("d.tar")
        bytes[bytes.count / 2] ^= 1
        try tool.write(bytes, to: "bad.tar")
        let bad = try tool.run(["request", "import", "bad.tar"] + other)
        #expect(bad.status == 1 && bad.errors.contains("error[archive/"))
    }

    @Test func eachReadingIsDisclosed() throws {
        let (tool, common) = try site()
        _ = try tool.run(["request", "show", "D-1"] + common)
        _ = try tool.run(["request", "history", "D-1"] + common)
        _ = try tool.run(["request", "export", "D-1", "-o", "d.tar"] + common)
        // Who may not be told apart may not read.
        #expect(try tool.run(["request", "history", "D-1", "--store", "r.sqlite", "--pack", "pack", "--as", "nobody"]).status == 1)
        let lines = try tool.run(["disclose", "D-1", "--format", "json"] + common).output.split(separator: "\n").map {
            try parsed(String($0))
        }
        #expect(lines.compactMap { $0["what"] as? String } == ["create", "dossier", "history", "export", "disclosure"])
        #expect(lines.map { $0["person"] as? String } == ["gcote"] + Array(repeating: "sbeaulieu", count: 4))
        #expect(lines.allSatisfy { ($0["label"] as? [String: String])?.count == 2 })
        let french = try tool.run(["disclose", "D-1", "--lang", "fr-CA"] + common).output
        #expect(french.contains("Sylvie Beaulieu (sbeaulieu)  a lu le dossier"), "\(french)")
    }

    @Test func operationsAreForThoseWhomThePackNames() throws {
        let (tool, common) = try site()
        let requester = common.dropLast() + ["gcote"]
        for command in [
            ["migrate"], ["erase"], ["disclose", "D-1"], ["request", "export", "D-1", "-o", "d.tar"],
        ] {
            let refused = try tool.run(command + requester)
            #expect(refused.status == 1 && refused.errors.contains("error[request/operation-not-allowed]"), "\(refused)")
            #expect(refused.errors.contains("profiles.yaml:") && refused.errors.contains("roles that grant it"), "\(refused)")
            #expect(try !tool.names().contains("d.tar"))
        }
        let who = try tool("who", "pack", "--format", "json")
        let operations = try #require(try parsed(who.output)["operations"] as? [[String: Any]])
        #expect(operations.compactMap { $0["id"] as? String } == ["export", "import", "disclose", "migrate", "erase"])
    }
}
