import ArgumentParser
import Diagnostics
import Journal
import JournalSQLite
import Paraphe

struct DemoCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "demo", abstract: CLIWords.demo[CLIWords.language])
    }

    @Option(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack = "examples/teleconsultation"
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.folderHelp[CLIWords.language])) var output = "out"
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() async throws {
        let language = languageOption.language
        try await CommandRun.run(language: language, format: format) { shelf in
            let demo = Demo(packPath: pack, folder: output, language: language) { Console.complain($0 + "\n") }
            let report = try await demo.run(openStore: { try SQLiteJournal.open($0, access: .creating) }, shelf: shelf)
            Console.print(format == .json ? report.json : report.text(language))
            return DiagnosticBag()
        }
    }
}
