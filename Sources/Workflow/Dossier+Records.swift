import CEL
import Rules

extension Dossier {
    /// The record `dossier` as conditions and templates see it.
    package func record(in rulebook: Rulebook) -> Value {
        let own: [(String, Value)] = [
            ("id", .string(id)), ("state", .string(state)), ("version", .int(version)), ("createdAt", .timestamp(createdAt)),
            ("updatedAt", .timestamp(updatedAt)),
        ]
        return .record(own + (ScopeBuilder.shaped(data, rulebook.dossierFields.elements).entries ?? []))
    }

    /// The record `forms` as conditions and templates see it: every form of the pack.
    package func formsRecord(in rulebook: Rulebook) -> Value {
        .record(rulebook.forms.map { form in (form.id, formRecord(form)) })
    }

    /// The values of one form, shaped by its fields.
    package func formRecord(_ form: FormDefinition) -> Value {
        ScopeBuilder.shaped(forms.field(form.id) ?? .record([]), form.fields)
    }
}
