import Foundation
import Journal
import JournalPostgres
import JournalTesting
import Testing

private func note(_ text: String) -> NewEvent { NewEvent(type: "noted", version: 1, data: Array(text.utf8)) }

/// What was acknowledged is there, whole and once, whoever dies.
@Suite struct PostgresCrashTests {
    /// Writers go on while the server is stopped as a loss of power would, and started again.
    @Test func serverThatCrashesLosesNothing() async throws {
        let server = try PostgresServer()
        let journal = try await PostgresJournal.open(try server.makeDatabase(), access: .creating, patienceSeconds: 60)
        let crashes = 3
        let work = Task {
            try await withThrowingTaskGroup(of: [CommandID].self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        var done: [CommandID] = []
                        var round = 0
                        while !Task.isCancelled {
                            let command = CommandID("\(writer).\(round)")
                            _ = try await journal.append(
                                [note("one"), note("two")], to: StreamID("s\(writer)"), expecting: .exactly(Int64(round) * 2),
                                command: command)
                            done.append(command)
                            round += 1
                        }
                        return done
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
        for _ in 0..<crashes {
            try await Task.sleep(for: .milliseconds(300))
            try server.crash()
        }
        work.cancel()
        let acknowledged = try await work.value
        var counts: [CommandID: Int] = [:]
        try await journal.forEachEvent { counts[$0.command, default: 0] += 1 }
        #expect(acknowledged.count > 8 && acknowledged.allSatisfy { counts[$0] == 2 })
        #expect(counts.count == acknowledged.count && counts.values.allSatisfy { $0 == 2 })
        let report = try await journal.audit()
        #expect(report.isSound)
        journal.close()
    }

    /// Of three processes one is killed in the middle of its work; the others finish theirs.
    @Test func killedProcessBlocksNobody() async throws {
        let address = try PostgresServer.shared.get().makeDatabase()
        try await PostgresJournal.open(address, access: .creating).close()
        async let killed: Void = child(address, "killed", killsItself: true)
        async let first: Void = child(address, "first", killsItself: false)
        async let second: Void = child(address, "second", killsItself: false)
        _ = await (killed, first, second)
        let journal = try await PostgresJournal.open(address, access: .reading)
        var counts: [CommandID: Int] = [:]
        try await journal.forEachEvent { counts[$0.command, default: 0] += 1 }
        #expect(counts.keys.filter { !$0.text.hasPrefix("killed") }.count == 200 && counts.values.allSatisfy { $0 == 2 })
        let report = try await journal.audit()
        #expect(report.isSound)
        journal.close()
    }

    private func child(_ address: String, _ name: String, killsItself: Bool) async {
        if killsItself {
            await #expect(processExitsWith: .signal(SIGKILL)) { [address = address as String, name = name as String] in
                Thread.detachNewThread {
                    usleep(150_000)
                    kill(getpid(), SIGKILL)
                }
                try await Self.append(address, name, rounds: 1_000_000)
            }
        } else {
            await #expect(processExitsWith: .success) { [address = address as String, name = name as String] in
                try await Self.append(address, name, rounds: 20)
            }
        }
    }

    private static func append(_ address: String, _ name: String, rounds: Int) async throws {
        let journal = try await PostgresJournal.open(address, access: .writing)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<5 {
                group.addTask {
                    for round in 0..<rounds {
                        _ = try await journal.append(
                            [note("one"), note("two")], to: StreamID("s\(writer)"), expecting: .any,
                            command: CommandID("\(name).\(writer).\(round)"))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
