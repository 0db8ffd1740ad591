import ArgumentParser
import Diagnostics
import Foundation
import Paraphe
import ParapheServer

/// A live preview in the browser, on this machine alone.
struct WatchCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "watch", abstract: WatchWords.watch[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(CLIWords.templateHelp[CLIWords.language])) var file: String
    @Option(help: ArgumentHelp(WatchWords.packHelp[CLIWords.language])) var pack: String?
    @Option(help: ArgumentHelp(CLIWords.dataHelp[CLIWords.language])) var data: String?
    @Option(help: ArgumentHelp(CLIWords.atHelp[CLIWords.language])) var at: String?
    @Option(name: .customLong("stylesheet"), help: ArgumentHelp(CLIWords.stylesheetHelp[CLIWords.language])) var stylesheets: [String] = []
    @Flag(help: ArgumentHelp(CLIWords.lenientHelp[CLIWords.language])) var lenient = false
    @Option(help: ArgumentHelp(WatchWords.portHelp[CLIWords.language])) var port = 0
    @Flag(help: ArgumentHelp(WatchWords.noOpenHelp[CLIWords.language])) var noOpen = false
    @Option(help: ArgumentHelp(WatchWords.editorHelp[CLIWords.language])) var editor: String?
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text
    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
        if pack == nil, data != nil { throw ValidationError(WatchWords.dataNeedsPack[CLIWords.language]) }
        if pack != nil, lenient || !stylesheets.isEmpty { throw ValidationError(WatchWords.plainOnly[CLIWords.language]) }
        if !(0...65_535).contains(port) { throw ValidationError(WatchWords.badPort[CLIWords.language]) }
    }

    func run() async throws {
        let language = languageOption.language
        let context = DocumentContext(number: "", version: 1, producedAt: try Clock.timestamp(at))
        try await CommandRun.run(language: language, format: format) { _ in
            var options = PreviewServer.Options()
            options.port = port
            if let editor {
                guard let command = EditorCommand(editor) else { throw DiagnosticsError(PreviewDiagnostics.badEditor(editor)) }
                options.editor = command
            }
            let opens = !noOpen
            let format = format
            options.onReady = { address in
                Console.print(format == .json ? "{\"address\":\(JSONText.quote(address))}\n" : WatchWords.ready(address)[language])
                if opens { Browser.open(address) }
            }
            let kind: PreviewSubject.Kind =
                pack.map { .template(pack: $0, data: data, context: context) } ?? .plain(stylesheets: stylesheets, isLenient: lenient)
            try await PreviewServer(PreviewSubject(file: file, kind: kind, language: language), options: options).run()
            return DiagnosticBag()
        }
    }
}

/// The person's browser, by the desktop's own command.
private enum Browser {
    static func open(_ address: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", address]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        // Without a desktop the printed address is enough.
        try? process.run()
    }
}
