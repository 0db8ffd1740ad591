import Glibc
import Journal

/// One connection to a server; used by one thread at a time.
final class PostgresConnection {
    private let library: LibPQ
    private let connection: OpaquePointer
    /// Statements that the server has been told, and their names there.
    private var prepared: [String: String] = [:]

    /// Connects and sets the session up.
    ///
    /// - Parameters:
    ///   - address: a connection URI or string (PostgreSQL 15, section 34.1.1).
    ///   - isReadOnly: the session cannot write.
    init(_ address: String, isReadOnly: Bool, library: LibPQ) throws(PostgresFault) {
        // What stands before `dbname` are defaults, what stands after it holds whatever the address says.
        let settings = [
            ("connect_timeout", "10"), ("fallback_application_name", "paraphe"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("dbname", address), ("client_encoding", "UTF8"),
        ]
        let handle = Self.withCStrings(settings.map(\.0)) { keys in
            Self.withCStrings(settings.map(\.1)) { values in library.connect(keys, values, 1) }
        }
        guard let handle else { throw PostgresFault(state: "", message: "no memory for a connection") }
        self.library = library
        connection = handle
        _ = library.setNoticeProcessor(handle, { _, _ in }, nil)
        guard library.status(handle) == LibPQ.connectionIsOK else { throw lost() }
        // A writer that hangs, or whose machine is gone, blocks the others for seconds only. A database that was told to take no writing
        // (`default_transaction_read_only`) is not told otherwise here.
        try run(
            """
            SET synchronous_commit = on; SET lock_timeout = '10s'; SET statement_timeout = '60s';
            SET idle_in_transaction_session_timeout = '10s'; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;
            SET tcp_keepalives_count = 3; SET bytea_output = 'hex'; SET standard_conforming_strings = on
            """ + (isReadOnly ? "; SET default_transaction_read_only = on" : ""))
    }

    deinit { library.finish(connection) }

    /// Runs statements that take and give no values.
    func run(_ statements: String) throws(PostgresFault) {
        guard let result = library.execute(connection, statements) else { throw lost() }
        defer { library.clear(result) }
        try check(result)
    }

    /// Runs a statement; the server parses it once a connection.
    func query(_ statement: String, _ parameters: PostgresParameter...) throws(PostgresFault) -> PostgresRows {
        let name = try prepare(statement, parameters.map(\.type))
        let values = parameters.map(\.bytes)
        let lengths = values.map { Int32(clamping: $0.count) }
        let formats = [Int32](repeating: 1, count: values.count)
        // An empty value still needs an address: none would be NULL.
        let joined: [UInt8] = values.flatMap { $0 } + [0]
        let result = joined.withUnsafeBufferPointer { all -> OpaquePointer? in
            var offset = 0
            let addresses: [LibPQ.Text?] = values.map { value in
                defer { offset += value.count }
                return all.baseAddress.map { UnsafeRawPointer($0 + offset).assumingMemoryBound(to: CChar.self) }
            }
            return library.executePrepared(connection, name, Int32(values.count), addresses, lengths, formats, 1)
        }
        guard let result else { throw lost() }
        do throws(PostgresFault) {
            try check(result)
        } catch {
            library.clear(result)
            throw error
        }
        return PostgresRows(result, library)
    }

    /// Waits until the server says something that the session listens to, or the time is over.
    ///
    /// - Returns: the channels on which it spoke.
    func notifications(withinMilliseconds milliseconds: Int32) throws(PostgresFault) -> Set<String> {
        var handle = pollfd(fd: library.socket(connection), events: Int16(POLLIN), revents: 0)
        guard handle.fd >= 0 else { throw lost() }
        guard poll(&handle, 1, milliseconds) > 0 else { return [] }
        guard library.consumeInput(connection) == 1 else { throw lost() }
        var channels: Set<String> = []
        while let notification = library.notification(connection) {
            // The first member of `PGnotify` is the name of the channel.
            if let name = notification.load(as: LibPQ.Text?.self) { channels.insert(String(cString: name)) }
            library.free(notification)
        }
        return channels
    }

    private func prepare(_ statement: String, _ types: [UInt32]) throws(PostgresFault) -> String {
        if let name = prepared[statement] { return name }
        let name = "s\(prepared.count + 1)"
        guard let result = library.prepare(connection, name, statement, Int32(types.count), types) else { throw lost() }
        defer { library.clear(result) }
        try check(result)
        prepared[statement] = name
        return name
    }

    private func check(_ result: OpaquePointer) throws(PostgresFault) {
        let status = library.resultStatus(result)
        guard status != LibPQ.commandIsOK, status != LibPQ.tuplesAreOK else { return }
        let isLost = library.status(connection) != LibPQ.connectionIsOK
        let state = library.resultField(result, LibPQ.sqlState).map { String(cString: $0) } ?? ""
        // A server that goes away often says why, before.
        if isLost, state.isEmpty { throw lost() }
        throw PostgresFault(
            state: state, message: library.resultField(result, LibPQ.messagePrimary).map { String(cString: $0) } ?? "no message",
            hasLostConnection: isLost)
    }

    private func lost() -> PostgresFault {
        let message = library.errorMessage(connection).map { String(cString: $0) } ?? ""
        let line = message.split(separator: "\n").first.map(String.init)
        // The client library gives no state for what it could not reach; the server's refusals name what is missing.
        let state =
            if message.contains("does not exist") { "3D000" } else if message.contains("authentication failed") { "28P01" } else { "" }
        return PostgresFault(state: state, message: line ?? "the connection was lost", hasLostConnection: state.isEmpty)
    }

    private static func withCStrings<Answer>(_ texts: [String], _ body: (LibPQ.Texts?) -> Answer) -> Answer {
        let joined = texts.flatMap { Array($0.utf8CString) }
        return joined.withUnsafeBufferPointer { all in
            var offset = 0
            var addresses: [LibPQ.Text?] = texts.map { text in
                defer { offset += text.utf8.count + 1 }
                return all.baseAddress.map { $0 + offset }
            }
            addresses.append(nil)
            return addresses.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
