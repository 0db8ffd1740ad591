import Diagnostics

/// Which variables an expression of the pack sees, and with which types: the one list from which conditions are checked, templates are
/// checked, and whoever evaluates makes its values.
package enum RulebookVariables {
    /// Everywhere.
    static func base(
        personFields: [DataField], dossierFields: [DataField], forms: [(id: String, fields: [DataField])], facts: [Fact]
    ) -> ConditionScope {
        let formRecords = forms.map { BuiltinShape.field($0.id, .record(name: "Form." + $0.id, fields: $0.fields)) }
        let factFields = facts.map { BuiltinShape.field($0.id, $0.value.fieldType) }
        let pack = [BuiltinShape.field("name", .text), BuiltinShape.field("version", .text)] + factFields
        return ConditionScope(
            personFields: BuiltinShape.person + personFields,
            variables: [
                ("dossier", .record(name: "Dossier", fields: BuiltinShape.dossier + dossierFields)),
                ("actor", .person),
                ("forms", .record(name: "Forms", fields: formRecords)),
                ("pack", .record(name: "Pack", fields: pack)),
                ("now", .dateTime),
                ("today", .date),
            ])
    }
}

extension Rulebook {
    /// The scope of conditions outside of an action.
    var baseScope: ConditionScope {
        RulebookVariables.base(
            personFields: personFields, dossierFields: dossierFields.elements, forms: forms.map { ($0.id, $0.fields) },
            facts: facts.elements
        ).adding(functions: functionDeclarations, records: tables.map { ($0.recordName, $0.outputs) })
    }

    /// The variables of an expression of the action, in a fixed order: name and type.
    package func variables(of action: Action) -> [(name: String, type: FieldType)] {
        baseScope.adding("input", record: "Input." + action.id, action.inputs).variables
    }

    /// The variables of a template of the document, in a fixed order: name and type.
    package func variables(of document: DocumentDefinition) -> [(name: String, type: FieldType)] {
        documentScope(document).variables
    }

    func documentScope(_ document: DocumentDefinition) -> ConditionScope {
        var scope = page(in: baseScope)
        scope = scope.adding("signer", .person)
        scope = scope.adding("data", record: "Data." + document.id, document.data)
        if let form = document.form.flatMap({ forms[$0.id] }) { scope = scope.adding("form", record: "Form." + form.id, form.fields) }
        return scope
    }

    /// The scope of a template that is no document of a dossier, such as a guide: the pack, its contacts, the edition, the day.
    var pageScope: ConditionScope {
        page(in: ConditionScope(personFields: personRecordFields, variables: [("now", .dateTime), ("today", .date)]))
            .adding(functions: functionDeclarations, records: tables.map { ($0.recordName, $0.outputs) })
    }

    /// What every page of the pack may speak of.
    private func page(in scope: ConditionScope) -> ConditionScope {
        let pack = [
            BuiltinShape.field("name", .text), BuiltinShape.field("version", .text), BuiltinShape.field("title", .text),
            BuiltinShape.field("hash", .text),
        ]
        return scope.adding("pack", record: "Pack", pack + facts.map { BuiltinShape.field($0.id, $0.value.fieldType) })
            .adding("document", record: "Document", BuiltinShape.document)
            .adding(
                "contacts", record: "Contacts",
                contacts.map { BuiltinShape.field($0.id, .record(name: "Contact", fields: BuiltinShape.contact)) })
    }

    /// The fields of the record `Person`: those that everybody has, then the declared ones.
    package var personRecordFields: [DataField] { BuiltinShape.person + personFields }
    /// The fields of the record `Attachment`.
    package static var attachmentRecordFields: [DataField] { BuiltinShape.attachment }
    /// The fields of the record `Dossier`: those that the engine fills, then the declared ones.
    package var dossierRecordFields: [DataField] { BuiltinShape.dossier + dossierFields.elements }
}
