import ArgumentParser
import Foundation
import Journal
import JournalPostgres
import JournalSQLite
import Paraphe

/// Where requests are kept, as the command line names it: an SQLite file, or a PostgreSQL database by its address.
struct StoreAddress: ExpressibleByArgument {
    /// Libpq reads the password from its own file or variable (PostgreSQL 15, section 34.16): it need not stand here.
    let text: String

    /// Links that lead to links; Linux follows as many (path_resolution(7)).
    private static let mostLinks = 40

    init(argument: String) {
        text = argument
    }

    /// The text as it may be shown: without a password.
    var shown: String { isDatabase ? PostgresJournal.withoutSecrets(text) : text }

    private var isDatabase: Bool { PostgresJournal.isAddress(text) }

    func open(_ access: StoreAccess) async throws(JournalError) -> any Store {
        if isDatabase { return try await PostgresJournal.open(text, access: access) }
        // An order that is refused shall leave no file behind.
        if access == .creating, !FileAccess.exists(text) { return StoreOnDemand(path: text) }
        return try SQLiteJournal.open(text, access: access == .reading ? .reading : .writing)
    }

    /// Where documents and attachments are.
    ///
    /// - Parameter folder: as the person says; a store in a file has its own beside it.
    /// - Returns: nil for a database without a folder.
    func blobs(in folder: String?) -> BlobStore? {
        if let folder { return BlobStore(folder: folder) }
        return isDatabase ? nil : BlobStore(besideStore: file)
    }

    /// The file itself, as SQLite finds it through links: its documents are beside it, whichever way one comes.
    private var file: String {
        var path = text
        for _ in 0..<Self.mostLinks {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            path = target.hasPrefix("/") ? target : URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + target
        }
        return path
    }
}
