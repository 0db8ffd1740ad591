import Foundation
import Journal
import JournalSQLite
import Testing

/// Several processes on one file; the children are exit tests, which run in a process of their own.
@Suite struct ProcessTests {
    @Test func twoProcessesAppendAtOnce() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = folder.store
        async let first: Void = child(path, "first")
        async let second: Void = child(path, "second")
        _ = await (first, second)
        let journal = try SQLiteJournal.open(path, access: .reading)
        let events = try await journal.readAll(after: 0, limit: 10_000)
        #expect(events.count == 2 * 100)
        #expect(Set(events.map(\.command)).count == 200)
        let report = try await journal.audit()
        #expect(report.isSound && report.head.count == 200)
    }

    /// A process that closes a store leaves the log to those who have it open: what they store afterwards is there, and they see what others store.
    @Test func whoClosesTakesNothingFromOthers() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = folder.store
        let here = try SQLiteJournal.open(path, access: .creating)
        let again = try SQLiteJournal.open(path, access: .reading)
        for round in 1...3 {
            _ = try await here.append([note("here")], to: StreamID("h"), expecting: .any, command: CommandID("h\(round)"))
            await child(path, "other\(round)")
            let seen = try await here.waitForEvents(after: Int64(101 * round - 1), seconds: 60)
            #expect(seen == 101 * round)
        }
        let count = try await again.readAll(after: 0, limit: 10_000).count
        #expect(count == 303)
        // A process that looks only now finds all.
        await #expect(processExitsWith: .success) { [path = path as String] in
            let report = try await SQLiteJournal.open(path, access: .reading).audit()
            exit(report.isSound && report.head.count == 303 ? 0 : 1)
        }
        try again.close()
        try here.close()
    }

    private func child(_ path: String, _ name: String) async {
        await #expect(processExitsWith: .success) { [path = path as String, name = name as String] in
            let journal = try SQLiteJournal.open(path, access: .creating)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<10 {
                    group.addTask {
                        for round in 0..<10 {
                            _ = try await journal.append(
                                [note("x")], to: StreamID("s\(writer % 3)"), expecting: .any,
                                command: CommandID("\(name).\(writer).\(round)"))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// A process that is killed in the middle of its work keeps every promise that it made.
    @Test(arguments: [5, 20, 60, 110])
    func killedProcessKeepsWhatItAcknowledged(milliseconds: Int) async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = folder.store
        let acknowledgements = folder.path + "/acknowledged"
        try Data().write(to: URL(fileURLWithPath: acknowledgements))
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, acknowledgements = acknowledgements as String, milliseconds = milliseconds as Int] in
            let journal = try SQLiteJournal.open(path, access: .creating)
            let file = open(acknowledgements, O_WRONLY | O_APPEND)
            Thread.detachNewThread {
                usleep(UInt32(milliseconds) * 1_000)
                kill(getpid(), SIGKILL)
            }
            await withTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for round in 0..<1_000_000 {
                            let command = "\(writer).\(round)"
                            let receipt = try? await journal.append(
                                [note(command), note("second")], to: StreamID("s\(writer)"), expecting: .any, command: CommandID(command))
                            if receipt != nil {
                                let line = Array((command + "\n").utf8)
                                _ = write(file, line, line.count)
                            }
                        }
                    }
                }
            }
        }
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: acknowledgements)), as: UTF8.self)
        let acknowledged = text.split(separator: "\n").map(String.init)
        let journal = try SQLiteJournal.open(path, access: .creating)
        let events = try await journal.readAll(after: 0, limit: 10_000)
        var counts: [CommandID: Int] = [:]
        for event in events { counts[event.command, default: 0] += 1 }
        #expect(counts.values.allSatisfy { $0 == 2 }, "a command is half there")
        let missing = acknowledged.filter { counts[CommandID($0)] == nil }
        #expect(missing == [])
        let report = try await journal.audit()
        #expect(report.isSound)
    }
}
