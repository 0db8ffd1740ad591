import Certificates
import ArgumentParser
import Diagnostics
import Paraphe
import Signing

struct ExtendCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "extend", abstract: SigningWords.extend[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(SigningWords.inputsHelp[CLIWords.language])) var input: [String]
    @Option(help: ArgumentHelp(SigningWords.levelHelp[CLIWords.language])) var level: SignatureLevel = .bLTA
    @OptionGroup var services: ServiceOptions
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(SigningWords.outputsHelp[CLIWords.language])) var output: String
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    mutating func validate() throws {
        if level == .bB { throw ValidationError(SigningWords.levelFromT[CLIWords.language]) }
        if FileBatch.outputs(input, to: output) == nil { throw ValidationError(SigningWords.severalNeedFolder[CLIWords.language]) }
    }

    func run() throws {
        let date = try Clock.moment(at)
        try CommandRun.run(language: languageOption.language, format: format) { _ in
            let bar = progress.begin(languageOption.language)
            defer { bar.end() }
            return try DocumentExtension(level: level, services: services.choice, date: date).extend(
                FileBatch.outputs(input, to: output) ?? [], progress: bar.listener)
        }
    }
}
