import CEL
import CivilTime
import Diagnostics
import Rules

/// Turns the checked expressions of a pack into propositions over one vocabulary.
struct ConditionReader {
    /// A formula that would become larger is treated as one free atom.
    static let largestFormula = 20_000

    let book: Rulebook
    var vocabulary = Vocabulary()
    /// Fields that effects fill: what their declaration says of bounds is not checked there.
    private let assigned: Set<String>
    private var undecided: [String] = []

    init(_ book: Rulebook) {
        self.book = book
        var assigned: Set<String> = []
        for action in book.actions {
            for assignment in action.effects.assignments {
                if case .literal = assignment.value.program.tree[assignment.value.program.tree.root].kind { continue }
                assigned.insert("dossier." + assignment.path.joined(separator: "."))
            }
            for addition in action.effects.additions { assigned.insert("dossier." + addition.path.joined(separator: ".")) }
        }
        self.assigned = assigned
    }

    mutating func read(_ condition: Condition, in scope: ReadingScope) -> ReadCondition {
        undecided = []
        let program = condition.program
        var proposition = proposition(program.tree.root, program, scope)
        if proposition.weight > Self.largestFormula {
            undecided = []
            proposition = free(program.tree.root, program, scope)
        }
        return ReadCondition(proposition: proposition, undecided: undecided)
    }

    // MARK: Boolean structure

