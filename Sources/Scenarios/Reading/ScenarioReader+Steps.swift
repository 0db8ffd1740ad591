import CEL
import Diagnostics
import Rules
import Workflow
import YAML

extension ScenarioReader {
    mutating func readStep(_ node: YAMLNode, actor standing: Actor?) -> Scenario.Step? {
        guard checkKeys(node, Self.stepKeys, ScenarioWords.step) else { return nil }
        let acts = ["do", "check", "evaluate", "remind"].filter { node[$0] != nil }
        guard acts.count < 2, !acts.isEmpty || node["expect"] != nil else {
            bag.append(ScenarioDiagnostics.stepShape(acts, at: start(of: node)))
            return nil
        }
        let before = bag.diagnostics.count
        let actor = node["as"].map { readActor($0) } ?? standing
        let time = readTime(node)
        let act = acts.first ?? "look"
        refuseKeys(node, of: act)
        var step: (act: Scenario.Act, expectations: [Expectation])?
        switch act {
        case "do": step = readPerformance(node, actor)
        case "check": step = readCheck(node)
        case "evaluate": step = readEvaluation(node)
        case "remind": step = readReminding(node, actor)
        default: step = (.look, readExpectations(node["expect"], of: .look, actor: actor, place: start(of: node)))
        }
        guard let step, bag.diagnostics.count == before else { return nil }
        return Scenario.Step(act: step.act, actor: actor, time: time, expectations: step.expectations, span: start(of: node))
    }

    /// Keys that go with another kind of step.
    private mutating func refuseKeys(_ node: YAMLNode, of act: String) {
        let fitting: [String: [String]] = ["with": ["do"], "version": ["do"], "data": ["check"]]
        for entry in node.mapping ?? [] {
            guard let acts = fitting[entry.key], !acts.contains(act) else { continue }
            bag.append(ScenarioDiagnostics.misplacedExpectation(entry.key, step: ScenarioWords.acts(act), at: entry.keySpan))
        }
    }

    private mutating func readTime(_ node: YAMLNode) -> Scenario.Time {
        if let at = node["at"], let after = node["after"] {
            bag.append(ScenarioDiagnostics.bothTimes(at: at.span.union(after.span)))
            return .same
        }
        if let at = node["at"] { return readMoment(at).map { .at($0) } ?? .same }
        guard let after = node["after"] else { return .same }
        let text = after.text?.text ?? ""
        guard let pause = Scenario.Pause(text) else {
            bag.append(ScenarioDiagnostics.badPause(text, at: after.span))
            return .same
        }
        return .after(pause)
    }

