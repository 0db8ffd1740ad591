import Foundation
import GRDB
import Journal
import JournalSQLite
import Testing

@Suite struct TamperTests {
    private func filled() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let journal = try SQLiteJournal.open(folder.store, access: .creating)
        try await journal.fill()
        try journal.close()
        return folder
    }

    private func audit(_ folder: TemporaryFolder) async throws -> AuditReport {
        try await SQLiteJournal.open(folder.store, access: .reading).audit()
    }

    @Test(arguments: [
        "UPDATE event SET data = x'00' WHERE sequence = 2", "DELETE FROM event WHERE sequence = 4", "DELETE FROM event",
        "INSERT INTO event SELECT 9, 'a', 9, 'c9', 't', 1, x'', hash FROM event WHERE sequence = 1",
        "INSERT OR REPLACE INTO event SELECT 4, 'a', 3, 'c3', 't', 1, x'', hash FROM event WHERE sequence = 1",
        "INSERT INTO event SELECT 0, 'a', 9, 'c9', 't', 1, x'', hash FROM event WHERE sequence = 1",
    ])
    func triggersRefuse(_ statement: String) async throws {
        let folder = try await filled()
        defer { withExtendedLifetime(folder) {} }
        #expect(throws: DatabaseError.self) { try folder.tamper(statement) }
        let report = try await audit(folder)
        #expect(report.isSound && report.head.count == 4)
    }

    @Test(arguments: [
        ("UPDATE event SET data = x'00' WHERE sequence = 2", AuditReport.Fault.Kind.hashMismatch, 2, "a"),
        ("UPDATE event SET type = 'other' WHERE sequence = 3", .hashMismatch, 3, "b"),
        ("UPDATE event SET command = 'other' WHERE sequence = 1", .hashMismatch, 1, "a"),
        ("UPDATE event SET hash = zeroblob(32) WHERE sequence = 4", .hashMismatch, 4, "a"),
        ("UPDATE event SET stream = 'c' WHERE sequence = 3", .hashMismatch, 3, "c"),
        ("DELETE FROM event WHERE sequence = 1", .sequenceGap, 2, "a"),
        ("DELETE FROM event WHERE sequence = 3", .sequenceGap, 4, "a"),
        ("UPDATE event SET stream_version = 7 WHERE sequence = 4", .streamGap, 4, "a"),
        ("DELETE FROM event WHERE sequence = 4", .tailMissing, 4, ""),
        ("UPDATE head SET count = 3", .headMismatch, 4, ""), ("UPDATE head SET hash = zeroblob(32)", .headMismatch, 4, ""),
        ("DELETE FROM head", .headMismatch, 1, ""), ("DROP TABLE head", .unreadable, 5, ""),
        ("UPDATE event SET hash = (SELECT hash FROM event WHERE sequence = 1) WHERE sequence = 3", .hashMismatch, 3, "b"),
        // Two events change places.
        (
            """
            CREATE TEMP TABLE e AS SELECT * FROM event WHERE sequence IN (2, 4); DELETE FROM event WHERE sequence IN (2, 4);
            INSERT INTO event SELECT 6 - sequence, stream, 5 - stream_version, command, type, version, data, hash FROM e
            """, .hashMismatch, 2, "a"
        ),
    ])
    func auditNamesTheFirstFault(_ statement: String, _ kind: AuditReport.Fault.Kind, _ sequence: Int64, _ stream: String) async throws {
        let folder = try await filled()
        defer { withExtendedLifetime(folder) {} }
        try folder.tamper(
            "DROP TRIGGER event_is_never_updated", "DROP TRIGGER event_is_never_deleted", "DROP TRIGGER event_follows_the_last", statement)
        let report = try await audit(folder)
        #expect(report.fault?.kind == kind && report.fault?.sequence == sequence && report.fault?.stream == stream, "\(report)")
        let intact = kind == .headMismatch ? 4 : sequence - (kind == .sequenceGap ? 2 : 1)
        #expect(report.head.count == intact)
        #expect(report.fault?.missing == (kind == .sequenceGap ? (sequence - 1)...(sequence - 1) : kind == .tailMissing ? 4...4 : nil))
    }

    @Test(arguments: [
        "DROP TRIGGER event_is_never_updated",
        "CREATE TRIGGER helpful AFTER INSERT ON event BEGIN UPDATE work SET state = 2; END",
    ])
    func guardsAreLookedAt(_ statement: String) async throws {
        let folder = try await filled()
        defer { withExtendedLifetime(folder) {} }
        try folder.tamper(statement)
        let report = try await audit(folder)
        #expect(report.fault?.kind == .structure && report.fault?.sequence == 0 && report.head.count == 4, "\(report)")
    }

    /// Of the bytes that hold events, none can be changed without being noticed, whatever the change does to the file.
    @Test func everyByteOfEventsCounts() async throws {
        let folder = try await filled()
        defer { withExtendedLifetime(folder) {} }
        let url = URL(fileURLWithPath: folder.store)
        let sound = try Data(contentsOf: url)
        for text in ["noted", "c1", "c3"] {
            var start = sound.startIndex
            var places = 0
            while let place = sound[start...].firstRange(of: Data(text.utf8)) {
                start = place.upperBound
                var bytes = sound
                bytes[place.lowerBound] ^= 0x01
                try bytes.write(to: url)
                let report = try? await audit(folder)
                #expect(report?.isSound != true, "\(text) at \(place.lowerBound)")
                places += 1
            }
            #expect(places > 0)
        }
    }

    @Test func wrongTypesDoNotTrap() async throws {
        let folder = try await filled()
        defer { withExtendedLifetime(folder) {} }
        try folder.tamper(
            "DROP TABLE event",
            "CREATE TABLE event (sequence, stream, stream_version, command, type, version, data, hash)",
            "INSERT INTO event VALUES (1, x'00', 'x', NULL, 2.5, x'', 'text', 7)")
        let journal = try SQLiteJournal.open(folder.store, access: .reading)
        await #expect(throws: JournalError(.corrupt, reason: "", place: "")) { _ = try await journal.readAll(after: 0, limit: 1) }
        let report = try await journal.audit()
        #expect(report.fault?.kind == .malformed)
    }
}
