import CEL
import Diagnostics
import YAML

extension PackReader {
    mutating func readState(_ entry: YAMLEntry) -> WorkflowState? {
        guard let label = localized(entry.value["label"]) else { return nil }
        let kind = entry.value["kind"]?.text.flatMap { WorkflowState.Kind(rawValue: $0.text) } ?? .ordinary
        return WorkflowState(id: entry.key, label: label, kind: kind, span: entry.keySpan)
    }

    mutating func readAction(_ entry: YAMLEntry, states: [WorkflowState]) -> Action? {
        let node = entry.value
        let creates = boolean(node["creates"])
        let sources = references(node["from"], .state)
        if creates, let from = node.mapping?.first(where: { $0.key == "from" }) {
            bag.append(
                PackDiagnostics.actionShape(
                    Bilingual(
                        fr: "l’action `\(entry.key)` ouvre un dossier, elle ne part donc d’aucun état",
                        en: "the action `\(entry.key)` makes a dossier, so it comes from no state"),
                    at: from.keySpan))
        } else if !creates, node["from"] == nil {
            bag.append(
                PackDiagnostics.actionShape(
                    Bilingual(
                        fr: "l’action `\(entry.key)` ne dit pas dans quels états elle est possible",
                        en: "the action `\(entry.key)` does not say in which states it can be done"),
                    at: entry.keySpan,
                    hint: Bilingual(fr: "ajouter `from: […]`, ou `creates: true`", en: "add `from: […]`, or `creates: true`")))
        }
        for source in sources where states.contains(where: { $0.id == source.id && $0.kind == .final }) {
            bag.append(PackDiagnostics.leavesFinalState(entry.key, state: source.id, at: source.span))
        }
        let permission = reference(node["permission"], .permission)

        let inputShape = fields(node["inputs"], record: "Input." + entry.key, scope: nil, reserved: [])
        let inner = scope?.adding("input", record: "Input." + entry.key, inputShape)
        let inputs = fields(node["inputs"], record: "Input." + entry.key, scope: inner, reserved: [])
        let targets = targets(node["to"], scope: inner)
        let guards = rules(node["guards"], scope: inner)
        let ruleSets = references(node["rules"], .ruleSet)
        for ruleSet in ruleSets {
            if let subject = subjectShapes[ruleSet.id] {
                bag.append(PackDiagnostics.ruleSetSubject(ruleSet.id, subject: subject.id, at: ruleSet.span))
            }
        }
        let form = reference(node["form"], .form)
        if node["form"] == nil, let draft = node.mapping?.first(where: { $0.key == "form-draft" }) {
            bag.append(
                PackDiagnostics.actionShape(
                    Bilingual(fr: "`form-draft` n’a de sens qu’avec `form`", en: "`form-draft` makes sense only with `form`"),
                    at: draft.keySpan))
        }
        let edits = references(node["edits"], .dossierField)
        let effects = effects(node, scope: inner)
        let period = period(node)
        guard let label = localized(node["label"]), let permission else { return nil }
        return Action(
            id: entry.key, label: label, help: localized(node["help"]), isCreation: creates, sources: creates ? [] : sources,
            targets: targets, permission: permission, guards: guards, ruleSets: ruleSets, inputs: inputs, editableFields: edits,
            requiresCompleteDossier: boolean(node["complete"]), form: form, isFormDraft: boolean(node["form-draft"]), effects: effects,
            period: period, span: entry.keySpan)
    }

    private mutating func targets(_ node: YAMLNode?, scope: ConditionScope?) -> [Action.Target] {
        guard let elements = node?.sequence else {
            return reference(node, .state).map { [Action.Target(state: $0, condition: nil)] } ?? []
        }
        var found: [Action.Target] = []
        var isClosed = false
        for element in elements {
            guard let state = reference(element["state"], .state) else { continue }
            if isClosed { bag.append(PackDiagnostics.hiddenTarget(state.id, at: state.span)) }
            isClosed = isClosed || element["when"] == nil
            let condition = condition(element["when"], .boolean, scope: scope)
            found.append(Action.Target(state: state, condition: condition))
        }
        if !isClosed, let last = found.last { bag.append(PackDiagnostics.openTarget(at: last.state.span)) }
        return found
    }

