import Foundation
import JournalTesting
import Testing

/// `paraphe apply`: a stream of commands, one answer a line.
@Suite struct ApplyCommandTests {
    private static let lines = """
        {"command": "c1", "dossier": "D-1", "action": "create", "data": {"patient": {"familyName": "Lavoie", "givenName": "Élise"}}}
        {"command": "c2", "dossier": "D-1", "action": "submit"}
        not json
        {"command": "c1", "dossier": "D-1", "action": "create"}
        """

    private func answers(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { try parsed(String($0)) }
    }

    /// In a file, and on a PostgreSQL server.
    @Test(arguments: [false, true]) func answersEachLine(onServer: Bool) throws {
        let tool = try Tool()
        try tool.write(Self.lines, to: "commands.ndjson")
        var arguments = ["--pack", Tool.example, "--as", "gcote", "--at", "2026-11-20T08:00:00-05:00"]
        arguments +=
            onServer
            ? ["--store", try PostgresServer.shared.get().makeDatabase(), "--documents", "documents"] : ["--store", "r.sqlite"]
        let outcome = try tool.run(["apply", "commands.ndjson"] + arguments)
        #expect(outcome.status == 1)
        #expect(try answers(outcome.output).compactMap { $0["status"] as? String } == ["done", "refused", "fault", "done"])
        #expect(outcome.errors.contains("2 done, 1 refused, 0 stale, 1 faulty"), "\(outcome.errors)")
        // The same stream once more does nothing, and answers what was done.
        let again = try answers(try tool.run(["apply", "commands.ndjson"] + arguments).output)
        #expect(again.first?["isRepetition"] as? Bool == true && again.first?["version"] as? Int == 3)
        // And stops where it is told to.
        let stopped = try tool.run(["apply", "commands.ndjson", "--stop", "--lang", "fr-CA"] + arguments)
        #expect(try answers(stopped.output).count == 2 && stopped.errors.contains("1 refusées"))
    }

    @Test func faultsOfTheCommand() throws {
        let tool = try Tool()
        let common = ["--pack", Tool.example, "--store", "r.sqlite"]
        #expect(try tool.run(["apply", "none.ndjson"] + common).status == 1)
        // An empty stream is done, and leaves no store behind.
        let empty = try tool.run(["apply", "-"] + common)
        #expect(empty.status == 0 && empty.output.isEmpty)
        #expect(try tool.names().isEmpty)
        #expect(try tool.run(["apply", "-", "--key", "k.pem"] + common).status == 64)
    }

    /// A stale command tells what happened, in words, and can be retried.
    @Test func staleCommands() throws {
        let tool = try Tool()
        let common = ["--store", "r.sqlite", "--pack", Tool.example, "--as", "gcote", "--at", "2026-11-20T08:00:00-05:00"]
        try tool.write(#"{"patient": {"familyName": "Lavoie", "givenName": "Élise"}}"#, to: "data.json")
        #expect(try tool.run(["request", "create", "D-1", "--data", "data.json"] + common).status == 0)
        #expect(try tool.run(["request", "modify", "D-1", "--set", "allergies=Latex"] + common).status == 0)
        let stale = try tool.run(["request", "modify", "D-1", "--set", "clinicalHistory=x", "--expect", "3", "--lang", "fr-CA"] + common)
        #expect(
            stale.status == 1 && stale.errors.contains("entre les versions 3 et 5") && stale.errors.contains("Latex"), "\(stale.errors)")
        #expect(stale.errors.contains("--retry"))
        #expect(try tool.run(["request", "modify", "D-1", "--set", "clinicalHistory=x", "--expect", "3", "--retry"] + common).status == 0)
        let clash = try tool.run(["request", "modify", "D-1", "--set", "allergies=Aucune", "--expect", "3", "--retry"] + common)
        #expect(clash.status == 1 && clash.errors.contains("was changed by somebody else"))
    }
}
