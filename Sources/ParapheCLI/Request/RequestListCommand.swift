import ArgumentParser
import Journal
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
            let service = try await session.open(.reading).service
            let entries = try await service.list(
                WorklistFilter(state: state, person: options.person, isActionableOnly: actionable), at: session.moment)
            session.print(RequestReport.worklist(entries, session: session))
        }
    }
}
