import Analysis
import ArgumentParser
import Diagnostics
import Paraphe
import Rules

/// Shows who may do what: profiles and actions by state, and how permissions are got.
struct WhoCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv, pdf
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "who", abstract: AccessWords.who[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(AccessWords.actionHelp[CLIWords.language])) var action: [String] = []
    @Option(help: ArgumentHelp(AccessWords.profileHelp[CLIWords.language])) var profile: [String] = []
    @Option(help: ArgumentHelp(AccessWords.stateHelp[CLIWords.language])) var state: [String] = []
    @Option(help: ArgumentHelp(AccessWords.dateHelp[CLIWords.language], valueName: "date")) var at: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: Format = .text
    @Option(name: .shortAndLong, help: ArgumentHelp(CLIWords.outputHelp[CLIWords.language])) var output: String?
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if format == .pdf, output == nil { throw ValidationError(AccessWords.pdfNeedsFile[CLIWords.language]) }
        if let at, !MatrixRequest.isDay(at) { throw ValidationError(AccessWords.notADay(at)[CLIWords.language]) }
    }

    func run() throws {
        let language = languageOption.language
        let now = try Clock.timestamp(nil)
        try CommandRun.run(language: language, format: format == .json ? .json : .text) { shelf in
            let loaded = try LoadedPack.loadOrThrow(PackFolder(path: pack), shelf: shelf)
            let request = MatrixRequest(filter: MatrixFilter(actions: action, profiles: profile, states: state), day: at)
            let matrix = try request.matrix(of: loaded, at: now)
            let report = MatrixReport(matrix, loaded.rulebook)
            switch format {
            case .text: try write(report.text(language))
            case .json: try write(report.json)
            case .csv: try write(report.csv(language))
            case .pdf:
                let (bytes, bag) = try MatrixDocument(pack: loaded, shelf: shelf).pdf(matrix, language, at: now)
                if let output { try FileAccess.write(bytes, to: output) }
                return bag
            }
            return DiagnosticBag()
        }
    }

    private func write(_ text: String) throws {
        if let output { try FileAccess.write(Array(text.utf8), to: output) } else { Console.print(text) }
    }
}
