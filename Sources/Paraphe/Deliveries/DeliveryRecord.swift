import CEL

/// An event beside a dossier's history: what was said of which piece of work. The same try is recorded once.
struct DeliveryRecord {
    /// The types of such events.
    static let types: Set = [sentNotice, refusedNotice, FaxRecord.Step.sent.rawValue, FaxRecord.Step.refused.rawValue]
    static let sentNotice = "notification-sent"
    static let refusedNotice = "notification-refused"

    let type: String
    let dossierID: String
    /// Of the work, in every try.
    let identifier: String
    let entries: [(String, Value)]
}
