import CEL
import Diagnostics
import Rules
import Workflow

extension RequestService {
    /// Explains what an order would come to, on a dossier of the store or another; nothing is stored.
    ///
    /// - Parameters:
    ///   - values: what the person gives, each under the name of an input, of a field of the form, or of a field of the dossier.
    package func explain(
        _ order: RequestOrder, with values: Value = .record([]), on dossier: Dossier?, at moment: DecisionMoment, sources: SourceMap
    ) throws(RequestError) -> ExplanationReport {
        let actor = try person(order.person)
        let action = rulebook.actions[order.action]
        var order = order
        for (name, value) in values.entries ?? [] { place(name, value, action, into: &order) }
        let explanation = decider.explain(dossier, command(order, actor, action, dossier, []), at: moment)
        return ExplanationReport(explanation, rulebook: rulebook, person: actor, dossier: dossier, moment: moment, sources: sources)
    }

    private func place(_ name: String, _ value: Value, _ action: Action?, into order: inout RequestOrder) {
        let form = action?.form.flatMap { rulebook.forms[$0.id] }
        if action?.inputs.contains(where: { $0.id == name }) ?? false {
            order.input = order.input.merging(.record([(name, value)]))
        } else if form?.fields.contains(where: { $0.id == name }) ?? false {
            order.form = (order.form ?? .record([])).merging(.record([(name, value)]))
        } else if rulebook.dossierFields[name] != nil {
            order.edits = order.edits.merging(.record([(name, value)]))
        } else {
            order.input = order.input.merging(.record([(name, value)]))
        }
    }
}
