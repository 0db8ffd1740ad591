import Foundation
import GRDB
import Journal
import JournalSQLite
import JournalTesting
import Testing

@Suite struct SQLiteJournalTests {
    @Test(arguments: JournalLaws.all)
    func law(_ law: JournalLaw) async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating)
        let violations = await law.violations(on: journal)
        #expect(violations == [])
        let report = try await journal.audit()
        #expect(report.isSound)
    }

    @Test(arguments: WorkLaws.all)
    func workLaw(_ law: WorkLaw) async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let violations = await law.violations(on: try SQLiteJournal.open(folder.store, access: .creating))
        #expect(violations == [])
    }

    @Test func storeIsKept() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let first = try SQLiteJournal.open(folder.store, access: .creating)
        try await first.fill()
        let before = try await first.readAll(after: 0, limit: 10)
        let head = try await first.chainHead()
        try first.close()
        let second = try SQLiteJournal.open(folder.store, access: .writing)
        let after = try await second.readAll(after: 0, limit: 10)
        #expect(after == before)
        let again = try await second.append([note("x")], to: StreamID("a"), expecting: .new, command: CommandID("c1"))
        #expect(again.isRepetition)
        let headAfter = try await second.chainHead()
        #expect(headAfter == head)
        #expect(head.count == 4)
    }

    @Test func walAndFullSynchronisation() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating)
        #expect(FileManager.default.fileExists(atPath: folder.store + "-wal"))
        try journal.close()
        let queue = try DatabaseQueue(path: folder.store)
        let mode = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(mode == "wal")
        let application = try queue.inDatabase { try Int64.fetchOne($0, sql: "PRAGMA application_id") }
        #expect(application == 0x5052_5048)
    }

    @Test func readingOnly() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let writer = try SQLiteJournal.open(folder.store, access: .creating)
        let reader = try SQLiteJournal.open(folder.store, access: .reading)
        try await writer.fill()
        // A reader sees what was committed after it opened.
        let events = try await reader.readAll(after: 0, limit: 10)
        #expect(events.count == 4)
        await #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            _ = try await reader.append([note("x")], to: StreamID("a"), expecting: .any, command: CommandID("c9"))
        }
        try writer.close()
        try reader.close()
        let late = try SQLiteJournal.open(folder.store, access: .reading)
        let again = try await late.readAll(after: 0, limit: 10)
        #expect(again == events)
    }

    @Test func missingAndForeignFiles() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        func code(_ path: String, _ access: StoreAccess) -> JournalError.Code? {
            do throws(JournalError) {
                _ = try SQLiteJournal.open(path, access: access, busyTimeoutSeconds: 0.1)
                return nil
            } catch { return error.code }
        }
        #expect(code(folder.store, .reading) == .notFound)
        #expect(code(folder.store, .writing) == .notFound)
        #expect(!FileManager.default.fileExists(atPath: folder.store))
        #expect(code(folder.path, .creating) == .notAStore)
        #expect(code(folder.path + "/no/such/folder/store.sqlite", .creating) == .unavailable)
        try Data("not a database, but long enough to be looked at".utf8).write(to: URL(fileURLWithPath: folder.store))
        for access in [StoreAccess.reading, .writing, .creating] { #expect(code(folder.store, access) == .notAStore) }
        let foreign = folder.path + "/foreign.sqlite"
        let queue = try DatabaseQueue(path: foreign)
        try queue.write { try $0.execute(sql: "CREATE TABLE t (x); PRAGMA user_version = 1") }
        try queue.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: foreign))
        for access in [StoreAccess.reading, .writing, .creating] { #expect(code(foreign, access) == .notAStore) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == bytes, "a foreign database was changed")
        let empty = folder.path + "/empty.sqlite"
        try Data().write(to: URL(fileURLWithPath: empty))
        #expect(code(empty, .reading) == .notAStore)
        #expect(code(empty, .creating) == nil)
    }

    @Test func newerStore() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try SQLiteJournal.open(folder.store, access: .creating).close()
        try folder.tamper("PRAGMA user_version = 999")
        for access in [StoreAccess.reading, .writing] {
            #expect(throws: JournalError(.newerStore, reason: "", place: "")) {
                _ = try SQLiteJournal.open(folder.store, access: access)
            }
        }
    }

    @Test func corruptStore() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating)
        let events = (0..<200).map { note(String(repeating: "x", count: 500) + "\($0)") }
        _ = try await journal.append(events, to: StreamID("a"), expecting: .new, command: CommandID("c"))
        try journal.close()
        let url = URL(fileURLWithPath: folder.store)
        let sound = try Data(contentsOf: url)
        // Every damaged file gives an error or events, never a trap.
        var damaged = 0
        for page in stride(from: 4_096, to: sound.count, by: 4_096) {
            var bytes = sound
            for offset in page..<min(page + 600, bytes.count) { bytes[offset] ^= 0x5A }
            try bytes.write(to: url)
            do throws(JournalError) {
                let journal = try SQLiteJournal.open(folder.store, access: .reading)
                let report = try await journal.audit()
                if !report.isSound { damaged += 1 }
            } catch {
                #expect([.corrupt, .unavailable, .notAStore].contains(error.code), "\(error)")
                damaged += 1
            }
        }
        #expect(damaged > 0)
        for length in [10, 100, 4_096, 8_192] {
            try sound.prefix(length).write(to: url)
            do throws(JournalError) {
                let journal = try SQLiteJournal.open(folder.store, access: .reading)
                let report = try await journal.audit()
                #expect(!report.isSound || report.head.count < 200)
            } catch {
                #expect([.corrupt, .unavailable, .notAStore].contains(error.code), "\(error)")
            }
        }
    }

    @Test func quotaFull() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating, pageLimit: 40)
        var acknowledged = 0
        do {
            while acknowledged < 1_000 {
                _ = try await journal.append(
                    [note(String(repeating: "x", count: 2_000))], to: StreamID("a"), expecting: .exactly(Int64(acknowledged)),
                    command: CommandID("c\(acknowledged)"))
                acknowledged += 1
            }
            Issue.record("the quota was not noticed")
        } catch {
            #expect(error.code == .diskFull)
        }
        let count = try await journal.readAll(after: 0, limit: 10_000).count
        #expect(count == acknowledged)
        let report = try await journal.audit()
        #expect(report.isSound)
    }

    @Test func busy() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating, busyTimeoutSeconds: 0.05)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.store, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: JournalError(.busy, reason: "", place: "")) {
            _ = try await journal.append([note("x")], to: StreamID("a"), expecting: .new, command: CommandID("c"))
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        let receipt = try await journal.append([note("x")], to: StreamID("a"), expecting: .new, command: CommandID("c"))
        #expect(!receipt.isRepetition)
    }
}
