import Foundation
import GRDB
import Journal
import JournalSQLite
import JournalTesting
import Testing

/// SIGKILL at seeded moments, from before the store is opened to amid its work; and disks that are full or cannot be written.
@Suite struct SQLiteKillTests {
    @Test func killedAtAnyMoment() async throws {
        var moments = SeededNumbers(seed: CrashWork.seed)
        var promises = 0
        // Each store sees some crashes, one after the other.
        for first in stride(from: 0, to: CrashWork.kills, by: 10) {
            let folder = try TemporaryFolder()
            defer { withExtendedLifetime(folder) {} }
            let (path, notes) = (folder.store, folder.path + "/notes")
            CrashWork.makeNotes(notes)
            for run in first..<min(first + 10, CrashWork.kills) {
                let delay = UInt32.random(in: 0..<120_000, using: &moments)
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [path = path as String, notes = notes as String, run = run as Int, delay = delay as UInt32] in
                    CrashWork.killMyself(afterMicroseconds: delay)
                    let journal = try SQLiteJournal.open(path, access: .creating)
                    try await CrashWork.work(journal, run: "r\(run)", notes: notes)
                }
                let journal = try SQLiteJournal.open(path, access: .creating)
                let violations = try await CrashWork.violations(journal, notes: notes)
                #expect(violations == [], "run \(run), seed \(CrashWork.seed), after \(delay) µs")
                try journal.close()
            }
            promises += try Data(contentsOf: URL(fileURLWithPath: notes)).count
        }
        #expect(promises > 0 || CrashWork.kills < 6)
    }

    /// A file system of some pages, as a full disk is: a clear error, nothing half-written, and all goes on once there is room.
    @Test func fullDisk() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let notes = folder.path + "/notes"
        CrashWork.makeNotes(notes)
        let (path, notesPath) = (folder.store, notes)
        await #expect(processExitsWith: .success) { [path = path as String, notes = notesPath as String] in
            let journal = try SQLiteJournal.open(path, access: .creating)
            // No file of this process grows further: writes fail as they do on a full disk, with another number.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 600_000, rlim_max: 600_000)
            setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &limit)
            do {
                try await CrashWork.work(journal, run: "full", notes: notes)
            } catch let error as JournalError {
                guard [.diskFull, .unavailable].contains(error.code) else { throw error }
                let violations = try await CrashWork.violations(journal, notes: notes, minimum: 10)
                guard violations.isEmpty else { fatalError("\(violations)") }
                exit(0)
            }
        }
        let journal = try SQLiteJournal.open(path, access: .writing)
        let violations = try await CrashWork.violations(journal, notes: notes, minimum: 10)
        #expect(violations == [])
        _ = try await journal.append([note("after")], to: StreamID("a"), expecting: .any, command: CommandID("after"))
    }

    /// Files that cannot be written are read, and refuse to be written with that reason. (Root may write anything: then there is nothing to see.)
    @Test(.enabled(if: geteuid() != 0)) func readOnlyFiles() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating)
        try await journal.fill()
        try journal.close()
        chmod(folder.store, 0o444)
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            _ = try SQLiteJournal.open(folder.store, access: .writing)
        }
        let reader = try SQLiteJournal.open(folder.store, access: .reading)
        let report = try await reader.audit()
        #expect(report.isSound && report.head.count == 4)
    }
}
