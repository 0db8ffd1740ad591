import CEL

/// The records that exchanges see beside those of the pack: what is known of forms, of what happened, and of documents.
package enum ExchangeShapes {
    package static let records: [RecordType] = [
        RecordType(
            name: "Exchange.Form",
            fields: [
                ("id", .string), ("label", .string), ("introduction", .string), ("isFilled", .bool), ("isDraft", .bool),
                ("savedAt", .timestamp), ("author", .record("Person")), ("sections", .list(.record("Exchange.Section"))),
            ]),
        RecordType(name: "Exchange.Section", fields: [("label", .string), ("fields", fields)]),
        RecordType(
            name: "Exchange.Field",
            fields: [
                ("id", .string), ("label", .string), ("help", .string), ("type", .string), ("isList", .bool), ("isRequired", .bool),
                ("longest", .int), ("choices", .list(.record("Exchange.Choice"))), ("fields", fields),
                ("answers", .list(.record("Exchange.Answer"))), ("rows", .list(fields)),
            ]),
        RecordType(name: "Exchange.Choice", fields: [("id", .string), ("label", .string)]),
        RecordType(name: "Exchange.Answer", fields: [("value", .dyn), ("text", .string)]),
        RecordType(
            name: "Exchange.Event",
            fields: [
                ("number", .int), ("at", .timestamp), ("action", .string), ("label", .string), ("actor", .record("Person")),
                ("from", .string), ("to", .string), ("isMove", .bool),
            ]),
        RecordType(
            name: "Exchange.Document",
            fields: [
                ("id", .string), ("kind", .string), ("title", .string), ("number", .int), ("language", .string), ("fileName", .string),
                ("mediaType", .string), ("digest", .string), ("size", .int), ("isSigned", .bool), ("madeAt", .timestamp),
                ("maker", .record("Person")), ("content", .bytes),
            ]),
    ]

    /// Variables of every exchange that writes.
    static let writing: [(name: String, type: CELType)] = [
        ("language", .string), ("formList", .list(.record("Exchange.Form"))),
    ]
    /// Variables of exports besides.
    static let exporting: [(name: String, type: CELType)] = [
        ("events", .list(.record("Exchange.Event"))), ("documents", .list(.record("Exchange.Document"))),
    ]
    /// The received document.
    package static let message = "message"

    private static let fields = CELType.list(.record("Exchange.Field"))
}
