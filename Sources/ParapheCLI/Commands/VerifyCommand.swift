import ArgumentParser
import Diagnostics
import Paraphe
import Verifying

struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "verify", abstract: CLIWords.verify[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.pdfsHelp[CLIWords.language])) var files: [String]
    @OptionGroup var options: VerificationOptions
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    func run() throws {
        let language = languageOption.language
        let date = try Clock.moment(options.at)
        try CommandRun.run(language: language, format: format) { shelf in
            let verification = try options.verification(at: date, shelf)
            let bar = progress.begin(language)
            defer { bar.end() }
            var counter = ProgressCounter(.files, of: Int64(files.count), bar.listener)
            var unsound = 0
            var parts: [String] = []
            for file in files {
                let report = try verification.verify(file)
                if !report.isValid { unsound += 1 }
                switch format {
                case .json: parts.append(report.json(path: file, language: language))
                case .text: Console.print(report.text(path: file, language: language))
                }
                counter.advance()
            }
            bar.end()
            if format == .json {
                let list = "{\"valid\":\(unsound == 0),\"files\":[\n\(parts.joined(separator: ",\n"))\n]}"
                Console.print((files.count == 1 ? parts.joined() : list) + "\n")
            } else if files.count > 1 {
                Console.print(CLIWords.verified(files.count, unsound)[language] + "\n")
            }
            if unsound > 0 { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }
}
