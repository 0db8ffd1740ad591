import CEL
import Diagnostics

/// An expression of the pack, parsed, checked against the declared data, and ready to be evaluated.
package struct Condition: Sendable {
    /// What the author wrote, with its places.
    package let source: EmbeddedText
    package let program: Program

    package init(source: EmbeddedText, program: Program) {
        self.source = source
        self.program = program
    }

    package var text: String { source.text }
    package var span: Span { source.span }

    /// Above it an expression is refused when the pack loads. The estimate is for lists of 100 elements and texts of 250 bytes, the worst
    /// case in everything, so it stands well above ``Program/defaultCostLimit``, which bounds each evaluation by what it really does: it
    /// is for loops in loops in loops.
    static let mostEstimatedCost = 1_000_000_000

    /// Compiles an expression that must be of the expected type; nil, with findings, when it is not.
    static func compile(
        _ text: EmbeddedText, expecting: FieldType?, scope: ConditionScope, bag: inout DiagnosticBag
    ) -> Condition? {
        compile(text, expecting: expecting?.celType, environment: scope.environment, bag: &bag)
    }

    static func compile(
        _ text: EmbeddedText, expecting: CELType?, environment: CELEnvironment, bag: inout DiagnosticBag
    ) -> Condition? {
        let (program, findings) = environment.compile(text, expecting: expecting, maximumCost: mostEstimatedCost)
        bag.append(contentsOf: findings)
        return program.map { Condition(source: text, program: $0) }
    }
}
