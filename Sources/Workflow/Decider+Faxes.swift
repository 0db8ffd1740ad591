import CEL
import Rules

extension Decider {
    /// What a document that is faxed says of a dossier, as the pack maps it; and the expressions that could not be evaluated.
    ///
    /// - Parameter actor: `actor` of the expressions; a person without fields when nil.
    package func faxData(
        of definition: DocumentDefinition, from dossier: Dossier, actor: Actor?, at moment: DecisionMoment
    ) -> (data: Value, failures: [Failure]) {
        let nobody = Actor(id: "", profile: "", roles: [], record: .record([]))
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment).scope(dossier: dossier, actor: actor ?? nobody, input: .record([]))
        var entries: [(String, Value)] = []
        var failures: [Failure] = []
        for parameter in definition.fax?.data ?? [] {
            do throws(EvaluationFault) {
                let value = try parameter.value.evaluate(in: scope)
                if !value.isUnfilled { entries.append((parameter.id, value)) }
            } catch {
                failures.append(
                    WorkflowFailures.ruleError(parameter.id, reason: error.reason, field: nil, span: parameter.value.span))
            }
        }
        return (.record(entries), failures)
    }

    /// The numbers to which a document goes, as the pack finds them in its data; and why not.
    package func faxNumbers(
        of definition: DocumentDefinition, data: Value, at moment: DecisionMoment
    ) -> (numbers: [String], failures: [Failure]) {
        guard let fax = definition.fax else { return ([], []) }
        let opening = DossierOpened(
            dossierID: "", packName: rulebook.name, packVersion: rulebook.version, packHash: packHash, state: "")
        let nobody = Actor(id: "", profile: "", roles: [], record: .record([]))
        let scope = ScopeBuilder(rulebook: rulebook, moment: moment)
            .scope(dossier: Dossier(opening, at: moment.now), actor: nobody, input: .record([]))
            .with("data", ScopeBuilder.shaped(data, definition.data))
        do throws(EvaluationFault) {
            return ((try fax.receivers.evaluate(in: scope).elements ?? []).compactMap(\.stringValue), [])
        } catch {
            return ([], [WorkflowFailures.ruleError("to", reason: error.reason, field: nil, span: fax.receivers.span)])
        }
    }
}
