import CEL

/// An event beside a dossier's history: what was said of which piece of work. The same try is recorded once.
struct DeliveryRecord {
    let type: String
    let dossierID: String
    /// Of the work, in every try.
    let identifier: String
    let entries: [(String, Value)]
}
