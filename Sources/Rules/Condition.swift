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

    /// Compiles an expression that must be of the expected type; nil, with findings, when it is not.
    static func compile(
        _ text: EmbeddedText, expecting: FieldType?, scope: ConditionScope, bag: inout DiagnosticBag
    ) -> Condition? {
        let (program, findings) = scope.environment.compile(text, expecting: expecting?.celType)
        bag.append(contentsOf: findings)
        return program.map { Condition(source: text, program: $0) }
    }
}
