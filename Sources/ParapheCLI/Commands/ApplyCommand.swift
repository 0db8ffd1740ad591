import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Rules
import Workflow

/// Runs a stream of commands.
struct ApplyCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "apply", abstract: ApplyWords.apply[CLIWords.language])
    }

    @Argument(help: ArgumentHelp(ApplyWords.commandsHelp[CLIWords.language], valueName: "commands.ndjson")) var commands: String
    @OptionGroup var place: StoreOptions
    @Option(name: .customLong("as"), help: ArgumentHelp(ApplyWords.asHelp[CLIWords.language], valueName: "person")) var person: String?
    @Flag(help: ArgumentHelp(ApplyWords.stopHelp[CLIWords.language])) var stop = false
    @OptionGroup var progress: ProgressOption
    @Option(help: ArgumentHelp(RequestWords.keyHelp[CLIWords.language], valueName: "key.pem")) var key: String?
    @Option(help: ArgumentHelp(CLIWords.chainHelp[CLIWords.language], valueName: "chain.pem")) var cert: String?
    @OptionGroup var secrets: SecretOptions
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: JSONFormat = .json

    func validate() throws {
        let language = CLIWords.language
        if key == nil, cert != nil { throw ValidationError(RequestWords.keyAndCertificate[language]) }
        if key != nil, person == nil { throw ValidationError(ApplyWords.keyNeedsPerson[language]) }
    }

    func run() async throws {
        try await RequestRun.run(place, as: person, format: .json) { session in
            let input = try CommandInput(commands)
            let bar = progress.begin(session.language)
            defer { bar.end() }
            // Counting lines takes a moment where running them takes minutes.
            let total = try bar.isShown ? input.lineCount() : nil
            let (service, journal) = try await session.open(
                .creating, makers: try RequestMaker.makers(session, key: key, certificates: cert, secrets: secrets.source))
            let fixed = place.at.flatMap { Timestamp($0) }
            let application = CommandApplication(service: service, sources: session.sources, defaultPerson: person) {
                fixed ?? DecisionMoment.current(timeZone: service.rulebook.timeZone).now
            }
            var counts: [CommandApplication.Status: Int] = [:]
            var splitter = CommandLineSplitter()
            var number = 0
            bar.tell(ProgressStep(.commands, 0, of: total))
            reading: while true {
                let piece = try input.read()
                let lines = piece.isEmpty ? splitter.finish().map { [$0] } ?? [] : splitter.take(piece)
                for text in lines {
                    number += 1
                    defer { bar.tell(ProgressStep(.commands, Int64(number), of: total)) }
                    guard let answer = await application.answer(text, number: number) else { continue }
                    session.print(answer.text)
                    counts[answer.status, default: 0] += 1
                    if stop, answer.status != .done { break reading }
                }
                if piece.isEmpty { break }
            }
            try journal.close()
            bar.end()
            Console.complain(ApplyWords.summary(counts)[session.language] + "\n")
            if counts.contains(where: { $0.key != .done && $0.value > 0 }) { throw ExitCode.failure }
        }
    }
}
