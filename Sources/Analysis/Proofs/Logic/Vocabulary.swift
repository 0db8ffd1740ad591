import Diagnostics

/// All variables and atoms of a pack's conditions, each once; numbered, so that solving works on numbers alone.
struct Vocabulary {
    private(set) var variables: [ProofVariable] = []
    private(set) var atoms: [ProofAtom] = []
    private var variableNumbers: [String: Int] = [:]
    private var atomNumbers: [ProofAtom: Int] = [:]
    private var cuts: [Set<Cut>] = []
    /// Holds whatever the conditions are: what ties variables to each other.
    private(set) var ties: [[Formula]] = []

    func number(of key: String) -> Int? { variableNumbers[key] }

    mutating func add(_ variable: ProofVariable) -> Int {
        if let known = variableNumbers[variable.key] { return known }
        let number = variables.count
        variables.append(variable)
        variableNumbers[variable.key] = number
        var bounds: Set<Cut> = []
        if let lower = variable.lower, let cut = Cut.before(lower) { bounds.insert(cut) }
        if let upper = variable.upper, let cut = Cut.after(upper) { bounds.insert(cut) }
        cuts.append(bounds)
        ties.append([])
        if let parent = variable.parent {
            let (isThere, parentIsThere) = (atom(number, .present), atom(parent, .present))
            if variable.mayBeAbsent || variables[parent].mayBeAbsent {
                ties[number].append(.disjunction([.atom(isThere, .doesNotHold), .atom(parentIsThere, .holds)]))
            }
            if variable.isTiedToParent {
                ties[number].append(.disjunction([.atom(isThere, .holds), .atom(parentIsThere, .doesNotHold)]))
            }
        }
        return number
    }

    mutating func tie(_ variable: Int, _ formula: Formula) { ties[variable].append(formula) }

    mutating func atom(_ variable: Int, _ test: ProofAtom.Test, whenAbsent: Bool? = nil) -> Int {
        let atom = ProofAtom(variable: variable, test: test, whenAbsent: test == .present ? false : whenAbsent)
        if let known = atomNumbers[atom] { return known }
        if case .within(let stretches) = test {
            for stretch in stretches { cuts[variable].formUnion([stretch.from, stretch.to].compactMap { $0 }) }
        }
        let number = atoms.count
        atoms.append(atom)
        atomNumbers[atom] = number
        return number
    }

    /// Tells the values of an ordered variable apart at a place, although no condition does.
    mutating func cut(_ variable: Int, at cut: Cut?) { if let cut { cuts[variable].insert(cut) } }

    /// The cells, once all conditions are read.
    func solved() -> CellTable {
        CellTable(variables: variables, atoms: atoms, cuts: cuts.map { $0.sorted() }, ties: ties)
    }
}
