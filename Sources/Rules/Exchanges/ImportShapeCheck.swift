import CEL
import Diagnostics

/// Checks that what an import gives to its action has the names and types that the action takes.
struct ImportShapeCheck {
    private(set) var bag = DiagnosticBag()
    private let book: Rulebook

    init(_ book: Rulebook) {
        self.book = book
    }

    mutating func run(_ node: ExchangeNode, action: Action) {
        let editable = Set(action.editableFields.map(\.id))
        var parts: [DataField] = [
            Self.field("input", action.inputs), Self.field("edits", book.dossierFields.filter { editable.contains($0.id) }),
        ]
        if let form = action.form.flatMap({ book.forms[$0.id] }) { parts.append(Self.field("form", form.fields)) }
        check(node, .record(name: "", fields: parts))
    }

    private static func field(_ id: String, _ fields: [DataField]) -> DataField {
        DataField(id: id, type: .record(name: id, fields: fields), label: nil, span: Span(source: SourceID(index: 0), start: 0, end: 0))
    }

    private mutating func check(_ node: ExchangeNode, _ type: FieldType) {
        switch node {
        case .binding(_, _, let body), .when(_, let body), .fragment(_, let body): check(body, type)
        case .extended(let base, let members):
            check(base, type)
            check(members, type)
        case .object(let members): check(members, type)
        case .each(_, let body):
            guard case .list(let element) = type else { return bag.append(ExchangeFaults.notAListField(type.word, at: body.place)) }
            check(body, element)
        case .list(let elements):
            guard case .list(let element) = type else {
                return bag.append(ExchangeFaults.notAListField(type.word, at: elements.first?.place))
            }
            for node in elements { if case .each(_, let body) = node { check(body, element) } else { check(node, element) } }
        case .constant(let value, let span):
            if !Self.fits(value, type) { bag.append(ExchangeFaults.fieldType(type.word, at: span)) }
        case .text(let text): if !Self.fits(.string(text.fr.text), type) { bag.append(ExchangeFaults.fieldType(type.word, at: text.span)) }
        case .expression(let condition):
            if !Self.fits(condition.program.resultType, type) { bag.append(ExchangeFaults.fieldType(type.word, at: condition.span)) }
        }
    }

    private mutating func check(_ members: [ExchangeNode.Member], _ type: FieldType) {
        guard case .record(_, let fields) = type else {
            if let first = members.first { bag.append(ExchangeFaults.fieldType(type.word, at: first.span)) }
            return
        }
        for member in members {
            guard let field = fields.first(where: { $0.id == member.name }) else {
                bag.append(PackDiagnostics.unknownField(member.name, known: fields.map(\.id), at: member.span))
                continue
            }
            check(member.value, field.type)
        }
    }

    private static func fits(_ value: Value, _ type: FieldType) -> Bool {
        switch (value, type) {
        case (.bool, .boolean), (.int, .integer), (.int, .decimal), (.double, .decimal): true
        case (.string(let text), .choice(let choices)): choices.contains { $0.id == text }
        case (.string, .text), (.string, .longText), (.string, .date), (.string, .month), (.string, .dateTime), (.string, .email),
            (.string, .phone), (.string, .reason), (.string, .person):
            true
        default: false
        }
    }

    private static func fits(_ type: CELType, _ field: FieldType) -> Bool {
        switch (type, field) {
        case (.optional(let inner), _): fits(inner, field)
        case (.dyn, _), (.error, _), (.variable, _), (.parameter, _), (.null, _): true
        case (.bool, .boolean), (.int, .integer), (.int, .decimal), (.double, .decimal), (.timestamp, .dateTime): true
        case (.list(let inner), .list(let element)): fits(inner, element)
        case (.map, .record): true
        case (.record(let name), .record(let wanted, _)): name == wanted
        case (.record("Person"), .person): true
        case (.string, .text), (.string, .longText), (.string, .date), (.string, .month), (.string, .dateTime), (.string, .email),
            (.string, .phone), (.string, .reason), (.string, .person), (.string, .choice):
            true
        default: false
        }
    }
}

extension ExchangeNode {
    /// Some place of the part, for findings about it.
    var place: Span? {
        switch self {
        case .constant(_, let span): span
        case .text(let text): text.span
        case .expression(let condition): condition.span
        case .object(let members), .extended(_, let members): members.first?.span
        case .list(let elements): elements.first?.place
        case .each(let loop, _): loop.list.span
        case .binding(_, _, let body), .when(_, let body): body.place
        case .fragment(let use, _): use.span
        }
    }
}
