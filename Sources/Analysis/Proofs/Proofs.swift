import Diagnostics
import Rules

/// What can be proved of a rulebook without running it. Sound where it claims: a finding of impossibility holds for every dossier, every
/// person and every day; what the proofs cannot look into is taken to be anything.
package enum Proofs {
    /// All findings, as errors and warnings with counterexamples.
    package static func findings(of book: Rulebook) -> DiagnosticBag { report(of: book).findings }

    /// All findings, and how far the proofs went.
    package static func report(of book: Rulebook) -> ProofReport {
        let prover = Prover(book)
        prover.run()
        return prover.report
    }
}
