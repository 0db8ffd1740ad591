import CEL
import Diagnostics
import Rules
import Workflow

extension RequestService {
    /// Explains what an order would come to on a dossier of the store: that the person looked at it is recorded first, and what is not shown
    /// to the person is not in the explanation either.
    ///
    /// - Parameter identifier: of the access, fresh for each.
    package func explain(
        _ order: RequestOrder, with values: Value = .record([]), at moment: DecisionMoment, identifier: String, sources: SourceMap
    ) async throws(RequestError) -> ExplanationReport {
        guard let dossier = try await load(order.dossierID) else {
            return try explain(order, with: values, on: nil, at: moment, sources: sources)
        }
        let sight = try sight(of: dossier, by: order.person, at: moment)
        try await note(.dossier, of: dossier.id, by: order.person, at: moment, identifier: identifier)
        return try sight.service.explain(order, with: values, on: dossier, hiding: sight.hiddenFields, at: moment, sources: sources)
    }

    /// Explains what an order would come to on a dossier from anywhere; nothing is stored.
    ///
    /// - Parameters:
    ///   - values: what the person gives, each under the name of an input, of a field of the form, or of a field of the dossier.
    ///   - hidden: fields of the dossier whose values are left out.
    package func explain(
        _ order: RequestOrder, with values: Value = .record([]), on dossier: Dossier?, hiding hidden: Set<String> = [],
        at moment: DecisionMoment, sources: SourceMap
    ) throws(RequestError) -> ExplanationReport {
        let actor = try person(order.person)
        let action = rulebook.actions[order.action]
        var order = order
        for (name, value) in values.entries ?? [] { place(name, value, action, into: &order) }
        let explanation = decider.explain(dossier, command(order, actor, action, dossier, []), at: moment)
        return ExplanationReport(
            explanation, rulebook: rulebook, person: actor, dossier: dossier, hiding: hidden, moment: moment, sources: sources)
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
