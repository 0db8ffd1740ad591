import ArgumentParser
import Diagnostics
import Paraphe

struct RenderCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "render", abstract: CLIWords.render[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.templateHelp[CLIWords.language])) var template: String
    @Option(help: ArgumentHelp(CLIWords.packHelp[CLIWords.language])) var pack: String
    @Option(help: ArgumentHelp(CLIWords.dataHelp[CLIWords.language])) var data: String?
    @Option(help: ArgumentHelp(CLIWords.batchHelp[CLIWords.language])) var batch: String?
    @Option(help: ArgumentHelp(CLIWords.threadsHelp[CLIWords.language])) var threads: Int = BatchThreads.usual
    @Option(help: ArgumentHelp(CLIWords.keyHelp[CLIWords.language])) var key: String?
    @Option(help: ArgumentHelp(ExtractionWords.attachHelp[CLIWords.language], valueName: "file")) var attach: [String] = []
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var progress: ProgressOption
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if threads < 1 { throw ValidationError(CLIWords.noThreads[CLIWords.language]) }
        if !attach.isEmpty, batch != nil { throw ValidationError(ExtractionWords.attachOrBatch[CLIWords.language]) }
        if languageOption.languages.count > 1, batch != nil {
            throw ValidationError(TranslationWords.oneLanguageInBatch[CLIWords.language])
        }
        if data != nil, batch != nil { throw ValidationError(CLIWords.dataOrBatch[CLIWords.language]) }
    }

    func run() throws {
        let language = languageOption.language
        let moment = try Clock.timestamp(at)
        try CommandRun.run(language: language, format: format) { shelf in
            let loaded = try LoadedPack.loadOrThrow(PackFolder(path: pack), shelf: shelf)
            let second = languageOption.languages.dropFirst().first
            let renderer = try DocumentRenderer(
                template: template, pack: loaded, language: language, shelf: shelf, room: second == nil ? .page : .halfSheet)
            let context = DocumentContext(number: "", version: 1, producedAt: moment)
            if let second {
                let other = try DocumentRenderer(template: template, pack: loaded, language: second, shelf: shelf, room: .halfSheet)
                return try renderer.render(beside: other, dataFile: data, at: context, attaching: attach, to: output.request())
            }
            if let batch {
                let bar = progress.begin(language)
                defer { bar.end() }
                return try renderer.renderBatch(
                    lines: batch, key: key, at: context, into: output.output, threads: threads,
                    as: OutputRequest.conformance(output.standard), progress: bar.listener)
            }
            return try renderer.render(dataFile: data, at: context, attaching: attach, to: output.request())
        }
    }
}
