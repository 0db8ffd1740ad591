import CEL
import CivilTime
import Diagnostics
import Foundation
import Journal
import Mail
import Rules
import Workflow

/// Hands the faxes of the outbox to a gateway or to a program, each at least once and under a name of its own.
package struct FaxDelivery: Sendable {
    private let store: any Store
    private let requests: RequestService
    private let settings: FaxSettings
    private let mail: MailSettings?
    private let server: MailServer?
    private var outbox: Outbox { requests.outbox }

    /// - Parameters:
    ///   - requests: the service of the same store; its documents are the pages.
    ///   - mail: for a gateway.
    package init(store: any Store, requests: RequestService, settings: FaxSettings, mail: MailSettings?, server: MailServer?) {
        self.store = store
        self.requests = requests
        self.settings = settings
        self.mail = mail
        self.server = server
    }

    private enum Outcome {
        /// How it is called where it is now, who has it, and what was said.
        case sent(messageID: String?, job: String?, said: String)
        case later(Bilingual)
        case dead(Bilingual)
        /// Nothing can be sent now.
        case failed(Diagnostic, mayPass: Bool)
    }

    /// Does what is due now; see ``DeliveryService/run(now:isStopped:report:)``.
    package func run(
        now moment: @Sendable () -> DecisionMoment, isStopped: @Sendable () -> Bool = { false }, report: @Sendable (DeliveryLine) -> Void
    ) async throws -> DeliverySummary {
        var summary = DeliverySummary()
        var session: SMTPSession?
        while !isStopped(), summary.failure == nil, let lease = try await take(moment()) {
            let now = moment()
            guard let job = FaxJob(lease.item) else {
                let fault = DeliveryDiagnostics.unreadable(lease.item.key)
                try await store.fail(lease, reason: fault.message.en, retryAt: nil, at: WorkTime(now.now))
                report(line(.dead, lease, nil, reason: fault.message))
                summary.deadCount += 1
                continue
            }
            switch try await attempt(job, &session) {
            case .sent(let messageID, let name, let said):
                try await record("fax-sent", job, lease, now, messageID: messageID, name: name, said: said)
                guard try await store.complete(lease, at: WorkTime(now.now)) else { continue }
                report(line(.sent, lease, job, messageID: messageID, name: name))
                summary.sentCount += 1
            case .dead(let why):
                try await bury(job, lease, now, why, report)
                summary.deadCount += 1
            case .later(let why):
                guard let wait = settings.retries.wait(after: lease.item.attempts, ageSeconds: now.now.seconds - job.at.seconds) else {
                    let words = DeliveryDiagnostics.givenUp(lease.item.key, attempts: lease.item.attempts).message
                    try await bury(job, lease, now, Bilingual(fr: "\(words.fr) (\(why.fr))", en: "\(words.en) (\(why.en))"), report)
                    summary.deadCount += 1
                    continue
                }
                try await putOff(job, lease, now, why, seconds: wait, report)
                summary.laterCount += 1
            case .failed(let fault, let mayPass):
                let wait = settings.retries.wait(after: lease.item.attempts, ageSeconds: 0) ?? settings.retries.firstSeconds
                try await putOff(job, lease, now, fault.message, seconds: wait, report)
                summary.laterCount += 1
                (summary.failure, summary.mayPass) = (fault, mayPass)
            }
        }
        await session?.close()
        return summary
    }

    private func take(_ moment: DecisionMoment) async throws(JournalError) -> WorkLease? {
        var seconds = Double(settings.programSeconds)
        if let limits = mail?.limits { seconds += limits.connectSeconds + limits.replySeconds * 8 + limits.finalReplySeconds }
        return try await store.lease(
            from: outbox.faxes, limit: 1, at: WorkTime(moment.now), forMilliseconds: Int64(seconds + 60) * 1_000
        ).first
    }

    // MARK: - The two routes

    private func attempt(_ job: FaxJob, _ session: inout SMTPSession?) async throws -> Outcome {
        let bytes: [UInt8]
        do throws(DiagnosticsError) {
            bytes = try requests.blobs.get(settings.format == .pdf ? job.pdf : job.tiff)
        } catch {
            return .dead(error.bag.diagnostics.first?.message ?? DeliveryDiagnostics.unreadable(job.key).message)
        }
        switch settings.route {
        case .gateway(let pattern): return try await mailed(job, bytes, to: pattern, &session)
        case .program(let path, let arguments): return await handed(job, to: path, arguments)
        }
    }

    private func values(_ job: FaxJob) -> [(name: String, value: String)] {
        let national = FaxNumber("+" + job.number)?.national ?? job.number
        return [
            ("number", job.number), ("national", national), ("pages", String(job.pageCount)),
            ("id", job.identifier(pack: requests.rulebook.name)),
        ]
    }

    private func mailed(_ job: FaxJob, _ bytes: [UInt8], to pattern: String, _ session: inout SMTPSession?) async throws -> Outcome {
        guard let mail, let server else { return .failed(FaxSendingDiagnostics.noSetting(), mayPass: false) }
        let message: MailMessage
        let written: [UInt8]
        do {
            message = try await self.message(job, bytes, to: pattern, mail)
            written = try MessageWriter.bytes(message, limits: mail.limits)
        } catch let error as DiagnosticsError {
            return .dead((error.bag.diagnostics.first ?? DeliveryDiagnostics.unreadable(job.key)).message)
        }
        do throws(SMTPFailure) {
            let outcome: SMTPSession.Outcome
            if let open = session, await open.isAlive() {
                outcome = try await open.send(written, from: message.from.address, to: message.to.map(\.address))
            } else {
                let fresh = try await SMTPSession.open(server, limits: mail.limits)
                session = fresh
                outcome = try await fresh.send(written, from: message.from.address, to: message.to.map(\.address))
            }
            switch outcome {
            case .accepted(let reply): return .sent(messageID: message.messageID, job: nil, said: reply.text)
            case .later(let reply): return .later(MailDiagnostics.answer(reply, server: server.name).message)
            case .refused(let reply): return .dead(MailDiagnostics.answer(reply, server: server.name).message)
            }
        } catch {
            session = nil
            return .failed(MailDiagnostics.failure(error, server: server), mayPass: error.mayPass)
        }
    }

    /// A mail that says nothing but that a fax is attached.
    private func message(_ job: FaxJob, _ bytes: [UInt8], to pattern: String, _ mail: MailSettings) async throws -> MailMessage {
        let identifier = job.identifier(pack: requests.rulebook.name)
        let language = Language(tag: job.language) ?? .french
        let values = values(job)
        let subject = FaxSettings.filled(settings.subject[language], values)
        let text = FaxSettings.filled(settings.text[language], values) + "\n"
        let name = "fax-\(identifier.prefix(12)).\(settings.format.rawValue)"
        if try await confidential(job).contains(where: { $0.occur(in: subject) || $0.occur(in: text) || $0.occur(in: name) }) {
            throw DiagnosticsError(FaxSendingDiagnostics.confidential(job.key))
        }
        let zone = CivilTimeZone(requests.rulebook.timeZone) ?? .utc
        guard let date = LocalDateTime(epochSeconds: job.at.seconds, in: zone) else {
            throw DiagnosticsError(DeliveryDiagnostics.unreadable(job.key))
        }
        return MailMessage(
            from: mail.from, replyTo: mail.replyTo, to: [Mailbox(address: try MailAddress(FaxSettings.filled(pattern, values)))],
            subject: subject, text: text,
            attachments: [
                MailMessage.Attachment(name: name, mediaType: settings.format == .pdf ? "application/pdf" : "image/tiff", bytes: bytes)
            ],
            identifier: identifier, date: date, language: language)
    }

    /// What no mail about the fax may say: what is confidential in its data, and in its dossier.
    private func confidential(_ job: FaxJob) async throws -> [ConfidentialValues] {
        var found: [ConfidentialValues] = []
        if let definition = requests.rulebook.documents[job.document], !job.data.isEmpty {
            let data = (try? ValueCodec.decode(requests.blobs.get(job.data))) ?? .record([])
            found.append(ConfidentialValues(data, fields: definition.data))
        }
        if let dossier = try await requests.load(job.dossierID) { found.append(ConfidentialValues(of: dossier, in: requests.rulebook)) }
        return found
    }

    private func handed(_ job: FaxJob, to path: String, _ arguments: [String]) async -> Outcome {
        let file = requests.blobs.path(of: settings.format == .pdf ? job.pdf : job.tiff)
        let whole = file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file
        let values = values(job) + [("file", whole)]
        let program = FaxProgram(path: path, seconds: settings.programSeconds)
        switch await program.run(arguments.map { FaxSettings.filled($0, values) }) {
        case .taken(let name, let said): return .sent(messageID: nil, job: name, said: said)
        case .absent: return .failed(FaxSendingDiagnostics.noProgram(path), mayPass: false)
        case .tooSlow: return .later(FaxSendingDiagnostics.programTooSlow(path, seconds: settings.programSeconds).message)
        case .failed(let status, let said):
            let fault = FaxSendingDiagnostics.programFailed(path, status: status, words: said).message
            return settings.finalCodes.contains(status) ? .dead(fault) : .later(fault)
        }
    }

    // MARK: - Outcomes

    private func line(
        _ outcome: DeliveryLine.Outcome, _ lease: WorkLease, _ job: FaxJob?, messageID: String? = nil, name: String? = nil,
        retryAt: Int64? = nil, reason: Bilingual? = nil
    ) -> DeliveryLine {
        DeliveryLine(
            outcome: outcome, key: lease.item.key, dossierID: job?.dossierID ?? "", subject: job?.document ?? "", person: nil,
            messageID: messageID, language: job?.language, attempts: lease.item.attempts, retryAtSeconds: retryAt, reason: reason,
            fax: DeliveryLine.Fax(number: job?.number ?? "", job: name))
    }

    private func putOff(
        _ job: FaxJob, _ lease: WorkLease, _ moment: DecisionMoment, _ why: Bilingual, seconds: Int64,
        _ report: @Sendable (DeliveryLine) -> Void
    ) async throws {
        let now = WorkTime(moment.now)
        try await store.fail(lease, reason: why.en, retryAt: now.advanced(byMilliseconds: seconds * 1_000), at: now)
        report(line(.later, lease, job, retryAt: moment.now.seconds + seconds, reason: why))
    }

    private func bury(
        _ job: FaxJob, _ lease: WorkLease, _ moment: DecisionMoment, _ why: Bilingual, _ report: @Sendable (DeliveryLine) -> Void
    ) async throws {
        try await record("fax-refused", job, lease, moment, messageID: nil, name: nil, said: why.en)
        try await store.fail(lease, reason: why.en, retryAt: nil, at: WorkTime(moment.now))
        report(line(.dead, lease, job, reason: why))
    }

    /// An event beside the dossier's history.
    private func record(
        _ type: String, _ job: FaxJob, _ lease: WorkLease, _ moment: DecisionMoment, messageID: String?, name: String?, said: String
    ) async throws(JournalError) {
        var entries: [(String, Value)] = [
            ("at", .timestamp(moment.now)), ("document", .string(job.document)), ("count", .int(Int64(job.count))),
            ("number", .string(job.number)), ("pages", .int(Int64(job.pageCount))), ("attempts", .int(lease.item.attempts)),
            ("sha256", .string(settings.format == .pdf ? job.pdf : job.tiff)), ("said", .string(said)),
        ]
        if let messageID { entries.append(("messageID", .string(messageID))) }
        if let name { entries.append(("job", .string(name))) }
        _ = try await store.append(
            [NewEvent(type: type, version: 1, data: ValueCodec.encode(.record(entries)))],
            to: StreamID(DeliveryService.streamPrefix + job.dossierID), expecting: .any,
            command: CommandID("\(type):\(job.identifier(pack: requests.rulebook.name)):\(lease.item.attempts)"))
    }
}
