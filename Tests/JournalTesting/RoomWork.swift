import Journal

/// Commands that take room, until there is none.
package enum RoomWork {
    /// What became of the commands.
    package struct Outcome: Sendable {
        package let stored: [CommandID]
        package let refused: CommandID
        package let error: JournalError
    }

    private static let eventsPerCommand = 20

    /// Events that no store can make shorter.
    private static func events(_ command: CommandID) -> [NewEvent] {
        var numbers = SeededNumbers(seed: UInt64(command.text.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
        return (0..<eventsPerCommand).map { _ in
            NewEvent(type: "noted", version: 1, data: (0..<1_800).map { _ in UInt8(truncatingIfNeeded: numbers.next()) })
        }
    }

    /// Sends one command.
    package static func send(_ command: CommandID, to journal: any EventJournal) async throws(JournalError) -> AppendReceipt {
        try await journal.append(events(command), to: StreamID("s"), expecting: .any, command: command)
    }

    /// Sends commands until one is refused; nil when none of so many is.
    ///
    /// - Parameter name: tells these commands from others.
    package static func fill(_ journal: any EventJournal, _ name: String, most: Int) async -> Outcome? {
        var stored: [CommandID] = []
        for number in 0..<most {
            let command = CommandID("\(name).\(number)")
            do throws(JournalError) {
                _ = try await send(command, to: journal)
                stored.append(command)
            } catch {
                return Outcome(stored: stored, refused: command, error: error)
            }
        }
        return nil
    }

    /// What is not as it must be, in words: each command that was stored is there, whole and once, no other, and the chain holds.
    package static func violations(_ journal: any AuditedJournal, stored: [CommandID]) async throws(JournalError) -> [String] {
        var counts: [CommandID: Int] = [:]
        try await journal.forEachEvent { counts[$0.command, default: 0] += 1 }
        let report = try await journal.audit()
        var violations: [String] = []
        if let fault = report.fault { violations.append("the chain does not hold: \(fault)") }
        for command in stored where counts[command] != eventsPerCommand {
            violations.append("\(command.text) has \(counts[command] ?? 0) events")
        }
        let strangers = Set(counts.keys).subtracting(stored)
        if !strangers.isEmpty { violations.append("refused and there: \(strangers.map(\.text).sorted())") }
        return violations
    }
}
