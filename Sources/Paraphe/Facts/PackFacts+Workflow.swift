import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Templating
import Workflow

/// Actions, states, deadlines, reasons, rules.
extension PackFacts {
    func actionsValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let state = call["state"]
        let actions = chosen(rulebook.actions, call).filter { action in
            isInForce(action.period, day) && (state.map { state in action.sources.contains { $0.id == state } } ?? true)
        }
        return .record([("actions", .list(actions.map { value(of: $0, language) }))])
    }

    private func value(of action: Action, _ language: Language) -> Value {
        .record([
            ("id", .string(action.id)), ("label", .string(action.label[language])), ("help", .string(action.help?[language] ?? "")),
            ("roles", strings(doers(of: action, language))),
            ("from", strings(action.sources.compactMap { rulebook.states[$0.id]?.label[language] })),
            ("to", strings(targets(of: action, language))), ("isCreation", .bool(action.isCreation)),
        ])
    }

    /// The labels of the states that an action leads to, each once; empty when the state stays.
    private func targets(of action: Action, _ language: Language) -> [String] {
        var seen: Set<String> = []
        return action.targets.filter { seen.insert($0.state.id).inserted }.compactMap { rulebook.states[$0.state.id]?.label[language] }
    }

    func statesValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let states = chosen(rulebook.states, call).map { state -> Value in
            let actions = rulebook.actions(from: state.id).filter { isInForce($0.period, day) }
            let deadlines = rulebook.deadlines.filter { $0.states.contains { $0.id == state.id } }
            return .record([
                ("id", .string(state.id)), ("label", .string(state.label[language])), ("kind", .string(state.kind.rawValue)),
                (
                    "actions",
                    .list(
                        actions.map { action in
                            .record([
                                ("id", .string(action.id)), ("label", .string(action.label[language])),
                                ("to", strings(targets(of: action, language))), ("roles", strings(doers(of: action, language))),
                            ])
                        })
                ),
                ("deadlines", strings(deadlines.map { words.duration($0.within, language) })),
            ])
        }
        return .record([("states", .list(states))])
    }

    func deadlinesValue(_ call: FactCall, _ language: Language) -> Value {
        let deadlines = chosen(rulebook.deadlines, call).map { deadline -> Value in
            .record([
                ("id", .string(deadline.id)),
                ("states", strings(deadline.states.compactMap { rulebook.states[$0.id]?.label[language] })),
                ("within", .string(words.duration(deadline.within, language))),
                ("condition", .string(deadline.condition?.words(in: rulebook)[language] ?? "")),
                ("told", strings(told(deadline.notification, language))), ("subject", .string(subject(deadline.notification, language))),
                (
                    "reminders",
                    .list(
                        deadline.reminders.map { reminder in
                            let distance = words.duration(reminder.distance, language)
                            let when = words(reminder.isBefore ? "before" : "after", language, ["duration": .string(distance)])
                            return .record([
                                ("when", .string(when)), ("told", strings(told(reminder.notification, language))),
                                ("subject", .string(subject(reminder.notification, language))),
                            ])
                        })
                ),
            ])
        }
        return .record([("deadlines", .list(deadlines))])
    }

    /// Those to whom a notification goes: roles by their labels, persons by the label of the field that names them.
    private func told(_ reference: Reference, _ language: Language) -> [String] {
        guard let notification = rulebook.notifications[reference.id] else { return [] }
        var found: [String] = []
        for recipient in notification.recipients {
            let name: String? =
                switch recipient {
                case .role(let role): rulebook.roles[role.id]?.label[language]
                case .person(let condition, _):
                    condition.program.dependencies.lazy.compactMap { label($0, language) }.first
                }
            if let name, !found.contains(name) { found.append(name) }
        }
        return found
    }

    /// The subject of a notification, if it is the same for every dossier.
    private func subject(_ reference: Reference, _ language: Language) -> String {
        let text = rulebook.notifications[reference.id]?.subject[language] ?? ""
        return text.contains("{") ? "" : text
    }

    // MARK: Reasons

    /// The list that the call means; nil for an action that offers none.
    func list(of call: FactCall) -> ReasonList? {
        if let name = call["list"] { return rulebook.reasonLists[name] }
        let action = call["action"].flatMap { rulebook.actions[$0] }
        for field in action?.inputs ?? [] {
            if case .reason(let list) = field.type { return rulebook.reasonLists[list] }
            if case .list(.reason(let list)) = field.type { return rulebook.reasonLists[list] }
        }
        return nil
    }

    func reasonsValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        guard let list = list(of: call) else { return .record([]) }
        let reasons = list.reasons.filter { isInForce($0.period, day) }.map { reason -> Value in
            .record([
                ("id", .string(reason.id)), ("label", .string(reason.label[language])),
                ("from", .string(reason.period.from?.text ?? "")), ("until", .string(reason.period.until?.text ?? "")),
            ])
        }
        return .record([("label", .string(list.label[language])), ("reasons", .list(reasons))])
    }

    // MARK: Rules

    func rules(of call: FactCall, on day: CivilDate?) -> (label: LocalizedText?, rules: [Rule]) {
        var found: [Rule] = []
        var label: LocalizedText?
        if let set = call["set"].flatMap({ rulebook.ruleSets[$0] }) {
            label = set.label
            found = set.rules
        } else if let action = call["action"].flatMap({ rulebook.actions[$0] }) {
            label = action.label
            found = action.guards + action.ruleSets.flatMap { rulebook.ruleSets[$0.id]?.rules ?? [] }
        }
        return (label, found.filter { isInForce($0.period, day) })
    }

    func rulesValue(_ call: FactCall, _ language: Language, _ day: CivilDate?) -> Value {
        let (label, rules) = rules(of: call, on: day)
        let context = WordingContext(rulebook, action: call["action"].flatMap { rulebook.actions[$0] })
        return .record([
            ("label", .string(label?[language] ?? "")),
            (
                "rules",
                .list(
                    rules.map { rule in
                        let refusal = rule.refusal[language]
                        // A refusal with data in it speaks of one dossier: the condition itself speaks of all.
                        let text = refusal.contains("{") ? FactWords.capitalized(rule.requirement.words(in: context)[language]) : refusal
                        return .record([
                            ("id", .string(rule.id)), ("words", .string(text)), ("basis", .string(rule.basis ?? "")),
                            ("isWarning", .bool(rule.severity == .warning)),
                        ])
                    })
            ),
        ])
    }
}
