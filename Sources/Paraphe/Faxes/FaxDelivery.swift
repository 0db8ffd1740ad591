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

    /// What came of handing a fax over.
    private struct Handing {
        var outcome: WorkOutcome
        /// How it is called where it is now.
        var messageID: String?
        var job: String?
        /// By whoever has it.
        var said = ""
    }

    /// Does what is due now; see ``DeliveryService/run(now:isStopped:progress:report:)``.
    package func run(
        now moment: @Sendable () -> DecisionMoment, isStopped: @Sendable () -> Bool = { false }, progress: ProgressListener? = nil,
        report: @escaping @Sendable (DeliveryLine) -> Void
    ) async throws -> DeliverySummary {
        var courier: MailCourier? = if let mail, let server { MailCourier(to: server, limits: mail.limits) } else { nil }
        let seconds = Double(settings.programSeconds) + (mail?.limits.messageSeconds ?? 0) + 60
        let summary = try await QueueWorker(
            requests.outbox.faxes, of: store, seconds: seconds, retries: settings.retries, report: report
        ).run(now: moment, isStopped: isStopped, progress: progress, counting: .faxes) { item, now in
            try await deliver(item, by: &courier, at: now)
        }
        await courier?.close()
        return summary
    }

    private func deliver(_ item: WorkItem, by courier: inout MailCourier?, at moment: DecisionMoment) async throws -> WorkAttempt {
        guard let job = FaxJob(item) else {
            return .unreadable(DeliveryLine(.dead, of: item, fax: DeliveryLine.Fax(number: "", job: nil)))
        }
        let handing: Handing
        do {
            // The pages are there, whoever takes them.
            let pages = try requests.blobs.get(file(of: job))
            switch settings.route {
            case .gateway(let pattern): handing = try await mailed(job, pages, to: pattern, &courier)
            case .program(let path, let arguments): handing = await handed(job, to: path, arguments)
            }
        } catch let error as DiagnosticsError {
            handing = Handing(outcome: .never((error.bag.diagnostics.first ?? DeliveryDiagnostics.unreadable(job.key)).message))
        }
        var line = DeliveryLine(
            .later, of: item, dossierID: job.dossierID, subject: job.document, language: job.language,
            fax: DeliveryLine.Fax(number: job.number, job: handing.job))
        line.messageID = handing.messageID
        var attempt = WorkAttempt(handing.outcome, line, since: job.at)
        attempt.record = { reason in record(job, handing, reason, attempts: item.attempts, at: moment) }
        return attempt
    }

    /// The pages as they go out, among the documents of the store.
    private func file(of job: FaxJob) -> String { settings.format == .pdf ? job.pdf : job.tiff }

    // MARK: - The two routes

    private func values(_ job: FaxJob) -> [(name: String, value: String)] {
        let national = FaxNumber("+" + job.number)?.national ?? job.number
        return [
            ("number", job.number), ("national", national), ("pages", String(job.pageCount)),
            ("id", job.identifier(pack: requests.rulebook.name)),
        ]
    }

    private func mailed(
        _ job: FaxJob, _ pages: [UInt8], to pattern: String, _ courier: inout MailCourier?
    ) async throws -> Handing {
        guard let mail, var sending = courier else {
            return Handing(outcome: .halted(FaxSendingDiagnostics.noSetting(), mayPass: false))
        }
        let message = try await message(job, pages, to: pattern, mail)
        let answer = try await sending.send(message)
        courier = sending
        return Handing(outcome: answer.outcome, messageID: message.messageID, said: answer.said ?? "")
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
            // Without the data nobody can say what is confidential: nothing goes out.
            guard let data = try? ValueCodec.decode(requests.blobs.get(job.data)) else {
                throw DiagnosticsError(DeliveryDiagnostics.unreadable(job.key))
            }
            found.append(ConfidentialValues(data, fields: definition.data))
        }
        if let dossier = try await requests.load(job.dossierID) {
            found.append(ConfidentialValues(of: dossier, in: try requests.under(dossier).rulebook))
        }
        return found
    }

    private func handed(_ job: FaxJob, to path: String, _ arguments: [String]) async -> Handing {
        let file = requests.blobs.path(of: file(of: job))
        let whole = file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file
        let values = values(job) + [("file", whole)]
        let program = FaxProgram(path: path, seconds: settings.programSeconds)
        switch await program.run(arguments.map { FaxSettings.filled($0, values) }) {
        case .taken(let name, let said): return Handing(outcome: .sent, job: name, said: said)
        case .absent: return Handing(outcome: .halted(FaxSendingDiagnostics.noProgram(path), mayPass: false))
        case .tooSlow:
            return Handing(outcome: .later(FaxSendingDiagnostics.programTooSlow(path, seconds: settings.programSeconds).message))
        case .failed(let status, let said):
            let fault = FaxSendingDiagnostics.programFailed(path, status: status, words: said).message
            return Handing(outcome: settings.finalCodes.contains(status) ? .never(fault) : .later(fault))
        }
    }

    /// What became of the fax: of one that was given up, why.
    private func record(
        _ job: FaxJob, _ handing: Handing, _ reason: Bilingual?, attempts: Int64, at moment: DecisionMoment
    ) -> DeliveryRecord {
        var entries: [(String, Value)] = [
            ("at", .timestamp(moment.now)), ("document", .string(job.document)), ("count", .int(Int64(job.count))),
            ("number", .string(job.number)), ("pages", .int(Int64(job.pageCount))), ("attempts", .int(attempts)),
            ("sha256", .string(file(of: job))), ("said", .string(reason?.en ?? handing.said)),
        ]
        if reason == nil {
            if let messageID = handing.messageID { entries.append(("messageID", .string(messageID))) }
            if let name = handing.job { entries.append(("job", .string(name))) }
        }
        return DeliveryRecord(
            type: (reason == nil ? FaxRecord.Step.sent : .refused).rawValue, dossierID: job.dossierID,
            identifier: job.identifier(pack: requests.rulebook.name), entries: entries)
    }
}
