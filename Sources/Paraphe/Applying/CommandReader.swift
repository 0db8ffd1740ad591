import CEL
import Diagnostics
import Workflow

/// Reads one line of a stream of commands; docs/apply.md is the contract.
struct CommandReader {
    /// The keys of a command, in the order of the contract.
    static let keys = ["command", "dossier", "action", "as", "expect", "onStale", "input", "data", "form", "attachments", "at"]
    private static let attachmentKeys = ["field", "file", "label"]
    private static let mostAttachments = 100

    let source: SourceFile
    /// Who acts where the line names nobody.
    let defaultPerson: String?
    private(set) var bag = DiagnosticBag()
    /// The identifier of the command as soon as it is known, for the answer.
    private(set) var commandID: String?

    init(source: SourceFile, defaultPerson: String?) {
        self.source = source
        self.defaultPerson = defaultPerson
    }

    /// The order, and the moment that it names; nil with findings.
    mutating func read() -> (order: RequestOrder, at: Timestamp?)? {
        let (value, faults) = JSONReader.read(source)
        bag.append(contentsOf: faults)
        guard let value else { return nil }
        guard case .map(let map) = value else {
            bag.append(ApplyDiagnostics.noObject(at: whole))
            return nil
        }
        let record = Value.map(map)
        commandID = record.field("command")?.stringValue
        check(record, Self.keys)
        let command = text("command", record, isRequired: true)
        let action = text("action", record, isRequired: true)
        let person = text("as", record, isRequired: defaultPerson == nil) ?? defaultPerson
        let dossier = text("dossier", record, isRequired: false)
        let expected = number("expect", record)
        let policy = policy(record)
        let moment = moment(record)
        let (input, data, form) = (object("input", record), object("data", record), object("form", record))
        let attachments = attachments(record)
        guard !bag.hasErrors, let command, let action, let person else { return nil }
        return (
            RequestOrder(
                commandID: command, dossierID: dossier ?? RequestOrder.dossierID(command: command), action: action, person: person,
                input: input ?? .record([]), edits: data ?? .record([]), form: form, attachments: attachments, expectedVersion: expected,
                onStale: policy),
            moment
        )
    }

    private var whole: Span { Span(source: source.id, start: 0, end: min(1, source.bytes.count)) }

    private mutating func check(_ record: Value, _ known: [String]) {
        for (name, _) in record.entries ?? [] where !known.contains(name) {
            bag.append(KeyDiagnostics.command.unknown(name, among: known, at: whole))
        }
    }

    private mutating func refuse(_ name: String, expected fr: String, _ en: String) {
        bag.append(KeyDiagnostics.command.value(name, expected: Bilingual(fr: fr, en: en), at: whole))
    }

    /// The value of a key; nil when it is absent or null.
    private func value(_ name: String, _ record: Value) -> Value? {
        guard let value = record.field(name), !value.isNull else { return nil }
        return value
    }

    private mutating func text(_ name: String, _ record: Value, isRequired: Bool) -> String? {
        guard let value = value(name, record) else {
            if isRequired { bag.append(ApplyDiagnostics.missing(name, at: whole)) }
            return nil
        }
        guard let text = value.stringValue, !text.isEmpty else {
            refuse(name, expected: "un texte non vide", "a text that is not empty")
            return nil
        }
        return text
    }

    private mutating func number(_ name: String, _ record: Value) -> Int64? {
        guard let value = value(name, record) else { return nil }
        guard case .int(let number) = value, number >= 0 else {
            refuse(name, expected: "un nombre entier, 0 ou plus", "a whole number, 0 or more")
            return nil
        }
        return number
    }

    private mutating func object(_ name: String, _ record: Value) -> Value? {
        guard let value = value(name, record) else { return nil }
        guard value.isRecord else {
            refuse(name, expected: "un objet", "an object")
            return nil
        }
        return value
    }

    private mutating func policy(_ record: Value) -> RequestOrder.StalePolicy {
        guard let text = text("onStale", record, isRequired: false) else { return .refuse }
        if let policy = RequestOrder.StalePolicy(rawValue: text) { return policy }
        let words = RequestOrder.StalePolicy.allCases.map { "`\($0.rawValue)`" }
        refuse("onStale", expected: words.joined(separator: " ou "), words.joined(separator: " or "))
        return .refuse
    }

    private mutating func moment(_ record: Value) -> Timestamp? {
        guard let text = text("at", record, isRequired: false) else { return nil }
        if let moment = Timestamp(text) { return moment }
        refuse("at", expected: "un moment RFC 3339", "an RFC 3339 timestamp")
        return nil
    }

    private mutating func attachments(_ record: Value) -> [RequestOrder.Attachment] {
        guard let value = value("attachments", record) else { return [] }
        guard let elements = value.elements, elements.count <= Self.mostAttachments else {
            refuse(
                "attachments", expected: "une liste d’au plus \(Self.mostAttachments) objets",
                "a list of at most \(Self.mostAttachments) objects")
            return []
        }
        var found: [RequestOrder.Attachment] = []
        for element in elements {
            check(element, Self.attachmentKeys)
            guard let field = text("field", element, isRequired: true), let file = text("file", element, isRequired: true) else { continue }
            found.append(RequestOrder.Attachment(field: field, file: file, label: text("label", element, isRequired: false)))
        }
        return found
    }
}
