/// Finds values that make formulas true, or shows that there are none: case distinction over cells with propagation of what is forced,
/// within a budget of steps.
struct Solver {
    enum Answer: Sendable {
        /// The cells that each variable of the question may still have.
        case possible(Witness)
        case impossible
        /// The budget did not suffice.
        case unknown
    }

    /// One way to make the formulas true.
    struct Witness: Sendable {
        /// By variable: a cell that is left; only of variables of the question.
        let cells: [(variable: Int, cells: CellSet)]
    }

    /// Steps that one question may take: some milliseconds.
    static let budget = 60_000

    private let table: CellTable
    private var domains: [CellSet] = []
    /// Which variables of the table the question is about, and the place of each.
    private var variables: [Int] = []
    private var places: [Int: Int] = [:]
    private(set) var stepsLeft: Int

    init(_ table: CellTable, budget: Int = Solver.budget) {
        self.table = table
        stepsLeft = budget
    }

    mutating func solve(_ formulas: [Formula]) -> Answer {
        var clauses: [Clause] = []
        var pending = formulas
        var next = 0
        // Variables bring their ties with them, and these further variables.
        while next < pending.count {
            clauses.append(clause(pending[next], &pending))
            next += 1
            stepsLeft -= 1
        }
        guard stepsLeft > 0 else { return .unknown }
        guard let result = search(clauses, domains) else { return stepsLeft > 0 ? .impossible : .unknown }
        return .possible(Witness(cells: zip(variables, result).map { ($0, $1) }))
    }

    /// A formula over the places of the question.
    private indirect enum Clause {
        case yes
        case no
        case literal(Int, CellSet)
        case all([Clause])
        case any([Clause])
    }

    private mutating func place(_ variable: Int, _ pending: inout [Formula]) -> Int {
        if let known = places[variable] { return known }
        let place = variables.count
        variables.append(variable)
        places[variable] = place
        domains.append(table.domains[variable])
        pending += table.ties[variable]
        return place
    }

    private mutating func clause(_ formula: Formula, _ pending: inout [Formula]) -> Clause {
        switch formula {
        case .yes: return .yes
        case .no: return .no
        case .atom(let atom, let outcome):
            return .literal(place(table.atoms[atom].variable, &pending), table.set(atom, outcome))
        case .within(let variable, let set): return .literal(place(variable, &pending), set)
        case .all(let parts):
            var made: [Clause] = []
            for part in parts { made.append(clause(part, &pending)) }
            stepsLeft -= parts.count
            return .all(made)
        case .any(let parts):
            var made: [Clause] = []
            for part in parts { made.append(clause(part, &pending)) }
            stepsLeft -= parts.count
            return .any(made)
        }
    }

    private func simplified(_ clause: Clause, _ domains: [CellSet], steps: inout Int) -> Clause {
        steps -= 1
        switch clause {
        case .yes, .no: return clause
        case .literal(let place, let set):
            if domains[place].isDisjoint(with: set) { return .no }
            return domains[place].isSubset(of: set) ? .yes : clause
        case .all(let parts):
            var kept: [Clause] = []
            for part in parts {
                switch simplified(part, domains, steps: &steps) {
                case .yes: continue
                case .no: return .no
                case let other: kept.append(other)
                }
            }
            return kept.isEmpty ? .yes : kept.count == 1 ? kept[0] : .all(kept)
        case .any(let parts):
            var kept: [Clause] = []
            for part in parts {
                switch simplified(part, domains, steps: &steps) {
                case .no: continue
                case .yes: return .yes
                case .literal(let place, let set):
                    // Choices over one variable are one choice.
                    if case .literal(place, let before)? = kept.last {
                        kept[kept.count - 1] = .literal(place, before.union(set))
                    } else {
                        kept.append(.literal(place, set))
                    }
                case let other: kept.append(other)
                }
            }
            return kept.isEmpty ? .no : kept.count == 1 ? kept[0] : .any(kept)
        }
    }

    /// The domains that are left when everything is satisfied; nil when nothing can be, or the budget is used up.
    private mutating func search(_ given: [Clause], _ start: [CellSet]) -> [CellSet]? {
        var domains = start
        var open = given
        for domain in domains where domain.isEmpty { return nil }
        var isChanging = true
        while isChanging {
            isChanging = false
            var kept: [Clause] = []
            var work = open
            var next = 0
            while next < work.count {
                guard stepsLeft > 0 else { return nil }
                let clause = simplified(work[next], domains, steps: &stepsLeft)
                next += 1
                switch clause {
                case .yes: continue
                case .no: return nil
                case .literal(let place, let set):
                    domains[place] = domains[place].intersection(set)
                    isChanging = true
                case .all(let parts): work += parts
                case .any: kept.append(clause)
                }
            }
            open = kept
        }
        guard let choice = open.indices.min(by: { branches(open[$0]) < branches(open[$1]) }), case .any(let parts) = open[choice] else {
            return domains
        }
        var others = open
        others.remove(at: choice)
        for part in parts {
            guard stepsLeft > 0 else { return nil }
            if let found = search(others + [part], domains) { return found }
            // What failed is excluded from the next branches, where that is easily said.
            if case .literal(let place, let set) = part {
                domains[place] = domains[place].subtracting(set)
                if domains[place].isEmpty { return nil }
            }
        }
        return nil
    }

    private func branches(_ clause: Clause) -> Int { if case .any(let parts) = clause { parts.count } else { 1 } }
}
