import Journal

/// What the server, or the way to it, reported.
struct PostgresFault: Error, Hashable, Sendable {
    /// Five characters (PostgreSQL 15, appendix A); empty when the connection itself failed.
    let state: String
    /// Without the statement and its values: they may hold confidential data.
    let message: String

    /// Whether the same work may succeed on a new connection: the old one is lost, or the server stops or starts.
    var isConnectionLost: Bool {
        state.isEmpty || state.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05", "53300", "25P03"].contains(state)
    }

    /// Whether others were in the way, so that the same work may succeed again at once.
    var isCollision: Bool { state == "40001" || state == "40P01" }

    /// A cell that is not what the schema says.
    static func malformed(column: Int32) -> PostgresFault {
        PostgresFault(state: "XX001", message: "column \(column) of an event has the wrong type")
    }

    func journalError(place: String) -> JournalError {
        JournalError(code, reason: state.isEmpty ? message : "PostgreSQL \(state): \(message)", place: place)
    }

    private var code: JournalError.Code {
        switch state {
        case "55P03", "40001", "40P01", "57014": .busy
        case "53100", "53200": .diskFull
        case "25006", "42501": .readOnly
        case "3D000", "3F000": .notFound
        case "XX001", "XX002": .corrupt
        default: .unavailable
        }
    }
}
