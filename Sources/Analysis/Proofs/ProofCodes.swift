import Diagnostics

/// The findings of the proofs, for the generated reference; each has a page in ``ProofPages``.
package enum ProofCodes {
    package static let initialState: DiagnosticCode = "proof/initial-state"
    package static let finalState: DiagnosticCode = "proof/final-state"
    package static let noCreation: DiagnosticCode = "proof/no-creation"
    package static let unreachableState: DiagnosticCode = "proof/unreachable-state"
    package static let deadEnd: DiagnosticCode = "proof/dead-end"
    package static let nobodyMayAct: DiagnosticCode = "proof/nobody-may-act"
    package static let contradiction: DiagnosticCode = "proof/contradiction"
    package static let impossibleInState: DiagnosticCode = "proof/impossible-in-state"
    package static let targetNeverTaken: DiagnosticCode = "proof/target-never-taken"
    package static let neverTrue: DiagnosticCode = "proof/never-true"
    package static let alwaysTrue: DiagnosticCode = "proof/always-true"
    package static let whenExcludesRequire: DiagnosticCode = "proof/when-excludes-require"
    package static let sameCondition: DiagnosticCode = "proof/same-condition"
    package static let neverVisible: DiagnosticCode = "proof/never-visible"
    package static let requiredOnlyWhenHidden: DiagnosticCode = "proof/required-only-when-hidden"
    package static let requiredWhileHidden: DiagnosticCode = "proof/required-while-hidden"
    package static let unfillableField: DiagnosticCode = "proof/unfillable-field"
    package static let filledTooLate: DiagnosticCode = "proof/filled-too-late"
    package static let noReceiver: DiagnosticCode = "proof/no-receiver"
    package static let deadlineNeverRuns: DiagnosticCode = "proof/deadline-never-runs"
    package static let noReasonLeft: DiagnosticCode = "proof/no-reason-left"
    package static let sameText: DiagnosticCode = "proof/same-text"
    package static let unused: DiagnosticCode = "proof/unused"
    package static let tableGap: DiagnosticCode = "proof/table-gap"
    package static let tableOverlap: DiagnosticCode = "proof/table-overlap"
    package static let tableConflict: DiagnosticCode = "proof/table-conflict"
    package static let rowNeverReached: DiagnosticCode = "proof/row-never-reached"
    package static let rowNeverMatches: DiagnosticCode = "proof/row-never-matches"
    package static let grantOverlap: DiagnosticCode = "proof/grant-overlap"
    package static let grantNeverGiven: DiagnosticCode = "proof/grant-never-given"
    package static let unusedMode: DiagnosticCode = "proof/unused-mode"
    package static let idleDelegation: DiagnosticCode = "proof/idle-delegation"

    package static let all: [(code: DiagnosticCode, summary: Bilingual)] = ProofPages.all.map { ($0.code, $0.title) }
}
