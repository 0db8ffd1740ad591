import CEL
import Diagnostics
import Localization
import Rules
import Workflow

/// What templates see beyond the rulebook's own variables: the form laid out for reading, and the
/// signed documents that the dossier has already.
enum DocumentVariables {
    /// The rulebook's variables with `sections` and `earlier`.
    static func environment(_ rulebook: Rulebook, for document: DocumentDefinition) -> CELEnvironment {
        rulebook.documentEnvironment(for: document).adding(records: records)
            .adding(variable: "sections", type: .list(.record("Section")))
            .adding(variable: "earlier", type: .list(.record("Earlier")))
            .adding(variable: "enclosures", type: .list(.record("Enclosure")))
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
        RecordType(name: "Enclosure", fields: [("label", .string), ("page", .int), ("pages", .int), ("source", .string)]),
    ]
}
