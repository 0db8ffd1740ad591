import CEL
import Diagnostics
import Rules
import Workflow
import YAML

/// What a step is, for what can be expected of it.
enum ExpectedOf {
    case action(Action, RefusalNames)
    case ruleSet(RuleSet, RefusalNames)
    case expression(Program)
    case reminding
    case look

    /// As authors write it.
    var word: String {
        switch self {
        case .action: "do"
        case .ruleSet: "check"
        case .expression: "evaluate"
        case .reminding: "remind"
        case .look: "look"
        }
    }

    var names: RefusalNames? {
        switch self {
        case .action(_, let names), .ruleSet(_, let names): names
        case .expression, .reminding, .look: nil
        }
    }

    var keys: [String] {
        let ofState = ["state", "fields", "filled", "forms", "offers", "not-offers", "sees", "not-sees"]
        switch self {
        case .action:
            return ["allowed", "refused", "required", "events", "notifies", "documents", "warnings", "messages"] + ofState
        case .ruleSet: return ["allowed", "refused", "required", "warnings", "messages"]
        case .expression: return ["value", "error"]
        case .reminding: return ["deadlines", "notifies", "events"] + ofState
        case .look: return ofState
        }
    }
}

extension ScenarioReader {
    private static let allKeys = [
        "allowed", "refused", "required", "state", "events", "notifies", "documents", "fields", "filled", "forms", "offers", "not-offers",
        "sees", "not-sees", "warnings", "messages", "value", "error", "deadlines",
    ]
    static let eventTypes = [
        "dossier-opened", "action-taken", "data-changed", "form-saved", "notification-due", "document-due", "deadline-passed",
    ]

    /// Without a word about refusals, an action and a check are expected to pass.
    mutating func readExpectations(_ node: YAMLNode?, of step: ExpectedOf, actor: Actor?, place: Span) -> [Expectation] {
        let entries = node?.mapping ?? []
        if let node, node.mapping == nil { bag.append(ScenarioDiagnostics.wrongShape(ScenarioWords.group, at: node.span)) }
        var expectations: [Expectation] = []
        for entry in entries {
            guard Self.allKeys.contains(entry.key) else {
                bag.append(ScenarioDiagnostics.unknownKey(entry.key, known: step.keys, what: ScenarioWords.expectation, at: entry.keySpan))
                continue
            }
            guard step.keys.contains(entry.key) else {
                bag.append(ScenarioDiagnostics.misplacedExpectation(entry.key, step: ScenarioWords.acts(step.word), at: entry.keySpan))
                continue
            }
            expectations += read(entry, of: step, actor: actor, missingApart: node?["required"] != nil)
        }
        if step.names != nil, let node { checkAgreement(node) }
        let saysRefusal = expectations.contains { expectation in
            switch expectation.kind {
            case .refused, .refusedBy, .allowed: true
            case .missing(let paths): !paths.isEmpty
            default: false
            }
        }
        if step.names != nil, !saysRefusal { expectations.insert(Expectation(kind: .allowed, span: node?.span ?? place), at: 0) }
        return expectations
    }

    private mutating func checkAgreement(_ node: YAMLNode) {
        guard let allowed = node["allowed"], let truth = boolean(allowed) else { return }
        let refused = node["refused"].map { $0.sequence.map { !$0.isEmpty } ?? boolean($0) ?? true } ?? false
        let required = !(node["required"]?.sequence?.isEmpty ?? true)
        if truth, refused { bag.append(ScenarioDiagnostics.contradictoryExpectation("allowed: true", "refused", at: allowed.span)) }
        if truth, required { bag.append(ScenarioDiagnostics.contradictoryExpectation("allowed: true", "required", at: allowed.span)) }
    }

    private func boolean(_ node: YAMLNode) -> Bool? {
        if case .boolean(let truth)? = node.scalar?.value { truth } else { nil }
    }

