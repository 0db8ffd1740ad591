/// The diagnostics of a phase, gathered while it goes on; a phase that has an error ends with all of them.
package struct DiagnosticBag: Sendable {
    /// More than this many findings help nobody: what follows is counted only.
    package static let limit = 1_000

    package private(set) var diagnostics: [Diagnostic] = []
    /// How many findings were left out because of ``limit``.
    package private(set) var omittedCount = 0
    package private(set) var hasErrors = false

    package init() {}

    package var isEmpty: Bool { diagnostics.isEmpty }

    package mutating func append(_ diagnostic: Diagnostic) {
        hasErrors = hasErrors || diagnostic.severity == .error
        if diagnostics.count < Self.limit { diagnostics.append(diagnostic) } else { omittedCount += 1 }
    }

    package mutating func append(contentsOf others: some Sequence<Diagnostic>) {
        for diagnostic in others { append(diagnostic) }
    }

    package mutating func append(contentsOf other: DiagnosticBag) {
        append(contentsOf: other.diagnostics)
        omittedCount += other.omittedCount
    }

    /// Adds a note to each error.
    package mutating func note(_ note: Bilingual) {
        for index in diagnostics.indices where diagnostics[index].severity == .error { diagnostics[index].notes.append(note) }
    }

    /// By source, place, then code, without repetitions: the same on every run.
    package var sorted: [Diagnostic] {
        func key(_ d: Diagnostic) -> (UInt32, UInt32, UInt32) {
            (d.span?.source.index ?? .max, d.span?.start ?? 0, d.span?.end ?? 0)
        }
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { seen.insert($0).inserted }.sorted { a, b in
            let (left, right) = (key(a), key(b))
            return left == right ? (a.code.name, a.message.en) < (b.code.name, b.message.en) : left < right
        }
    }

    /// Ends the phase: throws all findings when one of them is an error.
    package func throwIfErrors() throws(DiagnosticsError) {
        if hasErrors { throw DiagnosticsError(self) }
    }
}

/// A phase ended with errors in what a person wrote.
package struct DiagnosticsError: Error, Sendable {
    package let bag: DiagnosticBag

    package init(_ bag: DiagnosticBag) {
        self.bag = bag
    }

    package init(_ diagnostic: Diagnostic) {
        var bag = DiagnosticBag()
        bag.append(diagnostic)
        self.bag = bag
    }
}