    private mutating func readPerformance(_ node: YAMLNode, _ actor: Actor?) -> (act: Scenario.Act, expectations: [Expectation])? {
        guard let named = node["do"] else { return nil }
        guard let id = named.text?.text, let action = rulebook.actions[id] else {
            bag.append(
                ScenarioDiagnostics.unknownName(
                    named.text?.text ?? "", kind: ScenarioWords.anAction, known: rulebook.actions.ids, at: named.span))
            return nil
        }
        if actor == nil, node["as"] == nil { bag.append(ScenarioDiagnostics.noActor(at: named.span)) }
        let given = readGiven(node["with"], for: action)
        var version: Int64?
        if let node = node["version"] {
            if case .integer(let number)? = node.scalar?.value {
                version = number
            } else {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.whole, at: node.span))
            }
        }
        let names = RefusalNames(action: action, in: rulebook)
        let expectations = readExpectations(node["expect"], of: .action(action, names), actor: actor, place: named.span)
        return (
            .perform(
                Scenario.Performance(
                    action: action, input: given.input, edits: given.edits, form: given.form, expectedVersion: version)), expectations
        )
    }

    /// What `with:` gives, each name where it belongs: an input first, then a field of the form, then a field of the dossier.
    private mutating func readGiven(_ node: YAMLNode?, for action: Action) -> (input: Value, edits: Value, form: Value?) {
        guard let node, !node.isNull else { return (.record([]), .record([]), nil) }
        let expanded = models.expand(node)
        guard let entries = expanded.mapping else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: expanded.span))
            return (.record([]), .record([]), nil)
        }
        let form = action.form.flatMap { rulebook.forms[$0.id] }
        let groups: [(name: String, fields: [DataField])] = [
            ("input", action.inputs), ("form", form?.fields ?? []), ("dossier", rulebook.dossierFields.elements),
        ]
        var sorted: [String: [YAMLEntry]] = [:]
        for entry in entries {
            if let group = groups.first(where: { group in group.fields.contains { $0.id == entry.key } }) {
                sorted[group.name, default: []].append(entry)
            } else if groups.contains(where: { $0.name == entry.key }), let nested = models.expand(entry.value).mapping {
                sorted[entry.key, default: []] += nested
            } else {
                let known = groups.flatMap { group in group.fields.map(\.id) }
                bag.append(ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aField, known: known, at: entry.keySpan))
            }
        }
        var reader = GivenReader(rulebook: rulebook, people: people)
        var values: [String: Value] = [:]
        for group in groups {
            guard let own = sorted[group.name] else { continue }
            values[group.name] = reader.record(own, fields: group.fields)
        }
        bag.append(contentsOf: reader.bag)
        return (values["input"] ?? .record([]), values["dossier"] ?? .record([]), values["form"])
    }

    private mutating func readReminding(_ node: YAMLNode, _ actor: Actor?) -> (act: Scenario.Act, expectations: [Expectation])? {
        guard let said = node["remind"] else { return nil }
        guard case .boolean(true)? = said.scalar?.value else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.onlyTrue, at: said.span))
            return nil
        }
        return (.remind, readExpectations(node["expect"], of: .reminding, actor: actor, place: said.span))
    }

    private mutating func readCheck(_ node: YAMLNode) -> (act: Scenario.Act, expectations: [Expectation])? {
        guard let named = node["check"] else { return nil }
        guard let id = named.text?.text, let set = rulebook.ruleSets[id] else {
            bag.append(
                ScenarioDiagnostics.unknownName(
                    named.text?.text ?? "", kind: ScenarioWords.aRuleSet, known: rulebook.ruleSets.ids, at: named.span))
            return nil
        }
        var subject = Value.record([])
        if let data = node["data"] {
            let expanded = models.expand(data)
            guard let entries = expanded.mapping else {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: expanded.span))
                return nil
            }
            var reader = GivenReader(rulebook: rulebook, people: people)
            subject = reader.record(entries, fields: set.subject?.type.recordFields ?? [])
            bag.append(contentsOf: reader.bag)
        }
        let names = RefusalNames(ruleSet: set, in: rulebook)
        return (.check(set, subject: subject), readExpectations(node["expect"], of: .ruleSet(set, names), actor: nil, place: named.span))
    }

    private mutating func readEvaluation(_ node: YAMLNode) -> (act: Scenario.Act, expectations: [Expectation])? {
        guard let text = node["evaluate"]?.text else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.text, at: node["evaluate"]?.span ?? node.span))
            return nil
        }
        let (program, findings) = environment.compile(text, expecting: nil)
        bag.append(contentsOf: findings)
        guard let program else { return nil }
        return (.evaluate(program), readExpectations(node["expect"], of: .expression(program), actor: nil, place: text.span))
    }
}

extension Scenario.Pause {
    /// Reads `3 business-days` and its like: a whole number and a unit.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let number = Int(words[0]), (0...100_000).contains(number) else { return nil }
        switch words[1] {
        case "second", "seconds": self = .seconds(Int64(number))
        case "minute", "minutes": self = .seconds(Int64(number) * 60)
        case "hour", "hours": self = .seconds(Int64(number) * 3_600)
        case "day", "days": self = .days(number)
        case "week", "weeks": self = .days(number * 7)
        case "business-day", "business-days": self = .businessDays(number)
        case "business-hour", "business-hours": self = .businessHours(number)
        default: return nil
        }
    }
}
