import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// What became of a fax, as the stream beside a dossier's history tells it.
package struct FaxRecord: Sendable {
    package enum Step: String, Sendable {
        case queued = "fax-queued"
        case sent = "fax-sent"
        case refused = "fax-refused"
    }

    package let step: Step
    package let at: Timestamp
    package let document: String
    package let count: Int
    /// Digits; of all receivers for one that was put into the queue.
    package let number: String
    package let pages: Int
    /// What a program calls its job.
    package let job: String?
    package let messageID: String?
    package let said: String
    /// Digests of what was put among the documents of the store for it.
    let files: [String]

    init?(_ event: RecordedEvent) {
        guard let step = Step(rawValue: event.type), let record = try? ValueCodec.decode(event.data),
            case .timestamp(let at)? = record.field("at"), let document = record.field("document")?.stringValue
        else { return nil }
        func whole(_ name: String) -> Int { if case .int(let number)? = record.field(name) { Int(clamping: number) } else { 0 } }
        self.step = step
        self.at = at
        self.document = document
        count = whole("count")
        number = record.field("number")?.stringValue ?? ""
        pages = whole("pages")
        job = record.field("job")?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        messageID = record.field("messageID")?.stringValue
        said = record.field("said")?.stringValue ?? ""
        files = ["pdf", "tiff", "data"].compactMap { record.field($0)?.stringValue }.filter { !$0.isEmpty }
    }
}

extension RequestService {
    /// The faxes of a dossier, or of a name that a fax of plain data was given, in the order of what happened.
    package func faxes(of id: String) async throws(RequestError) -> [FaxRecord] {
        do throws(JournalError) {
            var found: [FaxRecord] = []
            var last: Int64 = 0
            while true {
                let events = try await journal.read(
                    StreamID(DeliveryService.streamPrefix + id), after: last, limit: JournalLimits.eventsPerRead)
                found += events.compactMap(FaxRecord.init)
                guard events.count == JournalLimits.eventsPerRead, let end = events.last else { return found }
                last = end.streamVersion
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// Puts a fax that was made apart from an action into the queue, with a word of it beside the dossier's history.
    ///
    /// - Parameter command: the same for a repetition, which does nothing.
    /// - Returns: the names of the work.
    package func send(
        _ fax: StoredFax, of id: String, command: String, at moment: DecisionMoment
    ) async throws(RequestError) -> [String] {
        for _ in 0..<Self.mostAttempts {
            let earlier = try await faxes(of: id)
            let made = try await load(id)?.documents.filter { $0.definition == fax.document }.map(\.number).max() ?? 0
            let queued = earlier.filter { $0.step == .queued && $0.document == fax.document }.map(\.count).max() ?? 0
            let jobs = fax.jobs(dossierID: id, count: max(made, queued) + 1, at: moment.now)
            let stream = StreamID(DeliveryService.streamPrefix + id)
            do throws(JournalError) {
                let version = try await journal.version(of: stream)
                let receipt = try await journal.append(
                    [
                        NewEvent(
                            type: FaxRecord.Step.queued.rawValue, version: 1,
                            data: ValueCodec.encode(
                                .record([
                                    ("at", .timestamp(moment.now)), ("document", .string(fax.document)),
                                    ("count", .int(Int64(max(made, queued) + 1))),
                                    ("number", .string(fax.numbers.map(\.digits).joined(separator: ", "))),
                                    ("pages", .int(Int64(fax.pageCount))), ("pdf", .string(fax.pdf)), ("tiff", .string(fax.tiff)),
                                    ("data", .string(fax.data)),
                                ])))
                    ], to: stream, expecting: .exactly(version), command: CommandID(command), enqueuing: jobs.map(outbox.work))
                _ = receipt
                return jobs.map(\.key)
            } catch {
                if error.code == .versionConflict { continue }
                throw RequestError(RequestDiagnostics.journal(error))
            }
        }
        throw RequestError(RequestDiagnostics.contention(id))
    }
}