    private mutating func effects(_ node: YAMLNode, scope: ConditionScope?) -> Effects {
        var clearings: [(path: [String], span: Span)] = []
        for element in node["clear"]?.sequence ?? [] {
            guard let text = element.text?.text, let (path, _) = dossierPath(text, span: element.span) else { continue }
            clearings.append((path, element.span))
        }
        var assignments: [Effects.Assignment] = []
        for entry in node["set"]?.mapping ?? [] {
            guard let (path, field) = dossierPath(entry.key, span: entry.keySpan) else { continue }
            if let value = condition(entry.value, field.type, scope: scope, isValue: true) {
                assignments.append(Effects.Assignment(path: path, value: value, span: entry.keySpan))
            }
        }
        var additions: [Effects.Addition] = []
        for entry in node["append"]?.mapping ?? [] {
            guard let (path, field) = dossierPath(entry.key, span: entry.keySpan) else { continue }
            guard case .list(.record(_, let members)) = field.type else {
                bag.append(PackDiagnostics.notARecordList(entry.key, at: entry.keySpan))
                continue
            }
            var values: [Parameter] = []
            for member in entry.value.mapping ?? [] {
                guard let field = members.first(where: { $0.id == member.key }) else {
                    bag.append(PackDiagnostics.unknownField(member.key, known: members.map(\.id), at: member.keySpan))
                    continue
                }
                if let value = condition(member.value, field.type, scope: scope, isValue: true) {
                    values.append(Parameter(id: member.key, value: value, span: member.keySpan))
                }
            }
            additions.append(Effects.Addition(path: path, fields: values, span: entry.keySpan))
        }
        return Effects(
            clearings: clearings, assignments: assignments, additions: additions,
            notifications: outputs(node["notify"], key: "notification", .notification, scope: scope),
            documents: outputs(node["produce"], key: "document", .document, scope: scope))
    }

    private mutating func outputs(_ node: YAMLNode?, key: String, _ kind: NameKind, scope: ConditionScope?) -> [Effects.Output] {
        var found: [Effects.Output] = []
        for element in node?.sequence ?? [] {
            let isPlain = element.scalar != nil
            guard let reference = reference(isPlain ? element : element[key], kind) else { continue }
            let condition = isPlain ? nil : condition(element["when"], .boolean, scope: scope)
            found.append(Effects.Output(reference: reference, condition: condition))
        }
        return found
    }

    /// The word after `attach` for a document’s own data.
    private static let ownData = "data"

    mutating func readDocument(_ entry: YAMLEntry, ruleSets: [RuleSet]) -> DocumentDefinition? {
        let node = entry.value
        let shape = fields(node["data"], record: "Data." + entry.key, scope: nil, reserved: [])
        var data = fields(
            node["data"], record: "Data." + entry.key, scope: scope?.adding("data", record: "Data." + entry.key, shape), reserved: [])
        let references = references(node["rules"], .ruleSet)
        for reference in references {
            guard case .record(_, let needed)? = ruleSets.first(where: { $0.id == reference.id })?.subject?.type else { continue }
            if node["data"] == nil, data.isEmpty {
                data = needed
                continue
            }
            for field in needed where !data.contains(where: { $0.id == field.id && $0.type.word == field.type.word }) {
                bag.append(PackDiagnostics.documentLacksSubject(reference.id, field: field.id, at: reference.span))
            }
        }
        let form = reference(node["form"], .form)
        let attached = node["attach"]?.sequence ?? []
        guard let label = localized(node["label"]), let template = node["template"]?.text else { return nil }
        return DocumentDefinition(
            id: entry.key, label: label, template: template, form: form, data: data, ruleSets: references,
            signatureField: node["signature"]?.text?.text,
            attachesData: attached.contains { $0.text?.text == Self.ownData },
            attachedExchanges: attached.filter { $0.text?.text != Self.ownData }.compactMap { self.reference($0, .exchange) },
            kind: node["kind"]?.text?.text ?? entry.key, fax: readFax(node["fax"], document: entry.key, data: data), span: entry.keySpan)
    }

    private mutating func readFax(_ node: YAMLNode?, document: String, data: [DataField]) -> FaxDefinition? {
        guard let node else { return nil }
        for entry in node["data"]?.mapping ?? [] where scope != nil && !data.contains(where: { $0.id == entry.key }) {
            bag.append(PackDiagnostics.unknownField(entry.key, known: data.map(\.id), at: entry.keySpan))
        }
        let values = parameters(node["data"], scope: scope)
        let dataScope = scope?.adding("data", record: "Data." + document, data)
        guard let receivers = condition(node["to"], .list(.text), scope: dataScope) else { return nil }
        return FaxDefinition(receivers: receivers, data: values, span: node.span)
    }

    mutating func readNotification(_ entry: YAMLEntry) -> NotificationDefinition? {
        let node = entry.value
        var recipients: [NotificationDefinition.Recipient] = []
        for element in node["to"]?.sequence ?? [] {
            let (role, person, language) = (element["role"], element["person"], element["language"])
            if (role == nil) == (person == nil) {
                bag.append(PackDiagnostics.recipient(at: element.mapping?.first?.keySpan ?? element.span))
                continue
            }
            if let role {
                if let language { bag.append(PackDiagnostics.languageOfRole(at: language.span)) }
                if let reference = reference(role, .role) { recipients.append(.role(reference)) }
            } else if let condition = condition(person, .person, scope: scope) {
                recipients.append(.person(condition, language: notificationLanguage(language)))
            }
        }
        let parameters = parameters(node["with"], scope: scope)
        checkConfidentiality(parameters)
        checkParameters(node["with"], texts: [localized(node["subject"]), localized(node["body"])].compactMap { $0 })
        guard let subject = localized(node["subject"]), let body = localized(node["body"]) else { return nil }
        return NotificationDefinition(
            id: entry.key, recipients: recipients, subject: subject, body: body, parameters: parameters, span: entry.keySpan)
    }

