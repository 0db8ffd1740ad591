import CEL
import Diagnostics
import Rules
import Workflow

/// Puts what a person gave (texts, identifiers of people) into the shape that commands take.
struct GivenValues {
    let rulebook: Rulebook
    let directory: any PersonDirectory

    /// A `name=value` put where its name belongs. Names are `input.x`, `form.x`, `dossier.x`, or `x` alone: an input first,
    /// then a field of the form, then a field of the dossier. Names nobody declares stay, for the decision to refuse.
    func place(_ name: String, _ text: String, action: Action?, into order: inout RequestOrder) {
        var path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let form = action?.form.flatMap { rulebook.forms[$0.id] }
        let inputs = action?.inputs ?? []
        let root: String
        if path.count > 1, let first = path.first, ["input", "form", "dossier"].contains(first) {
            root = first
            path.removeFirst()
        } else if inputs.contains(where: { $0.id == path.first }) {
            root = "input"
        } else if form?.fields.contains(where: { $0.id == path.first }) ?? false {
            root = "form"
        } else if rulebook.dossierFields.contains(where: { $0.id == path.first }) {
            root = "dossier"
        } else {
            root = inputs.isEmpty && form != nil ? "form" : "input"
        }
        switch root {
        case "input": order.input = order.input.overlaid(path, Self.value(text, Self.type(path, inputs)))
        case "form":
            order.form = (order.form ?? .record([])).overlaid(path, Self.value(text, Self.type(path, form?.fields ?? [])))
        default: order.edits = order.edits.overlaid(path, Self.value(text, Self.type(path, rulebook.dossierFields.elements)))
        }
    }

    private static func type(_ path: [String], _ fields: [DataField]) -> FieldType? {
        guard let name = path.first, let field = fields.first(where: { $0.id == name }) else { return nil }
        if path.count == 1 { return field.type }
        return type(Array(path.dropFirst()), field.type.recordFields ?? [])
    }

    /// The text itself for texts; JSON for everything that has a JSON shape; an empty text clears.
    private static func value(_ text: String, _ type: FieldType?) -> Value {
        if text.isEmpty { return .null }
        switch type {
        case .boolean, .integer, .decimal, .record, .list, .attachment, .person:
            return (try? ValueCodec.decode(Array(text.utf8))) ?? .string(text)
        default: return .string(text)
        }
    }

    /// Identifiers of people replaced by their records, wherever a field of type person stands. Unknown ones stay texts, which
    /// the decision refuses.
    func resolvingPeople(_ value: Value, _ fields: [DataField]) -> Value {
        guard let entries = value.entries else { return value }
        return .record(
            entries.map { name, element in
                guard let field = fields.first(where: { $0.id == name }) else { return (name, element) }
                return (name, resolve(element, field.type))
            })
    }

    private func resolve(_ value: Value, _ type: FieldType) -> Value {
        switch type {
        case .person: value.stringValue.flatMap { directory.actor($0)?.record } ?? value
        case .record(_, let fields): resolvingPeople(value, fields)
        case .list(let element): value.elements.map { .list($0.map { resolve($0, element) }) } ?? value
        default: value
        }
    }
}

extension Value {
    /// The record with a value at a path, over what it has.
    fileprivate func overlaid(_ path: [String], _ value: Value) -> Value {
        guard let name = path.first else { return value }
        var entries = entries ?? []
        let rest = Array(path.dropFirst())
        if let index = entries.firstIndex(where: { $0.0 == name }) {
            entries[index].1 = entries[index].1.overlaid(rest, value)
        } else {
            entries.append((name, Value.record([]).overlaid(rest, value)))
        }
        return .record(entries)
    }
}
