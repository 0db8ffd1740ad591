import ArgumentParser
import CEL
import Diagnostics
import Foundation
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
    @Flag(help: ArgumentHelp(ApplyWords.progressHelp[CLIWords.language])) var progress = false
    @Option(help: ArgumentHelp(RequestWords.keyHelp[CLIWords.language], valueName: "key.pem")) var key: String?
    @Option(help: ArgumentHelp(CLIWords.chainHelp[CLIWords.language], valueName: "chain.pem")) var cert: String?
    @OptionGroup var secrets: SecretOptions

    func validate() throws {
        let language = CLIWords.language
        if key == nil, cert != nil { throw ValidationError(RequestWords.keyAndCertificate[language]) }
        if key != nil, person == nil { throw ValidationError(ApplyWords.keyNeedsPerson[language]) }
    }

    func run() async throws {
        try await RequestRun.run(place, as: person, format: .json) { session in
            let input = try CommandInput(commands)
            let (service, journal) = try await session.open(
                .creating, makers: try RequestMaker.makers(session, key: key, certificates: cert, secrets: secrets.source))
            let fixed = place.at.flatMap { Timestamp($0) }
            let application = CommandApplication(service: service, sources: session.sources, defaultPerson: person) {
                fixed ?? DecisionMoment.current(timeZone: service.rulebook.timeZone).now
            }
            var counts: [CommandApplication.Status: Int] = [:]
            var line = ProgressLine(isForced: progress)
            var splitter = CommandLineSplitter()
            var number = 0
            reading: while true {
                let piece = try input.read()
                let lines = piece.isEmpty ? splitter.finish().map { [$0] } ?? [] : splitter.take(piece)
                for text in lines {
                    number += 1
                    guard let answer = await application.answer(text, number: number) else { continue }
                    session.print(answer.text)
                    counts[answer.status, default: 0] += 1
                    line.tell(ApplyWords.progress(number, percent: input.percent)[session.language])
                    if stop, answer.status != .done { break reading }
                }
                if piece.isEmpty { break }
            }
            try journal.close()
            line.end()
            Console.complain(ApplyWords.summary(counts)[session.language] + "\n")
            if counts.contains(where: { $0.key != .done && $0.value > 0 }) { throw ExitCode.failure }
        }
    }
}

/// A file of commands, or the standard input, in pieces as they come: who waits for an answer before the next command gets it.
private final class CommandInput {
    private static let pieceBytes = 1 << 16

    private let descriptor: Int32
    private let name: String
    /// Nil for what has no length.
    private let length: Int?
    private var position = 0

    init(_ name: String) throws(DiagnosticsError) {
        self.name = name
        if name == "-" {
            (descriptor, length) = (STDIN_FILENO, nil)
            return
        }
        // One that is no file says why in the words of all commands.
        if !FileAccess.exists(name) || FileAccess.isFolder(name) { _ = try FileAccess.read(name) }
        descriptor = open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiagnosticsError(FileDiagnostics.unreadable(name)) }
        var status = stat()
        length = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// How much has been read, of what has a length.
    var percent: Int? {
        length.flatMap { $0 > 0 ? min(100, position * 100 / $0) : nil }
    }

    /// The next bytes; empty at the end.
    func read() throws(DiagnosticsError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = Foundation.read(descriptor, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw DiagnosticsError(FileDiagnostics.unreadable(name)) }
            position += count
            return Array(bytes.prefix(count))
        }
    }
}
