import Foundation
import Journal
import JournalPostgres
import JournalTesting
import Testing

private func note(_ text: String) -> NewEvent { NewEvent(type: "noted", version: 1, data: Array(text.utf8)) }

@Suite struct PostgresJournalTests {
    @Test(arguments: JournalLaws.all)
    func law(_ law: JournalLaw) async throws {
        let address = try PostgresServer.shared.get().makeDatabase()
        let journal = try await PostgresJournal.open(address, access: .creating)
        let violations = await law.violations(on: journal)
        #expect(violations == [])
        let report = try await journal.audit()
        #expect(report.isSound)
        journal.close()
    }

    @Test(arguments: WorkLaws.all)
    func workLaw(_ law: WorkLaw) async throws {
        let journal = try await PostgresJournal.open(try PostgresServer.shared.get().makeDatabase(), access: .creating)
        let violations = await law.violations(on: journal)
        #expect(violations == [])
        journal.close()
    }

    private func filled() async throws -> String {
        let address = try PostgresServer.shared.get().makeDatabase()
        let journal = try await PostgresJournal.open(address, access: .creating)
        _ = try await journal.append([note("1"), note("2")], to: StreamID("a"), expecting: .new, command: CommandID("c1"))
        _ = try await journal.append([note("3")], to: StreamID("b"), expecting: .new, command: CommandID("c2"))
        _ = try await journal.append([note("4")], to: StreamID("a"), expecting: .exactly(2), command: CommandID("c3"))
        journal.close()
        return address
    }

