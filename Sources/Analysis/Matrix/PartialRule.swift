import CEL
import Diagnostics
import Rules

/// A rule of which the profile, the roles and the state may decide parts.
struct PartialRule {
    /// What is left of a rule when these are known.
    enum Residue {
        case holds
        case fails
        /// Still open: when the first holds (nil is always), the second must.
        case open(when: Clause?, Clause?)
    }

    let rule: Rule
    let readsState: Bool
    let readsActor: Bool
    private let applicability: PartialCondition?
    private let requirement: PartialCondition

    init(_ rule: Rule, environment: CELEnvironment) {
        self.rule = rule
        applicability = rule.applicability.map { PartialCondition($0, environment: environment) }
        requirement = PartialCondition(rule.requirement, environment: environment)
        let known = requirement.knownPaths.union(applicability?.knownPaths ?? [])
        readsState = known.contains("dossier.state")
        readsActor = known.contains("actor.profile") || known.contains("actor.roles")
    }

    func residue(_ profile: Profile, _ roles: [String], state: String) -> Residue {
        let actor = Value.map(
            ValueMap(strings: [("profile", .string(profile.id)), ("roles", .list(roles.map { Value.string($0) }))]))
        let activation: Activation = ["actor": actor, "dossier": .map(ValueMap(strings: [("state", .string(state))]))]
        var when: Clause?
        switch applicability?.reduced(activation) {
        case .decided(false)?: return .holds
        case .decided(true)?, nil: break
        case .open(let clause)?: when = clause
        }
        switch requirement.reduced(activation) {
        case .decided(true): return .holds
        case .decided(false): return when == nil ? .fails : .open(when: when, nil)
        case .open(let clause): return .open(when: when, clause)
        }
    }

    /// An open residue as a note says it.
    func words(_ residue: Residue, _ context: WordingContext) -> Bilingual {
        guard case .open(let when, let clause) = residue else { return Bilingual(verbatim: "") }
        let asked = clause.map { rule.requirement.words(of: $0, in: context) }
        guard let when, let applicability = rule.applicability else { return asked ?? Bilingual(verbatim: "") }
        let condition = applicability.words(of: when, in: context)
        guard let asked else {
            return Bilingual(fr: "sauf si " + condition.fr, en: "unless " + condition.en)
        }
        let si = condition.fr.hasPrefix("il ") ? "s’" : "si "
        return Bilingual(fr: "\(si)\(condition.fr), \(asked.fr)", en: "if \(condition.en), \(asked.en)")
    }
}

/// A condition of which some parts can be decided by themselves.
struct PartialCondition {
    enum Reduced {
        case decided(Bool)
        case open(Clause)
    }

    private static let known: Set<String> = ["actor.profile", "actor.roles", "dossier.state"]

    private let clause: Clause
    private let program: Program
    /// The parts that read nothing but what is known, each by itself.
    private var parts: [SyntaxNodeID: Program] = [:]
    private(set) var knownPaths: Set<String> = []

    init(_ condition: Condition, environment: CELEnvironment) {
        program = condition.program
        clause = Clause(program.tree.root, in: program)
        for id in Self.atoms(clause) {
            let paths = program.paths(under: id)
            guard !paths.isEmpty, Self.known.isSuperset(of: paths) else { continue }
            let text = EmbeddedText(verbatim: program.tree.text(of: id), source: condition.span.source)
            guard let part = environment.compile(text, expecting: .bool).program, part.dependencies.allSatisfy(Self.known.contains) else {
                continue
            }
            parts[id] = part
            knownPaths.formUnion(paths)
        }
    }

    private static func atoms(_ clause: Clause) -> [SyntaxNodeID] {
        switch clause {
        case .atom(let id, _): [id]
        case .all(let parts), .any(let parts): parts.flatMap(atoms)
        case .conditional(let test, let yes, let no): atoms(test) + atoms(yes) + atoms(no)
        }
    }

    func reduced(_ activation: Activation) -> Reduced {
        switch reduce(clause, activation) {
        case .decided(let truth): .decided(truth)
        case .open(let clause): .open(clause.simplified(in: program))
        }
    }

    private func reduce(_ clause: Clause, _ activation: Activation) -> Reduced {
        switch clause {
        case .atom(let id, let wanted):
            guard let part = parts[id], case .bool(let truth) = part.evaluate(activation) else { return .open(clause) }
            return .decided(truth == wanted)
        case .all(let parts): return join(parts, activation, isAll: true)
        case .any(let parts): return join(parts, activation, isAll: false)
        case .conditional(let test, let yes, let no):
            guard case .decided(let truth) = reduce(test, activation) else { return .open(clause) }
            return reduce(truth ? yes : no, activation)
        }
    }

    private func join(_ parts: [Clause], _ activation: Activation, isAll: Bool) -> Reduced {
        var left: [Clause] = []
        for part in parts {
            switch reduce(part, activation) {
            case .decided(let truth): if truth != isAll { return .decided(!isAll) }
            case .open(let clause): left.append(clause)
            }
        }
        if left.isEmpty { return .decided(isAll) }
        if let only = left.first, left.count == 1 { return .open(only) }
        return .open(isAll ? .all(left) : .any(left))
    }
}
