import CEL
import CivilTime
import Diagnostics
import YAML

extension PackReader {
    mutating func readTable(_ entry: YAMLEntry) -> DecisionTable? {
        let node = entry.value
        let inputs = fields(node["inputs"], record: "Table." + entry.key, scope: functionScope([]), reserved: [])
        let outputs = fields(node["outputs"], record: "Table." + entry.key, scope: functionScope([]), reserved: [])
        for field in inputs + outputs where !field.type.isCell { bag.append(PackDiagnostics.notACell(field, at: field.span)) }
        let policy = node["hit"]?.text.flatMap { DecisionTable.HitPolicy(rawValue: $0.text) } ?? .unique
        var seen: [String: Span] = [:]
        var rows: [DecisionTable.Row] = []
        for (index, element) in (node["rows"]?.sequence ?? []).enumerated() {
            let id = element["id"]?.text
            if let id, let first = seen.updateValue(id.span, forKey: id.text) {
                bag.append(PackDiagnostics.duplicateName(id.text, kind: nil, at: id.span, first: first))
            }
            checkColumns(element["when"], inputs, entry)
            let tests = inputs.map { input -> (CellTest, Span) in
                guard let cell = element["when"]?[input.id] else { return (.any, element.span) }
                return (cellTest(cell, input), cell.span)
            }
            let values = outputValues(element["then"], outputs, entry, at: element.span)
            let period = period(element)
            guard let values else { continue }
            rows.append(
                DecisionTable.Row(
                    id: id?.text ?? "row-\(index + 1)", tests: tests.map(\.0), testSpans: tests.map(\.1), outputs: values, period: period,
                    span: id?.span ?? element.span))
        }
        let otherwise = node["otherwise"].flatMap { outputValues($0, outputs, entry, at: $0.span) }
        guard let label = localized(node["label"]) else { return nil }
        return DecisionTable(
            id: entry.key, label: label, inputs: inputs, outputs: outputs, policy: policy, rows: rows, otherwise: otherwise,
            span: entry.keySpan)
    }

    /// Names under `when` and `then` are inputs and outputs of the table.
    private mutating func checkColumns(_ node: YAMLNode?, _ columns: [DataField], _ table: YAMLEntry) {
        for cell in node?.mapping ?? [] where !columns.contains(where: { $0.id == cell.key }) {
            bag.append(PackDiagnostics.unknownColumn(cell.key, table: table.key, known: columns.map(\.id), at: cell.keySpan))
        }
    }

    private mutating func outputValues(_ node: YAMLNode?, _ outputs: [DataField], _ table: YAMLEntry, at span: Span) -> [CellValue]? {
        checkColumns(node, outputs, table)
        var values: [CellValue] = []
        for output in outputs {
            guard let cell = node?[output.id] else {
                bag.append(PackDiagnostics.missingOutput(output.id, at: node?.span ?? span))
                continue
            }
            if let value = cellValue(cell, output) { values.append(value) }
        }
        return values.count == outputs.count ? values : nil
    }

    // MARK: Cells

    /// A cell under `when`; what cannot be read is reported and stands for every value.
    private mutating func cellTest(_ node: YAMLNode, _ input: DataField) -> CellTest {
        if let elements = node.sequence { return .anyOf(elements.map { cellTest($0, input) }) }
        guard let text = node.text else { return badCell(node, input) }
        let words = text.text.trimmingBlanks
        if words == "any" || words == "-" { return .any }
        if let rest = words.dropping("not ") {
            return constant(rest, node, input).map { .not(.equal($0)) } ?? .any
        }
        guard input.type.isOrdered else { return cellValue(node, input).map { .equal($0) } ?? .any }
        for (sign, isBelow, isInclusive) in [("<=", true, true), (">=", false, true), ("<", true, false), (">", false, false)] {
            guard let rest = words.dropping(sign) else { continue }
            guard let bound = constant(rest.trimmingBlanks, node, input) else { return .any }
            return isBelow ? .below(bound, isInclusive: isInclusive) : .above(bound, isInclusive: isInclusive)
        }
        if let dots = words.firstRange(of: "..") {
            guard let low = constant(String(words[..<dots.lowerBound]).trimmingBlanks, node, input),
                let high = constant(String(words[dots.upperBound...]).trimmingBlanks, node, input)
            else { return .any }
            if high.isBefore(low) ?? false { bag.append(PackDiagnostics.reversedRange(low.text, high.text, at: node.span)) }
            return .range(low, high)
        }
        return constant(words, node, input).map { .equal($0) } ?? .any
    }

    private mutating func badCell(_ node: YAMLNode, _ input: DataField) -> CellTest {
        bag.append(PackDiagnostics.badCell(nil, input, at: node.span))
        return .any
    }

    /// A cell that is one value of the field's type.
    private mutating func cellValue(_ node: YAMLNode, _ field: DataField) -> CellValue? {
        guard let text = node.text else {
            bag.append(PackDiagnostics.badCell(nil, field, at: node.span))
            return nil
        }
        return constant(text.text.trimmingBlanks, node, field)
    }

    private mutating func constant(_ text: String, _ node: YAMLNode, _ field: DataField) -> CellValue? {
        let value: CellValue? =
            switch field.type {
            case .boolean: text == "true" ? .truth(true) : text == "false" ? .truth(false) : nil
            case .integer: Int64(text).map { .integer($0) }
            case .decimal: Double(text).flatMap { $0.isFinite ? .decimal($0) : nil }
            case .date: CivilDate(text).map { .text($0.text) }
            case .month: CivilMonth(text) == nil ? nil : .text(text)
            default: .text(text)
            }
        if case .choice(let choices) = field.type, !choices.contains(where: { $0.id == text }) {
            bag.append(PackDiagnostics.unknownChoice(text, field: field.id, known: choices.map(\.id), at: node.span))
            return nil
        }
        if case .reason(let list) = field.type {
            let known = assembly.entries("reasons").first { $0.key == list }?.value["reasons"]?.mapping?.map(\.key) ?? []
            if !known.contains(text) {
                bag.append(PackDiagnostics.unknownChoice(text, field: field.id, known: known, at: node.span))
                return nil
            }
        }
        if value == nil { bag.append(PackDiagnostics.badCell(text, field, at: node.span)) }
        return value
    }
}

extension FieldType {
    /// Whether a cell of a decision table can compare it.
    package var isCell: Bool {
        switch self {
        case .text, .longText, .boolean, .integer, .decimal, .date, .month, .choice, .reason, .email, .phone: true
        case .dateTime, .person, .attachment, .record, .list: false
        }
    }

    /// Whether `<` and `a..b` make sense.
    package var isOrdered: Bool {
        switch self {
        case .integer, .decimal, .date, .month: true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }

    fileprivate func dropping(_ prefix: String) -> String? { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil }
}
