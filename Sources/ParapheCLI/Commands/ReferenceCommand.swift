import ArgumentParser
import Diagnostics
import Paraphe

/// The reference of the tool, from the code itself: a page, one code, or all pages into a folder.
struct ReferenceCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "reference", abstract: CLIWords.reference[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.referencePageHelp[CLIWords.language], valueName: "keys|functions|templates|diagnostics|CODE"))
    var page: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.referenceFolderHelp[CLIWords.language])) var output: String?
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language) { _ in
            if let page {
                Console.print(try ReferenceLookup.markdown(page, language))
            } else if let output {
                try ReferenceLookup.write(to: output)
            } else {
                Console.print(ReferenceLookup.overview(language))
            }
            return DiagnosticBag()
        }
    }
}
