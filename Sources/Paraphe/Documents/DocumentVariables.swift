import CEL
import Diagnostics
import Localization
import Rules
import Workflow

/// What templates see beyond the rulebook's own variables: the form laid out for reading, the signed
/// documents that the dossier has already, and the service's facts for guides.
enum DocumentVariables {
    /// The rulebook's variables with `sections`, `service` and `earlier`.
    static func environment(_ rulebook: Rulebook, for document: DocumentDefinition) -> CELEnvironment {
        rulebook.documentEnvironment(for: document).adding(records: records)
            .adding(variable: "sections", type: .list(.record("Section")))
            .adding(variable: "service", type: .record("Service"))
            .adding(variable: "earlier", type: .list(.record("Earlier")))
    }

    private static let texts = CELType.list(.string)

    private static let records = [
        RecordType(
            name: "Section",
            fields: [("label", .string), ("facts", .list(.record("Section.Fact"))), ("fields", .list(.record("Section.Field")))]),
        RecordType(name: "Section.Fact", fields: [("id", .string), ("label", .string), ("value", .string)]),
        RecordType(
            name: "Section.Field",
            fields: [
                ("id", .string), ("label", .string), ("kind", .string), ("paragraphs", texts), ("columns", texts), ("rows", .list(texts)),
                ("numeric", .list(.bool)), ("pads", .list(texts)),
            ]),
        RecordType(
            name: "Earlier",
            fields: [("id", .string), ("title", .string), ("kind", .string), ("producedAt", .timestamp), ("digest", .string)]),
        RecordType(
            name: "Service",
            fields: [
                ("reasons", .list(.record("Service.Reason"))), ("forms", .list(.record("Service.Form"))),
                ("actions", .list(.record("Service.Action"))), ("profiles", .list(.record("Service.Profile"))),
            ]),
        RecordType(name: "Service.Reason", fields: [("id", .string), ("list", .string), ("label", .string)]),
        RecordType(
            name: "Service.Form", fields: [("id", .string), ("label", .string), ("fields", .list(.record("Service.Field")))]),
        RecordType(name: "Service.Field", fields: [("id", .string), ("label", .string), ("isRequired", .bool), ("requirement", .string)]),
        RecordType(
            name: "Service.Action",
            fields: [("id", .string), ("label", .string), ("roles", texts), ("from", texts), ("to", texts)]),
        RecordType(name: "Service.Profile", fields: [("id", .string), ("label", .string), ("summary", .string)]),
    ]
}
