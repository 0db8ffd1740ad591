import Foundation
import Journal
import JournalPostgres
import JournalTesting
import Testing

/// A server without room, or that takes no writing: a clear error, nothing half-written, and all goes on afterwards.
@Suite struct PostgresRoomTests {
    /// No file of the server grows beyond some megabytes: writing fails as on a full disk, on any machine.
    @Test func filesThatMayNotGrow() async throws {
        let server = try PostgresServer(.files(3 << 20))
        let address = try server.makeDatabase()
        try await check(server, address, most: 200) { try server.startAgain() }
    }

    /// The disk of the data is full, and the log of what is written is elsewhere: the server goes on, and says so to each who writes.
    @Test(.enabled(if: SmallDisk.isAllowed, Comment(rawValue: SmallDisk.reason)))
    func fullDiskOfData() async throws {
        let disk = try SmallDisk(megabytes: 96)
        let server = try PostgresServer(.data(disk))
        let address = try server.makeDatabase()
        try await check(server, address, most: 400, beginning: { try disk.fill() }) { try disk.makeRoom() }
    }

    /// - Parameters:
    ///   - beginning: takes the room, after the first commands.
    ///   - makeRoom: gives it back.
    private func check(
        _ server: PostgresServer, _ address: String, most: Int, beginning: () throws -> Void = {}, makeRoom: () throws -> Void
    ) async throws {
        let here = try await PostgresJournal.open(address, access: .creating, patienceSeconds: 60)
        let there = try await PostgresJournal.open(address, access: .writing, patienceSeconds: 60)
        var stored: [CommandID] = []
        for number in 0..<5 {
            let command = CommandID("first.\(number)")
            _ = try await RoomWork.send(command, to: here)
            stored.append(command)
        }
        try beginning()
        let outcome = try #require(await RoomWork.fill(here, "here", most: most))
        stored += outcome.stored
        #expect(outcome.error.code == .diskFull, "\(outcome.error)")
        // Another process is told the same, and nobody is kept from reading.
        let other = try #require(await RoomWork.fill(there, "there", most: 5))
        stored += other.stored
        #expect(other.error.code == .diskFull, "\(other.error)")
        for command in [outcome.refused, other.refused] { #expect(try await here.receipt(of: command) == nil) }
        #expect(try await RoomWork.violations(there, stored: stored) == [])
        try makeRoom()
        for command in [outcome.refused, other.refused] {
            #expect(try await !RoomWork.send(command, to: here).isRepetition)
            #expect(try await RoomWork.send(command, to: there).isRepetition)
            stored.append(command)
        }
        #expect(try await RoomWork.violations(here, stored: stored) == [])
        here.close()
        there.close()
    }

    /// The disk of the server's log is full: the server ends all connections, and starts again only when there is room. Who waited for it in
    /// vain is told; what was acknowledged is there.
    @Test(.enabled(if: SmallDisk.isAllowed, Comment(rawValue: SmallDisk.reason)))
    func fullDiskOfTheLog() async throws {
        let disk = try SmallDisk(megabytes: 40)
        let server = try PostgresServer(.log(disk))
        let address = try server.makeDatabase()
        let here = try await PostgresJournal.open(address, access: .creating, patienceSeconds: 3)
        var stored: [CommandID] = [CommandID("first")]
        _ = try await RoomWork.send(stored[0], to: here)
        try disk.fill()
        let outcome = try #require(await RoomWork.fill(here, "here", most: 2_000))
        stored += outcome.stored
        #expect([.diskFull, .unavailable].contains(outcome.error.code), "\(outcome.error)")
        try disk.makeRoom()
        try server.startAgain()
        // What a server was about to answer when it went may be there: the identifier tells.
        let again = try await RoomWork.send(outcome.refused, to: here)
        #expect(again.events.count == 20)
        stored.append(outcome.refused)
        #expect(try await RoomWork.send(outcome.refused, to: here).isRepetition)
        #expect(try await RoomWork.violations(here, stored: stored) == [])
        here.close()
    }

    /// A database that was told to take no writing is read, and each command is refused with that reason; then it goes through.
    @Test func databaseThatTakesNoWriting() async throws {
        let server = try PostgresServer.shared.get()
        let address = try server.makeDatabase()
        let before = try await PostgresJournal.open(address, access: .creating)
        _ = try await RoomWork.send(CommandID("first"), to: before)
        before.close()
        try server.query("ALTER DATABASE \(Self.name(address)) SET default_transaction_read_only = on", in: "postgres")
        let journal = try await PostgresJournal.open(address, access: .writing)
        await #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            _ = try await RoomWork.send(CommandID("second"), to: journal)
        }
        await #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            try await journal.enqueue([NewWork(queue: "q", key: "k", payload: [], dueAt: WorkTime(milliseconds: 0))])
        }
        #expect(try await RoomWork.violations(journal, stored: [CommandID("first")]) == [])
        journal.close()
        let empty = try server.makeDatabase()
        try server.query("ALTER DATABASE \(Self.name(empty)) SET default_transaction_read_only = on", in: "postgres")
        await #expect(throws: JournalError(.readOnly, reason: "", place: "")) {
            _ = try await PostgresJournal.open(empty, access: .creating)
        }
        try server.query("ALTER DATABASE \(Self.name(address)) RESET default_transaction_read_only", in: "postgres")
        let after = try await PostgresJournal.open(address, access: .writing)
        #expect(try await !RoomWork.send(CommandID("second"), to: after).isRepetition)
        after.close()
    }

    private static func name(_ address: String) -> String {
        String(address.dropFirst("postgresql://paraphe@/".count).prefix { $0 != "?" })
    }
}
