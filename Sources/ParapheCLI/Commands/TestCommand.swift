import ArgumentParser
import Diagnostics
import Paraphe
import Rules
import Scenarios

struct TestCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit
    }

    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "test", abstract: PackWords.test[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(PackWords.filterHelp[CLIWords.language])) var filter: [String] = []
    @Option(help: ArgumentHelp(PackWords.coverageHelp[CLIWords.language])) var coverage: ScenarioTextReport.CoverageDetail = .summary
    @Option(help: ArgumentHelp(PackWords.requireCoverageHelp[CLIWords.language], valueName: "percent")) var requireCoverage: Double?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: Format = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if let requireCoverage, !(0...100).contains(requireCoverage) { throw ValidationError(PackWords.percent[CLIWords.language]) }
    }

    func run() throws {
        let language = languageOption.language
        try CommandRun.run(language: language, format: format == .json ? .json : .text) { shelf in
            let check = try PackCheck(path: pack).run(shelf: shelf)
            let (loaded, findings) = (check.pack, check.findings)
            guard let loaded else { return findings }
            let bar = progress.begin(language)
            defer { bar.end() }
            var (report, bag) = try ScenarioRun(pack: loaded, shelf: shelf).run(filters: filter, progress: bar.listener)
            bar.end()
            guard let report else { return bag }
            Console.print(text(report, name: loaded.rulebook.title[language], shelf.map, language))
            if let requireCoverage, report.coverage.percent < requireCoverage {
                bag.append(PublishingDiagnostics.coverage(percent: report.coverage.percent, required: requireCoverage))
            }
            Console.show(bag, sources: shelf.map, format: format == .json ? .json : .text, language: language)
            if !report.hasPassed || bag.hasErrors { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }

    private func text(_ report: ScenarioReport, name: String, _ sources: SourceMap, _ language: Language) -> String {
        switch format {
        case .text: ScenarioTextReport(sources: sources, language: language).render(report, coverage: filter.isEmpty ? coverage : .none)
        case .json: ScenarioJSONReport(sources: sources, language: language).render(report)
        case .junit: JUnitReport(sources: sources, language: language).render(report, name: name)
        }
    }
}

extension ScenarioTextReport.CoverageDetail: ExpressibleByArgument {}
