import CEL
import Crypto
import Diagnostics
import Journal
import Rules
import Workflow

/// Runs requests: reads dossiers from a journal, decides commands after a rulebook, stores what happened.
package struct RequestService: Sendable {
    /// How often a command is decided again because others wrote first.
    static let mostAttempts = 32
    /// Events of a dossier after which its snapshot is kept again; short histories have none.
    private static let snapshotInterval: Int64 = 250
    /// What the names of our streams begin with, so that a journal can hold other things too.
    package static let streamPrefix = "dossier:"

    package let rulebook: Rulebook
    package let blobs: BlobStore
    package let directory: any PersonDirectory
    let journal: any EventJournal
    let decider: Decider
    private let maker: (any DocumentMaker)?
    private let versions: (any PackVersions)?
    let format = EventFormat()

    /// - Parameters:
    ///   - packHash: digest of the pack in hexadecimal, which dossiers and documents name.
    ///   - blobs: where documents and attachments are kept: ``BlobStore/init(besideStore:)``.
    ///   - directory: who exists; the pack's own people when nil.
    ///   - versions: the packs under which dossiers began: each runs under its own. Without them, all run under this one.
    ///   - maker: makes the documents of actions; without one, events say only that they are due.
    ///   - wording: fills values into the words of rules; MessageFormat 2 when nil.
    package init(
        journal: any EventJournal, rulebook: Rulebook, packHash: String = "", blobs: BlobStore,
        versions: (any PackVersions)? = nil, directory: (any PersonDirectory)? = nil, maker: (any DocumentMaker)? = nil,
        wording: RuleWording? = nil
    ) {
        self.journal = journal
        self.rulebook = rulebook
        self.blobs = blobs
        self.directory = directory ?? PackDirectory(rulebook)
        self.maker = maker
        self.versions = versions
        decider = Decider(rulebook, packHash: packHash, wording: wording ?? .messages(timeZone: rulebook.timeZone))
    }

    /// The queues of this pack.
    package var outbox: Outbox { Outbox(pack: rulebook.name) }

    /// What seals the events of dossiers that will be erased one day.
    var keys: DossierKeys { DossierKeys(besideDocuments: blobs) }

    /// Digest of the pack that new dossiers follow.
    package var packHash: String { decider.packHash }

    /// The same store under the version of the pack that a dossier follows.
    package func under(_ dossier: Dossier?) throws(RequestError) -> RequestService {
        guard let versions, let dossier, dossier.packName == rulebook.name, dossier.packHash != packHash else { return self }
        let version: PackVersion?
        do throws(DiagnosticsError) {
            version = try versions.version(dossier.packHash)
        } catch {
            throw .faults(error.bag)
        }
        guard let version else { throw RequestError(RequestDiagnostics.versionMissing(dossier)) }
        return RequestService(
            journal: journal, rulebook: version.rulebook, packHash: version.hash, blobs: blobs, versions: versions,
            directory: directory.under(version.rulebook), maker: version.maker)
    }

    /// Does an action, or says every reason why not.
    package func act(_ order: RequestOrder, at moment: DecisionMoment) async throws(RequestError) -> RequestOutcome {
        _ = try person(order.person)
        if let repetition = try await repetition(of: order) { return repetition }
        var stored: [(field: String, record: Value)]?
        for _ in 0..<Self.mostAttempts {
            let dossier = try await load(order.dossierID)
            let service = try under(dossier)
            let attachments = if let stored { stored } else { try service.storeAttachments(order) }
            stored = attachments
            if let outcome = try await service.attempt(order, on: dossier, attachments, at: moment) { return outcome }
        }
        throw RequestError(RequestDiagnostics.contention(order.dossierID))
    }

    /// Decides on the dossier as it stands; nil when somebody else was faster.
    private func attempt(
        _ order: RequestOrder, on dossier: Dossier?, _ stored: [(field: String, record: Value)], at moment: DecisionMoment
    ) async throws(RequestError) -> RequestOutcome? {
        let actor = try person(order.person)
        let action = rulebook.actions[order.action]
        var command = command(order, actor, action, dossier, stored)
        var meanwhile: [HistoryEntry] = []
        if let dossier, let expected = order.expectedVersion, !dossier.isCurrent(expected) {
            let stale = try await stale(command, expected, dossier, at: moment)
            guard order.onStale == .retryIfPossible, stale.isStillPossible else { throw .stale(stale) }
            command = command.regardless
            meanwhile = stale.since
        }
        let events: [Event]
        let warnings: [Failure]
        switch decider.decide(dossier, command, at: moment) {
        case .refused(let refusal): throw .refused(refusal)
        case .events(let decided, let warned): (events, warnings) = (decided, warned)
        }
        if dossier == nil { try keepVersion() }
        let (all, after, faxes) = try makeDocuments(events, dossier, order.dossierID, actor, moment)
        let newEvents = try newEvents(all, of: order.dossierID)
        let receipt: AppendReceipt
        do throws(JournalError) {
            receipt = try await journal.append(
                newEvents, to: Self.stream(order.dossierID), expecting: .exactly(dossier?.version ?? 0),
                command: CommandID(order.commandID),
                enqueuing: outbox.work(all, before: dossier, after: after, decider: decider) + faxes.map(outbox.work))
        } catch {
            // Somebody was faster: look again, and refuse if it no longer makes sense.
            if error.code == .versionConflict { return nil }
            throw RequestError(RequestDiagnostics.journal(error))
        }
        if receipt.isRepetition { return try await repeated(receipt, order) }
        await keepPlaces(after: receipt)
        await keepSnapshot(of: after, after: receipt)
        return RequestOutcome(dossier: after, events: all, rulebook: rulebook, warnings: warnings, meanwhile: meanwhile)
    }

    /// Keeps the rules, before an event names them.
    func keepVersion() throws(RequestError) {
        do throws(DiagnosticsError) {
            try versions?.keepPresent()
        } catch {
            throw .faults(error.bag)
        }
    }

    /// Writes events that no action caused.
    func record(_ events: [Event], of id: String, expecting version: Int64, command: String) async throws(RequestError) {
        try keepVersion()
        let newEvents = try newEvents(events, of: id)
        do throws(JournalError) {
            _ = try await journal.append(
                newEvents, to: Self.stream(id), expecting: .exactly(version), command: CommandID(command))
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// The identifiers of all dossiers, in the order in which they were opened.
    package func dossierIDs() async throws(RequestError) -> [String] {
        var ids: [String] = []
        var sequence: Int64 = 0
        do throws(JournalError) {
            while true {
                let page = try await journal.streams(after: sequence, limit: JournalLimits.eventsPerRead)
                for head in page where head.stream.name.hasPrefix(Self.streamPrefix) {
                    ids.append(String(head.stream.name.dropFirst(Self.streamPrefix.count)))
                }
                guard page.count == JournalLimits.eventsPerRead, let last = page.last else { return ids }
                sequence = last.firstSequence
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// What became of a dossier since the version on which a command was based.
    private func stale(
        _ command: Command, _ expected: Int64, _ dossier: Dossier, at moment: DecisionMoment
    ) async throws(RequestError) -> StaleOrder {
        let events = try events(try await recorded(dossier.id), id: dossier.id)
        let seen: Dossier?
        do throws(ReplayError) {
            seen = try Dossier.replay(events.prefix(Int(clamping: max(0, expected))))
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: dossier.id))
        }
        let action = rulebook.actions[command.action]
        let conflicts = StaleConflicts(rulebook: rulebook, seen: seen, now: dossier).fields(
            of: command, form: action?.form.flatMap { rulebook.forms[$0.id] })
        guard let refusal = decider.decide(dossier, command, at: moment).refusal else {
            preconditionFailure("a decision on another version is a refusal")
        }
        return StaleOrder(
            refusal: refusal, expected: expected, version: dossier.version,
            since: HistoryEntry.entries(events, rulebook: rulebook).filter { $0.version > expected }, conflicts: conflicts,
            isAllowed: decider.decide(dossier, command.regardless, at: moment).events != nil)
    }

    /// The dossier as it stands; nil when there is none.
    package func load(_ id: String) async throws(RequestError) -> Dossier? {
        let start = try await snapshot(id)
        return try replay(try await recorded(id, after: start?.version ?? 0), id: id, onto: start)
    }

    /// What a long history added up to at some version; nil when none is kept that can be read.
    private func snapshot(_ id: String) async throws(RequestError) -> Dossier? {
        do throws(JournalError) {
            guard let kept = try await journal.snapshot(of: Self.stream(id), format: Dossier.snapshotFormat),
                let dossier = try? Dossier(snapshot: kept.data), dossier.version == kept.streamVersion, dossier.id == id
            else { return nil }
            return dossier
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// A dossier, and what a person can do with it, or why not.
    package func show(_ id: String, to personID: String, at moment: DecisionMoment) async throws(RequestError) -> RequestView {
        guard let dossier = try await load(id) else {
            _ = try person(personID)
            throw RequestError(RequestDiagnostics.notFound(id))
        }
        let service = try under(dossier)
        let actor = try service.person(personID)
        let hidden = service.decider.hiddenFields(of: dossier, from: actor, at: moment)
        return RequestView(
            dossier: dossier.hiding(hidden), offers: service.decider.offers(dossier, to: actor, at: moment), rulebook: service.rulebook)
    }

    /// What a person can do without a dossier: the actions that make one.
    package func beginnings(for personID: String, at moment: DecisionMoment) throws(RequestError) -> [Offer] {
        decider.offers(nil, to: try person(personID), at: moment)
    }

    /// What happened to a dossier, step by step.
    package func history(_ id: String) async throws(RequestError) -> [HistoryEntry] {
        let events = try events(try await recorded(id), id: id)
        guard !events.isEmpty else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let dossier = try evolve(nil, events, id)
        return HistoryEntry.entries(events, rulebook: try under(dossier).rulebook)
    }

    /// The same as one person may see it.
    package func history(_ id: String, to personID: String, at moment: DecisionMoment) async throws(RequestError) -> [HistoryEntry] {
        let history = try await history(id)
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let service = try under(dossier)
        let hidden = service.decider.hiddenFields(of: dossier, from: try service.person(personID), at: moment)
        return hidden.isEmpty ? history : history.map { $0.hiding(hidden, rulebook: service.rulebook) }
    }

    /// The events of a dossier.
    package func allEvents(of id: String) async throws(RequestError) -> [Event] {
        try events(try await recorded(id), id: id)
    }

    /// A document that a dossier made, or an attachment that the person may see, by its file name; its bytes are checked against the digest
    /// that the history keeps.
    package func document(
        _ fileName: String, of id: String, to personID: String, at moment: DecisionMoment
    ) async throws(RequestError) -> [UInt8] {
        let dossier = try await show(id, to: personID, at: moment).dossier
        let files = Self.files(of: dossier)
        guard let file = files.last(where: { $0.name == fileName }) else {
            throw RequestError(RequestDiagnostics.noDocument(fileName, of: id, made: files.map(\.name)))
        }
        do throws(DiagnosticsError) {
            return try blobs.get(file.hash)
        } catch {
            throw RequestError.faults(error.bag)
        }
    }

    /// The dossiers of this pack that a worklist shows, in the order in which they were opened.
    package func list(_ filter: WorklistFilter, at moment: DecisionMoment) async throws(RequestError) -> [WorklistEntry] {
        if let id = filter.person { _ = try person(id) }
        let streams: [StreamID]
        do throws(JournalError) {
            streams = try await DossierIndex(journal).dossiers(of: rulebook.name, in: filter.possibleStates(rulebook))
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        var entries: [WorklistEntry] = []
        for stream in streams {
            // The place of a dossier may be old, what its events say is not.
            guard let dossier = try await load(String(stream.name.dropFirst(Self.streamPrefix.count))),
                dossier.packName == rulebook.name, !dossier.isErased
            else { continue }
            // One whose rules are missing is listed all the same, and nothing can be done with it.
            let own = try? under(dossier)
            let service = own ?? self
            let due = service.decider.dues(of: dossier, at: moment).first
            guard filter.admits(dossier, due: due, rulebook: service.rulebook) else { continue }
            let actor: Actor? = if let id = filter.person, own != nil { try service.person(id) } else { nil }
            let offered = actor.map { service.decider.offers(dossier, to: $0, at: moment).filter(\.isOffered).map(\.action) } ?? []
            if filter.isActionableOnly, offered.isEmpty { continue }
            entries.append(
                WorklistEntry(dossier: dossier, stateLabel: service.rulebook.stateLabel(dossier.state), due: due, offered: offered))
        }
        return entries
    }

    /// Now and then, brings the places of dossiers in worklists up to date.
    private func keepPlaces(after receipt: AppendReceipt) async {
        guard let first = receipt.events.first?.sequence, let last = receipt.events.last?.sequence,
            (first - 1) / DossierIndex.interval != last / DossierIndex.interval
        else { return }
        // The command is stored: a failure here takes nothing from it, and worklists look at what came since.
        try? await DossierIndex(journal).update()
    }

    /// Now and then, keeps what a long history adds up to.
    private func keepSnapshot(of dossier: Dossier, after receipt: AppendReceipt) async {
        let before = dossier.version - Int64(receipt.events.count)
        // What is sealed in its events does not stand open beside them.
        guard rulebook.retention.elements.isEmpty, before / Self.snapshotInterval != dossier.version / Self.snapshotInterval else { return }
        try? await journal.keepSnapshot(
            StreamSnapshot(stream: Self.stream(dossier.id), streamVersion: dossier.version, data: dossier.snapshot),
            format: Dossier.snapshotFormat)
    }

    // MARK: - Steps of an action

    func person(_ id: String) throws(RequestError) -> Actor {
        if let actor = directory.actor(id) { return actor }
        throw RequestError(RequestDiagnostics.unknownPerson(id, nearest: NearestName.of(id, among: directory.ids)))
    }

    /// What the command did when it was sent before.
    private func repetition(of order: RequestOrder) async throws(RequestError) -> RequestOutcome? {
        let receipt: AppendReceipt?
        do throws(JournalError) {
            receipt = try await journal.receipt(of: CommandID(order.commandID))
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        guard let receipt else { return nil }
        return try await repeated(receipt, order)
    }

    private func repeated(_ receipt: AppendReceipt, _ order: RequestOrder) async throws(RequestError) -> RequestOutcome {
        let events = try events(receipt.events, id: order.dossierID)
        guard receipt.events.first?.stream == Self.stream(order.dossierID), let header = events.first?.header,
            header.action == order.action, header.actor == order.person
        else { throw RequestError(RequestDiagnostics.reusedCommand(order.commandID)) }
        let recorded = try await recorded(order.dossierID).prefix { $0.streamVersion <= receipt.streamVersion }
        guard let dossier = try replay(Array(recorded), id: order.dossierID) else {
            throw RequestError(RequestDiagnostics.reusedCommand(order.commandID))
        }
        return RequestOutcome(dossier: dossier, events: events, rulebook: try under(dossier).rulebook, isRepetition: true)
    }

    func command(
        _ order: RequestOrder, _ actor: Actor, _ action: Action?, _ dossier: Dossier?, _ stored: [(field: String, record: Value)]
    ) -> Command {
        let given = GivenValues(rulebook: rulebook, directory: directory)
        var order = order
        for (name, text) in order.texts { given.place(name, text, action: action, into: &order) }
        for (field, record) in stored {
            let isList = if case .list? = rulebook.dossierFields[field]?.type { true } else { false }
            let before = order.edits.field(field)?.elements ?? dossier?.data.field(field)?.elements ?? []
            let entries = (order.edits.entries ?? []).filter { $0.0 != field }
            order.edits = .record(entries + [(field, isList ? .list(before + [record]) : record)])
        }
        let formFields = action?.form.flatMap { rulebook.forms[$0.id] }?.fields ?? []
        return Command(
            id: order.commandID, dossierID: order.dossierID, action: order.action, actor: actor,
            input: given.resolvingPeople(order.input, action?.inputs ?? []),
            edits: given.resolvingPeople(order.edits, rulebook.dossierFields.elements),
            form: order.form.map { given.resolvingPeople($0, formFields) }, expectedVersion: order.expectedVersion)
    }

    private func storeAttachments(_ order: RequestOrder) throws(RequestError) -> [(field: String, record: Value)] {
        var stored: [(field: String, record: Value)] = []
        for attachment in order.attachments {
            switch rulebook.dossierFields[attachment.field]?.type {
            case .attachment, .list(.attachment): break
            default: throw RequestError(RequestDiagnostics.unknownAttachmentField(attachment.field))
            }
            do throws(DiagnosticsError) {
                let (hash, _, mediaType) = try blobs.put(file: attachment.file)
                let name = attachment.file.split(separator: "/").last.map(String.init) ?? attachment.file
                stored.append(
                    (
                        attachment.field,
                        .record([
                            ("id", .string(hash)), ("name", .string(name)), ("mediaType", .string(mediaType)),
                            ("label", .string(attachment.label ?? name)),
                        ])
                    ))
            } catch {
                throw .faults(error.bag)
            }
        }
        return stored
    }

    /// Makes and stores the documents that are due, and adds the events that name them.
    private func makeDocuments(
        _ events: [Event], _ dossier: Dossier?, _ id: String, _ actor: Actor, _ moment: DecisionMoment
    ) throws(RequestError) -> (events: [Event], after: Dossier, faxes: [FaxJob]) {
        var all = events
        var after = try evolve(dossier, events, id)
        var faxes: [FaxJob] = []
        guard let maker else { return (all, after, []) }
        for event in events {
            guard case .documentDue(let due) = event.body, let definition = rulebook.documents[due.definition] else { continue }
            let request = DocumentRequest(
                definition: definition, rulebook: rulebook, dossier: after, actor: actor, number: due.number, producedAt: moment.now,
                packHash: decider.packHash, blobs: blobs)
            do {
                for document in try maker.make(request) {
                    let hash = try blobs.put(document.bytes)
                    let made = Event(
                        header: event.header,
                        body: .documentMade(
                            DocumentMade(
                                definition: due.definition, number: due.number, language: document.language.rawValue,
                                kind: definition.kind, fileName: document.fileName, mediaType: document.mediaType, hash: hash,
                                byteCount: document.bytes.count, isSigned: document.isSigned)))
                    all.append(made)
                    after = try evolve(after, [made], id)
                    faxes += document.fax?.jobs(dossierID: id, count: due.number, at: moment.now) ?? []
                }
            } catch let error as DiagnosticsError {
                throw .faults(error.bag)
            } catch let error as RequestError {
                throw error
            } catch {
                throw RequestError(RequestDiagnostics.makerFailed(due.definition, reason: "\(error)"))
            }
        }
        return (all, after, faxes)
    }

    /// Stores events that nobody's command caused, after the version that was read.
    func store(_ events: [Event], of dossier: Dossier, command: String) async throws(RequestError) -> Bool {
        let after = try evolve(dossier, events, dossier.id)
        let newEvents = try newEvents(events, of: dossier.id)
        do throws(JournalError) {
            _ = try await journal.append(
                newEvents, to: Self.stream(dossier.id), expecting: .exactly(dossier.version), command: CommandID(command),
                enqueuing: outbox.work(events, before: dossier, after: after, decider: decider))
            return true
        } catch {
            // Somebody did something with the dossier meanwhile.
            if error.code == .versionConflict { return false }
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    // MARK: - Reading

    private static func stream(_ id: String) -> StreamID { StreamID(streamPrefix + id) }

    func recorded(_ id: String, after version: Int64 = 0) async throws(RequestError) -> [RecordedEvent] {
        do throws(JournalError) {
            return try await journal.read(Self.stream(id), after: version)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    private func newEvent(_ event: Event) -> NewEvent {
        let encoded = format.encode(event)
        return NewEvent(type: encoded.type, version: encoded.version, data: encoded.data)
    }

    /// Events on their way into the store: sealed where the pack will have the dossier erased one day.
    private func newEvents(_ events: [Event], of id: String) throws(RequestError) -> [NewEvent] {
        guard !rulebook.retention.elements.isEmpty else { return events.map(newEvent) }
        do throws(DiagnosticsError) {
            let sealer = EventSealer(key: try keys.made(for: id), dossierID: id, format: format)
            return events.map { newEvent(sealer.seal($0)) }
        } catch {
            throw .faults(error.bag)
        }
    }

    /// What is recorded, opened.
    ///
    /// - Parameter given: the key of an archive; else the store's.
    func events(_ recorded: [RecordedEvent], id: String, under given: SymmetricKey? = nil) throws(RequestError) -> [Event] {
        var events: [Event] = []
        var isErased = false
        do throws(ReplayError) {
            for event in recorded {
                let event = try format.decode(EncodedEvent(type: event.type, version: event.version, data: event.data))
                if case .erased = event.body { isErased = true }
                events.append(event)
            }
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: id))
        }
        guard events.contains(where: EventSealer.isSealed) else { return events }
        let key: SymmetricKey?
        do throws(DiagnosticsError) {
            key = if let given { given } else { try keys.key(of: id) }
        } catch {
            throw .faults(error.bag)
        }
        guard !isErased else { return events.map(EventSealer.erased) }
        guard let key else { throw RequestError(RequestDiagnostics.keyMissing(id)) }
        let sealer = EventSealer(key: key, dossierID: id, format: format)
        for index in events.indices {
            guard let opened = sealer.open(events[index]) else { throw RequestError(RequestDiagnostics.keyMissing(id)) }
            events[index] = opened
        }
        return events
    }

    /// Whether nothing that people wrote in a dossier stands open in the store.
    func isSealed(_ id: String) async throws(RequestError) -> Bool {
        let recorded = try await recorded(id)
        for event in recorded {
            guard let decoded = try? format.decode(EncodedEvent(type: event.type, version: event.version, data: event.data)) else {
                return false
            }
            if EventSealer.isPersonal(decoded.body), !EventSealer.isSealed(decoded) { return false }
        }
        return true
    }

    private func replay(_ recorded: [RecordedEvent], id: String, onto start: Dossier? = nil) throws(RequestError) -> Dossier? {
        let events = try events(recorded, id: id)
        do throws(ReplayError) {
            return try Dossier.replay(events, onto: start)
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: id))
        }
    }

    private func evolve(_ dossier: Dossier?, _ events: [Event], _ id: String) throws(RequestError) -> Dossier {
        do throws(ReplayError) {
            if let after = try Dossier.replay(events, onto: dossier) { return after }
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: id))
        }
        preconditionFailure("a decision has events")
    }
}

extension Rulebook {
    /// The label of a state, or its identifier when the pack no longer has it.
    package func stateLabel(_ id: String) -> Bilingual {
        states[id]?.label.bilingual ?? Bilingual(verbatim: id)
    }

    /// The label of an action, or its identifier when the pack no longer has it.
    package func actionLabel(_ id: String) -> Bilingual {
        actions[id]?.label.bilingual ?? Bilingual(verbatim: id)
    }
}
