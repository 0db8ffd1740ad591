import CEL
import Diagnostics

/// A function that the pack or one of its libraries writes in CEL, over its parameters alone.
package struct PackFunction: Definition {
    /// `age`, or with a namespace `shift.length`.
    package let id: String
    package let label: LocalizedText
    package let parameters: [DataField]
    package let result: FieldType
    package let body: Condition
    package let span: Span

    package init(id: String, label: LocalizedText, parameters: [DataField], result: FieldType, body: Condition, span: Span) {
        self.id = id
        self.label = label
        self.parameters = parameters
        self.result = result
        self.body = body
        self.span = span
    }

    package var declaration: FunctionDeclaration {
        FunctionDeclaration(
            id, parameters: parameters.map { .init($0.id, $0.type.celType) }, body: body.program,
            documentation: FunctionDocumentation(.pack, fr: label.fr.text, en: label.en.text, parameters: parameters.map(\.id)))
    }
}
