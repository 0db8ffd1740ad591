import Diagnostics

/// One observation of a verification, in words.
package struct Finding: Hashable, Sendable {
    package let code: DiagnosticCode
    package let message: Bilingual

    package init(_ code: DiagnosticCode, _ message: Bilingual) {
        self.code = code
        self.message = message
    }
}

/// A finding that ends a step.
package struct FindingFailure: Error {
    package let finding: Finding

    package init(_ finding: Finding) {
        self.finding = finding
    }
}