    private mutating func proposition(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> Proposition {
        switch program.tree[id].kind {
        case .literal(.bool(let truth)): return truth ? .yes : .no
        case .and(let a, let b): return .and(proposition(a, program, scope), proposition(b, program, scope))
        case .or(let a, let b): return .or(proposition(a, program, scope), proposition(b, program, scope))
        case .conditional(let test, let yes, let no):
            return .conditional(proposition(test, program, scope), proposition(yes, program, scope), proposition(no, program, scope))
        case .presence: return presence(id, program, scope)
        case .call("!_", nil, let arguments, _) where arguments.count == 1: return .not(proposition(arguments[0], program, scope))
        case .call("_==_", nil, let arguments, _) where arguments.count == 2:
            return equality(arguments[0], arguments[1], program, scope, whole: id)
        case .call("_!=_", nil, let arguments, _) where arguments.count == 2:
            return .not(equality(arguments[0], arguments[1], program, scope, whole: id))
        case .call("@in", nil, let arguments, _) where arguments.count == 2:
            return membership(arguments[0], arguments[1], program, scope, whole: id)
        case .call(let name, nil, let arguments, _) where arguments.count == 2:
            guard let comparison = Comparison(name) else { return free(id, program, scope) }
            return compare(comparison, arguments[0], arguments[1], program, scope, whole: id)
        case .call("hasValue", let target?, let arguments, _) where arguments.isEmpty:
            guard case .variable(let variable, nil, _)? = optionalPath(target, program, scope) else { return free(id, program, scope) }
            return .atom(vocabulary.atom(variable, .present))
        default:
            guard case .variable(let variable, let whenAbsent, _) = operand(id, program, scope),
                vocabulary.variables[variable].domain == .truth
            else { return free(id, program, scope) }
            if case .bool(let truth)? = whenAbsent { return .atom(vocabulary.atom(variable, .isTrue, whenAbsent: truth)) }
            return .atom(vocabulary.atom(variable, .isTrue))
        }
    }

    /// A part that the proofs do not look into: true, false or an error, the same wherever the same is written.
    private mutating func free(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> Proposition {
        .atom(vocabulary.atom(opaque(id, program, scope, domain: .truth), .isTrue))
    }

    private mutating func presence(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> Proposition {
        guard case .presence(let operand, _, _) = program.tree[id].kind, !isOptional(operand, program), let path = program.path(of: id),
            let found = variable(path, scope)
        else { return free(id, program, scope) }
        switch found {
        case .constant: return .yes
        case .variable(let variable, _, _):
            let own: Proposition = .atom(vocabulary.atom(variable, .present))
            guard let parent = vocabulary.variables[variable].parent, vocabulary.variables[parent].mayBeAbsent else { return own }
            // Without the record that it is in, the question itself is an error.
            return .conditional(.atom(vocabulary.atom(parent, .present)), own, .error)
        }
    }

    private mutating func equality(
        _ left: SyntaxNodeID, _ right: SyntaxNodeID, _ program: Program, _ scope: ReadingScope, whole: SyntaxNodeID
    ) -> Proposition {
        if program.type(of: left) == .bool, program.type(of: right) == .bool {
            return .same(proposition(left, program, scope), proposition(right, program, scope))
        }
        return compare(.equal, left, right, program, scope, whole: whole)
    }

    private mutating func compare(
        _ comparison: Comparison, _ left: SyntaxNodeID, _ right: SyntaxNodeID, _ program: Program, _ scope: ReadingScope,
        whole: SyntaxNodeID
    ) -> Proposition {
        if program.type(of: left).mentionsDyn || program.type(of: right).mentionsDyn { return free(whole, program, scope) }
        switch (operand(left, program, scope), operand(right, program, scope)) {
        case (.constant(let a), .constant(let b)): return comparison.holds(a, b).map { $0 ? .yes : .no } ?? free(whole, program, scope)
        case (.variable(let variable, let whenAbsent, _), .constant(let value)):
            return against(variable, comparison, value, whenAbsent) ?? free(whole, program, scope)
        case (.constant(let value), .variable(let variable, let whenAbsent, _)):
            return against(variable, comparison.flipped, value, whenAbsent) ?? free(whole, program, scope)
        case (.variable(let a, nil, _), .variable(let b, nil, _)): return relation(comparison, a, b)
        default: return free(whole, program, scope)
        }
    }

    private mutating func against(
        _ variable: Int, _ comparison: Comparison, _ value: Value, _ absent: Value?
    ) -> Proposition? {
        guard let test = comparison.test(value, vocabulary.variables[variable].domain) else { return nil }
        var whenAbsent: Bool?
        if let absent {
            guard let truth = comparison.holds(absent, value) else { return nil }
            whenAbsent = truth
        }
        return .atom(vocabulary.atom(variable, test, whenAbsent: whenAbsent))
    }

    private mutating func relation(_ comparison: Comparison, _ a: Int, _ b: Int) -> Proposition {
        if a == b {
            let isUnordered = if case .decimal(true) = vocabulary.variables[a].domain { true } else { false }
            if !isUnordered {
                return .conditional(.atom(vocabulary.atom(a, .present)), comparison.allowsEqual ? .yes : .no, .error)
            }
        }
        let (first, second, used) = a <= b ? (a, b, comparison) : (b, a, comparison.flipped)
        let (left, right) = (vocabulary.variables[first], vocabulary.variables[second])
        let isUnordered = [left, right].contains { if case .decimal = $0.domain { true } else { false } }
        let isThere = !left.mayBeAbsent && !right.mayBeAbsent
        let key = "compare \(left.key) with \(right.key)"
        let isNew = vocabulary.number(of: key) == nil
        let variable = vocabulary.add(
            ProofVariable(
                key: key, label: Bilingual(fr: "\(left.label.fr) | \(right.label.fr)", en: "\(left.label.en) | \(right.label.en)"),
                domain: .relation(mayBeUnordered: isUnordered), mayBeAbsent: !isThere, parent: nil, isTiedToParent: false, nameLabels: [],
                isUndecided: false, lower: nil, upper: nil))
        if isNew, !isThere {
            let own = vocabulary.atom(variable, .present)
            let parts = [first, second].map { vocabulary.atom($0, .present) }
            for part in parts { vocabulary.tie(variable, .disjunction([.atom(own, .doesNotHold), .atom(part, .holds)])) }
            vocabulary.tie(variable, .disjunction([.atom(own, .holds)] + parts.map { .atom($0, .doesNotHold) }))
        }
        return .atom(
            vocabulary.atom(variable, .relation(less: used.allowsLess, equal: used.allowsEqual, greater: used.allowsGreater)))
    }

    private mutating func membership(
        _ element: SyntaxNodeID, _ list: SyntaxNodeID, _ program: Program, _ scope: ReadingScope, whole: SyntaxNodeID
    ) -> Proposition {
        let elementOperand = operand(element, program, scope)
        if let values = constants(list, program, scope) {
            switch elementOperand {
            case .constant(let value): return values.contains { Value.areEqual($0, value) } ? .yes : .no
            case .variable(let variable, let absent, _):
                guard let test = Comparison.membership(values, vocabulary.variables[variable].domain) else {
                    return free(whole, program, scope)
                }
                let whenAbsent = absent.map { value in values.contains { Value.areEqual($0, value) } }
                return .atom(vocabulary.atom(variable, test, whenAbsent: whenAbsent))
            }
        }
        guard case .constant(.string(let name)) = elementOperand, !isOptional(list, program), let path = program.path(of: list),
            !path.isEmpty, let resolved = resolve(path, scope), case .list = resolved.type
        else { return free(whole, program, scope) }
        if resolved.path == "actor.roles", case .variable(let profile, _, _)? = variable("actor.profile", scope) {
            let holders = book.profiles.filter { profile in profile.roles.contains { $0.id == name } }.map(\.id)
            return .atom(vocabulary.atom(profile, .names(Set(holders))))
        }
        guard case .variable(let container, _, _)? = variable(path, scope) else { return free(whole, program, scope) }
        let label = vocabulary.variables[container].label
        let mayBeAbsent = vocabulary.variables[container].mayBeAbsent
        let variable = vocabulary.add(
            ProofVariable(
                key: "`\(name)` in \(resolved.path)",
                label: Bilingual(fr: "\(label.fr) contient `\(name)`", en: "\(label.en) contains `\(name)`"), domain: .truth,
                mayBeAbsent: mayBeAbsent, parent: mayBeAbsent ? container : nil, isTiedToParent: mayBeAbsent, nameLabels: [],
                isUndecided: false, lower: nil, upper: nil))
        return .atom(vocabulary.atom(variable, .isTrue))
    }

    /// The values of a list that is known: written out, or a fact of the pack.
    private mutating func constants(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> [Value]? {
        if case .list(let elements, let optionals) = program.tree[id].kind, optionals.isEmpty {
            var values: [Value] = []
            for element in elements {
                guard case .constant(let value) = operand(element, program, scope) else { return nil }
                values.append(value)
            }
            return values
        }
        if let path = program.path(of: id), case .constant(.list(let values))? = variable(path, scope) { return values }
        return nil
    }

    // MARK: Values

    private enum Operand {
        case constant(Value)
        /// A variable; what stands for it when it is absent; where its path leads.
        case variable(Int, whenAbsent: Value?, path: String?)
    }

    private mutating func operand(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> Operand {
        switch program.tree[id].kind {
        case .literal(let value): return .constant(value)
        case .call("-_", nil, let arguments, _) where arguments.count == 1:
            switch program.tree[arguments[0]].kind {
            case .literal(.int(let value)) where value != .min: return .constant(.int(-value))
            case .literal(.double(let value)): return .constant(.double(-value))
            default: break
            }
        case .call("size", let target, let arguments, _):
            if let container = target ?? arguments.first, let size = size(of: container, id, program, scope) { return size }
        case .call("orValue", let target?, let arguments, _) where arguments.count == 1:
            if case .literal(let value) = program.tree[arguments[0]].kind,
                case .variable(let variable, nil, let path)? = optionalPath(target, program, scope)
            {
                return .variable(variable, whenAbsent: value, path: path)
            }
        case .identifier, .select:
            if !isOptional(id, program), let path = program.path(of: id), let found = variable(path, scope) { return found }
        default: break
        }
        return .variable(opaque(id, program, scope, domain: domain(program.type(of: id))), whenAbsent: nil, path: nil)
    }

    private mutating func size(of container: SyntaxNodeID, _ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> Operand? {
        guard !isOptional(container, program), let path = program.path(of: container), let resolved = resolve(path, scope),
            case .variable(let variable, _, _)? = self.variable(path, scope)
        else { return nil }
        let of = vocabulary.variables[variable]
        let longest = assigned.contains(resolved.path) ? nil : resolved.field?.longest
        let made = vocabulary.add(
            ProofVariable(
                key: "size(\(of.key))", label: Bilingual(fr: "taille de \(of.label.fr)", en: "size of \(of.label.en)"), domain: .integer,
                mayBeAbsent: of.mayBeAbsent, parent: of.mayBeAbsent ? variable : nil, isTiedToParent: true, nameLabels: [],
                isUndecided: false, lower: .integer(0), upper: longest.map { .integer(Int64($0)) }))
        return .variable(made, whenAbsent: nil, path: nil)
    }

    /// `dossier.?patient.?nam`: the variable, when every step that may find nothing is optional.
    private mutating func optionalPath(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope) -> Operand? {
        guard isOptional(id, program), let path = program.path(of: id), let found = variable(path, scope),
            case .variable(let variable, _, _) = found
        else { return nil }
        // Each step out of something that may be absent must be optional itself.
        var step = id
        var number: Int? = variable
        while case .select(let operand, _, _, let optional) = program.tree[step].kind, let current = number {
            let parent = vocabulary.variables[current].parent
            if let parent, vocabulary.variables[parent].mayBeAbsent, !optional || !isOptional(operand, program) { return nil }
            number = parent
            step = operand
        }
        return found
    }

    /// Whether a chain of fields has an optional step.
    private func isOptional(_ id: SyntaxNodeID, _ program: Program) -> Bool {
        switch program.tree[id].kind {
        case .select(let operand, _, _, let optional): optional || isOptional(operand, program)
        case .presence(let operand, _, _): isOptional(operand, program)
        default: false
        }
    }

    private func domain(_ type: CELType) -> ProofVariable.Domain {
        switch type {
        case .bool: .truth
        case .int: .integer
        case .double: .decimal(mayBeUnordered: true)
        case .string: .text
        default: .opaque
        }
    }

    private mutating func opaque(_ id: SyntaxNodeID, _ program: Program, _ scope: ReadingScope, domain: ProofVariable.Domain) -> Int {
        let text = program.tree.text(of: id)
        let isOwn = program.tree.nodes(under: id).contains { node in
            if case .identifier(let name, _) = program.tree[node].kind { scope.own.contains(name) } else { false }
        }
        if !undecided.contains(text) { undecided.append(text) }
        return vocabulary.add(
            ProofVariable(
                key: (isOwn ? scope.id + "|" : "|") + text + "|\(domain)", label: Bilingual(verbatim: "`\(text)`"), domain: domain,
                mayBeAbsent: true, parent: nil, isTiedToParent: false, nameLabels: [], isUndecided: true, lower: nil, upper: nil))
    }

    // MARK: Paths

    private struct Resolved {
        let path: String
        let type: FieldType
        let field: DataField?
        let label: Bilingual
        /// The nearest step above that may be absent.
        let parent: Int?
        let mayBeAbsent: Bool
        let isTiedToParent: Bool
    }

    /// The variable of a path, or the constant that it is.
    private mutating func variable(_ path: String, _ scope: ReadingScope) -> Operand? {
        if path.hasPrefix("pack."), !scope.own.contains("pack") { return fact(String(path.dropFirst(5))) }
        guard let resolved = resolve(path, scope) else { return nil }
        return .variable(add(resolved), whenAbsent: nil, path: resolved.path)
    }

    /// The variable of a path that everybody sees, such as `actor.profile`.
    mutating func variable(everywhere path: String) -> Int? {
        if case .variable(let number, _, _)? = variable(path, ReadingScope(book)) { number } else { nil }
    }

    mutating func variable(of path: String, in scope: ReadingScope) -> Int? {
        if case .variable(let number, _, _)? = variable(path, scope) { number } else { nil }
    }

    private func fact(_ name: String) -> Operand? {
        switch name {
        case "name": .constant(.string(book.name))
        case "version": .constant(.string(book.version))
        default: book.facts[name].flatMap { Self.value($0.value) }.map { .constant($0) }
        }
    }

    private static func value(_ constant: ConstantValue) -> Value? {
        switch constant {
        case .text(let text): return .string(text)
        case .integer(let number): return .int(number)
        case .decimal(let number): return .double(number)
        case .boolean(let truth): return .bool(truth)
        case .list(let elements):
            let values = elements.compactMap(value)
            return values.count == elements.count ? .list(values) : nil
        case .localized: return nil
        }
    }

    private static let personFixed: Set<String> = ["id", "givenName", "familyName", "profile", "language", "roles"]
    private static let dossierFixed: Set<String> = ["id", "state", "version", "createdAt", "updatedAt"]

    private mutating func resolve(_ path: String, _ scope: ReadingScope) -> Resolved? {
        let segments = path.split(separator: ".").map(String.init)
        guard let first = segments.first, let root = scope.roots[first] else { return nil }
        let rootLabel = root.field?.label?.bilingual ?? ConditionWords.root(first)
        var current = Resolved(
            path: root.path, type: root.type, field: root.field, label: rootLabel, parent: nil, mayBeAbsent: !root.isPresent,
            isTiedToParent: false)
        if !root.isPresent, root.path.contains("."), let known = vocabulary.number(of: root.path) {
            // `value` is the field itself.
            current = Resolved(
                path: root.path, type: root.type, field: root.field, label: rootLabel, parent: vocabulary.variables[known].parent,
                mayBeAbsent: vocabulary.variables[known].mayBeAbsent, isTiedToParent: vocabulary.variables[known].isTiedToParent)
        }
        for segment in segments.dropFirst() {
            let fields: [DataField]
            var isFixed = false
            switch current.type {
            case .record(_, let members):
                fields = members
                isFixed =
                    (current.path == "dossier" && Self.dossierFixed.contains(segment))
                    || (current.path == "actor" && Self.personFixed.contains(segment))
            case .person:
                fields = book.personRecordFields
                isFixed = Self.personFixed.contains(segment)
            case .attachment: fields = Rulebook.attachmentRecordFields
            default: return nil
            }
            guard let field = fields.first(where: { $0.id == segment }) else { return nil }
            let parent = current.mayBeAbsent ? add(current) : current.parent
            let isShape =
                switch field.type {
                case .record, .list: true
                default: false
                }
            let isAlways = isShape || isFixed
            let mayBeAbsent = !isAlways || parent.map { vocabulary.variables[$0].mayBeAbsent } ?? false
            current = Resolved(
                path: current.path + "." + segment, type: field.type, field: field, label: label(field, segment, under: current),
                parent: parent, mayBeAbsent: mayBeAbsent, isTiedToParent: isAlways && parent != nil)
        }
        return current
    }

    private func label(_ field: DataField, _ segment: String, under record: Resolved) -> Bilingual {
        let own = field.label?.bilingual ?? ConditionWords.reserved(segment) ?? Bilingual(verbatim: "`\(segment)`")
        switch record.path {
        case "dossier", "forms": return own
        case "actor": return Bilingual(fr: "\(own.fr) de la personne qui agit", en: "\(own.en) of the acting person")
        case let path where path.hasPrefix("input@") && !path.contains("."): return own
        default: return Bilingual(fr: "\(record.label.fr) › \(own.fr)", en: "\(record.label.en) › \(own.en)")
        }
    }

    private mutating func add(_ resolved: Resolved) -> Int {
        if let known = vocabulary.number(of: resolved.path) { return known }
        let (domain, labels) = domain(resolved)
        let hasBounds = !assigned.contains(resolved.path)
        var bounds: (OrderedKey?, OrderedKey?) = (nil, nil)
        if hasBounds, let field = resolved.field {
            switch domain {
            case .integer:
                bounds.0 = field.minimum.flatMap { Int64(exactly: $0.rounded(.up)) }.map { .integer($0) }
                bounds.1 = field.maximum.flatMap { Int64(exactly: $0.rounded(.down)) }.map { .integer($0) }
            case .decimal: bounds = (field.minimum.map { .decimal($0) }, field.maximum.map { .decimal($0) })
            default: break
            }
        }
        return vocabulary.add(
            ProofVariable(
                key: resolved.path, label: resolved.label, domain: domain, mayBeAbsent: resolved.mayBeAbsent, parent: resolved.parent,
                isTiedToParent: resolved.isTiedToParent, nameLabels: labels, isUndecided: false, lower: bounds.0, upper: bounds.1))
    }

    private func domain(_ resolved: Resolved) -> (ProofVariable.Domain, [Bilingual]) {
        if resolved.path == "dossier.state" { return (.names(book.states.ids), book.states.map(\.label.bilingual)) }
        // Somebody kept in a dossier may have had a profile of an earlier version of the pack: only the acting person's is known.
        if resolved.path == "actor.profile" { return (.names(book.profiles.ids), book.profiles.map(\.label.bilingual)) }
        switch resolved.type {
        case .boolean: return (.truth, [])
        case .integer: return (.integer, [])
        case .decimal: return (.decimal(mayBeUnordered: false), [])
        case .date: return (.date, [])
        case .month: return (.month, [])
        case .choice(let choices) where !assigned.contains(resolved.path):
            return (.names(choices.map(\.id)), choices.map(\.label.bilingual))
        case .reason(let list) where !assigned.contains(resolved.path):
            guard let reasons = book.reasonLists[list]?.reasons else { return (.text, []) }
            return (.names(reasons.ids), reasons.map(\.label.bilingual))
        case .dateTime, .person, .attachment, .record, .list: return (.opaque, [])
        default: return (.text, [])
        }
    }
}
