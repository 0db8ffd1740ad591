import CEL
import CivilTime
import Diagnostics
import Localization
import Rules
import Templating
import Workflow

/// The facts of the rulebook that runs, for templates: what a guide prints cannot drift from what is decided.
///
/// Each element of ``TemplateVocabulary/facts`` has its file here, `PackFacts+….swift`.
struct PackFacts: FactSource {
    let rulebook: Rulebook
    let words: FactWords
    let room: DrawingRoom
    /// Every label that a guide may name, by its key, in the order of the pack.
    private let labels: [(key: String, text: LocalizedText)]
    private let labelPositions: [String: Int]

    init(rulebook: Rulebook, catalogue: MessageCatalogue, room: DrawingRoom = .page) {
        self.rulebook = rulebook
        self.room = room
        words = FactWords(catalogue: catalogue)
        let own = Set(rulebook.messages.ids)
        labels = rulebook.allMessages.filter { !own.contains($0.id) }.map { ($0.id, $0.text) }
        labelPositions = Dictionary(labels.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: FactSource

    func names(_ kind: FactKind) -> [String] {
        switch kind {
        case .action: rulebook.actions.ids
        case .reasonList: rulebook.reasonLists.ids
        case .form: rulebook.forms.ids
        case .record: records.map(\.path)
        case .profile: rulebook.profiles.ids
        case .state: rulebook.states.ids
        case .deadline: rulebook.deadlines.ids
        case .contact: rulebook.contacts.ids
        case .permission: rulebook.permissions.ids
        case .permissionGroup: rulebook.permissionGroups.ids
        case .table: rulebook.tables.ids
        case .ruleSet: rulebook.ruleSets.ids
        case .label: labels.map(\.key)
        }
    }

    func fault(of call: FactCall) -> Bilingual? {
        switch call.element {
        case "reasons": list(of: call) == nil ? FactWords.noReasons : nil
        case "fields": fieldSections(of: call, .french).isEmpty ? FactWords.noFields : nil
        case "rules": rules(of: call, on: nil).rules.isEmpty ? FactWords.noRules : nil
        case "actions" where rulebook.actions.isEmpty: FactWords.none
        case "states", "matrix", "diagram": rulebook.states.isEmpty ? FactWords.none : nil
        case "profiles", "permissions": rulebook.profiles.isEmpty ? FactWords.none : nil
        case "deadlines": rulebook.deadlines.isEmpty ? FactWords.none : nil
        case "contacts": rulebook.contacts.isEmpty ? FactWords.none : nil
        case "grants": granted(by: call).isEmpty ? FactWords.none : nil
        default: nil
        }
    }

    func value(of call: FactCall, in language: Language, on day: String?) -> Value {
        let day = day.flatMap { CivilDate($0) }
        switch call.element {
        case "actions": return actionsValue(call, language, day)
        case "contacts": return contactsValue(call, language)
        case "deadlines": return deadlinesValue(call, language)
        case "diagram": return diagramValue(call, language, day)
        case "fields": return fieldsValue(call, language)
        case "grants": return grantsValue(call, language, day)
        case "matrix": return matrixValue(call, language, day)
        case "name": return nameValue(call, language)
        case "permissions": return permissionsValue(call, language, day)
        case "profiles": return profilesValue(call, language)
        case "reasons": return reasonsValue(call, language, day)
        case "rules": return rulesValue(call, language, day)
        case "states": return statesValue(call, language, day)
        case "table": return tableValue(call, language, day)
        default: return .record([])
        }
    }

    // MARK: Common parts

    /// The elements that `only` names, in its order, or all.
    func chosen<Element: Definition>(_ all: Catalogue<Element>, _ call: FactCall) -> [Element] {
        let names = call.names("only")
        return names.isEmpty ? all.elements : names.compactMap { all[$0] }
    }

    func strings(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }

    func label(_ key: String, _ language: Language) -> String? { labelPositions[key].map { labels[$0].text[language] } }

    func isInForce(_ period: EffectivePeriod, _ day: CivilDate?) -> Bool { day.map(period.contains) ?? true }

    /// Who may do an action, by roles, then by profiles to whom its permission comes at once.
    func doers(of action: Action, _ language: Language) -> [String] {
        let roles = rulebook.roles(granting: action.permission.id).map { $0.label[language] }
        return roles.isEmpty ? rulebook.profiles(granted: action.permission.id).map { $0.label[language] } : roles
    }

    // MARK: Names

    private func nameValue(_ call: FactCall, _ language: Language) -> Value {
        let key = call["of"] ?? ""
        var label = label(key, language) ?? ""
        if call["case"] == "lower" { label = label.prefix(1).lowercased() + label.dropFirst() }
        let parts = key.split(separator: ".", maxSplits: 1).map { String($0) }
        return .record([
            ("kind", .string(parts.first ?? "")), ("id", .string(parts.last ?? "")), ("label", .string(label)),
        ])
    }
}
