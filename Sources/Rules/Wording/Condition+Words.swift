import CEL
import Diagnostics

extension Condition {
    /// What the condition says, in the words of the pack: labels of fields, states, roles, profiles, choices and reasons.
    ///
    /// One sentence without capital or full stop; several lines, the first ending with a colon, when it is long.
    package func words(in rulebook: Rulebook) -> Bilingual { words(in: WordingContext(rulebook)) }

    /// The same where the context is known better: inputs of an action, the value of a field.
    package func words(in context: WordingContext, holds: Bool = true) -> Bilingual {
        let clause = Clause(program.tree.root, wanted: holds, in: program).simplified(in: program)
        return ConditionWording(program: program, context: context).words(clause)
    }

    /// A part of the condition that is left when another is known to hold.
    package func words(of clause: Clause, in context: WordingContext) -> Bilingual {
        ConditionWording(program: program, context: context).words(clause)
    }

    /// What would have to change for the condition to hold; nil when it holds.
    package func mend(_ trace: Trace, _ activation: Activation, in context: WordingContext) -> Mend? {
        guard program.resultType == .bool else { return nil }
        let clause = Clause(program.tree.root, in: program).simplified(in: program)
        return ConditionWording(program: program, context: context).mend(clause, trace, activation)
    }
}
