import CEL
import Diagnostics
import Rules
import Workflow

/// What a coordinator says that the service does: a beginning, steps, and what is expected of each.
package struct Scenario: Sendable {
    /// Where a dossier stands when the scenario begins.
    package struct Beginning: Sendable {
        package let id: String
        package let state: String
        /// Typed fields: a record.
        package let data: Value
        /// A record for each form that is filled.
        package let forms: Value
    }

    package let name: Bilingual
    /// Identifiers of the requirements that it proves.
    package let basis: [String]
    /// The clock when it begins.
    package let now: Timestamp
    /// Nil: there is no dossier yet, the steps make it.
    package let beginning: Beginning?
    package let steps: [Step]
    /// The place of the name.
    package let span: Span
}

extension Scenario {
    /// One thing that is done or asked, and what shall come of it.
    package struct Step: Sendable {
        package let act: Act
        /// Who acts or asks; nil where nobody is needed.
        package let actor: Actor?
        package let time: Time
        package let expectations: [Expectation]
        /// The first key of the step.
        package let span: Span
    }

    package enum Act: Sendable {
        /// An action of the pack.
        case perform(Performance)
        /// A rule set on data.
        case check(RuleSet, subject: Value)
        /// An expression, on the dossier as it stands.
        case evaluate(Program)
        /// Time alone: those whom the delays that passed concern are told.
        case remind
        /// Nothing: the dossier is looked at.
        case look
    }

    /// An action with what is given.
    package struct Performance: Sendable {
        package let action: Action
        package let input: Value
        package let edits: Value
        package let form: Value?
        /// The version that the person saw.
        package let expectedVersion: Int64?
    }

    /// When a step takes place.
    package enum Time: Sendable {
        /// At the moment of the step before.
        case same
        case at(Timestamp)
        case after(Pause)
    }

    /// How long it takes until the next step.
    package enum Pause: Hashable, Sendable {
        case seconds(Int64)
        /// Days later at the same hour of the wall clock.
        case days(Int)
        case businessDays(Int)
        case businessHours(Int)
    }
}

/// Something that must be so after a step.
package struct Expectation: Sendable {
    package enum Kind: Sendable {
        case allowed
        /// Refused, for whatever reason.
        case refused
        /// Refused by exactly these.
        case refusedBy([Reference], countsMissing: Bool)
        /// Exactly these required fields are missing: canonical paths.
        case missing([Reference])
        case state(String)
        /// Exactly these types of events, in order.
        case events([String])
        /// Exactly these notifications, in any order; with receivers where they are given.
        case notifies([Notice])
        /// Exactly these delays have passed, in any order: `deadline`, or `deadline.reminder`.
        case deadlines([Reference])
        /// Exactly these documents are due.
        case documents([String])
        /// The field has the value; nil is not filled.
        case field(path: [String], value: Value?)
        case filled(path: [String])
        case formField(form: String, path: [String], value: Value?)
        case offers(Actor, [Reference])
        case withholds(Actor, [Reference])
        /// The person sees these fields of the dossier; `dossier` is the dossier at all.
        case sees(Actor, [Reference])
        case doesNotSee(Actor, [Reference])
        /// Exactly these rules warn.
        case warnings([Reference])
        /// A reason, a hint or a warning contains the text, in one language or the other.
        case message(String)
        /// The same, in each language that is given.
        case messageIn(fr: String?, en: String?)
        case value(Value)
        /// The expression fails; with this kind of error where it is given.
        case evaluationError(String?)
    }

    /// A notification and perhaps who gets it: identifiers of people or roles.
    package struct Notice: Sendable {
        package let id: String
        package let receivers: [String]?
        /// The language that the dossier names for the people among them.
        package let language: Language?
    }

    /// The name of the dossier at all among what somebody sees.
    package static let wholeDossier = "dossier"

    package let kind: Kind
    package let span: Span
}
