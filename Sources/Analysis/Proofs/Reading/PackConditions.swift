import CivilTime
import Diagnostics
import Rules

/// A rule whose conditions have been read.
struct ReadRule: Sendable {
    let rule: Rule
    let when: ReadCondition?
    let require: ReadCondition
    /// The day is within the period of the rule; nil for rules that always hold.
    let isInForce: Int?

    /// Nothing is refused by the rule.
    var passes: Formula {
        guard rule.severity == .error else { return .yes }
        var ways: [Formula] = []
        if let isInForce { ways.append(.atom(isInForce, .fails)) }
        if let when {
            ways.append(when.formula(.fails))
            ways.append(.conjunction([when.formula(.holds), require.formula(.holds)]))
        } else {
            ways.append(require.formula(.holds))
        }
        return .disjunction(ways)
    }

    /// The rule is asked.
    var applies: Formula {
        .conjunction([isInForce.map { .atom($0, .holds) } ?? .yes, when?.formula(.holds) ?? .yes])
    }
}

/// A field whose conditions have been read.
struct ReadField: Sendable {
    let field: DataField
    let path: String
    let visible: ReadCondition?
    /// Nil unless the requirement depends on something.
    let requiredWhen: ReadCondition?
    let rules: [ReadRule]
    /// The field is filled; nil for records and lists.
    let isFilled: Int?
    /// Fields of a record.
    let nested: [ReadField]
    /// Whether the field stands in the elements of a list, where paths do not name it.
    let isInList: Bool

    /// Where the field is required it is filled.
    var isSatisfied: Formula {
        let isHidden = visible?.formula(.fails) ?? .no
        let isFree: Formula =
            switch field.requirement {
            case .optional: .yes
            case .always: .no
            case .when: requiredWhen?.formula(.fails) ?? .yes
            }
        if case .record = field.type, !isInList {
            // What is in the record is asked for as soon as the record is.
            return .disjunction([isHidden, isFree, .conjunction(nested.map(\.isSatisfied))])
        }
        guard let isFilled, !isInList else { return .yes }
        return .disjunction([isHidden, isFree, .atom(isFilled, .holds)])
    }
}

/// An action with everything that it asks.
struct ReadAction: Sendable {
    let action: Action
    let guards: [ReadRule]
    let inputs: [ReadField]
    /// By target: when it is taken.
    let targets: [ReadCondition?]
    let notifications: [ReadCondition?]
    let documents: [ReadCondition?]
    /// The day is within the period of the action.
    let isInForce: Int?
    /// The profiles that hold the permission.
    let holders: [String]
}

/// A grant whose condition has been read.
struct ReadGrant: Sendable {
    let grant: Grant
    let when: ReadCondition?
    let isInForce: Int?

    /// The permission comes to somebody of the profiles by this grant.
    var isGiven: Formula { .conjunction([isInForce.map { .atom($0, .holds) } ?? .yes, when?.formula(.holds) ?? .yes]) }
}

/// All conditions of a pack, read into one vocabulary.
struct PackConditions {
    let book: Rulebook
    let actions: [ReadAction]
    let ruleSets: [String: [ReadRule]]
    let dossierFields: [ReadField]
    let forms: [String: (fields: [ReadField], rules: [ReadRule])]
    /// Fields of the subjects of rule sets and of the data of documents.
    let otherFields: [ReadField]
    let deadlines: [ReadCondition?]
    /// By permission, one for each grant.
    let grants: [String: [ReadGrant]]
    let table: CellTable
    let stateVariable: Int?
    let profileVariable: Int?
    let todayVariable: Int?
    /// The days from which something else is in force, in order.
    let changes: [CivilDate]
    /// Every condition, with the parts that were not looked into.
    let decided: Int
    let undecided: [ProofReport.Undecided]

    init(_ book: Rulebook) {
        var gathering = Gathering(book)
        self.book = book
        dossierFields = gathering.fields(book.dossierFields.elements, in: gathering.base, under: "dossier", isInList: false)
        var ruleSets: [String: [ReadRule]] = [:]
        var others: [ReadField] = []
        for set in book.ruleSets {
            let scope = gathering.base.of(set)
            ruleSets[set.id] = gathering.rules(set.rules, in: scope)
            if let subject = set.subject, let fields = subject.type.recordFields {
                others += gathering.fields(fields, in: scope, under: subject.id, isInList: false)
            }
        }
        for document in book.documents where !document.data.isEmpty && document.ruleSets.isEmpty {
            others += gathering.fields(document.data, in: gathering.base.of(document), under: "data", isInList: false)
        }
        var forms: [String: (fields: [ReadField], rules: [ReadRule])] = [:]
        for form in book.forms {
            let scope = gathering.base.of(form)
            forms[form.id] = (
                gathering.fields(form.fields, in: scope, under: "form", isInList: false), gathering.rules(form.rules, in: scope)
            )
        }
        self.ruleSets = ruleSets
        otherFields = others
        self.forms = forms
        var actions: [ReadAction] = []
        for action in book.actions { actions.append(gathering.action(action)) }
        self.actions = actions
        var deadlines: [ReadCondition?] = []
        for deadline in book.deadlines { deadlines.append(gathering.read(deadline.condition, in: gathering.base)) }
        self.deadlines = deadlines
        var grants: [String: [ReadGrant]] = [:]
        for permission in book.permissions {
            for grant in permission.grants {
                let read = ReadGrant(
                    grant: grant, when: gathering.read(grant.condition, in: gathering.base), isInForce: gathering.period(grant.period))
                grants[permission.id, default: []].append(read)
            }
        }
        self.grants = grants
        stateVariable = book.states.isEmpty ? nil : gathering.reader.variable(everywhere: "dossier.state")
        profileVariable = gathering.reader.variable(everywhere: "actor.profile")
        todayVariable = gathering.reader.variable(everywhere: "today")
        changes = gathering.changes.sorted()
        if let todayVariable {
            for change in changes { gathering.reader.vocabulary.cut(todayVariable, at: .before(.integer(Int64(change.dayNumber)))) }
        }
        decided = gathering.decided
        undecided = gathering.undecided
        table = gathering.reader.vocabulary.solved()
    }

