import ArgumentParser
import CEL
import Diagnostics
import Dispatch
import Foundation
import Journal
import Mail
import Paraphe
import Rules
import Synchronization
import Workflow

/// Does what the outbox of a store holds: reminds of delays, and sends notifications by mail.
struct DeliverCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "deliver", abstract: DeliveryWords.deliver[CLIWords.language],
            discussion: DeliveryWords.discussion[CLIWords.language])
    }

    /// How long to wait when nothing is due: others may put something in at any moment.
    private static let pollSeconds = 5.0
    /// How long to wait for a mail server that cannot be used.
    private static let faultSeconds = 60.0

    @OptionGroup var place: StoreOptions
    @OptionGroup var mail: MailOptions
    @Flag(help: ArgumentHelp(DeliveryWords.watchHelp[CLIWords.language])) var watch = false
    @Flag(help: ArgumentHelp(DeliveryWords.remindOnlyHelp[CLIWords.language])) var remindOnly = false
    @Flag(help: ArgumentHelp(DeliveryWords.planHelp[CLIWords.language])) var plan = false
    @Flag(help: ArgumentHelp(DeliveryWords.listHelp[CLIWords.language])) var list = false
    @Option(help: ArgumentHelp(DeliveryWords.reviveHelp[CLIWords.language], valueName: "key")) var revive: [String] = []
    @Option(help: ArgumentHelp(CLIWords.formatHelp[CLIWords.language])) var format: OutputFormat = .text

    func validate() throws {
        if watch, place.at != nil { throw ValidationError(DeliveryWords.watchOrAt[CLIWords.language]) }
        if !remindOnly, !list, mail.isEmpty { throw ValidationError(DeliveryWords.noServer[CLIWords.language]) }
    }

    func run() async throws {
        try await RequestRun.run(place, as: nil, format: format) { session in
            // The pages of faxes are documents of the store.
            let (requests, store) = try await session.openStore(list && revive.isEmpty ? .reading : .writing)
            let language = session.language
            let zone = session.rulebook.timeZone
            let fixed = place.at.map { _ in session.moment }
            let now: @Sendable () -> DecisionMoment = { fixed ?? .current(timeZone: zone) }
            let report: @Sendable (DeliveryLine) -> Void = { line in
                Console.print(DeliveryReport.line(line, format: format, language: language))
            }
            if plan {
                let count = try await DeadlineWatch(store: store, requests: requests).plan(at: now())
                Console.complain(DeliveryWords.planned(count)[language] + "\n")
            }
            if remindOnly {
                _ = try await DeadlineWatch(store: store, requests: requests).run(at: now(), report: report)
                return try store.close()
            }
            let settings = mail.isEmpty ? DeliverySettings(mail: nil) : try mail.settings(shelf: session.shelf)
            let server = settings.mail.map { $0.server(password: mail.password($0)) }
            let service = try self.service(store, requests, settings)
            let faxes = settings.fax.map {
                FaxDelivery(store: store, requests: requests, settings: $0, mail: settings.mail, server: server)
            }
            for key in revive { try await service.revive(key, at: now()) }
            if list {
                for item in try await service.waiting() {
                    Console.print(DeliveryReport.item(item, format: format, language: language))
                }
                return try store.close()
            }
            let stop = watch ? StopSignal() : nil
            var isWell = true
            while true {
                let isStopped: @Sendable () -> Bool = { stop?.isSet ?? false }
                var summary = DeliverySummary()
                if settings.mail != nil {
                    summary = try await service.run(now: now, isStopped: isStopped, report: report)
                } else {
                    _ = try await DeadlineWatch(store: store, requests: requests).run(at: now(), report: report)
                }
                if let faxes {
                    summary = summary.adding(try await faxes.run(now: now, isStopped: isStopped, report: report))
                } else if try await store.nextDue(in: requests.outbox.faxes) != nil {
                    var bag = DiagnosticBag()
                    bag.append(FaxSendingDiagnostics.noSetting(.warning))
                    Console.show(bag, sources: session.sources, format: format, language: language)
                }
                isWell = summary.deadCount == 0 && summary.failure == nil
                if let failure = summary.failure {
                    var bag = DiagnosticBag()
                    bag.append(failure)
                    Console.show(bag, sources: session.sources, format: format, language: language)
                }
                guard let stop, !stop.isSet else { break }
                try await stop.wait(seconds: summary.failure == nil ? try await pause(service, now()) : Self.faultSeconds)
                if stop.isSet { break }
            }
            try store.close()
            if !isWell, stop == nil { throw ExitCode.failure }
        }
    }

    private func service(_ store: any Store, _ requests: RequestService, _ settings: DeliverySettings) throws -> DeliveryService {
        let settings = try settings.mail ?? MailOptions.forLists()
        return DeliveryService(
            store: store, requests: requests, settings: settings, server: settings.server(password: mail.password(settings)))
    }

    private func pause(_ service: DeliveryService, _ moment: DecisionMoment) async throws -> Double {
        guard let next = try await service.nextDue() else { return Self.pollSeconds }
        return min(max(Double(next.milliseconds - WorkTime(moment.now).milliseconds) / 1_000, 0.1), Self.pollSeconds)
    }
}

/// Whether somebody asked the program to end: the message on its way is finished first.
///
/// Unchecked: the sources are made once and only kept.
final class StopSignal: @unchecked Sendable {
    private let flag: Flag
    private let sources: [any DispatchSourceSignal]

    private final class Flag: Sendable {
        let isSet = Mutex(false)
    }

    init() {
        let flag = Flag()
        self.flag = flag
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { flag.isSet.withLock { $0 = true } }
            source.resume()
            return source
        }
    }

    var isSet: Bool { flag.isSet.withLock { $0 } }

    func wait(seconds: Double) async throws {
        var left = seconds
        while left > 0, !isSet {
            try await Task.sleep(for: .milliseconds(Int(min(left, 0.2) * 1_000)))
            left -= 0.2
        }
    }
}
