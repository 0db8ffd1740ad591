import CEL
import Diagnostics
import Rules
import Workflow
import YAML

/// Reads data of scenarios as the types that the pack declares.
///
/// What could never be stored (an unknown field or choice, text for a number) is a fault of the file; what rules decide (patterns, bounds,
/// periods) passes, since scenarios test it.
struct GivenReader {
    let rulebook: Rulebook
    let people: ScenarioPeople
    private(set) var bag = DiagnosticBag()

    init(rulebook: Rulebook, people: ScenarioPeople) {
        self.rulebook = rulebook
        self.people = people
    }

    /// The fields of a mapping; `null` comes out as null.
    mutating func record(_ entries: [YAMLEntry], fields: [DataField]) -> Value {
        var values: [(String, Value)] = []
        for entry in entries {
            guard let field = fields.first(where: { $0.id == entry.key }) else {
                bag.append(
                    ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aField, known: fields.map(\.id), at: entry.keySpan))
                continue
            }
            if let value = value(entry.value, field.type, name: entry.key) { values.append((entry.key, value)) }
        }
        return .record(values)
    }

    /// Nil, reported, when the node does not fit the type.
    mutating func value(_ node: YAMLNode, _ type: FieldType, name: String) -> Value? {
        if node.isNull { return .null }
        switch type {
        case .list(let element):
            guard let nodes = node.sequence else { return fail(ScenarioWords.list, node, name) }
            return .list(nodes.compactMap { value($0, element, name: name) })
        case .record(_, let fields):
            guard let entries = node.mapping else { return fail(ScenarioWords.group, node, name) }
            return record(entries, fields: fields)
        case .attachment: return attachment(node, name)
        case .boolean:
            guard case .boolean(let truth)? = node.scalar?.value else { return fail(ScenarioWords.truth, node, name) }
            return .bool(truth)
        case .integer:
            guard case .integer(let number)? = node.scalar?.value else { return fail(ScenarioWords.whole, node, name) }
            return .int(number)
        case .decimal:
            switch node.scalar?.value {
            case .integer(let number)?: return .double(Double(number))
            case .decimal(let number)? where number.isFinite: return .double(number)
            default: return fail(ScenarioWords.number, node, name)
            }
        default:
            guard let text = node.scalar?.text.text else { return fail(ScenarioWords.text, node, name) }
            return self.text(text, type, node, name)
        }
    }

    private mutating func text(_ text: String, _ type: FieldType, _ node: YAMLNode, _ name: String) -> Value? {
        switch type {
        case .person:
            guard let actor = people[text] else {
                return fail(unknown: text, ScenarioWords.aPerson, people.ids, node)
            }
            return actor.record
        case .dateTime:
            guard let moment = Timestamp(text) else {
                bag.append(ScenarioDiagnostics.badMoment(text, at: node.span))
                return nil
            }
            return .timestamp(moment)
        case .choice(let choices):
            guard choices.contains(where: { $0.id == text }) else {
                return fail(unknown: text, ScenarioWords.aChoice, choices.map(\.id), node)
            }
            return .string(text)
        case .reason(let list):
            let reasons = rulebook.reasonLists[list]?.reasons.ids ?? []
            guard reasons.contains(text) else { return fail(unknown: text, ScenarioWords.aReason, reasons, node) }
            return .string(text)
        default: return .string(text)
        }
    }

    private mutating func attachment(_ node: YAMLNode, _ name: String) -> Value? {
        if let file = node.text?.text { return ImitatedFile(name: file, label: nil, mediaType: nil).record }
        guard let entries = node.mapping else { return fail(ScenarioWords.attachment, node, name) }
        let known = ["name", "label", "mediaType"]
        for entry in entries where !known.contains(entry.key) {
            bag.append(ScenarioDiagnostics.unknownKey(entry.key, known: known, what: ScenarioWords.attachment, at: entry.keySpan))
        }
        guard let file = node["name"]?.text?.text else {
            bag.append(ScenarioDiagnostics.missingKey("name", what: ScenarioWords.attachment, at: node.span))
            return nil
        }
        return ImitatedFile(name: file, label: node["label"]?.text?.text, mediaType: node["mediaType"]?.text?.text).record
    }

    private mutating func fail(_ expected: Bilingual, _ node: YAMLNode, _ name: String) -> Value? {
        bag.append(ScenarioDiagnostics.wrongValue(name, ScenarioDiagnostics.type(expected), at: node.span))
        return nil
    }

    private mutating func fail(unknown text: String, _ kind: Bilingual, _ known: [String], _ node: YAMLNode) -> Value? {
        bag.append(ScenarioDiagnostics.unknownName(text, kind: kind, known: known, at: node.span))
        return nil
    }
}
