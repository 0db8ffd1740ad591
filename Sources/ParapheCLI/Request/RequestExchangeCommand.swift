import ArgumentParser
import Diagnostics
import Journal
import Paraphe
import Rules

/// Writes a dossier for another system, or does an action with what another system sent.
struct RequestExchangeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "exchange", abstract: RequestWords.exchange[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(RequestWords.exchangeHelp[CLIWords.language])) var exchange: String
    @Argument(help: ArgumentHelp(RequestWords.dossierHelp[CLIWords.language])) var dossier: String?
    @Option(help: ArgumentHelp(RequestWords.fromHelp[CLIWords.language], valueName: "file.json")) var from: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(RequestWords.exchangeOutputHelp[CLIWords.language])) var output: String?
    @Option(name: .customLong("command"), help: ArgumentHelp(RequestWords.commandHelp[CLIWords.language], valueName: "id"))
    var commandID: String?
    @OptionGroup var options: RequestOptions

    func validate() throws {
        if dossier == nil, from == nil { throw ValidationError(RequestWords.dossierOrFile[CLIWords.language]) }
    }

    func run() async throws {
        try await RequestRun.run(options) { session in
            if let from { try await receive(from, session) } else if let dossier { try await send(dossier, session) }
        }
    }

    private func send(_ dossier: String, _ session: RequestSession) async throws {
        let (service, journal) = try await session.open(.writing)
        let document = try await service.export(
            exchange, of: dossier, by: session.actor, in: session.language, at: session.moment)
        try await session.note(.export, of: dossier, detail: exchange, by: service)
        try journal.close()
        if let output {
            try FileAccess.write(document.bytes, to: output)
        } else {
            session.print(String(decoding: document.bytes, as: UTF8.self))
        }
    }

    private func receive(_ path: String, _ session: RequestSession) async throws {
        let message = try session.shelf.read(path)
        let action = session.rulebook.exchanges[exchange]?.action.flatMap { session.rulebook.actions[$0.id] }
        // What is refused leaves no file behind.
        let (service, journal) = try await session.open(action?.isCreation ?? true ? .creating : .writing)
        let (order, warnings) = try service.order(
            from: message, by: exchange, commandID: commandID, dossierID: dossier, person: session.actor, in: session.language,
            at: session.moment)
        Console.show(warnings, sources: session.sources, format: session.format, language: session.language)
        let outcome = try await service.act(order, at: session.moment)
        try journal.close()
        session.print(RequestReport.outcome(outcome, service: service, session: session))
    }
}
