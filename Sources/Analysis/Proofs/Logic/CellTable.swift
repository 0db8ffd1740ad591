import Diagnostics

/// The variables with their cells, and for each atom the cells with which it holds, fails, and so on. Cell 0 is absence.
struct CellTable: Sendable {
    let variables: [ProofVariable]
    let atoms: [ProofAtom]
    /// Of ordered variables: the places where cells meet.
    let cuts: [[Cut]]
    let ties: [[Formula]]
    let counts: [Int]
    /// What each variable can be at all.
    let domains: [CellSet]
    /// By atom, by ``Outcome``.
    private let sets: [[CellSet]]

    init(variables: [ProofVariable], atoms: [ProofAtom], cuts: [[Cut]], ties: [[Formula]]) {
        self.variables = variables
        self.atoms = atoms
        self.cuts = cuts
        self.ties = ties
        var counts: [Int] = []
        var domains: [CellSet] = []
        for (index, variable) in variables.enumerated() {
            let count = 1 + Self.size(variable.domain, cuts[index])
            var domain = CellSet(allOf: count)
            if !variable.mayBeAbsent {
                domain = CellSet(count: count)
                domain.insert(cells: 1..<count)
            }
            if variable.domain.isOrdered, variable.lower != nil || variable.upper != nil {
                let bounds = Stretch(
                    from: variable.lower.flatMap { Cut.before($0) }, to: variable.upper.flatMap { Cut.after($0) })
                var inside = CellSet(count: count)
                inside.insert(cells: Self.cells(of: bounds, cuts[index]))
                if variable.mayBeAbsent { inside.insert(0) }
                domain = domain.intersection(inside)
            }
            counts.append(count)
            domains.append(domain)
        }
        self.counts = counts
        self.domains = domains
        sets = atoms.map { atom in
            let count = counts[atom.variable]
            let holds = Self.holding(atom, variables[atom.variable], cuts[atom.variable], count)
            var absent = CellSet(count: count)
            absent.insert(0)
            let all = CellSet(allOf: count)
            let present = all.subtracting(absent)
            var (yes, no) = (holds, present.subtracting(holds))
            switch atom.whenAbsent {
            case true?: yes.insert(0)
            case false?: no.insert(0)
            case nil: break
            }
            return [yes, no, all.subtracting(yes), all.subtracting(no)]
        }
    }

    func set(_ atom: Int, _ outcome: Outcome) -> CellSet { sets[atom][outcome.rawValue] }

    /// The cells of declared names.
    func cells(_ variable: Int, names wanted: Set<String>) -> CellSet {
        var set = CellSet(count: counts[variable])
        if case .names(let names) = variables[variable].domain {
            for (index, name) in names.enumerated() where wanted.contains(name) { set.insert(index + 1) }
        }
        return set
    }

    /// The cells of a stretch; its ends must have been told with ``Vocabulary/cut(_:at:)``.
    func cells(_ variable: Int, within stretch: Stretch) -> CellSet {
        var set = CellSet(count: counts[variable])
        set.insert(cells: Self.cells(of: stretch, cuts[variable]))
        return set
    }

    private static func size(_ domain: ProofVariable.Domain, _ cuts: [Cut]) -> Int {
        switch domain {
        case .truth: 2
        case .names(let names): names.count
        case .text, .integer, .date, .month: cuts.count + 1
        case .decimal(let mayBeUnordered): cuts.count + 1 + (mayBeUnordered ? 1 : 0)
        case .relation(let mayBeUnordered): 3 + (mayBeUnordered ? 1 : 0)
        case .opaque: 1
        }
    }

    /// Ordered cells: 1 up to the first cut, 2 up to the second …
    private static func cells(of stretch: Stretch, _ cuts: [Cut]) -> Range<Int> {
        let from = stretch.from.map { cuts.count(before: $0) + 2 } ?? 1
        let to = stretch.to.map { cuts.count(before: $0) + 2 } ?? cuts.count + 2
        return from..<max(from, to)
    }

    private static func holding(_ atom: ProofAtom, _ variable: ProofVariable, _ cuts: [Cut], _ count: Int) -> CellSet {
        var set = CellSet(count: count)
        switch atom.test {
        case .present: set.insert(cells: 1..<count)
        case .isTrue: if count > 2 { set.insert(2) }
        case .names(let wanted):
            if case .names(let names) = variable.domain {
                for (index, name) in names.enumerated() where wanted.contains(name) { set.insert(index + 1) }
            }
        case .within(let stretches): for stretch in stretches { set.insert(cells: cells(of: stretch, cuts)) }
        case .relation(let less, let equal, let greater):
            if less { set.insert(1) }
            if equal { set.insert(2) }
            if greater { set.insert(3) }
        }
        return set
    }
}
