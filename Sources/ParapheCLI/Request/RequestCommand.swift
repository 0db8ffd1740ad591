import ArgumentParser
import Diagnostics

/// `paraphe request ACTION …`: the workflow, one command an action; and `list`, `show`, `history`, `document`, `export`, `import`, `exchange`.
struct RequestCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "request", abstract: RequestWords.request[CLIWords.language],
            discussion: RequestWords.discussion[CLIWords.language],
            subcommands: [
                RequestActCommand.self, RequestListCommand.self, RequestShowCommand.self, RequestHistoryCommand.self,
                RequestDocumentCommand.self, RequestExportCommand.self, RequestImportCommand.self, RequestExchangeCommand.self,
            ],
            defaultSubcommand: RequestActCommand.self)
    }
}
