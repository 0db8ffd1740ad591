import ArgumentParser
import Diagnostics
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
        let bag: DiagnosticBag
        switch outcome {
        case .success(let findings): bag = findings
        case .failure(let error as DiagnosticsError): bag = error.bag
        case .failure(let code as ExitCode): throw code
        case .failure(let error):
            Console.complain("paraphe: \(CLIWords.internalFault[language]): \(error)\n")
            throw ExitCode(70)
        }
        Console.show(bag, sources: shelf.map, format: format, language: language)
        if bag.hasErrors { throw ExitCode.failure }
    }
}
