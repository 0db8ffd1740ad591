import CEL

/// A file that comes with an order, and what the dossier will say of it.
struct StagedAttachment: Sendable {
    /// The field of the dossier to which it is added.
    let field: String
    let record: Value
    let file: StagedFile
}