    private mutating func read(_ entry: YAMLEntry, of step: ExpectedOf, actor: Actor?, missingApart: Bool) -> [Expectation] {
        let node = entry.value
        func one(_ kind: Expectation.Kind?) -> [Expectation] { kind.map { [Expectation(kind: $0, span: node.span)] } ?? [] }
        switch entry.key {
        case "allowed":
            guard let truth = boolean(node) else { return wrong(ScenarioWords.truth, node) }
            return one(truth ? .allowed : .refused)
        case "refused": return readRefused(node, step, missingApart: missingApart)
        case "required": return one(.missing(names(node, step.names)))
        case "warnings": return one(.warnings(names(node, step.names)))
        case "state": return one(names(node, among: rulebook.states.ids, ScenarioWords.aState).first.map { .state($0.id) })
        case "events": return one(.events(names(node, among: Self.eventTypes, ScenarioWords.anEvent).map(\.id)))
        case "documents": return one(.documents(names(node, among: rulebook.documents.ids, ScenarioWords.aDocument).map(\.id)))
        case "notifies": return readNotices(node)
        case "deadlines":
            let known = rulebook.deadlines.flatMap { deadline in [deadline.id] + deadline.reminders.map { "\(deadline.id).\($0.id)" } }
            return one(.deadlines(names(node, among: known, ScenarioWords.aDeadline)))
        case "fields": return readFields(node, rulebook.dossierFields.elements) { .field(path: $0, value: $1) }
        case "forms": return readForms(node)
        case "filled": return readFilled(node)
        case "offers":
            return readNamed(entry, actor, among: rulebook.actions.ids, ScenarioWords.anAction) { .offers($0, $1) }
        case "not-offers":
            return readNamed(entry, actor, among: rulebook.actions.ids, ScenarioWords.anAction) { .withholds($0, $1) }
        case "sees": return readNamed(entry, actor, among: sights, ScenarioWords.aField) { .sees($0, $1) }
        case "not-sees": return readNamed(entry, actor, among: sights, ScenarioWords.aField) { .doesNotSee($0, $1) }
        case "messages": return readMessages(node)
        case "value": return readValue(node, step)
        case "error": return readError(node)
        default: return []
        }
    }

    private mutating func wrong(_ expected: Bilingual, _ node: YAMLNode) -> [Expectation] {
        bag.append(ScenarioDiagnostics.wrongShape(expected, at: node.span))
        return []
    }

    /// Names of what refuses, in the form that failures have.
    private mutating func names(_ node: YAMLNode, _ known: RefusalNames?) -> [Reference] {
        guard let known else { return [] }
        return texts(node).compactMap { text, span in
            guard let name = known.canonical(text) else {
                let all = known.known.subtracting(RefusalNames.kinds).sorted() + known.paths.all
                let kind = Bilingual(fr: "une règle ni un champ d’ici", en: "a rule or a field of this place")
                bag.append(ScenarioDiagnostics.unknownName(text, kind: kind, known: all, at: span))
                return nil
            }
            return Reference(id: name, span: span)
        }
    }

    private mutating func readRefused(_ node: YAMLNode, _ step: ExpectedOf, missingApart: Bool) -> [Expectation] {
        if let truth = boolean(node) { return [Expectation(kind: truth ? .refused : .allowed, span: node.span)] }
        let expected = names(node, step.names)
        let isEmpty = node.sequence?.isEmpty ?? node.isNull
        if isEmpty, !missingApart { return [Expectation(kind: .allowed, span: node.span)] }
        return [Expectation(kind: .refusedBy(expected, countsMissing: !missingApart), span: node.span)]
    }

