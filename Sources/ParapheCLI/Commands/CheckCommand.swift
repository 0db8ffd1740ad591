import ArgumentParser
import Diagnostics
import Paraphe
import Rules

struct CheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "check", abstract: CLIWords.check[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @Flag(help: ArgumentHelp(CLIWords.verboseHelp[CLIWords.language])) var verbose = false
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { shelf in
            let outcome = try PackCheck(path: pack).run(shelf: shelf)
            if format == .text {
                if verbose, let proofs = outcome.proofs { Console.print(CLIWords.proofs(proofs, sources: shelf.map)[language]) }
                if let pack = outcome.pack, outcome.findings.diagnostics.isEmpty {
                    Console.print(CLIWords.fine(pack.rulebook.title[language])[language] + "\n")
                }
            }
            return outcome.findings
        }
    }
}
