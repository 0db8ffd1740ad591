import Diagnostics

/// What was proved of a rulebook, and how much of it could be.
package struct ProofReport: Sendable {
    /// A condition with a part that the proofs do not look into: function calls, arithmetic, loops, patterns. Such a part counts as free:
    /// it may be anything, but is the same wherever the same is written.
    package struct Undecided: Sendable {
        package let span: Span
        /// The whole condition as the author wrote it.
        package let text: String
        /// The parts, as expressions.
        package let parts: [String]

        package init(span: Span, text: String, parts: [String]) {
            self.span = span
            self.text = text
            self.parts = parts
        }
    }

    /// Errors and warnings, each with a counterexample where there is one.
    package var findings = DiagnosticBag()
    /// Conditions that were decided whole.
    package var decidedCount = 0
    /// Conditions that were decided but for the parts named.
    package var undecided: [Undecided] = []
    /// Questions that were given up because their budget was used up, in words.
    package var givenUp: [Bilingual] = []

    package init() {}

    /// How far the proofs went, in one line.
    package var summary: Bilingual {
        let count = decidedCount + undecided.count
        var french = "\(count) conditions lues, dont \(decidedCount) décidées en entier"
        var english = "\(count) conditions read, \(decidedCount) of them decided whole"
        if !undecided.isEmpty {
            french += " et \(undecided.count) avec des parties laissées libres (fonctions, calculs, listes)"
            english += " and \(undecided.count) with parts left free (functions, arithmetic, lists)"
        }
        if !givenUp.isEmpty {
            french += "\u{202F}; \(givenUp.count) questions abandonnées, trop grandes"
            english += "; \(givenUp.count) questions given up as too large"
        }
        return Bilingual(fr: french, en: english)
    }
}
