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
    @OptionGroup var progress: ProgressOption

    @Option(help: ArgumentHelp(RequestWords.limitHelp[CLIWords.language], valueName: "count")) var limit: Int?
    @Option(help: ArgumentHelp(RequestWords.afterHelp[CLIWords.language], valueName: "dossier")) var after: String?
    @Flag(help: ArgumentHelp(RequestWords.watchListHelp[CLIWords.language])) var watch = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError(RequestWords.badLimit[CLIWords.language]) }
        if watch, limit != nil || after != nil || options.place.at != nil {
            throw ValidationError(RequestWords.watchAlone[CLIWords.language])
        }
        if let dueBefore, Timestamp(dueBefore) == nil {
            throw ValidationError(RequestWords.badTimestamp(dueBefore)[CLIWords.language])
        }
    }

    func run() async throws {
        try await RequestRun.run(options) { session in
            let rulebook = session.rulebook
            for state in state where rulebook.states[state] == nil {
                throw DiagnosticsError(RequestWords.unknownState(state, known: Array(rulebook.states.ids)))
            }
            if let role, rulebook.roles[role] == nil {
                throw DiagnosticsError(RequestWords.unknownRole(role, known: Array(rulebook.roles.ids)))
            }
            let (service, store) = try await session.open(.reading)
            if let involving { try service.checkPerson(involving) }
            if watch {
                try await follow(service, store, session)
            } else {
                let bar = progress.begin(session.language)
                defer { bar.end() }
                let entries = try await service.list(
                    filter(of: session.actor, at: session.moment), after: after, limit: limit, at: session.moment,
                    progress: bar.listener,
                    unreadable: {
                        Console.show($0, sources: session.sources, format: .text, language: session.language)
                    })
                bar.end()
                session.print(RequestReport.worklist(entries, session: session))
            }
            try store.close()
        }
    }

    private func filter(of person: String, at moment: DecisionMoment) -> WorklistFilter {
        WorklistFilter(
            states: state, person: person, isActionableOnly: actionable, role: role, involving: involving,
            dueBefore: dueBefore.flatMap { Timestamp($0) } ?? (overdue ? moment.now : nil), text: text)
    }

    /// Prints the worklist, and what becomes of it, until somebody asks the program to end.
    private func follow(_ service: RequestService, _ store: any Store, _ session: RequestSession) async throws {
        let stop = StopSignal()
        let zone = session.rulebook.timeZone
        let moment = DecisionMoment.current(timeZone: zone)
        let filter = filter(of: session.actor, at: moment)
        let followsClock = overdue && dueBefore == nil
        var list = try await LiveWorklist(
            { moment in
                var filter = filter
                if followsClock { filter.dueBefore = moment.now }
                return filter
            }, of: service, feed: store, at: moment)
        switch session.format {
        case .text: session.print(RequestReport.worklist(list.entries, session: session))
        case .json:
            let came = list.entries.map { WorklistChange(kind: .came, entry: $0) }
            session.print(RequestReport.changes(came, of: list.entries, at: moment, session: session))
        }
        try await StoreOutage.outlasting(stop) {
            let seconds = list.secondsUntilNext(DecisionMoment.current(timeZone: zone).now)
            try await stop.whileGoing { [list] in try await list.wait(store, seconds: seconds) }
            guard !stop.isSet else { return }
            let moment = DecisionMoment.current(timeZone: zone)
            let changes = try await list.refresh(at: moment)
            guard !changes.isEmpty else { return }
            session.print(RequestReport.changes(changes, of: list.entries, at: moment, session: session))
        } telling: { bag in
            Console.show(bag, sources: session.sources, format: session.format, language: session.language)
        }
    }
}
