import Foundation
import Journal
import JournalPostgres
import JournalTesting
import Testing

/// SIGKILL of clients at seeded moments, and of the server as a loss of power would (`-m immediate`).
@Suite struct PostgresKillTests {
    @Test func clientKilledAtAnyMoment() async throws {
        let server = try PostgresServer.shared.get()
        var moments = SeededNumbers(seed: CrashWork.seed)
        for first in stride(from: 0, to: CrashWork.kills, by: 10) {
            let address = try server.makeDatabase()
            let notes = FileManager.default.temporaryDirectory.path + "/paraphe-notes-\(UUID().uuidString)"
            CrashWork.makeNotes(notes)
            defer { try? FileManager.default.removeItem(atPath: notes) }
            for run in first..<min(first + 10, CrashWork.kills) {
                let delay = UInt32.random(in: 0..<200_000, using: &moments)
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [address = address as String, notes = notes as String, run = run as Int, delay = delay as UInt32] in
                    CrashWork.killMyself(afterMicroseconds: delay)
                    let journal = try await PostgresJournal.open(address, access: .creating)
                    try await CrashWork.work(journal, run: "r\(run)", notes: notes)
                }
                let journal = try await PostgresJournal.open(address, access: .creating)
                let violations = try await CrashWork.violations(journal, notes: notes)
                #expect(violations == [], "run \(run), seed \(CrashWork.seed), after \(delay) µs")
                journal.close()
            }
        }
    }

    @Test func serverKilledAtAnyMoment() async throws {
        let server = try PostgresServer()
        let notes = FileManager.default.temporaryDirectory.path + "/paraphe-notes-\(UUID().uuidString)"
        CrashWork.makeNotes(notes)
        defer { try? FileManager.default.removeItem(atPath: notes) }
        let journal = try await PostgresJournal.open(try server.makeDatabase(), access: .creating, patienceSeconds: 60)
        var moments = SeededNumbers(seed: CrashWork.seed)
        let work = Task { try await CrashWork.work(journal, run: "r", notes: notes) }
        for run in 0..<max(2, CrashWork.kills / 3) {
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<400_000, using: &moments)))
            try server.crash()
            if run % 10 == 9 {
                let violations = try await CrashWork.violations(journal, notes: notes)
                #expect(violations.filter { !$0.contains("is there without") } == [], "crash \(run)")
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        work.cancel()
        try await work.value
        let violations = try await CrashWork.violations(journal, notes: notes, minimum: 10)
        #expect(violations == [], "seed \(CrashWork.seed)")
        journal.close()
    }

    /// Three processes work one queue; one is killed with work in its hands, which the others finish once its leases have ended.
    @Test func othersFinishTheWorkOfTheKilled() async throws {
        let address = try PostgresServer.shared.get().makeDatabase()
        let journal = try await PostgresJournal.open(address, access: .creating)
        let count = 300
        try await journal.enqueue(
            (0..<count).map { NewWork(queue: "q", key: "\($0)", payload: [], dueAt: WorkTime(milliseconds: 0)) })
        async let killed: Void = worker(address, killsItself: true)
        async let first: Void = worker(address, killsItself: false)
        async let second: Void = worker(address, killsItself: false)
        _ = await (killed, first, second)
        let all = try await journal.work(in: "q", state: nil, after: 0, limit: 1_000)
        #expect(all.count == count && all.allSatisfy { $0.state == .done })
        #expect(all.contains { $0.attempts > 1 }, "nothing was taken over from the killed")
        journal.close()
    }

    private func worker(_ address: String, killsItself: Bool) async {
        if killsItself {
            await #expect(processExitsWith: .signal(SIGKILL)) { [address = address as String] in
                let journal = try await PostgresJournal.open(address, access: .writing)
                var held = 0
                while held < 20 { held += try await journal.lease(from: "q", limit: 5, at: Self.now, forMilliseconds: 1_500).count }
                kill(getpid(), SIGKILL)
            }
        } else {
            await #expect(processExitsWith: .success) { [address = address as String] in
                let journal = try await PostgresJournal.open(address, access: .writing)
                // Begins when the other holds its part.
                while try await !journal.work(in: "q", state: .leased, after: 0, limit: 1_000).contains(where: { $0.attempts == 1 }) {
                    try await Task.sleep(for: .milliseconds(10))
                }
                while try await journal.nextDue(in: "q") != nil {
                    for lease in try await journal.lease(from: "q", limit: 7, at: Self.now, forMilliseconds: 30_000) {
                        try await journal.complete(lease, at: Self.now)
                    }
                }
            }
        }
    }

    private static var now: WorkTime { WorkTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}
