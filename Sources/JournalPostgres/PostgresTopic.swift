/// What those who wait are told of: each a channel of its own (PostgreSQL 15, `NOTIFY`), so that workers sleep through events without work.
enum PostgresTopic: String, CaseIterable {
    case events = "paraphe"
    case work = "paraphe_work"

    /// Tells all who listen, with the end of the transaction; of what one transaction says twice, they hear once.
    var notification: String { "NOTIFY \(rawValue);" }

    /// Listens to all.
    static var listening: String { allCases.map { "LISTEN \($0.rawValue)" }.joined(separator: ";") }
}
