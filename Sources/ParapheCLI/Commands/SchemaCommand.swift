import ArgumentParser
import Diagnostics
import Rules

struct SchemaCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "schema", abstract: CLIWords.schema[CLIWords.language])
    }

    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: JSONFormat = .json
    @OptionGroup var languageOption: LanguageOption

    func run() {
        Console.print(PackSchema.jsonSchema(language: languageOption.language))
    }
}
