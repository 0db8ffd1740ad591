import Analysis
import ArgumentParser
import Diagnostics
import Journal
import Paraphe
import Rules

struct DiffCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "diff", abstract: PackWords.diff[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(PackWords.oldPackHelp[CLIWords.language])) var old: String
    @Argument(help: ArgumentHelp(PackWords.newPackHelp[CLIWords.language])) var new: String
    @Option(help: ArgumentHelp(PackWords.replayHelp[CLIWords.language], valueName: "file.sqlite")) var replay: StoreAddress?
    @Option(name: .shortAndLong, help: ArgumentHelp(PackWords.picturesHelp[CLIWords.language], valueName: "out-{page}.png|out.html"))
    var output: String?
    @Option(help: ArgumentHelp(PackWords.diffPackHelp[CLIWords.language])) var pack: String?
    @Option(help: ArgumentHelp(CLIWords.dataHelp[CLIWords.language])) var data: String?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Flag(help: ArgumentHelp(PackWords.exitCodeHelp[CLIWords.language])) var exitCode = false
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    func run() async throws {
        let language = languageOption.language
        // Two names of which one is a folder and the other no document: packs, one of which is misspelt perhaps.
        let isPacks = [(old, new), (new, old)].contains {
            FileAccess.isFolder($0) && (FileAccess.isFolder($1) || OutputKind(path: $1) == nil)
        }
        guard isPacks else { return try comparePages(language) }
        if output != nil || pack != nil || data != nil { throw ValidationError(PackWords.pagesOnly[language]) }
        try await CommandRun.run(language: language, format: format) { shelf in
            let comparison = try PackComparison.load(old: old, new: new, shelf: shelf)
            let difference = comparison.difference
            let bar = progress.begin(language)
            defer { bar.end() }
            let outcome = try await replay?.replayed(old: comparison.old.rulebook, new: comparison.new.rulebook, bar.listener)
            bar.end()
            let report = comparison.report(sources: shelf.map, language: language)
            let replayReport = ReplayReport(language: language)
            switch format {
            case .text:
                Console.print(report.text(difference))
                if let replay, let outcome { Console.print("\n" + replayReport.text(outcome, store: replay.shown)) }
            case .json:
                let further = replay.flatMap { store in outcome.map { [("replay", replayReport.json($0, store: store.shown))] } } ?? []
                Console.print(report.json(difference, further: further))
            }
            if exitCode, !difference.isEmpty || !(outcome?.decisions.isEmpty ?? true) { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }

    /// Documents: PDFs, templates, XHTML files.
    private func comparePages(_ language: Language) throws {
        if replay != nil { throw ValidationError(PackWords.packsOnly[language]) }
        let moment = try Clock.timestamp(at)
        try CommandRun.run(language: language, format: format) { shelf in
            let source = MarkupSource(
                pack: try pack.map { try LoadedPack.loadOrThrow(PackFolder(path: $0), shelf: shelf) }, dataFile: data,
                context: DocumentContext(number: "", version: 1, producedAt: moment), language: language, shelf: shelf)
            let comparison = try PageComparison.load(old: old, new: new, source: source)
            if let output { try comparison.write(to: output, language: language) }
            let report = PageDifferenceReport(language: language)
            Console.print(format == .json ? report.json(comparison) : report.text(comparison))
            if exitCode, !comparison.isEmpty { throw ExitCode.failure }
            return DiagnosticBag()
        }
    }
}

extension StoreAddress {
    /// What the store's requests would have become under other rules; nothing is written.
    func replayed(old: Rulebook, new: Rulebook, _ progress: @escaping ProgressListener) async throws(JournalError) -> ReplayOutcome {
        let journal = try await open(.reading)
        return try await DecisionReplay(old: old, new: new).run(
            journal, keys: blobs(in: nil).map { DossierKeys(besideDocuments: $0) }, progress: progress)
    }
}