    func action(_ id: String) -> ReadAction? { actions.first { $0.action.id == id } }
}

/// Reads a pack's conditions one after the other.
private struct Gathering {
    let base: ReadingScope
    var reader: ConditionReader
    var changes: Set<CivilDate> = []
    var decided = 0
    var undecided: [ProofReport.Undecided] = []
    private var holders: [String: [String]] = [:]

    init(_ book: Rulebook) {
        base = ReadingScope(book)
        reader = ConditionReader(book)
        holders = ProfileHolders.of(book)
    }

    mutating func read(_ condition: Condition?, in scope: ReadingScope) -> ReadCondition? {
        guard let condition else { return nil }
        let read = reader.read(condition, in: scope)
        if read.undecided.isEmpty {
            decided += 1
        } else {
            undecided.append(ProofReport.Undecided(span: condition.span, text: condition.text, parts: read.undecided))
        }
        return read
    }

    mutating func period(_ period: EffectivePeriod) -> Int? {
        guard period != .always, let today = reader.variable(everywhere: "today") else { return nil }
        if let from = period.from { changes.insert(from) }
        if let until = period.until, let next = CivilDate(dayNumber: until.dayNumber + 1) { changes.insert(next) }
        let stretch = Stretch(
            from: period.from.flatMap { .before(.integer(Int64($0.dayNumber))) },
            to: period.until.flatMap { .after(.integer(Int64($0.dayNumber))) })
        return reader.vocabulary.atom(today, .within([stretch]))
    }

    mutating func rules(_ rules: [Rule], in scope: ReadingScope) -> [ReadRule] {
        var found: [ReadRule] = []
        for rule in rules {
            let when = read(rule.applicability, in: scope)
            guard let require = read(rule.requirement, in: scope) else { continue }
            found.append(ReadRule(rule: rule, when: when, require: require, isInForce: period(rule.period)))
        }
        return found
    }

    mutating func fields(_ fields: [DataField], in scope: ReadingScope, under path: String, isInList: Bool) -> [ReadField] {
        var found: [ReadField] = []
        for field in fields {
            let own = path + "." + field.id
            var requiredWhen: ReadCondition?
            if case .when(let condition) = field.requirement { requiredWhen = read(condition, in: scope) }
            let variable = isInList ? nil : reader.variable(of: own, in: scope)
            let canonical = variable.map { reader.vocabulary.variables[$0].key } ?? own + "[]"
            var isFilled: Int?
            var nested: [ReadField] = []
            switch field.type {
            case .record(_, let members): nested = self.fields(members, in: scope, under: own, isInList: isInList)
            case .list(let element):
                if let members = element.recordFields { nested = self.fields(members, in: scope, under: own, isInList: true) }
            default: isFilled = variable.map { reader.vocabulary.atom($0, .present) }
            }
            let visible = read(field.visibility, in: scope)
            let rules = rules(field.rules, in: scope.value(of: field, at: canonical))
            found.append(
                ReadField(
                    field: field, path: own, visible: visible, requiredWhen: requiredWhen, rules: rules, isFilled: isFilled,
                    nested: nested, isInList: isInList))
        }
        return found
    }

    mutating func action(_ action: Action) -> ReadAction {
        let scope = base.of(action)
        let inputs = fields(action.inputs, in: scope, under: "input", isInList: false)
        let guards = rules(action.guards, in: scope)
        var targets: [ReadCondition?] = []
        for target in action.targets { targets.append(read(target.condition, in: scope)) }
        var notifications: [ReadCondition?] = []
        for output in action.effects.notifications { notifications.append(read(output.condition, in: scope)) }
        var documents: [ReadCondition?] = []
        for output in action.effects.documents { documents.append(read(output.condition, in: scope)) }
        return ReadAction(
            action: action, guards: guards, inputs: inputs, targets: targets, notifications: notifications, documents: documents,
            isInForce: period(action.period), holders: holders[action.permission.id] ?? [])
    }
}

/// Which profiles hold a permission.
enum ProfileHolders {
    static func of(_ book: Rulebook) -> [String: [String]] {
        var permissions: [String: [String]] = [:]
        for role in book.roles { permissions[role.id] = role.permissions.map(\.id) }
        var holders: [String: [String]] = [:]
        for profile in book.profiles {
            var held: Set<String> = []
            for role in profile.roles {
                for permission in permissions[role.id] ?? [] where held.insert(permission).inserted {
                    holders[permission, default: []].append(profile.id)
                }
            }
        }
        for permission in book.permissions where !permission.grants.isEmpty {
            var held = Set(holders[permission.id] ?? [])
            for grant in permission.grants {
                for profile in grant.profiles where held.insert(profile.id).inserted {
                    holders[permission.id, default: []].append(profile.id)
                }
            }
        }
        return holders
    }
}
