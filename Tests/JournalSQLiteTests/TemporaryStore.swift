import Foundation
import GRDB
import Journal
import JournalSQLite

/// A folder for one test, removed after it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/paraphe-journal-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/store.sqlite" }

    /// Plain SQL on the file, as an intruder would.
    func tamper(_ statements: String...) throws {
        let queue = try DatabaseQueue(path: store)
        for statement in statements {
            try queue.writeWithoutTransaction { try $0.execute(sql: statement) }
        }
        try queue.close()
    }
}

func note(_ text: String) -> NewEvent { NewEvent(type: "noted", version: 1, data: Array(text.utf8)) }

extension SQLiteJournal {
    /// Three commands, four events.
    func fill() async throws {
        _ = try await append([note("1"), note("2")], to: StreamID("a"), expecting: .new, command: CommandID("c1"))
        _ = try await append([note("3")], to: StreamID("b"), expecting: .new, command: CommandID("c2"))
        _ = try await append([note("4")], to: StreamID("a"), expecting: .exactly(2), command: CommandID("c3"))
    }
}
