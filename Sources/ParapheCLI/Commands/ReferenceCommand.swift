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
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format) { _ in
            let isJSON = format == .json
            if let page {
                Console.print(try isJSON ? ReferenceLookup.json(page, language) : ReferenceLookup.markdown(page, language))
            } else if let output {
                let files = try ReferenceLookup.write(to: output)
                if isJSON { Console.print(files.map { "{\"file\":\(JSONText.quote($0))}\n" }.joined()) }
            } else {
                Console.print(isJSON ? ReferenceLookup.overviewJSON : ReferenceLookup.overview(language))
            }
            return DiagnosticBag()
        }
    }
}