    /// The expression of the language of a receiver; whatever it may give must be the name of one.
    private mutating func notificationLanguage(_ node: YAMLNode?) -> Condition? {
        guard let language = condition(node, .text, scope: scope) else { return nil }
        for (text, span) in possibleResults(language, language.program.tree.root) where !text.isEmpty && Language(name: text) == nil {
            bag.append(PackDiagnostics.noLanguage(text, at: span))
        }
        return language
    }

    /// The texts that an expression may give, as far as they are written in it or are the choices of a field of the dossier.
    private func possibleResults(_ condition: Condition, _ node: SyntaxNodeID) -> [(text: String, span: Span)] {
        switch condition.program.tree[node].kind {
        case .literal(.string(let text)): return [(text, condition.source.span(condition.program.tree[node].range))]
        case .conditional(_, let one, let other): return possibleResults(condition, one) + possibleResults(condition, other)
        default:
            let path = condition.program.path(of: node)?.split(separator: ".").map(String.init) ?? []
            guard path.count == 2, path[0] == "dossier", case .choice(let choices)? = dossierShape.first(where: { $0.id == path[1] })?.type
            else { return [] }
            return choices.map { ($0.id, condition.span) }
        }
    }

    mutating func readDeadline(_ entry: YAMLEntry, states: [WorkflowState]) -> Deadline? {
        let node = entry.value
        let references = references(node["states"], .state)
        for reference in references where states.contains(where: { $0.id == reference.id && $0.kind == .final }) {
            bag.append(
                PackDiagnostics.deadline(
                    Bilingual(
                        fr: "aucun délai ne court dans l’état final `\(reference.id)`",
                        en: "no deadline runs in the final state `\(reference.id)`"),
                    at: reference.span))
        }
        let notification = reference(node["notify"], .notification)
        let condition = condition(node["when"], .boolean, scope: scope)
        let reminders = (node["reminders"]?.mapping ?? []).compactMap { readReminder($0) }
        guard let within = duration(node["within"]), let notification else { return nil }
        return Deadline(
            id: entry.key, states: references, within: within, notification: notification, reminders: reminders, condition: condition,
            span: entry.keySpan)
    }

    private mutating func readReminder(_ entry: YAMLEntry) -> Deadline.Reminder? {
        let node = entry.value
        let (before, after) = (node["before"], node["after"])
        if (before == nil) == (after == nil) {
            bag.append(
                PackDiagnostics.deadline(
                    Bilingual(
                        fr: "un rappel se donne par `before` ou par `after`, l’un des deux",
                        en: "a reminder is given by `before` or by `after`, one of the two"),
                    at: entry.keySpan))
            return nil
        }
        let notification = reference(node["notify"], .notification)
        guard let distance = duration(before ?? after), let notification else { return nil }
        return Deadline.Reminder(
            id: entry.key, distance: distance, isBefore: before != nil, notification: notification, span: entry.keySpan)
    }

    private mutating func duration(_ node: YAMLNode?) -> Deadline.Duration? {
        guard let node, let entries = node.mapping else { return nil }
        guard entries.count == 1, let only = entries.first else {
            bag.append(
                PackDiagnostics.deadline(
                    Bilingual(fr: "une durée se donne dans une seule unité", en: "a duration is given in one unit"),
                    at: entries.dropFirst().first?.keySpan ?? node.span))
            return nil
        }
        guard let count = integer(only.value) else { return nil }
        guard count > 0, count < 100_000 else {
            bag.append(
                PackDiagnostics.deadline(
                    Bilingual(fr: "une durée est un nombre positif raisonnable", en: "a duration is a reasonable positive number"),
                    at: only.value.span))
            return nil
        }
        if only.key.hasPrefix("business"), assembly.part("calendar") == nil {
            bag.append(
                PackDiagnostics.calendar(
                    Bilingual(
                        fr: "`\(only.key)` demande un calendrier, et le service n’en a pas",
                        en: "`\(only.key)` needs a calendar, and the pack has none"),
                    at: only.keySpan))
        }
        switch only.key {
        case "hours": return .hours(count)
        case "days": return .days(count)
        case "business-hours": return .businessHours(count)
        case "business-days": return .businessDays(count)
        default: return nil
        }
    }
}
