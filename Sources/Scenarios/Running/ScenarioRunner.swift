import CEL
import Diagnostics
import Rules
import Workflow

/// Runs scenarios on the pure decider: nothing is stored, no document is made, the clock is the scenario's.
package struct ScenarioRunner: Sendable {
    let decider: Decider
    let clock: ScenarioClock
    var rulebook: Rulebook { decider.rulebook }

    package init(rulebook: Rulebook, wording: RuleWording = .plain) {
        decider = Decider(rulebook, wording: wording)
        clock = ScenarioClock(rulebook)
    }

    /// - Parameter scenarios: in the order in which they are shown.
    package func run(_ scenarios: [Scenario], progress: @escaping ProgressListener = { _ in }) -> ScenarioReport {
        var counter = ProgressCounter(.scenarios, of: Int64(scenarios.count), progress)
        var recorder = CoverageRecorder(rulebook: rulebook)
        var results: [ScenarioResult] = []
        let witness = TableWitness()
        TableWitness.$current.withValue(witness) {
            for scenario in scenarios {
                recorder.begin(results.count)
                results.append(run(scenario, &recorder))
                recorder.record(witness.take())
                counter.advance()
            }
        }
        return ScenarioReport(results: results, coverage: recorder.coverage(of: results))
    }

    private func run(_ scenario: Scenario, _ recorder: inout CoverageRecorder) -> ScenarioResult {
        var stage = Stage(dossier: beginning(scenario), now: scenario.now)
        var results: [StepResult] = []
        for (index, step) in scenario.steps.enumerated() {
            switch step.time {
            case .same: break
            case .at(let moment): stage.now = moment
            case .after(let pause): stage.now = clock.after(stage.now, pause) ?? stage.now
            }
            let result = run(step, number: index + 1, scenario, &stage, &recorder)
            results.append(result)
            if result.endsScenario { break }
        }
        return ScenarioResult(scenario: scenario, steps: results, skippedCount: scenario.steps.count - results.count)
    }

    /// The dossier as the scenario gives it, made of events like any other.
    private func beginning(_ scenario: Scenario) -> Dossier? {
        guard let given = scenario.beginning else { return nil }
        let header = Event.Header(at: scenario.now, actor: "", action: "", packVersion: rulebook.version)
        func event(_ body: Event.Body) -> Event { Event(header: header, body: body) }
        let initial = rulebook.initialState?.id ?? given.state
        var events = [
            event(
                .opened(
                    DossierOpened(
                        dossierID: given.id, packName: rulebook.name, packVersion: rulebook.version, packHash: decider.packHash,
                        state: initial)))
        ]
        if given.state != initial {
            events.append(event(.actionTaken(ActionTaken(actor: .record([]), input: .record([]), from: initial, to: given.state))))
        }
        let changes = (given.data.entries ?? []).filter { !$0.1.isUnfilled }
            .map { DataChange(path: [$0.0], operation: .set($0.1.withoutUnfilled)) }
        if !changes.isEmpty { events.append(event(.dataChanged(changes))) }
        for (form, values) in given.forms.entries ?? [] {
            events.append(event(.formSaved(FormSaved(form: form, values: values.withoutUnfilled, isDraft: true))))
        }
        return (try? Dossier.replay(events)) ?? nil
    }

    private func run(
        _ step: Scenario.Step, number: Int, _ scenario: Scenario, _ stage: inout Stage, _ recorder: inout CoverageRecorder
    ) -> StepResult {
        let moment = clock.moment(stage.now)
        stage.forget()
        switch step.act {
        case .perform(let performance): perform(performance, step, scenario, moment, &stage, &recorder)
        case .check(let set, let subject):
            let report = decider.check(set, subject: subject, dossier: stage.dossier, actor: step.actor, at: moment)
            (stage.failures, stage.warnings) = (report.failures, report.warnings)
            stage.outcome = report.failures.isEmpty ? .allowed : .refused
            recorder.record(set, report)
            stage.checks = report.checks
        case .evaluate(let program):
            stage.value = program.evaluate(decider.activation(dossier: stage.dossier, actor: step.actor, at: moment))
            recorder.record(program)
            stage.outcome = .answered
        case .remind:
            if let dossier = stage.dossier {
                stage.events = decider.remind(dossier, at: moment).events
                stage.dossier = (try? Dossier.replay(stage.events, onto: dossier)) ?? dossier
            }
            stage.outcome = .answered
        case .look: stage.outcome = .answered
        }
        let check = ExpectationCheck(runner: self, stage: stage, moment: moment)
        var mismatches: [Mismatch] = []
        var ends = false
        for expectation in step.expectations {
            let found = check.mismatches(expectation)
            mismatches += found
            if case .perform = step.act, !found.isEmpty, check.isSurprise(expectation) { ends = true }
        }
        return StepResult(
            step: step, number: number, moment: moment, outcome: stage.outcome, failures: stage.failures, warnings: stage.warnings,
            checks: mismatches.isEmpty ? [] : stage.checks, mismatches: mismatches, endsScenario: ends)
    }

    private func perform(
        _ performance: Scenario.Performance, _ step: Scenario.Step, _ scenario: Scenario, _ moment: DecisionMoment, _ stage: inout Stage,
        _ recorder: inout CoverageRecorder
    ) {
        guard let actor = step.actor else { return }
        let command = Command(
            id: "scenario", dossierID: stage.dossier?.id ?? scenario.beginning?.id ?? "T-1", action: performance.action.id, actor: actor,
            input: performance.input, edits: performance.edits, form: performance.form, expectedVersion: performance.expectedVersion)
        let decision = decider.decide(stage.dossier, command, at: moment)
        let explanation = decision.refusal?.explanation ?? decider.explain(stage.dossier, command, at: moment)
        recorder.record(performance.action, command, decision, explanation)
        stage.checks = explanation.checks
        switch decision {
        case .refused(let refusal):
            (stage.failures, stage.outcome) = (refusal.failures, .refused)
        case .events(let events, let warnings):
            (stage.events, stage.warnings, stage.outcome) = (events, warnings, .allowed)
            stage.dossier = (try? Dossier.replay(events + imitations(of: events), onto: stage.dossier)) ?? stage.dossier
        }
    }

    /// Stand-ins of the documents that are due, in each language of the pack.
    private func imitations(of events: [Event]) -> [Event] {
        events.flatMap { event -> [Event] in
            guard case .documentDue(let due) = event.body, let definition = rulebook.documents[due.definition] else { return [] }
            return rulebook.languages.map { language in
                let name = "\(due.definition)-\(due.number).\(language.primarySubtag).pdf"
                return Event(
                    header: event.header,
                    body: .documentMade(
                        DocumentMade(
                            definition: due.definition, number: due.number, language: language.rawValue, kind: definition.kind,
                            fileName: name, mediaType: "application/pdf", hash: ImitatedFile.hash(of: name), byteCount: name.utf8.count,
                            isSigned: definition.signatureField != nil)))
            }
        }
    }
}

/// Where a scenario stands.
struct Stage {
    var dossier: Dossier?
    var now: Timestamp
    /// What came of the step.
    var outcome = StepResult.Outcome.answered
    var events: [Event] = []
    var failures: [Failure] = []
    var warnings: [Failure] = []
    /// What was asked to decide it.
    var checks: [Check] = []
    var value: Value?

    init(dossier: Dossier?, now: Timestamp) {
        self.dossier = dossier
        self.now = now
    }

    /// Before another step.
    mutating func forget() {
        (outcome, events, failures, warnings, checks, value) = (.answered, [], [], [], [], nil)
    }
}

extension Value {
    /// Without unfilled fields of records, at any depth.
    var withoutUnfilled: Value {
        switch self {
        case .list(let elements): .list(elements.map(\.withoutUnfilled))
        case .map: .record((entries ?? []).compactMap { $0.1.isUnfilled ? nil : ($0.0, $0.1.withoutUnfilled) })
        default: self
        }
    }
}
