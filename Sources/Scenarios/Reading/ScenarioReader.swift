import CEL
import Diagnostics
import Rules
import Workflow
import YAML

/// Reads the scenario files of a pack against its rulebook; every name in them is checked.
package struct ScenarioReader {
    /// More scenarios than this are a mistake.
    static let mostScenarios = 10_000
    /// Steps of one scenario.
    static let mostSteps = 500

    let rulebook: Rulebook
    var bag = DiagnosticBag()
    var models = GivenModels()
    var people: ScenarioPeople
    /// The environment of `evaluate:`.
    let environment: CELEnvironment

    static let fileKeys = ["given", "people", "scenarios"]
    static let scenarioKeys = ["name", "basis", "now", "as", "dossier", "steps"]
    static let stepKeys = ["do", "check", "evaluate", "remind", "as", "at", "after", "with", "data", "version", "expect"]

    package init(rulebook: Rulebook) {
        self.rulebook = rulebook
        people = ScenarioPeople(rulebook: rulebook)
        environment = rulebook.conditionEnvironment
    }

    /// The scenarios of all files, in order, and all findings.
    package mutating func read(_ files: [SourceFile]) -> ([Scenario], DiagnosticBag) {
        let trees = files.compactMap { file -> YAMLNode? in
            let (node, findings) = YAMLParser().parse(file)
            bag.append(contentsOf: findings)
            return node
        }
        for tree in trees {
            guard checkKeys(tree, Self.fileKeys, ScenarioWords.file) else { continue }
            if let section = tree["given"] { models.add(section) }
            if let section = tree["people"] { people.add(section) }
        }
        var scenarios: [Scenario] = []
        for tree in trees {
            guard let section = tree["scenarios"], !section.isNull else { continue }
            guard let nodes = section.sequence else {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.list, at: section.span))
                continue
            }
            for node in nodes {
                guard scenarios.count < Self.mostScenarios else {
                    bag.append(ScenarioDiagnostics.tooMany(ScenarioWords.scenarios, limit: Self.mostScenarios, at: node.span))
                    break
                }
                if let scenario = readScenario(node) { scenarios.append(scenario) }
            }
        }
        bag.append(contentsOf: models.bag)
        bag.append(contentsOf: people.bag)
        return (scenarios, bag)
    }

    private mutating func readScenario(_ node: YAMLNode) -> Scenario? {
        guard checkKeys(node, Self.scenarioKeys, ScenarioWords.scenario) else { return nil }
        let name = readName(node["name"])
        if name == nil { bag.append(ScenarioDiagnostics.missingKey("name", what: ScenarioWords.scenario, at: start(of: node))) }
        let now = readMoment(node["now"])
        if node["now"] == nil { bag.append(ScenarioDiagnostics.missingKey("now", what: ScenarioWords.scenario, at: start(of: node))) }
        let actor = node["as"].flatMap { readActor($0) }
        let beginning = node["dossier"].flatMap { readBeginning($0) }
        guard let list = node["steps"] else {
            bag.append(ScenarioDiagnostics.missingKey("steps", what: ScenarioWords.scenario, at: start(of: node)))
            return nil
        }
        guard let nodes = list.sequence else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.list, at: list.span))
            return nil
        }
        if nodes.count > Self.mostSteps {
            bag.append(ScenarioDiagnostics.tooMany(ScenarioWords.steps, limit: Self.mostSteps, at: list.span))
        }
        let steps = nodes.prefix(Self.mostSteps).compactMap { readStep($0, actor: actor) }
        guard let name, let now else { return nil }
        return Scenario(
            name: name, basis: texts(node["basis"]).map(\.text), now: now, beginning: beginning, steps: steps,
            span: node["name"]?.span ?? node.span)
    }

    private mutating func readName(_ node: YAMLNode?) -> Bilingual? {
        guard let node else { return nil }
        if let text = node.text?.text { return Bilingual(verbatim: text) }
        guard checkKeys(node, ["fr", "en"], ScenarioWords.scenario) else { return nil }
        guard let first = node["fr"]?.text?.text ?? node["en"]?.text?.text else { return nil }
        return Bilingual(fr: node["fr"]?.text?.text ?? first, en: node["en"]?.text?.text ?? first)
    }

    private mutating func readBeginning(_ given: YAMLNode) -> Scenario.Beginning? {
        let node = models.expand(given)
        guard let entries = node.mapping else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: node.span))
            return nil
        }
        var state = rulebook.initialState?.id ?? ""
        if let named = node["state"] {
            guard let id = named.text?.text, rulebook.states[id] != nil else {
                bag.append(
                    ScenarioDiagnostics.unknownName(
                        named.text?.text ?? "", kind: ScenarioWords.aState, known: rulebook.states.ids, at: named.span))
                return nil
            }
            state = id
        }
        let fields = rulebook.dossierFields.elements
        let own = ["state", "id"] + (rulebook.dossierFields["forms"] == nil ? ["forms"] : [])
        var reader = GivenReader(rulebook: rulebook, people: people)
        let data = reader.record(entries.filter { !own.contains($0.key) }, fields: fields)
        var forms: [(String, Value)] = []
        for entry in (own.contains("forms") ? node["forms"]?.mapping : nil) ?? [] {
            guard let form = rulebook.forms[entry.key] else {
                bag.append(
                    ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aForm, known: rulebook.forms.ids, at: entry.keySpan))
                continue
            }
            forms.append((form.id, reader.record(models.expand(entry.value).mapping ?? [], fields: form.fields)))
        }
        bag.append(contentsOf: reader.bag)
        return Scenario.Beginning(id: node["id"]?.text?.text ?? "T-1", state: state, data: data, forms: .record(forms))
    }

    // MARK: Small parts

    /// False, reported, when the node is no mapping.
    mutating func checkKeys(_ node: YAMLNode, _ known: [String], _ what: Bilingual) -> Bool {
        guard let entries = node.mapping else {
            bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: node.span))
            return false
        }
        for entry in entries where !known.contains(entry.key) {
            bag.append(ScenarioDiagnostics.unknownKey(entry.key, known: known, what: what, at: entry.keySpan))
        }
        return true
    }

    func start(of node: YAMLNode) -> Span { node.mapping?.first?.keySpan ?? node.span }

    /// One text or a list of texts.
    mutating func texts(_ node: YAMLNode?) -> [(text: String, span: Span)] {
        guard let node, !node.isNull else { return [] }
        return (node.sequence ?? [node]).compactMap { element in
            guard let text = element.text?.text else {
                bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.name, at: element.span))
                return nil
            }
            return (text, element.span)
        }
    }

    /// Texts that must be among the known ones.
    mutating func names(_ node: YAMLNode?, among known: [String], _ kind: Bilingual) -> [Reference] {
        texts(node).compactMap { text, span in
            guard known.contains(text) else {
                bag.append(ScenarioDiagnostics.unknownName(text, kind: kind, known: known, at: span))
                return nil
            }
            return Reference(id: text, span: span)
        }
    }

    mutating func readActor(_ node: YAMLNode) -> Actor? {
        guard let id = node.text?.text, let actor = people[id] else {
            bag.append(
                ScenarioDiagnostics.unknownName(node.text?.text ?? "", kind: ScenarioWords.aPerson, known: people.ids, at: node.span))
            return nil
        }
        return actor
    }

    mutating func readMoment(_ node: YAMLNode?) -> Timestamp? {
        guard let node else { return nil }
        guard let text = node.text?.text, let moment = Timestamp(text) else {
            bag.append(ScenarioDiagnostics.badMoment(node.text?.text ?? "", at: node.span))
            return nil
        }
        return moment
    }
}
