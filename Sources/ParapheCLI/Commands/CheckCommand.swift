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
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { shelf in
            let (pack, bag) = try PackCheck(path: pack).run(shelf: shelf)
            if let pack, !bag.hasErrors, format == .text { Console.print(CLIWords.fine(pack.rulebook.title[language])[language] + "\n") }
            return bag
        }
    }
}
