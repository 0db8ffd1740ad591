/// A condition as the proofs see it: its boolean structure over atoms.
indirect enum Proposition: Sendable {
    case yes
    case no
    /// Neither true nor false.
    case error
    case atom(Int)
    case not(Proposition)
    case and(Proposition, Proposition)
    case or(Proposition, Proposition)
    case conditional(Proposition, Proposition, Proposition)
    /// Both true or both false.
    case same(Proposition, Proposition)

    /// What must be true of the variables for the outcome. Errors are absorbed by `&&` and `||` as CEL does.
    func formula(_ outcome: Outcome) -> Formula {
        switch self {
        case .yes: return outcome == .holds || outcome == .doesNotFail ? .yes : .no
        case .no: return outcome == .fails || outcome == .doesNotHold ? .yes : .no
        case .error: return outcome == .doesNotHold || outcome == .doesNotFail ? .yes : .no
        case .atom(let atom): return .atom(atom, outcome)
        case .not(let inner): return inner.formula(outcome.negated)
        case .and(let a, let b):
            let parts = [a.formula(outcome), b.formula(outcome)]
            return outcome == .holds || outcome == .doesNotFail ? .conjunction(parts) : .disjunction(parts)
        case .or(let a, let b):
            let parts = [a.formula(outcome), b.formula(outcome)]
            return outcome == .holds || outcome == .doesNotFail ? .disjunction(parts) : .conjunction(parts)
        case .conditional(let test, let yes, let no):
            switch outcome {
            case .holds, .fails:
                return .disjunction([
                    .conjunction([test.formula(.holds), yes.formula(outcome)]), .conjunction([test.formula(.fails), no.formula(outcome)]),
                ])
            case .doesNotHold, .doesNotFail:
                return .conjunction([
                    .disjunction([test.formula(.doesNotHold), yes.formula(outcome)]),
                    .disjunction([test.formula(.doesNotFail), no.formula(outcome)]),
                ])
            }
        case .same(let a, let b):
            let (alike, unlike): (Outcome, Outcome) = (.holds, .fails)
            switch outcome {
            case .holds:
                return .disjunction([
                    .conjunction([a.formula(alike), b.formula(alike)]), .conjunction([a.formula(unlike), b.formula(unlike)]),
                ])
            case .fails:
                return .disjunction([
                    .conjunction([a.formula(alike), b.formula(unlike)]), .conjunction([a.formula(unlike), b.formula(alike)]),
                ])
            case .doesNotHold:
                return .conjunction([
                    .disjunction([a.formula(.doesNotHold), b.formula(.doesNotHold)]),
                    .disjunction([a.formula(.doesNotFail), b.formula(.doesNotFail)]),
                ])
            case .doesNotFail:
                return .conjunction([
                    .disjunction([a.formula(.doesNotHold), b.formula(.doesNotFail)]),
                    .disjunction([a.formula(.doesNotFail), b.formula(.doesNotHold)]),
                ])
            }
        }
    }

    /// How large a formula can become.
    var weight: Int {
        switch self {
        case .yes, .no, .error, .atom: 1
        case .not(let inner): inner.weight
        case .and(let a, let b), .or(let a, let b): saturating(a.weight, b.weight)
        case .conditional(let test, let yes, let no): saturating(saturating(test.weight, test.weight), saturating(yes.weight, no.weight))
        case .same(let a, let b): saturating(saturating(a.weight, a.weight), saturating(b.weight, b.weight))
        }
    }

    private func saturating(_ a: Int, _ b: Int) -> Int { min(a + b, 1_000_000) }
}

/// A condition that has been read.
struct ReadCondition: Sendable {
    let proposition: Proposition
    /// Parts of the expression that were treated as free.
    let undecided: [String]

    func formula(_ outcome: Outcome) -> Formula { proposition.formula(outcome) }

    static let always = ReadCondition(proposition: .yes, undecided: [])
}
