import ArgumentParser
import Journal
import Diagnostics
import Paraphe

/// What happened to a dossier, in words.
struct RequestHistoryCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "history", abstract: RequestWords.history[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let service = try await session.open(.reading).service
            session.print(RequestReport.history(try await service.history(dossier), session: session))
        }
    }
}
