import CEL
import Diagnostics
import Rules
import Workflow

/// An order that was based on an older version of the dossier, and what happened in between.
package struct StaleOrder: Sendable {
    /// Why it is refused: the version first, then every rule that refuses it now.
    package let refusal: Refusal
    /// The version on which the order was based.
    package let expected: Int64
    /// The version of the dossier now.
    package let version: Int64
    /// What was done since, in order.
    package let since: [HistoryEntry]
    /// What the order sets and somebody else has changed since.
    package let conflicts: [Failure.Field]
    /// Whether the rules allow it now, the version aside.
    package let isAllowed: Bool

    /// Whether it still makes sense: it may be done, and it overwrites nothing that its sender never saw.
    package var isStillPossible: Bool { isAllowed && conflicts.isEmpty && expected < version }
}

/// Finds what an order and others have changed at the same time.
struct StaleConflicts {
    let rulebook: Rulebook
    /// The dossier as the sender saw it; nil when it was not there.
    let seen: Dossier?
    let now: Dossier

    /// The fields that the command sets to something else than what others have put there since.
    func fields(of command: Command, form: FormDefinition?) -> [Failure.Field] {
        var found: [Failure.Field] = []
        compare(command.edits, seen?.data, now.data, rulebook.dossierFields.elements, root: "dossier", into: &found)
        if let form, let given = command.form {
            compare(
                given, seen?.forms.field(form.id), now.forms.field(form.id) ?? .record([]), form.fields, root: "forms." + form.id,
                into: &found)
        }
        return found
    }

    private func compare(
        _ given: Value, _ before: Value?, _ now: Value, _ fields: [DataField], root: String, into found: inout [Failure.Field]
    ) {
        for (name, value) in given.entries ?? [] {
            let (old, new) = (before?.field(name) ?? .null, now.field(name) ?? .null)
            let path = root + "." + name
            let field = fields.first { $0.id == name }
            if let nested = field?.type.recordFields, value.isRecord {
                compare(value, old, new.isRecord ? new : .record([]), nested, root: path, into: &found)
                continue
            }
            guard ValueCodec.encode(old) != ValueCodec.encode(new), ValueCodec.encode(value) != ValueCodec.encode(new) else { continue }
            found.append(Failure.Field(path: path, label: field?.label?.bilingual ?? Bilingual(verbatim: name)))
        }
    }
}
