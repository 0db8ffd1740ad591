/// What all checks of a command came to.
struct Judgement {
    let explanation: Explanation
    /// Empty when it is refused.
    let events: [Event]
}

/// The answer to a command.
package enum Decision: Sendable {
    /// What happened, in order, and the warnings of rules that refuse nothing.
    case events([Event], warnings: [Failure])
    case refused(Refusal)

    /// The refusal, if the answer is no.
    package var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }

    /// The events, if the answer is yes.
    package var events: [Event]? {
        if case .events(let events, _) = self { events } else { nil }
    }
}
