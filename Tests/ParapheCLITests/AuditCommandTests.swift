import Certificates
import Foundation
import GRDB
import Signing
import Testing

/// `paraphe audit`, on the store that the demonstration leaves.
@Suite struct AuditCommandTests {
    /// The demonstration, once for all tests here.
    private static let demo = Result {
        let tool = try Tool()
        let outcome = try tool("demo", "--pack", Tool.example, "-o", "out")
        try #require(outcome.status == 0, "\(outcome.errors)")
        return tool
    }

    /// A tool whose folder has a copy of what the demonstration left.
    private func tool() throws -> Tool {
        let tool = try Tool()
        try FileManager.default.copyItem(atPath: try Self.demo.get().place.path + "/out", toPath: tool.place.path + "/out")
        return tool
    }

    private static let store = ["audit", "--store", "out/demo.sqlite"]
    private static let checkpoint = ["--against", "out/demo.checkpoint.pem", "--trust", "out/authority.pem"]

    /// Plain SQL, as an intruder would.
    private func tamper(_ tool: Tool, _ statement: String) throws {
        let queue = try DatabaseQueue(path: tool.place.path + "/out/demo.sqlite")
        try queue.writeWithoutTransaction { database in
            for trigger in ["event_is_never_updated", "event_is_never_deleted", "event_follows_the_last"] {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: statement)
        }
        try queue.close()
    }

    @Test func demonstrationIsSound() throws {
        let tool = try tool()
        let before = try tool.read("out/demo.sqlite")
        let english = try tool.run(Self.store + Self.checkpoint + ["--documents"])
        #expect(english.status == 0, "\(english.output)\(english.errors)")
        #expect(english.output.contains("are those that were written") && english.output.contains(": fits"))
        #expect(english.output.contains("files that events name are intact"))
        let french = try tool.run(Self.store + Self.checkpoint + ["--lang", "fr"])
        #expect(french.output.contains("sont ceux qui ont été écrits") && french.output.contains("s’accorde"))
        let report = try parsed(try tool.run(Self.store + Self.checkpoint + ["--documents", "--format", "json"]).output)
        #expect(report["sound"] as? Bool == true && report["fault"] is NSNull && (report["events"] as? Int ?? 0) > 20)
        #expect(((report["documents"] as? [String: Any])?["count"] as? Int ?? 0) >= 4)
        #expect(try tool.read("out/demo.sqlite") == before)
    }

    @Test(arguments: [
        ("UPDATE event SET data = CAST(replace(data, '0', '1') AS BLOB) WHERE sequence = 5", 5),
        ("UPDATE event SET type = 'noted' WHERE sequence = 7", 7),
        ("UPDATE event SET hash = zeroblob(32) WHERE sequence = 9", 9), ("DELETE FROM event WHERE sequence = 1", 2),
        ("DELETE FROM event WHERE sequence = 6", 7),
    ])
    func alteredStores(_ statement: String, _ sequence: Int) throws {
        let tool = try tool()
        try tamper(tool, statement)
        let text = try tool.run(Self.store)
        #expect(text.status == 1 && text.output.contains("event \(sequence) "), "\(text.output)\(text.errors)")
        let report = try parsed(try tool.run(Self.store + ["--format", "json"]).output)
        #expect(report["sound"] as? Bool == false && (report["fault"] as? [String: Any])?["sequence"] as? Int == sequence)
    }

