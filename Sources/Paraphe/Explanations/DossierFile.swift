import CEL
import Diagnostics
import Rules
import Scenarios
import Workflow
import YAML

/// A dossier written by hand in JSON or YAML, to try decisions on: `id`, `state`, `forms`, and the fields of the dossier.
package struct DossierFile: Sendable {
    private let rulebook: Rulebook
    private let directory: any PersonDirectory

    package init(_ rulebook: Rulebook, directory: (any PersonDirectory)? = nil) {
        self.rulebook = rulebook
        self.directory = directory ?? PackDirectory(rulebook)
    }

    /// The dossier that the file describes, made of events like any other.
    package func read(_ file: SourceFile, id: String?, at moment: DecisionMoment) throws(DiagnosticsError) -> Dossier {
        let node = try Self.mapping(file)
        var bag = DiagnosticBag()
        var data: [(String, Value)] = []
        var forms: Value?
        var state = rulebook.initialState?.id ?? ""
        var name = id ?? "D-1"
        for entry in node.mapping ?? [] {
            switch entry.key {
            case "id": name = entry.value.scalar?.text.text ?? name
            case "state":
                state = entry.value.scalar?.text.text ?? state
                if rulebook.states[state] == nil { bag.append(ExplanationDiagnostics.unknownState(state, rulebook, at: entry.value.span)) }
            case "forms": forms = Value(untyped: entry.value)
            default:
                guard let field = rulebook.dossierFields[entry.key] else {
                    bag.append(ExplanationDiagnostics.unknownField(entry.key, known: rulebook.dossierFields.ids, at: entry.keySpan))
                    continue
                }
                data.append((entry.key, shaped(Value(untyped: entry.value), field)))
            }
        }
        try bag.throwIfErrors()
        return try build(name, state, data, forms, moment)
    }

    /// A record of any file: what `--with` gives.
    package static func record(_ file: SourceFile) throws(DiagnosticsError) -> Value { Value(untyped: try mapping(file)) }

    private static func mapping(_ file: SourceFile) throws(DiagnosticsError) -> YAMLNode {
        let (node, bag) = YAMLParser().parse(file)
        try bag.throwIfErrors()
        guard let node, node.mapping != nil else {
            throw DiagnosticsError(ExplanationDiagnostics.notARecord(at: Span(source: file.id, start: 0, end: min(1, file.bytes.count))))
        }
        return node
    }

    private func shaped(_ value: Value, _ field: DataField) -> Value {
        let resolved = GivenValues(rulebook: rulebook, directory: directory).resolvingPeople(.record([(field.id, value)]), [field])
        let inner = resolved.field(field.id) ?? value
        return (DataShaping.shape(inner, as: field.type, personFields: rulebook.personRecordFields) ?? inner).pruned
    }

    private func build(
        _ id: String, _ state: String, _ data: [(String, Value)], _ forms: Value?, _ moment: DecisionMoment
    ) throws(DiagnosticsError) -> Dossier {
        let header = Event.Header(at: moment.now, actor: "", action: "", packVersion: rulebook.version)
        let initial = rulebook.initialState?.id ?? state
        var bodies: [Event.Body] = [
            .opened(DossierOpened(dossierID: id, packName: rulebook.name, packVersion: rulebook.version, packHash: "", state: initial))
        ]
        if state != initial { bodies.append(.actionTaken(ActionTaken(actor: .record([]), input: .record([]), from: initial, to: state))) }
        let changes = data.filter { !$0.1.isUnfilled }.map { DataChange(path: [$0.0], operation: .set($0.1)) }
        if !changes.isEmpty { bodies.append(.dataChanged(changes)) }
        for (form, values) in forms?.entries ?? [] {
            bodies.append(.formSaved(FormSaved(form: form, values: values.pruned, isDraft: true)))
        }
        guard let dossier = (try? Dossier.replay(bodies.map { Event(header: header, body: $0) })) ?? nil else {
            preconditionFailure("a history that begins with an opening replays")
        }
        return dossier
    }
}
