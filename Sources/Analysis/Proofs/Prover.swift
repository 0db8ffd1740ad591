import Diagnostics
import Rules

/// One run of all proofs over one rulebook: the conditions read, the budget, and what was found.
final class Prover {
    /// Steps that all questions together may take; then they are given up: a hostile pack ends all the same.
    static let totalBudget = 16_000_000
    /// Questions that are named when they are given up.
    static let mostGivenUp = 100

    let book: Rulebook
    let conditions: PackConditions
    var report = ProofReport()
    private var stepsLeft = Prover.totalBudget
    /// What actions can do at all, once ``proveActions()`` has run.
    var graph = StateGraph()
    /// Actions that were found to be impossible: their conditions need not be looked at one by one.
    var impossibleActions: Set<String> = []

    init(_ book: Rulebook) {
        self.book = book
        conditions = PackConditions(book)
        report.decidedCount = conditions.decided
        report.undecided = conditions.undecided
    }

    var table: CellTable { conditions.table }

    func run() {
        if !book.states.isEmpty || !book.actions.isEmpty {
            proveActions()
            proveStates()
            proveFilling()
            proveReceivers()
        }
        proveFields()
        proveRules()
        proveTables()
        proveGrants()
        provePeriods()
        proveTexts()
        proveUse()
    }

    func add(_ diagnostic: Diagnostic) { report.findings.append(diagnostic) }

    // MARK: Questions

    /// Whether something can be; `about` says what, for the case that the question is given up.
    func solve(_ formulas: [Formula], about: @autoclosure () -> Bilingual) -> Solver.Answer {
        let allowed = min(Solver.budget, stepsLeft)
        var solver = Solver(table, budget: allowed)
        let answer = allowed > 0 ? solver.solve(formulas) : .unknown
        stepsLeft -= allowed - max(0, solver.stepsLeft)
        if case .unknown = answer, report.givenUp.count < Self.mostGivenUp { report.givenUp.append(about()) }
        return answer
    }

    /// Proved: it cannot be. Given up counts as possible.
    func isImpossible(_ formulas: [Formula], about: @autoclosure () -> Bilingual) -> Bool {
        if case .impossible = solve(formulas, about: about()) { true } else { false }
    }

    /// Of formulas that cannot all be true, a smallest part that cannot: leaving out any one of it, the rest is possible.
    func core(of parts: [Formula], with background: [Formula]) -> [Int] {
        var kept = Array(parts.indices)
        for candidate in parts.indices.reversed() {
            let others = kept.filter { $0 != candidate }
            guard others.count < kept.count else { continue }
            let question = others.map { parts[$0] } + background
            if isImpossible(question, about: Bilingual(fr: "la plus petite contradiction", en: "the smallest contradiction")) {
                kept = others
            }
        }
        return kept
    }

    /// `dossier.state` is one of these.
    func state(among states: [String]) -> Formula {
        guard let variable = conditions.stateVariable else { return .yes }
        return .within(variable, table.cells(variable, names: Set(states)))
    }

    /// The acting person has one of these profiles.
    func profile(among profiles: [String]) -> Formula {
        guard let variable = conditions.profileVariable else { return .yes }
        return .within(variable, table.cells(variable, names: Set(profiles)))
    }
}