    /// Who knows the store cuts its tail off and mends what notes it: a checkpoint shows it still.
    @Test func cutOffTail() throws {
        let tool = try tool()
        let count = try parsed(try tool.run(Self.store + ["--format", "json"]).output)["events"] as? Int ?? 0
        let queue = try DatabaseQueue(path: tool.place.path + "/out/demo.sqlite")
        let triggers = try queue.read { try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE type = 'trigger'") }
        try tamper(tool, "DELETE FROM event WHERE sequence > \(count - 2)")
        let noticed = try tool.run(Self.store)
        #expect(noticed.status == 1 && noticed.output.contains("event \(count - 1) "), "\(noticed.output)")
        try queue.write { database in
            try database.execute(
                sql: "UPDATE head SET count = \(count - 2), hash = (SELECT hash FROM event WHERE sequence = \(count - 2))")
            for trigger in triggers { try database.execute(sql: trigger) }
        }
        try queue.close()
        #expect(try tool.run(Self.store).status == 0)
        let shown = try tool.run(Self.store + Self.checkpoint)
        #expect(shown.status == 1 && shown.output.contains("events \(count - 1) to \(count) are missing"), "\(shown.output)")
    }

    @Test func checkpoints() throws {
        let tool = try tool()
        let authority = try TestAuthority(name: "Autre autorité", organization: "Essai", validFrom: .init(unixSeconds: 1_760_000_000))
        let signer = try authority.issue(name: "Greffe", organization: "Essai", serial: 7, validFrom: .init(unixSeconds: 1_760_000_000))
        try tool.write(signer.keyPEM, to: "key.pem")
        try tool.write(signer.certificatePEM, to: "cert.pem")
        try tool.write(authority.rootPEM, to: "root.pem")
        let identity = ["--key", "key.pem", "--cert", "cert.pem"]
        let written = try tool.run(Self.store + ["--checkpoint", "c.pem"] + identity)
        #expect(written.status == 0, "\(written.output)\(written.errors)")
        #expect(try tool.run(Self.store + ["--against", "c.pem"]).status == 0)
        #expect(try tool.run(Self.store + ["--against", "c.pem", "--trust", "root.pem"]).status == 0)
        // Two checkpoints in one file, of two signers.
        try tool.write(try tool.read("c.pem") + tool.read("out/demo.checkpoint.pem"), to: "both.pem")
        let both = try tool.run(Self.store + ["--against", "both.pem", "--trust", "root.pem", "--trust", "out/authority.pem"])
        #expect(both.status == 0 && both.output.components(separatedBy: ": fits").count == 3, "\(both.output)")
        let untrusted = try tool.run(Self.store + ["--against", "both.pem", "--trust", "root.pem"])
        #expect(untrusted.status == 1 && untrusted.output.contains("not trusted"))
        // Altered, and none at all.
        var bytes = try tool.read("c.pem")
        bytes[200] = bytes[200] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        try tool.write(bytes, to: "altered.pem")
        let altered = try tool.run(Self.store + ["--against", "altered.pem"])
        #expect(altered.status == 1 && altered.errors.contains("audit/"), "\(altered.errors)")
        let none = try tool.run(Self.store + ["--against", "cert.pem"])
        #expect(none.status == 1 && none.errors.contains("audit/no-checkpoint"))
        // A store that is not sound gets no checkpoint.
        try tamper(tool, "DELETE FROM event WHERE sequence = 3")
        #expect(try tool.run(Self.store + ["--checkpoint", "late.pem"] + identity).status == 1)
        #expect(try !tool.names().contains("late.pem"))
        let judged = try tool.start(
            "/usr/bin/openssl", ["cms", "-verify", "-inform", "PEM", "-in", "c.pem", "-CAfile", "root.pem", "-purpose", "any"], lang: "C")
        #expect(judged.status == 0 && judged.output.contains("paraphe-checkpoint"), "\(judged.errors)")
    }

    @Test func alteredAndMissingDocuments() throws {
        let tool = try tool()
        let folder = tool.place.path + "/out/demo.documents"
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.filter { $0.contains("/") }.sorted() ?? []
        let file = "out/demo.documents/" + (try #require(files.first))
        var bytes = try tool.read(file)
        bytes[bytes.count / 2] ^= 1
        try tool.write(bytes, to: file)
        #expect(try tool.run(Self.store).status == 0)
        let altered = try tool.run(Self.store + ["--documents"])
        #expect(altered.status == 1 && altered.output.contains("was altered"), "\(altered.output)")
        try FileManager.default.removeItem(atPath: tool.place.path + "/" + file)
        let missing = try tool.run(Self.store + ["--documents"])
        #expect(missing.status == 1 && missing.output.contains("is missing"))
    }

    @Test func damagedAndForeignFiles() throws {
        let tool = try tool()
        let sound = try tool.read("out/demo.sqlite")
        let noise = [UInt8](repeating: 0xA5, count: 8_000)
        var head = sound
        head.replaceSubrange(0..<200, with: noise.prefix(200))
        var middle = sound
        let half = sound.count / 2
        middle.replaceSubrange(half..<(half + noise.count), with: noise)
        let damaged: [(name: String, bytes: [UInt8])] = [
            ("short", Array(sound.prefix(5_000))), ("tiny", Array(sound.prefix(10))), ("empty", []), ("head", head), ("middle", middle),
            ("text", Array("not a store".utf8)),
        ]
        for (name, bytes) in damaged {
            try tool.write(bytes, to: "damaged.sqlite")
            let outcome = try tool("audit", "--store", "damaged.sqlite")
            #expect(outcome.status == 1 && !(outcome.output + outcome.errors).isEmpty, "\(name): \(outcome)")
        }
        #expect(try tool("audit", "--store", "none.sqlite").status == 1)
        #expect(try !tool.names().contains("none.sqlite"))
        #expect(try tool.run(Self.store + ["--checkpoint", "c.pem"]).status == 64)
    }
}
