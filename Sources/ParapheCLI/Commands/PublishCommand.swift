import Analysis
import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Scenarios
import Workflow

struct PublishCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "publish", abstract: PackWords.publish[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(PackWords.toHelp[CLIWords.language], valueName: "folder")) var to: String
    @Option(help: ArgumentHelp(PackWords.byHelp[CLIWords.language], valueName: "name")) var by: String
    @Option(help: ArgumentHelp(PackWords.approvedByHelp[CLIWords.language], valueName: "name")) var approvedBy: String?
    @Option(help: ArgumentHelp(PackWords.requireCoverageHelp[CLIWords.language], valueName: "percent")) var requireCoverage: Double?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(help: ArgumentHelp(PackWords.replayHelp[CLIWords.language], valueName: "store")) var replay: StoreAddress?
    @Flag(help: ArgumentHelp(PackWords.rehearsalHelp[CLIWords.language])) var dryRun = false
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if let requireCoverage, !(0...100).contains(requireCoverage) { throw ValidationError(PackWords.percent[CLIWords.language]) }
    }

    func run() async throws {
        let language = languageOption.language
        let order = PackPublishing.Order(
            folder: to, by: by, approvedBy: approvedBy, at: try Clock.timestamp(at), requiredCoverage: requireCoverage, isRehearsal: dryRun)
        try await CommandRun.run(language: language, format: format) { shelf in
            let bar = progress.begin(language)
            defer { bar.end() }
            let outcome = try PackPublishing(pack: pack, shelf: shelf).publish(order, progress: bar.listener)
            let replayed = try await replayed(outcome, bar.listener)
            bar.end()
            switch format {
            case .text:
                if let replay, let replayed { Console.print(ReplayReport(language: language).text(replayed, store: replay.shown) + "\n") }
                Console.print(text(outcome, shelf.map, language))
            case .json:
                if let replay, let replayed {
                    let value = ReplayReport(language: language).json(replayed, store: replay.shown)
                    Console.print(RequestJSON.line(.record([("replay", value)])))
                }
                if let publication = outcome.publication { Console.print(publication.json) }
            }
            return outcome.bag
        }
    }

    /// What the store's requests would have become under the new version; nil for the first one.
    private func replayed(_ outcome: PackPublishing.Outcome, _ listener: @escaping ProgressListener) async throws -> ReplayOutcome? {
        guard let replay, let comparison = outcome.comparison else { return nil }
        return try await replay.replayed(old: comparison.old.rulebook, new: comparison.new.rulebook, listener)
    }

    private func text(_ outcome: PackPublishing.Outcome, _ sources: SourceMap, _ language: Language) -> String {
        var out = ""
        if let comparison = outcome.comparison {
            out += comparison.report(sources: sources, language: language).text(comparison.difference) + "\n"
        }
        if let report = outcome.report, !report.hasPassed {
            out += ScenarioTextReport(sources: sources, language: language).render(report, coverage: .none, showsPassed: false) + "\n"
        }
        guard let publication = outcome.publication else { return out }
        if publication.previous == nil { out += PackWords.firstVersion[language] + "\n" }
        let done = dryRun ? PackWords.rehearsed : PackWords.published
        out += done(publication.name, publication.version, outcome.place)[language] + "\n"
        out +=
            "  "
            + PackWords.figures(
                scenarios: publication.scenarioCount, percent: publication.coverage.percent, by: publication.by,
                approvedBy: publication.approvedBy)[language] + "\n"
        return out
    }
}
