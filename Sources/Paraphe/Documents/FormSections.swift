import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Workflow

/// Lays a filled form out for reading, in one language: short values as facts, long texts as paragraphs, lists of records as tables.
///
/// The report follows the form that the pack declares, so that a field added there appears here.
struct FormSections {
    let language: Language
    let zone: CivilTimeZone
    let catalogue: MessageCatalogue

    /// The variable `sections` of templates; what was not filled does not appear.
    func value(of form: FormDefinition, filled: Value) -> Value {
        .list(
            form.sections.compactMap { section in
                var facts: [Value] = []
                var fields: [Value] = []
                for field in section.fields {
                    guard case .map(let record) = filled, let value = record[field.id], !isEmpty(value) else { continue }
                    let label = field.label?[language] ?? field.id
                    if let block = block(field, label, value) {
                        fields.append(block)
                    } else if let text = text(value, field.type) {
                        facts.append(.record([("id", .string(field.id)), ("label", .string(label)), ("value", .string(text))]))
                    }
                }
                guard !facts.isEmpty || !fields.isEmpty else { return nil }
                return .record([
                    ("label", .string(section.label?[language] ?? form.label[language])), ("facts", .list(facts)),
                    ("fields", .list(fields)),
                ])
            })
    }

    private func isEmpty(_ value: Value) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty
        case .list(let elements): elements.isEmpty
        case .map(let map): map.count == 0
        default: false
        }
    }

    /// What stands under a heading of its own; nil for a short value.
    private func block(_ field: DataField, _ label: String, _ value: Value) -> Value? {
        func block(
            _ kind: String, paragraphs: [String] = [], columns: [String] = [], rows: [[String]] = [], numeric: [Bool] = []
        ) -> Value {
            func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
            let pads = Self.decimalPads(rows, numeric: numeric, point: language == .french ? "," : ".")
            return .record([
                ("id", .string(field.id)), ("label", .string(label)), ("kind", .string(kind)), ("paragraphs", strings(paragraphs)),
                ("columns", strings(columns)), ("rows", .list(rows.map(strings))), ("numeric", .list(numeric.map { .bool($0) })),
                ("pads", .list(pads.map(strings))),
            ])
        }
        switch (field.type, value) {
        case (.longText, .string(let text)):
            let paragraphs = text.split(separator: "\n").map { String($0) }.filter { !$0.allSatisfy(\.isWhitespace) }
            return block("text", paragraphs: paragraphs)
        case (.list(.record(_, let columns)), .list(let elements)):
            let rows = elements.map { element -> [String] in
                guard case .map(let record) = element else { return columns.map { _ in "" } }
                return columns.map { column in record[column.id].flatMap { self.text($0, column.type) } ?? "–" }
            }
            let numeric = columns.map { column in
                switch column.type {
                case .integer, .decimal: true
                default: false
                }
            }
            return block("table", columns: columns.map { $0.label?[language] ?? $0.id }, rows: rows, numeric: numeric)
        case (.list(let type), .list(let elements)):
            return block("text", paragraphs: elements.compactMap { text($0, type) })
        default: return nil
        }
    }

    /// What each number of a column lacks in decimals beside the longest, so that units stand under units: `,0` for 62 beside 14,5.
    static func decimalPads(_ rows: [[String]], numeric: [Bool], point: Character) -> [[String]] {
        func decimals(_ cell: String) -> Substring? { cell.lastIndex(of: point).map { cell[$0...] } }
        let most = numeric.indices.map { column in
            numeric[column] ? rows.map { $0.indices.contains(column) ? decimals($0[column])?.count ?? 0 : 0 }.max() ?? 0 : 0
        }
        return rows.map { row in
            row.indices.map { column in
                guard most.indices.contains(column), most[column] > 0 else { return "" }
                let own = decimals(row[column])?.count ?? 0
                guard own < most[column] else { return "" }
                return (own == 0 ? String(point) : "") + String(repeating: "0", count: most[column] - max(own, 1))
            }
        }
    }

    /// A short value in words of the language.
    private func text(_ value: Value, _ type: FieldType) -> String? {
        switch (type, value) {
        case (.choice(let choices), .string(let id)): choices.first { $0.id == id }?.label[language] ?? id
        case (.date, .string(let day)): CivilDate(day).map { DateFormat.date($0, .long, language) } ?? day
        case (.phone, .string(let number)): PhoneFormat.string(number, language)
        case (_, .string(let text)): text
        case (_, .bool(let isTrue)): catalogue.text(isTrue ? "word.yes" : "word.no", language)
        case (_, .int(let number)): NumberFormat().string(DecimalNumber(number), language)
        case (_, .double(let number)): DecimalNumber(number).map { NumberFormat().string($0, language) }
        case (_, .timestamp(let moment)):
            LocalDateTime(epochSeconds: moment.seconds, in: zone).map { DateFormat.dateTime($0, .long, language) }
        case (.person, .map(let person)): name(of: person)
        default: nil
        }
    }

    private func name(of person: ValueMap) -> String? {
        let parts = ["title", "givenName", "familyName"].compactMap { key -> String? in
            if case .string(let text)? = person[key] { text } else { nil }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
