import Diagnostics

/// What the reference says about a function, a macro or an operator.
package struct FunctionDocumentation: Sendable {
    /// A use, and the value that it gives, as CEL writes it.
    package struct Example: Sendable, Hashable {
        package let expression: String
        package let value: String

        package init(_ expression: String, _ value: String) {
            self.expression = expression
            self.value = value
        }
    }

    package let section: FunctionSection
    /// One line: lower case, no full stop.
    package let summary: Bilingual
    /// Names of the parameters as the reference shows them, the receiver of `x.f(…)` included.
    package let parameters: [String]
    /// Shown in place of those of the overloads, where these are too many to read.
    package let signatures: [String]
    /// At least one; a test evaluates each with no variables.
    package let examples: [Example]

    package init(
        _ section: FunctionSection, fr: String, en: String, parameters: [String] = [], signatures: [String] = [],
        examples: [(expression: String, value: String)] = []
    ) {
        self.section = section
        summary = Bilingual(fr: fr, en: en)
        self.parameters = parameters
        self.signatures = signatures
        self.examples = examples.map { Example($0.expression, $0.value) }
    }
}
