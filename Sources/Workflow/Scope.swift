import CEL
import CivilTime
import Rules

/// The variables of conditions, with their values.
struct Scope {
    private(set) var activation: Activation

    init(_ variables: [(name: String, value: Value)]) {
        activation = Activation()
        for (name, value) in variables { activation[name] = value }
    }

    /// The same with one more variable, or another value of one.
    func with(_ name: String, _ value: Value) -> Scope {
        var copy = self
        copy.activation[name] = value
        return copy
    }
}

/// The records that conditions see, shaped by the pack's schema.
struct ScopeBuilder {
    let rulebook: Rulebook
    let moment: DecisionMoment

    func scope(dossier: Dossier, actor: Actor, input: Value) -> Scope {
        var pack: [(String, Value)] = [("name", .string(rulebook.name)), ("version", .string(rulebook.version))]
        for fact in rulebook.facts {
            if case .localized = fact.value { continue }
            pack.append((fact.id, Value(constant: fact.value)))
        }
        return Scope([
            ("dossier", dossier.record(in: rulebook)), ("actor", actor.record), ("input", input),
            ("forms", dossier.formsRecord(in: rulebook)), ("now", .timestamp(moment.now)), ("today", .string(moment.today.text)),
            ("pack", .record(pack)),
        ])
    }

    /// Declared records and lists are always there, everything else only when it is filled; fields in the order of the pack.
    static func shaped(_ value: Value, _ fields: [DataField]) -> Value {
        var entries: [(String, Value)] = []
        for field in fields {
            let stored = value.field(field.id)
            switch field.type {
            case .record(_, let nested): entries.append((field.id, shaped(stored ?? .record([]), nested)))
            case .list(let element):
                let elements = stored?.elements ?? []
                guard let nested = element.recordFields else {
                    entries.append((field.id, .list(elements)))
                    continue
                }
                entries.append((field.id, .list(elements.map { shaped($0, nested) })))
            default: if let stored, !stored.isUnfilled { entries.append((field.id, stored)) }
            }
        }
        return .record(entries)
    }
}
