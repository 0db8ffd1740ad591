import Diagnostics
import Rules

extension Rulebook {
    /// The label of a state, or its identifier when the pack no longer has it.
    package func stateLabel(_ id: String) -> Bilingual {
        states[id]?.label.bilingual ?? Bilingual(verbatim: id)
    }

    /// The label of an action, or its identifier when the pack no longer has it.
    package func actionLabel(_ id: String) -> Bilingual {
        actions[id]?.label.bilingual ?? Bilingual(verbatim: id)
    }
}