    @Test func staysWhereItIs() async throws {
        let address = try await filled()
        let journal = try await PostgresJournal.open(address, access: .reading)
        #expect(try await journal.readAll(after: 0, limit: 10).map { String(decoding: $0.data, as: UTF8.self) } == ["1", "2", "3", "4"])
        #expect(try await journal.chainHead().count == 4)
        await #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            _ = try await journal.append([note("5")], to: StreamID("a"), expecting: .any, command: CommandID("c4"))
        }
        journal.close()
    }

    @Test(arguments: [
        "UPDATE paraphe.event SET data = ''", "DELETE FROM paraphe.event WHERE sequence = 4", "TRUNCATE paraphe.event",
    ])
    func triggersRefuse(_ statement: String) async throws {
        let address = try await filled()
        #expect(throws: PostgresServer.Failure.self) { try PostgresServer.shared.get().query(statement, in: address) }
    }

    @Test(arguments: [
        ("UPDATE paraphe.event SET data = '' WHERE sequence = 2", AuditReport.Fault.Kind.hashMismatch, Int64(2), "a"),
        ("UPDATE paraphe.event SET hash = decode(repeat('00', 32), 'hex') WHERE sequence = 4", .hashMismatch, 4, "a"),
        ("UPDATE paraphe.event SET stream = 'c' WHERE sequence = 3", .hashMismatch, 3, "c"),
        ("DELETE FROM paraphe.event WHERE sequence = 1", .sequenceGap, 2, "a"),
        ("DELETE FROM paraphe.event WHERE sequence = 3", .sequenceGap, 4, "a"),
        ("UPDATE paraphe.event SET stream_version = 7 WHERE sequence = 4", .streamGap, 4, "a"),
        ("DELETE FROM paraphe.event WHERE sequence = 4", .tailMissing, 4, ""),
        ("UPDATE paraphe.head SET count = 3", .headMismatch, 4, ""), ("DELETE FROM paraphe.head", .headMismatch, 1, ""),
    ])
    func auditNamesTheFirstFault(_ statement: String, _ kind: AuditReport.Fault.Kind, _ sequence: Int64, _ stream: String) async throws {
        let server = try PostgresServer.shared.get()
        let address = try await filled()
        try server.query("ALTER TABLE paraphe.event DISABLE TRIGGER ALL; \(statement)", in: address)
        let journal = try await PostgresJournal.open(address, access: .reading)
        let report = try await journal.audit()
        #expect(report.fault?.kind == kind && report.fault?.sequence == sequence && report.fault?.stream == stream, "\(report)")
        journal.close()
    }

    @Test(arguments: [
        ("DROP TRIGGER event_is_never_changed ON paraphe.event", "trigger event_is_never_changed on event is missing"),
        ("ALTER TABLE paraphe.event DISABLE TRIGGER event_is_never_changed", "trigger event_is_never_changed on event was changed"),
        ("DROP INDEX paraphe.event_by_command", "index event_by_command is missing"),
        (
            "DROP INDEX paraphe.place_in_order; CREATE INDEX place_in_order ON paraphe.place (first_sequence)",
            "index place_in_order was changed"
        ),
        (
            "ALTER TABLE paraphe.event DROP CONSTRAINT event_stream_stream_version_key",
            "constraint event_stream_stream_version_key on event is missing"
        ),
        ("ALTER TABLE paraphe.work ALTER COLUMN reason DROP NOT NULL", "table work was changed"),
        ("DROP TABLE paraphe.snapshot", "table snapshot is missing"),
        (
            """
            CREATE OR REPLACE FUNCTION paraphe.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
            """, "function refuse_change() was changed"
        ),
        (
            "CREATE TRIGGER helpful AFTER INSERT ON paraphe.event EXECUTE FUNCTION paraphe.refuse_change()",
            "trigger helpful on event was added"
        ),
        ("CREATE RULE silent AS ON DELETE TO paraphe.event DO INSTEAD NOTHING", "rule silent on event was added"),
        // A database whose names are found without their schema has the same structure.
        ("DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET search_path = paraphe'', current_database()); END'", ""),
    ])
    func guardsAreLookedAt(_ statement: String, _ reason: String) async throws {
        let server = try PostgresServer.shared.get()
        let address = try await filled()
        try server.query(statement, in: address)
        let journal = try await PostgresJournal.open(address, access: .reading)
        let report = try await journal.audit()
        #expect(report.head.count == 4 && report.isSound == reason.isEmpty && (report.fault?.reason ?? "") == reason, "\(report)")
        #expect(report.isSound || report.fault?.kind == .structure && report.fault?.sequence == 0)
        journal.close()
    }

    @Test func aMissingTableIsTheFinding() async throws {
        let address = try await filled()
        try PostgresServer.shared.get().query("DROP TABLE paraphe.head", in: address)
        let journal = try await PostgresJournal.open(address, access: .reading)
        let report = try await journal.audit()
        #expect(report.fault?.kind == .unreadable && report.fault?.sequence == 5 && report.head.count == 4, "\(report)")
        #expect(report.fault?.reason == "table head is missing")
        journal.close()
    }

    /// A store of the version before is brought to this one by who may write, and refused to who only reads.
    @Test func migration() async throws {
        let server = try PostgresServer.shared.get()
        let address = try await filled()
        try server.query(
            "DROP TABLE paraphe.head, paraphe.work, paraphe.place, paraphe.place_head, paraphe.snapshot; DELETE FROM paraphe.migration WHERE version > 1",
            in: address)
        await #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            _ = try await PostgresJournal.open(address, access: .reading)
        }
        let journal = try await PostgresJournal.open(address, access: .writing)
        let report = try await journal.audit()
        #expect(report.isSound && report.head.count == 4)
        try await journal.enqueue([NewWork(queue: "q", key: "k", payload: [], dueAt: WorkTime(milliseconds: 0))])
        journal.close()
    }

    /// Who waits is told of events and of work by another process's connection, long before the time is over.
    @Test func listening() async throws {
        let address = try PostgresServer.shared.get().makeDatabase()
        let here = try await PostgresJournal.open(address, access: .creating)
        let there = try await PostgresJournal.open(address, access: .writing)
        let clock = ContinuousClock()
        let start = clock.now
        for round in 1...3 {
            async let heard = here.waitForEvents(after: Int64(round) - 1, seconds: 3_000)
            async let alsoHeard = here.waitForEvents(after: Int64(round) - 1, seconds: 3_000)
            try await Task.sleep(for: .milliseconds(50))
            _ = try await there.append([note("x")], to: StreamID("a"), expecting: .any, command: CommandID("c\(round)"))
            let counts = try await [heard, alsoHeard]
            #expect(counts == [Int64(round), Int64(round)])
        }
        let mark = try await here.workMark()
        async let work: Void = here.waitForWork(since: mark, seconds: 3_000)
        try await Task.sleep(for: .milliseconds(200))
        try await there.enqueue([NewWork(queue: "q", key: "k", payload: [], dueAt: WorkTime(milliseconds: 0))])
        try await work
        #expect(start.duration(to: clock.now) < .seconds(2_000))
        let none = try await here.waitForEvents(after: 3, seconds: 0.2)
        #expect(none == 3)
        here.close()
        there.close()
    }

    @Test func noStoreAndNoDatabase() async throws {
        let server = try PostgresServer.shared.get()
        let address = try server.makeDatabase()
        for access in [StoreAccess.reading, .writing] {
            await #expect(throws: JournalError(.notFound, reason: "", place: "")) {
                _ = try await PostgresJournal.open(address, access: access)
            }
        }
        await #expect(throws: JournalError(.notFound, reason: "", place: "")) {
            _ = try await PostgresJournal.open(server.address("none"), access: .creating)
        }
    }

    @Test func newerStore() async throws {
        let address = try await filled()
        try PostgresServer.shared.get().query("INSERT INTO paraphe.migration VALUES (99)", in: address)
        await #expect(throws: JournalError(.newerStore, reason: "", place: "")) {
            _ = try await PostgresJournal.open(address, access: .writing)
        }
    }

    @Test func noServer() async throws {
        await #expect(throws: JournalError(.unavailable, reason: "", place: "")) {
            _ = try await PostgresJournal.open("postgresql://u:secret@/x?host=/nowhere", access: .reading, patienceSeconds: 0.1)
        }
        do throws(JournalError) {
            _ = try await PostgresJournal.open(
                "postgresql://u:secret@/x?host=/nowhere&password=secret", access: .reading, patienceSeconds: 0)
        } catch {
            #expect(error.place == "postgresql://u@/x?host=/nowhere")
        }
    }

    /// Several connections of their own, as processes on several machines have.
    @Test func severalWritersKeepOneOrder() async throws {
        let address = try PostgresServer.shared.get().makeDatabase()
        let journals = try await withThrowingTaskGroup(of: PostgresJournal.self) { group in
            for _ in 0..<4 { group.addTask { try await PostgresJournal.open(address, access: .creating) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, journal) in journals.enumerated() {
                for writer in 0..<5 {
                    group.addTask {
                        for round in 0..<10 {
                            _ = try await journal.append(
                                [note("x"), note("y")], to: StreamID("s\(writer % 3)"), expecting: .any,
                                command: CommandID("\(number).\(writer).\(round)"))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let report = try await journals[0].audit()
        #expect(report.isSound && report.head.count == 400)
        for journal in journals { journal.close() }
    }
}
