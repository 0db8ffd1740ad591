import Foundation
import JournalTesting
import MailTesting
import Testing

/// Commands that wait for what other processes put into a store (`deliver --watch`, `request list --watch`): they are told, and do not look
/// again and again. Should word be lost, they look a minute later: each wait of these tests is shorter than that.
@Suite struct WatchedStoreTests {
    private let tool: Tool

    init() throws {
        tool = try Tool()
        let data = try Data(contentsOf: URL(fileURLWithPath: Tool.example + "/request.json"))
        try tool.write([UInt8](data), to: "request.json")
    }

    private func options(_ server: PostgresServer?) throws -> [String] {
        let store = try server.map { ["--store", try $0.makeDatabase(), "--documents", "documents"] } ?? ["--store", "r.sqlite"]
        return store + ["--pack", Tool.example]
    }

    private func submit(_ id: String, _ common: [String]) throws {
        for (action, more) in [("create", ["--data", "request.json"]), ("submit", [])] {
            let outcome = try tool.run(
                ["request", action, id] + more + common + ["--as", "gcote", "--at", "2026-11-20T08:00:00-05:00"])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    @Test(arguments: [false, true]) func deliveryIsToldOfWork(onServer: Bool) async throws {
        let common = try options(onServer ? try PostgresServer.shared.get() : nil)
        try submit("D-1", common)
        let double = try await MailServerDouble(.init())
        let mail = ["--smtp", "localhost:\(double.port)", "--tls", "none", "--from", "avis@exemple.qc.ca"]
        let deliver = try tool.begin(["deliver", "--watch", "--format", "json"] + mail + common)
        var count = 0
        for id in ["D-1", "D-2", "D-3"] {
            if id != "D-1" { try submit(id, common) }
            let isTold = try await deliver.waits { deliver.output.contains("\"\(id)\"") && double.messages.count > count }
            #expect(isTold, "\(id): \(deliver.output) \(deliver.errors)")
            count = double.messages.count
        }
        let start = ContinuousClock.now
        let outcome = try deliver.end()
        #expect(outcome.status == 0 && start.duration(to: .now) < .seconds(45), "\(outcome.errors)")
        try await double.stop()
    }

    @Test(arguments: [false, true]) func worklistIsToldOfEvents(onServer: Bool) async throws {
        // Its own server: it crashes.
        let server = onServer ? try PostgresServer() : nil
        let common = try options(server)
        try submit("D-1", common)
        let arguments = ["request", "list", "--watch", "--state", "submitted", "--as", "rtremblay"] + common
        let list = try tool.begin(arguments + ["--format", "json"])
        let text = try tool.begin(arguments + ["--lang", "fr"])
        func changes() throws -> [String] {
            try list.output.split(separator: "\n").map { line in
                let change = try parsed(String(line))
                return "\(change["change"] as? String ?? "?") \(change["dossier"] as? String ?? "?")"
            }
        }
        #expect(try await list.waits { try changes() == ["came D-1"] }, "\(list.output) \(list.errors)")
        #expect(try await text.waits { text.output.contains("D-1") }, "\(text.errors)")
        try server?.crash()
        try submit("D-2", common)
        #expect(try await list.waits { try changes() == ["came D-1", "came D-2"] }, "\(list.output) \(list.errors)")
        let assigned = try tool.run(
            ["request", "assign", "D-1", "--set", "provider=mnguyen", "--as", "rtremblay", "--at", "2026-11-20T09:00:00-05:00"] + common)
        #expect(assigned.status == 0, "\(assigned.errors)")
        #expect(try await list.waits { try changes().last == "left D-1" }, "\(list.output) \(list.errors)")
        #expect(try await text.waits { text.output.contains("liste du") && text.output.contains("D-2") }, "\(text.output)")
        for (running, signal) in [(list, SIGTERM), (text, SIGINT)] {
            let outcome = try running.end(with: signal)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    @Test(arguments: [["--limit", "2"], ["--after", "D-1"], ["--at", "2026-11-20T09:00:00-05:00"]])
    func watchIsOfTheWholeListNow(_ more: [String]) throws {
        let outcome = try tool.run(
            ["request", "list", "--watch", "--as", "rtremblay", "--store", "r.sqlite", "--pack", Tool.example] + more)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
    }

    @Test func pages() throws {
        let common = try options(nil)
        for id in ["D-1", "D-2", "D-3"] { try submit(id, common) }
        func list(_ more: String...) throws -> [String] {
            let outcome = try tool.run(["request", "list", "--as", "gcote", "--format", "json"] + more + common)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try outcome.output.split(separator: "\n").map { try parsed(String($0))["dossier"] as? String ?? "" }
        }
        #expect(try list() == ["D-1", "D-2", "D-3"])
        #expect(try list("--limit", "2") == ["D-1", "D-2"])
        #expect(try list("--limit", "2", "--after", "D-2") == ["D-3"])
        #expect(try list("--after", "D-3") == [])
        let unknown = try tool.run(["request", "list", "--as", "gcote", "--after", "D-9"] + common)
        #expect(unknown.status == 1 && unknown.errors.contains("request/not-found"))
        #expect(try tool.run(["request", "list", "--as", "gcote", "--limit", "0"] + common).status == 64)
    }

    /// A store without room refuses in words of both languages; nothing of the command is there, the store is sound, and the same command goes
    /// through once there is room.
    @Test(.enabled(if: SmallDisk.isAllowed, Comment(rawValue: SmallDisk.reason)), arguments: [false, true])
    func storeWithoutRoom(onServer: Bool) throws {
        let disk = try SmallDisk(megabytes: onServer ? 96 : 16)
        let server = onServer ? try PostgresServer(.data(disk)) : nil
        let place = tool.place.path
        let store = ["--store", try server?.makeDatabase() ?? disk.mountPoint + "/r.sqlite"]
        let common = store + ["--documents", place + "/documents", "--pack", Tool.example, "--as", "gcote"]
        let moment = ["--at", "2026-11-20T09:00:00-05:00"]
        func run(_ arguments: [String]) throws -> Tool.Outcome {
            if onServer { return try tool.run(arguments) }
            let paraphe = try #require(Tool.executable, "build the product `paraphe` first")
            return try tool.start("/usr/bin/env", disk.entrance + [paraphe] + arguments, lang: "C.UTF-8")
        }
        let first = try run(["request", "create", "D-1", "--data", place + "/request.json"] + moment + common)
        #expect(first.status == 0, "\(first.errors)")
        try disk.fill()
        // Longer than the room in the pages that there are.
        var numbers = SeededNumbers(seed: 1)
        let words = (0..<3_000).map { _ in String(numbers.next() % 1_000_000_007, radix: 36) }.joined(separator: " ")
        try tool.write("{\"clinicalHistory\": \"\(words.prefix(9_900))\"}", to: "long.json")
        let order = ["request", "create", "D-2", "--command", "c-2", "--data", place + "/long.json"] + moment + common
        for (language, words) in [("fr", "le disque est plein; rien n’a été enregistré"), ("en", "the disk is full; nothing was stored")] {
            let refused = try run(order + ["--lang", language])
            #expect(refused.status == 1 && refused.errors.contains("journal/disk-full") && refused.errors.contains(words), "\(refused)")
        }
        let listed = try run(["request", "list"] + common)
        #expect(listed.status == 0 && listed.output.contains("D-1") && !listed.output.contains("D-2"), "\(listed)")
        #expect(try run(["audit"] + store).status == 0)
        try disk.makeRoom()
        let done = try run(order)
        #expect(done.status == 0, "\(done.errors)")
        #expect(try run(["request", "list"] + common).output.contains("D-2"))
        #expect(try run(["audit"] + store).status == 0)
    }
}
