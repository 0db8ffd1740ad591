/// What a condition asks of one variable.
struct ProofAtom: Hashable, Sendable {
    enum Test: Hashable, Sendable {
        /// The variable is filled.
        case present
        case isTrue
        /// One of these names.
        case names(Set<String>)
        case within([Stretch])
        /// Less, equal, greater.
        case relation(less: Bool, equal: Bool, greater: Bool)
    }

    let variable: Int
    let test: Test
    /// What the atom is when the variable is absent: nil is an error.
    let whenAbsent: Bool?
}

/// What is wanted of a condition, errors being a third outcome beside true and false.
enum Outcome: Int, Sendable {
    case holds
    case fails
    case doesNotHold
    case doesNotFail

    /// The same of the operand of `!`.
    var negated: Outcome {
        switch self {
        case .holds: .fails
        case .fails: .holds
        case .doesNotHold: .doesNotFail
        case .doesNotFail: .doesNotHold
        }
    }
}

/// A formula without negation over sets of cells: `!` has been moved into the sets.
indirect enum Formula: Sendable {
    case yes
    case no
    case atom(Int, Outcome)
    /// The variable is in a set that was made after the cells were.
    case within(Int, CellSet)
    case all([Formula])
    case any([Formula])

    static func conjunction(_ parts: [Formula]) -> Formula {
        var kept: [Formula] = []
        for part in parts {
            switch part {
            case .yes: continue
            case .no: return .no
            case .all(let inner): kept += inner
            default: kept.append(part)
            }
        }
        return kept.isEmpty ? .yes : kept.count == 1 ? kept[0] : .all(kept)
    }

    static func disjunction(_ parts: [Formula]) -> Formula {
        var kept: [Formula] = []
        for part in parts {
            switch part {
            case .no: continue
            case .yes: return .yes
            case .any(let inner): kept += inner
            default: kept.append(part)
            }
        }
        return kept.isEmpty ? .no : kept.count == 1 ? kept[0] : .any(kept)
    }
}
