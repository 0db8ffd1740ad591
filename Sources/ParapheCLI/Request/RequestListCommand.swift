import ArgumentParser
import Diagnostics
import Paraphe
import Rules

/// The worklist of a person.
struct RequestListCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: RequestWords.list[CLIWords.language])
    }

    @OptionGroup var options: RequestOptions
    @Option(help: ArgumentHelp(RequestWords.stateHelp[CLIWords.language], valueName: "id")) var state: String?
    @Flag(help: ArgumentHelp(RequestWords.actionableHelp[CLIWords.language])) var actionable = false

    func run() async throws {
        try await RequestRun.run(options) { session in
            if let state, session.rulebook.states[state] == nil {
                throw DiagnosticsError(RequestWords.unknownState(state, nearest: NearestName.of(state, among: session.rulebook.states.ids)))
            }
            let service = session.service(try session.openForReading())
            let entries = try await service.list(
                WorklistFilter(state: state, person: options.person, isActionableOnly: actionable), at: session.moment)
            session.print(RequestReport.worklist(entries, session: session))
        }
    }
}

/// One dossier, with what each action needs, and why an action is not offered.
struct RequestShowCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: RequestWords.show[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let service = session.service(try session.openForReading())
            let view = try await service.show(dossier, to: options.person, at: session.moment)
            session.print(RequestReport.view(view, session: session))
        }
    }
}

/// What happened to a dossier, in words.
struct RequestHistoryCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "history", abstract: RequestWords.history[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String
    @OptionGroup var options: RequestOptions

    func run() async throws {
        try await RequestRun.run(options) { session in
            let service = session.service(try session.openForReading())
            session.print(RequestReport.history(try await service.history(dossier), session: session))
        }
    }
}
