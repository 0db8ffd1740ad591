import ArgumentParser
import Journal
import Diagnostics
import Paraphe

/// What happened to a dossier, in words.
struct RequestHistoryCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "history", abstract: RequestWords.history[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccessWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            let history = try await service.history(dossier, to: session.actor, at: session.moment)
            let faxes = try await service.faxes(of: dossier)
            try await session.note(.history, of: dossier, by: service)
            try journal.close()
            session.print(RequestReport.history(history, session: session))
            session.print(FaxReport.history(faxes, session.format, session.language))
        }
    }
}
