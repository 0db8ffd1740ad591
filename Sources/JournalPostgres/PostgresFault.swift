import Journal

/// What the server, or the way to it, reported.
struct PostgresFault: Error, Hashable, Sendable {
    /// Five characters (PostgreSQL 15, appendix A); empty when the connection itself failed.
    let state: String
    /// Without the statement and its values: they may hold confidential data.
    let message: String
    /// Whether the connection went with it, whatever the state says.
    let hasLostConnection: Bool

    init(state: String, message: String, hasLostConnection: Bool = false) {
        self.state = state
        self.message = message
        self.hasLostConnection = hasLostConnection
    }

    /// Whether the same work may succeed on a new connection: the old one is lost, or the server stops (57P01), crashed (57P02), starts
    /// (57P03), sends away who idled (57P05, 25P03) or has no connection to give (53300).
    var isConnectionLost: Bool {
        hasLostConnection || state.isEmpty || state.hasPrefix("08")
            || ["57P01", "57P02", "57P03", "57P05", "53300", "25P03"].contains(state)
    }

    /// Whether others were in the way, so that the same work may succeed again at once.
    var isCollision: Bool { state == "40001" || state == "40P01" }

    /// Whether the server takes no writing now: it follows another, or was told so (`read_only_sql_transaction`).
    var isReadOnly: Bool { state == "25006" }

    /// Whether a table, a column or its type is not what a statement takes it for: class 42 but for missing rights, and cells of another
    /// type.
    var isOfStructure: Bool { state == "XX001" || (state.hasPrefix("42") && state != "42501") }

    /// Whether the server's disk, quota or limit of file size is reached. A server that cannot write its log any more ends all connections,
    /// so the last words on one count as well; a limit of file size has no state of its own.
    var isDiskFull: Bool {
        state == "53100" || Self.fullWords.contains { message.contains($0) }
    }

    /// What the system says of `ENOSPC`, `EDQUOT` and `EFBIG`, which the server passes on.
    private static let fullWords = ["No space left on device", "Disk quota exceeded", "File too large"]

    /// A cell that is not what the schema says.
    static func malformed(column: Int32) -> PostgresFault {
        PostgresFault(state: "XX001", message: "column \(column) of an event has the wrong type")
    }

    func journalError(place: String) -> JournalError {
        JournalError(code, reason: state.isEmpty ? message : "PostgreSQL \(state): \(message)", place: place)
    }

    private var code: JournalError.Code {
        if isDiskFull { return .diskFull }
        return switch state {
        case "55P03", "40001", "40P01", "57014": .busy
        case "25006", "42501": .readOnly
        case "3D000", "3F000": .notFound
        case "XX001", "XX002": .corrupt
        default: .unavailable
        }
    }
}
