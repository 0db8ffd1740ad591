import ArgumentParser
import Diagnostics
import Journal
import Paraphe

/// Runs a use case and turns what it throws into words and an exit code: 1 for findings, 70 for a fault of our own.
enum CommandRun {
    static func run(language: Language, format: OutputFormat = .text, _ body: (SourceShelf) throws -> DiagnosticBag) throws {
        let shelf = SourceShelf()
        let outcome = Result { try body(shelf) }
        try finish(outcome, shelf, language, format)
    }

    static func run(
        language: Language, format: OutputFormat = .text, _ body: (SourceShelf) async throws -> DiagnosticBag
    ) async throws {
        let shelf = SourceShelf()
        let outcome: Result<DiagnosticBag, any Error>
        do {
            outcome = .success(try await body(shelf))
        } catch {
            outcome = .failure(error)
        }
        try finish(outcome, shelf, language, format)
    }

    private static func finish(
        _ outcome: Result<DiagnosticBag, any Error>, _ shelf: SourceShelf, _ language: Language, _ format: OutputFormat
    ) throws {
        switch outcome {
        case .success(let bag):
            Console.show(bag, sources: shelf.map, format: format, language: language)
            if bag.hasErrors { throw ExitCode.failure }
        case .failure(let error): throw exit(after: error, sources: shelf.map, language: language, format: format)
        }
    }

    /// Says what went wrong.
    ///
    /// - Returns: what to end with.
    static func exit(after error: any Error, sources: SourceMap, language: Language, format: OutputFormat) -> any Error {
        // Wrong arguments, and codes chosen already.
        if error is ValidationError || error is ExitCode { return error }
        if let bag = findings(of: error) {
            Console.show(bag, sources: sources, format: format, language: language)
            return ExitCode.failure
        }
        let fault = DiagnosticsError(CommandLineDiagnostics.internalFault("\(error)"))
        Console.show(fault.bag, sources: sources, format: format, language: language)
        return ExitCode(70)
    }

    /// What a use case found wrong with what people wrote, or with the world; nil for any other error.
    static func findings(of error: any Error) -> DiagnosticBag? {
        switch error {
        case let error as DiagnosticsError: error.bag
        case let error as RequestError: error.bag
        case let error as JournalError: RequestDiagnostics.bag(error)
        default: nil
        }
    }
}
