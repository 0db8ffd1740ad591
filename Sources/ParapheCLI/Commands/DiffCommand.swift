import Analysis
import ArgumentParser
import Diagnostics
import Journal
import JournalSQLite
import Paraphe

struct DiffCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "diff", abstract: PackWords.diff[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(PackWords.oldPackHelp[CLIWords.language])) var old: String
    @Argument(help: ArgumentHelp(PackWords.newPackHelp[CLIWords.language])) var new: String
    @Option(help: ArgumentHelp(PackWords.replayHelp[CLIWords.language], valueName: "file.sqlite")) var replay: String?
    @Flag(help: ArgumentHelp(PackWords.exitCodeHelp[CLIWords.language])) var exitCode = false
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() async throws {
        let language = languageOption.language
        try await CommandRun.run(language: language, format: format) { shelf in
            let comparison = try PackComparison.load(old: old, new: new, shelf: shelf)
            let difference = comparison.difference
            let outcome = try await replayed(comparison, language)
            let report = comparison.report(sources: shelf.map, language: language)
            let replayReport = ReplayReport(language: language)
            switch format {
            case .text:
                Console.print(report.text(difference))
                if let replay, let outcome { Console.print("\n" + replayReport.text(outcome, store: replay)) }
            case .json:
                let further = replay.flatMap { store in outcome.map { [("replay", replayReport.json($0, store: store))] } } ?? []
                Console.print(report.json(difference, further: further))
            }
            if exitCode, !difference.isEmpty || !(outcome?.decisions.isEmpty ?? true) { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }

    private func replayed(_ comparison: PackComparison, _ language: Language) async throws -> ReplayOutcome? {
        guard let replay else { return nil }
        let decisions = DecisionReplay(old: comparison.old.rulebook, new: comparison.new.rulebook)
        do throws(JournalError) {
            let journal = try SQLiteJournal.open(replay, access: .reading)
            return try await decisions.run(journal) { Console.complain(PackWords.progress($0)[language] + "\n") }
        } catch {
            throw DiagnosticsError(RequestDiagnostics.bag(error))
        }
    }
}
