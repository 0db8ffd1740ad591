import CivilTime
import Diagnostics

/// Where a dossier stands.
package struct WorkflowState: Definition {
    package enum Kind: String, Sendable, CaseIterable {
        /// A new dossier begins here.
        case initial
        case ordinary
        /// Nothing more happens.
        case final
    }

    package let id: String
    package let label: LocalizedText
    package let kind: Kind
    package let span: Span

    package init(id: String, label: LocalizedText, kind: Kind, span: Span) {
        self.id = id
        self.label = label
        self.kind = kind
        self.span = span
    }
}

/// Something that a person does to a dossier.
package struct Action: Definition {
    /// Where the dossier goes; the first whose condition holds, or that has none.
    package struct Target: Sendable {
        package let state: Reference
        package let condition: Condition?

        package init(state: Reference, condition: Condition?) {
            self.state = state
            self.condition = condition
        }
    }

    package let id: String
    package let label: LocalizedText
    package let help: LocalizedText?
    /// Makes a new dossier in the initial state; `sources` is then empty.
    package let isCreation: Bool
    /// States in which it can be done.
    package let sources: [Reference]
    /// Empty: the state stays as it is.
    package let targets: [Target]
    package let permission: Reference
    package let guards: [Rule]
    /// Rule sets about the dossier that must hold as well.
    package let ruleSets: [Reference]
    /// What the person gives with the action; the record `input` of its conditions.
    package let inputs: [DataField]
    /// Fields of the dossier (top level) that the person may fill or change with the action.
    package let editableFields: [Reference]
    /// Whether the required fields of the dossier must be filled after the edits.
    package let requiresCompleteDossier: Bool
    /// The form whose values come with the action, kept under its name, its required fields filled.
    package let form: Reference?
    /// Whether the values of the form may still lack required fields (a draft is saved).
    package let isFormDraft: Bool
    package let effects: Effects
    package let period: EffectivePeriod
    package let span: Span

    package init(
        id: String, label: LocalizedText, help: LocalizedText?, isCreation: Bool, sources: [Reference], targets: [Target],
        permission: Reference, guards: [Rule], ruleSets: [Reference], inputs: [DataField], editableFields: [Reference],
        requiresCompleteDossier: Bool, form: Reference?, isFormDraft: Bool, effects: Effects, period: EffectivePeriod, span: Span
    ) {
        self.id = id
        self.label = label
        self.help = help
        self.isCreation = isCreation
        self.sources = sources
        self.targets = targets
        self.permission = permission
        self.guards = guards
        self.ruleSets = ruleSets
        self.inputs = inputs
        self.editableFields = editableFields
        self.requiresCompleteDossier = requiresCompleteDossier
        self.form = form
        self.isFormDraft = isFormDraft
        self.effects = effects
        self.period = period
        self.span = span
    }
}

/// What an action changes, in this order: edits and form values are stored, then `clear`, `set`, `append` take place. All
/// their expressions are evaluated before the first change (edits and form values included) and see the dossier with the edits.
package struct Effects: Sendable {
    /// A path of declared fields of the dossier and the value it takes.
    package struct Assignment: Sendable {
        package let path: [String]
        package let value: Condition
        package let span: Span

        package init(path: [String], value: Condition, span: Span) {
            self.path = path
            self.value = value
            self.span = span
        }
    }

    /// A record added at the end of a list of the dossier.
    package struct Addition: Sendable {
        package let path: [String]
        package let fields: [Parameter]
        package let span: Span

        package init(path: [String], fields: [Parameter], span: Span) {
            self.path = path
            self.fields = fields
            self.span = span
        }
    }

    /// A notification to send or a document to make, perhaps on a condition.
    package struct Output: Sendable {
        package let reference: Reference
        package let condition: Condition?

        package init(reference: Reference, condition: Condition?) {
            self.reference = reference
            self.condition = condition
        }
    }

    package let clearings: [(path: [String], span: Span)]
    package let assignments: [Assignment]
    package let additions: [Addition]
    package let notifications: [Output]
    package let documents: [Output]

    package static let none = Effects(clearings: [], assignments: [], additions: [], notifications: [], documents: [])

    package init(
        clearings: [(path: [String], span: Span)], assignments: [Assignment], additions: [Addition], notifications: [Output],
        documents: [Output]
    ) {
        self.clearings = clearings
        self.assignments = assignments
        self.additions = additions
        self.notifications = notifications
        self.documents = documents
    }
}
