import CEL

/// What somebody wants to do to a dossier.
package struct Command: Sendable {
    /// Chosen by the sender; a repeated command does nothing twice. The journal keeps it.
    package let id: String
    /// The dossier's identifier, which a creating action makes.
    package let dossierID: String
    /// The identifier of an action of the pack.
    package let action: String
    package let actor: Actor
    /// Values of the action's inputs by their identifiers: a record.
    package let input: Value
    /// New values of fields of the dossier: a record. Nested records are merged, lists replaced, null clears.
    package let edits: Value
    /// New values of fields of the action's form: a record, merged into what is stored. Nil when none are given.
    package let form: Value?
    /// The version of the dossier that the sender saw; nil does without the check.
    package let expectedVersion: Int64?
    /// A digest of what was asked for, which the history keeps; nil where nobody sends it again.
    package let orderDigest: String?

    package init(
        id: String, dossierID: String, action: String, actor: Actor, input: Value = .record([]), edits: Value = .record([]),
        form: Value? = nil, expectedVersion: Int64? = nil, orderDigest: String? = nil
    ) {
        self.id = id
        self.dossierID = dossierID
        self.action = action
        self.actor = actor
        self.input = input
        self.edits = edits
        self.form = form
        self.expectedVersion = expectedVersion
        self.orderDigest = orderDigest
    }

    /// The same, whatever version the sender saw.
    package var regardless: Command {
        Command(
            id: id, dossierID: dossierID, action: action, actor: actor, input: input, edits: edits, form: form, orderDigest: orderDigest)
    }
}
