import CEL
import Diagnostics
import Rules

/// One question that a decision asked, and its answer: decisions, refusals, offers and explanations are all made of these.
package struct Check: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Whether there is a dossier for the action, of this pack.
        case dossier
        /// Whether the person saw the dossier as it is.
        case version
        /// Whether the dossier is shown to the person.
        case audience
        case state
        case permission
        case period
        /// Whether a value that was given suits its field.
        case value
        /// Whether a field may be changed, or a form given, with the action.
        case editable
        case required
        case rule
        /// Where the dossier goes.
        case target
        /// What the action sets, tells and makes.
        case effect
    }

    package enum Outcome: String, Sendable, CaseIterable {
        case holds
        case fails
        case doesNotApply = "does-not-apply"
        case cannotBeEvaluated = "cannot-be-evaluated"
    }

    /// What was asked, for whoever puts it into words.
    package enum Question: Sendable {
        /// In words already.
        case said(Bilingual)
        case rule(Rule, Activation)
        /// A field that must be filled: always, or when its requirement holds.
        case required(DataField, Activation)
        /// An expression of the pack.
        case condition(Condition, Activation)
    }

    package let kind: Kind
    /// What a failure of it is called.
    package let code: DiagnosticCode
    /// The identifier in the pack: a rule, a permission, an action, a field's path, a state.
    package let id: String
    package let outcome: Outcome
    package let question: Question
    /// A rule that only warns.
    package let isWarning: Bool
    /// Counts only when nothing else refuses.
    package let isSecondary: Bool
    /// In the words of refusals, when it fails or cannot be evaluated.
    package let failure: Failure?
    package let field: Failure.Field?
    /// The field that a rule of a field, a requirement or a value is about.
    package let dataField: DataField?
    package let basis: String?
    package let span: Span?

    init(
        _ kind: Kind, _ code: DiagnosticCode, id: String, _ outcome: Outcome, _ question: Question, failure: Failure? = nil,
        isWarning: Bool = false, isSecondary: Bool = false, field: Failure.Field? = nil, dataField: DataField? = nil, basis: String? = nil,
        span: Span? = nil
    ) {
        self.kind = kind
        self.code = code
        self.id = id
        self.outcome = outcome
        self.question = question
        self.isWarning = isWarning
        self.isSecondary = isSecondary
        self.failure = failure
        self.field = field ?? failure?.field
        self.dataField = dataField
        self.basis = basis ?? failure?.basis
        self.span = span ?? failure?.span
    }

    /// A check that failed with a failure of the engine.
    init(_ kind: Kind, failed failure: Failure, asking words: Bilingual? = nil) {
        self.init(kind, failure.code, id: failure.rule, .fails, .said(words ?? failure.reason), failure: failure)
    }

    /// Whether it refuses by itself.
    package var isRefusing: Bool { outcome == .fails && !isWarning && !isSecondary }
    /// Whether it refuses where nothing else does.
    package var isFault: Bool { outcome == .cannotBeEvaluated || outcome == .fails && isSecondary }

    /// The variables of then; nil where no expression was asked.
    package var activation: Activation? {
        switch question {
        case .said: nil
        case .rule(_, let activation), .required(_, let activation), .condition(_, let activation): activation
        }
    }

    /// The expressions that were evaluated, each with what its parts were worth; evaluated again, with the values of then.
    package var traces: [(part: Part, condition: Condition, trace: Trace)] {
        switch question {
        case .said: return []
        case .condition(let condition, let activation): return [(.requirement, condition, condition.program.trace(activation))]
        case .required(let field, let activation):
            var found: [(part: Part, condition: Condition, trace: Trace)] = []
            if let visibility = field.visibility { found.append((.visibility, visibility, visibility.program.trace(activation))) }
            if case .when(let condition) = field.requirement {
                found.append((.requirement, condition, condition.program.trace(activation)))
            }
            return found
        case .rule(let rule, let activation):
            var found: [(part: Part, condition: Condition, trace: Trace)] = []
            if let condition = rule.applicability {
                let trace = condition.program.trace(activation)
                found.append((.applicability, condition, trace))
                guard case .bool(true) = trace.value else { return found }
            }
            found.append((.requirement, rule.requirement, rule.requirement.program.trace(activation)))
            return found
        }
    }

    /// What an expression is to its check.
    package enum Part: String, Sendable {
        /// Where it does not hold, the check does not apply.
        case applicability
        /// Where it does not hold, the field is not shown.
        case visibility
        case requirement
    }
}

/// Every check that took part in a decision, in the order in which they are made.
package struct Explanation: Sendable {
    package let action: String
    /// The action in words; its identifier when the pack has no such action.
    package let label: Bilingual
    package let checks: [Check]

    package init(action: String, label: Bilingual, checks: [Check]) {
        self.action = action
        self.label = label
        self.checks = checks
    }

    /// What refuses: all failing checks, or where there are none, what could not be evaluated.
    package var refusals: [Check] {
        let refusing = checks.filter(\.isRefusing)
        return refusing.isEmpty ? checks.filter(\.isFault) : refusing
    }

    package var warnings: [Check] { checks.filter { $0.isWarning && $0.outcome == .fails } }
    package var isAllowed: Bool { refusals.isEmpty }
}
