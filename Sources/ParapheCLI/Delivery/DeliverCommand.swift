import ArgumentParser
import CEL
import Diagnostics
import Foundation
import Journal
import Mail
import Paraphe
import Rules
import Workflow

/// Does what the outbox of a store holds: reminds of delays, and sends notifications by mail.
struct DeliverCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "deliver", abstract: DeliveryWords.deliver[CLIWords.language],
            discussion: DeliveryWords.discussion[CLIWords.language])
    }

    /// How long to wait for word of new work, when nothing is due before: should word be lost, the work is found then.
    private static let wordSeconds = 60.0
    /// Work that is due and cannot be taken yet is looked for again after this.
    private static let shortestSeconds = 0.1
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
    @OptionGroup var progress: ProgressOption

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
            // What goes on for ever is never half done.
            let bar = watch || list ? nil : progress.begin(language)
            defer { bar?.end() }
            let listener: ProgressListener = bar?.listener ?? { @Sendable _ in }
            if plan {
                let count = try await DeadlineWatch(store: store, requests: requests).plan(at: now(), progress: listener)
                Console.complain(DeliveryWords.planned(count)[language] + "\n")
            }
            let settings = mail.isEmpty || remindOnly ? DeliverySettings(mail: nil) : try mail.settings(shelf: session.shelf)
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
            let counting = bar.flatMap { $0.isShown ? $0.listener : nil }
            let stop = watch ? StopSignal() : nil
            var isWell = true
            var hasToldOfFaxes = false
            let queues = requests.outbox.queues(mail: settings.mail != nil, faxes: faxes != nil)

            /// Does what is due, and waits until there may be more when it is to go on.
            func round() async throws {
                let isStopped: @Sendable () -> Bool = { stop?.isSet ?? false }
                // What is put in while this looks for work ends the wait at once.
                let mark = try await store.workMark()
                var summary = DeliverySummary()
                if settings.mail != nil {
                    summary = try await service.run(now: now, isStopped: isStopped, progress: counting, report: report)
                } else {
                    _ = try await DeadlineWatch(store: store, requests: requests).run(at: now(), progress: listener, report: report)
                }
                if let faxes {
                    summary = summary.adding(try await faxes.run(now: now, isStopped: isStopped, progress: counting, report: report))
                } else if !remindOnly, !hasToldOfFaxes, try await store.nextDue(in: requests.outbox.faxes) != nil {
                    hasToldOfFaxes = true
                    show(FaxSendingDiagnostics.noSetting(.warning), session)
                }
                isWell = summary.deadCount == 0 && summary.failure == nil
                if let failure = summary.failure { show(failure, session) }
                guard let stop else { return }
                if summary.failure != nil {
                    await stop.wait(seconds: Self.faultSeconds)
                } else {
                    let seconds = try await pause(service, queues, now())
                    try await stop.whileGoing { try await store.waitForWork(since: mark, seconds: seconds) }
                }
            }

            if let stop {
                try await StoreOutage.outlasting(stop, round) { bag in
                    Console.show(bag, sources: session.sources, format: format, language: language)
                }
            } else {
                try await round()
            }
            try store.close()
            if !isWell, stop == nil { throw ExitCode.failure }
        }
    }

    private func show(_ diagnostic: Diagnostic, _ session: RequestSession) {
        var bag = DiagnosticBag()
        bag.append(diagnostic)
        Console.show(bag, sources: session.sources, format: format, language: session.language)
    }

    private func service(_ store: any Store, _ requests: RequestService, _ settings: DeliverySettings) throws -> DeliveryService {
        let settings = try settings.mail ?? MailOptions.forLists()
        return DeliveryService(
            store: store, requests: requests, settings: settings, server: settings.server(password: mail.password(settings)))
    }

    private func pause(_ service: DeliveryService, _ queues: [String], _ moment: DecisionMoment) async throws -> Double {
        guard let next = try await service.nextDue(in: queues) else { return Self.wordSeconds }
        return min(max(Double(next.milliseconds - WorkTime(moment.now).milliseconds) / 1_000, Self.shortestSeconds), Self.wordSeconds)
    }
}
