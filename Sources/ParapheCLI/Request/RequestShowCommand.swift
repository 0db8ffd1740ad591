import ArgumentParser
import Journal
import Diagnostics
import Paraphe

/// One dossier, with what each action needs, and why an action is not offered.
struct RequestShowCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: RequestWords.show[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(AccessWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            let view = try await service.show(dossier, to: session.actor, at: session.moment)
            try await session.note(.dossier, of: dossier, by: service)
            try journal.close()
            session.print(RequestReport.view(view, session: session))
        }
    }
}
