import Diagnostics
import Workflow

/// Something that was not as a scenario expects it.
package struct Mismatch: Sendable {
    /// The key of `expect` that speaks of it: `refused`, `state`, `fields`…
    package let key: String
    /// What it is about, in words: the state, the field « … ».
    package let subject: Bilingual
    package let expected: Bilingual
    package let actual: Bilingual
    /// Where the expectation stands.
    package let span: Span

    package init(key: String, subject: Bilingual, expected: Bilingual, actual: Bilingual, span: Span) {
        self.key = key
        self.subject = subject
        self.expected = expected
        self.actual = actual
        self.span = span
    }
}

/// What came of one step.
package struct StepResult: Sendable {
    package enum Outcome: Sendable {
        case allowed
        case refused
        /// A rule set or an expression was evaluated, or the dossier looked at.
        case answered
    }

    package let step: Scenario.Step
    /// Counts from 1.
    package let number: Int
    package let moment: DecisionMoment
    package let outcome: Outcome
    /// Why it was refused.
    package let failures: [Failure]
    package let warnings: [Failure]
    /// What was asked to decide it; kept where something differs.
    package let checks: [Check]
    package let mismatches: [Mismatch]
    /// Whether it was refused or allowed against all expectation: what follows makes no sense then.
    package let endsScenario: Bool
}

/// What came of one scenario.
package struct ScenarioResult: Sendable {
    package let scenario: Scenario
    package let steps: [StepResult]
    /// Steps after one that ended it.
    package let skippedCount: Int

    package var mismatches: [Mismatch] { steps.flatMap(\.mismatches) }
    package var hasPassed: Bool { skippedCount == 0 && steps.allSatisfy(\.mismatches.isEmpty) }
}
