import ArgumentParser
import CEL
import Journal
import Diagnostics
import Paraphe
import Rules
import Workflow

/// The worklist of a person.
struct RequestListCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: RequestWords.list[CLIWords.language])
    }

    @OptionGroup var options: RequestOptions
    @Option(help: ArgumentHelp(RequestWords.stateHelp[CLIWords.language], valueName: "id")) var state: [String] = []
    @Flag(help: ArgumentHelp(RequestWords.actionableHelp[CLIWords.language])) var actionable = false
    @Option(help: ArgumentHelp(RequestWords.roleHelp[CLIWords.language], valueName: "id")) var role: String?
    @Option(help: ArgumentHelp(RequestWords.involvingHelp[CLIWords.language], valueName: "person")) var involving: String?
    @Flag(help: ArgumentHelp(RequestWords.overdueHelp[CLIWords.language])) var overdue = false
    @Option(help: ArgumentHelp(RequestWords.dueBeforeHelp[CLIWords.language], valueName: "timestamp")) var dueBefore: String?
    @Option(help: ArgumentHelp(RequestWords.textFilterHelp[CLIWords.language], valueName: "words")) var text: String?

    func validate() throws {
        if let dueBefore, Timestamp(dueBefore) == nil {
            throw ValidationError(RequestWords.badTimestamp(dueBefore)[CLIWords.language])
        }
    }

    func run() async throws {
        try await RequestRun.run(options) { session in
            let rulebook = session.rulebook
            for state in state where rulebook.states[state] == nil {
                throw DiagnosticsError(RequestWords.unknownState(state, nearest: NearestName.of(state, among: rulebook.states.ids)))
            }
            if let role, rulebook.roles[role] == nil {
                throw DiagnosticsError(RequestWords.unknownRole(role, nearest: NearestName.of(role, among: rulebook.roles.ids)))
            }
            let service = try await session.open(.reading).service
            let entries = try await service.list(
                WorklistFilter(
                    states: state, person: session.actor, isActionableOnly: actionable, role: role, involving: involving,
                    dueBefore: dueBefore.flatMap { Timestamp($0) } ?? (overdue ? session.moment.now : nil), text: text),
                at: session.moment)
            session.print(RequestReport.worklist(entries, session: session))
        }
    }
}