    private mutating func readNotices(_ node: YAMLNode) -> [Expectation] {
        var notices: [Expectation.Notice] = []
        let known = rulebook.notifications.ids
        let receivers = people.ids + rulebook.roles.ids
        for element in node.sequence ?? (node.isNull ? [] : [node]) {
            for entry in element.mapping ?? [] {
                guard known.contains(entry.key) else {
                    bag.append(
                        ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aNotification, known: known, at: entry.keySpan))
                    continue
                }
                var (to, language): (YAMLNode?, Language?) = (entry.value, nil)
                if let parts = entry.value.mapping {
                    for part in parts where !["to", "language"].contains(part.key) {
                        bag.append(
                            ScenarioDiagnostics.unknownName(
                                part.key, kind: ScenarioWords.aKey, known: ["to", "language"], at: part.keySpan))
                    }
                    to = entry.value["to"]
                    language = entry.value["language"].flatMap { readLanguage($0) }
                }
                let named = to.map { names($0, among: receivers, ScenarioWords.aReceiver).map(\.id) }
                notices.append(Expectation.Notice(id: entry.key, receivers: named, language: language))
            }
            guard element.mapping == nil else { continue }
            for name in names(element, among: known, ScenarioWords.aNotification) {
                notices.append(Expectation.Notice(id: name.id, receivers: nil, language: nil))
            }
        }
        return [Expectation(kind: .notifies(notices), span: node.span)]
    }

    private mutating func readLanguage(_ node: YAMLNode) -> Language? {
        let text = node.text?.text ?? ""
        if let language = Language(name: text) { return language }
        bag.append(ScenarioDiagnostics.unknownName(text, kind: ScenarioWords.aLanguage, known: ["fr", "en"], at: node.span))
        return nil
    }

    /// Values of fields, by dotted paths or nested groups.
    private mutating func readFields(
        _ node: YAMLNode, _ fields: [DataField], under prefix: [String] = [],
        _ make: ([String], Value?) -> Expectation.Kind
    ) -> [Expectation] {
        guard let entries = node.mapping else { return wrong(ScenarioWords.group, node) }
        var found: [Expectation] = []
        let paths = FieldPaths(roots: [("dossier", fields)])
        for entry in entries {
            guard let (canonical, field) = paths.resolve(entry.key) else {
                bag.append(ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aField, known: paths.all, at: entry.keySpan))
                continue
            }
            let path = prefix + canonical.dropFirst("dossier.".count).split(separator: ".").map(String.init)
            if entry.value.isNull {
                found.append(Expectation(kind: make(path, nil), span: entry.keySpan))
            } else if case .record(_, let nested) = field.type, entry.value.mapping != nil {
                found += readFields(entry.value, nested, under: path, make)
            } else {
                var reader = GivenReader(rulebook: rulebook, people: people)
                if let value = reader.value(entry.value, field.type, name: entry.key) {
                    found.append(Expectation(kind: make(path, value), span: entry.value.span))
                }
                bag.append(contentsOf: reader.bag)
            }
        }
        return found
    }

    private mutating func readForms(_ node: YAMLNode) -> [Expectation] {
        guard let entries = node.mapping else { return wrong(ScenarioWords.group, node) }
        var found: [Expectation] = []
        for entry in entries {
            guard let form = rulebook.forms[entry.key] else {
                bag.append(
                    ScenarioDiagnostics.unknownName(entry.key, kind: ScenarioWords.aForm, known: rulebook.forms.ids, at: entry.keySpan))
                continue
            }
            found += readFields(entry.value, form.fields) { .formField(form: form.id, path: $0, value: $1) }
        }
        return found
    }

    private mutating func readFilled(_ node: YAMLNode) -> [Expectation] {
        let paths = FieldPaths(roots: [("dossier", rulebook.dossierFields.elements)])
        return texts(node).compactMap { text, span in
            guard let (canonical, _) = paths.resolve(text) else {
                bag.append(ScenarioDiagnostics.unknownName(text, kind: ScenarioWords.aField, known: paths.all, at: span))
                return nil
            }
            let path = canonical.dropFirst("dossier.".count).split(separator: ".").map(String.init)
            return Expectation(kind: .filled(path: path), span: span)
        }
    }

    /// What somebody may see: fields of the dossier, and the dossier at all.
    private var sights: [String] { [Expectation.wholeDossier] + rulebook.dossierFields.ids }

    /// Names for the step's person, or for several people by name.
    private mutating func readNamed(
        _ entry: YAMLEntry, _ actor: Actor?, among known: [String], _ kind: Bilingual, _ make: (Actor, [Reference]) -> Expectation.Kind
    ) -> [Expectation] {
        if let entries = entry.value.mapping {
            return entries.compactMap { own in
                guard let person = people[own.key] else {
                    bag.append(ScenarioDiagnostics.unknownName(own.key, kind: ScenarioWords.aPerson, known: people.ids, at: own.keySpan))
                    return nil
                }
                return Expectation(kind: make(person, names(own.value, among: known, kind)), span: own.keySpan)
            }
        }
        guard let actor else {
            bag.append(ScenarioDiagnostics.noActor(at: entry.keySpan))
            return []
        }
        return [Expectation(kind: make(actor, names(entry.value, among: known, kind)), span: entry.value.span)]
    }

    private mutating func readMessages(_ node: YAMLNode) -> [Expectation] {
        (node.sequence ?? [node]).compactMap { element in
            if let text = element.text?.text { return Expectation(kind: .message(text), span: element.span) }
            guard checkKeys(element, ["fr", "en"], ScenarioWords.expectation) else { return nil }
            return Expectation(kind: .messageIn(fr: element["fr"]?.text?.text, en: element["en"]?.text?.text), span: element.span)
        }
    }

    private mutating func readValue(_ node: YAMLNode, _ step: ExpectedOf) -> [Expectation] {
        var value = Value(untyped: node)
        // What YAML cannot say is read as the type of the expression says.
        if case .expression(let program) = step, case .string(let text) = value {
            switch program.resultType {
            case .timestamp: if let moment = Timestamp(text) { value = .timestamp(moment) }
            case .duration: if let duration = CELDuration(text) { value = .duration(duration) }
            default: break
            }
        }
        return [Expectation(kind: .value(value), span: node.span)]
    }

    private mutating func readError(_ node: YAMLNode) -> [Expectation] {
        if boolean(node) == true { return [Expectation(kind: .evaluationError(nil), span: node.span)] }
        guard let kind = node.text?.text else { return wrong(ScenarioWords.truth, node) }
        return [Expectation(kind: .evaluationError(kind), span: node.span)]
    }
}
