import CEL
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
    let format = EventFormat()

    /// - Parameters:
    ///   - packHash: digest of the pack in hexadecimal, which dossiers and documents name.
    ///   - blobs: where documents and attachments are kept: ``BlobStore/init(besideStore:)``.
    ///   - directory: who exists; the pack's own people when nil.
    ///   - maker: makes the documents of actions; without one, events say only that they are due.
    ///   - wording: fills values into the words of rules; MessageFormat 2 when nil.
    package init(
        journal: any EventJournal, rulebook: Rulebook, packHash: String = "", blobs: BlobStore,
        directory: (any PersonDirectory)? = nil, maker: (any DocumentMaker)? = nil, wording: RuleWording? = nil
    ) {
        self.journal = journal
        self.rulebook = rulebook
        self.blobs = blobs
        self.directory = directory ?? PackDirectory(rulebook)
        self.maker = maker
        decider = Decider(rulebook, packHash: packHash, wording: wording ?? .messages(timeZone: rulebook.timeZone))
    }

    /// The queues of this pack.
    var outbox: Outbox { Outbox(pack: rulebook.name) }

    /// Does an action, or says every reason why not.
    package func act(_ order: RequestOrder, at moment: DecisionMoment) async throws(RequestError) -> RequestOutcome {
        let actor = try person(order.person)
        if let repetition = try await repetition(of: order) { return repetition }
        let stored = try storeAttachments(order)
        for _ in 0..<Self.mostAttempts {
            if let outcome = try await attempt(order, actor, stored, at: moment) { return outcome }
        }
        throw RequestError(RequestDiagnostics.contention(order.dossierID))
    }

    /// Decides on the dossier as it stands; nil when somebody else was faster.
    private func attempt(
        _ order: RequestOrder, _ actor: Actor, _ stored: [(field: String, record: Value)], at moment: DecisionMoment
    ) async throws(RequestError) -> RequestOutcome? {
        let dossier = try await load(order.dossierID)
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
        let (all, after) = try makeDocuments(events, dossier, order.dossierID, actor, moment)
        let receipt: AppendReceipt
        do throws(JournalError) {
            receipt = try await journal.append(
                all.map(newEvent), to: Self.stream(order.dossierID), expecting: .exactly(dossier?.version ?? 0),
                command: CommandID(order.commandID),
                enqueuing: outbox.work(all, before: dossier, after: after, decider: decider))
        } catch {
            // Somebody was faster: look again, and refuse if it no longer makes sense.
            if error.code == .versionConflict { return nil }
            throw RequestError(RequestDiagnostics.journal(error))
        }
        if receipt.isRepetition { return try await repeated(receipt, order) }
        await keepPlaces(after: receipt)
        await keepSnapshot(of: after, after: receipt)
        return RequestOutcome(dossier: after, events: all, warnings: warnings, meanwhile: meanwhile)
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
        let actor = try person(personID)
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        return RequestView(dossier: dossier, offers: decider.offers(dossier, to: actor, at: moment), rulebook: rulebook)
    }

    /// What a person can do without a dossier: the actions that make one.
    package func beginnings(for personID: String, at moment: DecisionMoment) throws(RequestError) -> [Offer] {
        decider.offers(nil, to: try person(personID), at: moment)
    }

    /// What happened to a dossier, step by step.
    package func history(_ id: String) async throws(RequestError) -> [HistoryEntry] {
        let events = try events(try await recorded(id), id: id)
        guard !events.isEmpty else { throw RequestError(RequestDiagnostics.notFound(id)) }
        return HistoryEntry.entries(events, rulebook: rulebook)
    }

    /// A document that a dossier made, by its file name; its bytes are checked against the digest that the history keeps.
    package func document(_ fileName: String, of id: String) async throws(RequestError) -> [UInt8] {
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let made = dossier.documents.flatMap(\.made)
        guard let document = made.last(where: { $0.fileName == fileName }) else {
            throw RequestError(RequestDiagnostics.noDocument(fileName, of: id, made: made.map(\.fileName)))
        }
        do throws(DiagnosticsError) {
            return try blobs.get(document.hash)
        } catch {
            throw RequestError.faults(error.bag)
        }
    }

    /// The dossiers of this pack that a worklist shows, in the order in which they were opened.
    package func list(_ filter: WorklistFilter, at moment: DecisionMoment) async throws(RequestError) -> [WorklistEntry] {
        let actor: Actor? = if let id = filter.person { try person(id) } else { nil }
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
                dossier.packName == rulebook.name
            else { continue }
            let due = decider.dues(of: dossier, at: moment).first
            guard filter.admits(dossier, due: due, rulebook: rulebook) else { continue }
            let offered = actor.map { decider.offers(dossier, to: $0, at: moment).filter(\.isOffered).map(\.action) } ?? []
            if filter.isActionableOnly, offered.isEmpty { continue }
            entries.append(WorklistEntry(dossier: dossier, stateLabel: rulebook.stateLabel(dossier.state), due: due, offered: offered))
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
        guard before / Self.snapshotInterval != dossier.version / Self.snapshotInterval else { return }
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
        return RequestOutcome(dossier: dossier, events: events, isRepetition: true)
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
    ) throws(RequestError) -> ([Event], Dossier) {
        var all = events
        var after = try evolve(dossier, events, id)
        guard let maker else { return (all, after) }
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
                }
            } catch let error as DiagnosticsError {
                throw .faults(error.bag)
            } catch let error as RequestError {
                throw error
            } catch {
                throw RequestError(RequestDiagnostics.makerFailed(due.definition, reason: "\(error)"))
            }
        }
        return (all, after)
    }

    /// Stores events that nobody's command caused, after the version that was read.
    func store(_ events: [Event], of dossier: Dossier, command: String) async throws(RequestError) -> Bool {
        let after = try evolve(dossier, events, dossier.id)
        do throws(JournalError) {
            _ = try await journal.append(
                events.map(newEvent), to: Self.stream(dossier.id), expecting: .exactly(dossier.version), command: CommandID(command),
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

    private func recorded(_ id: String, after version: Int64 = 0) async throws(RequestError) -> [RecordedEvent] {
        do throws(JournalError) {
            return try await journal.read(Self.stream(id), after: version)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// Everything that happened to a dossier.
    func allEvents(of id: String) async throws(RequestError) -> [Event] { try events(try await recorded(id), id: id) }

    private func newEvent(_ event: Event) -> NewEvent {
        let encoded = format.encode(event)
        return NewEvent(type: encoded.type, version: encoded.version, data: encoded.data)
    }

    private func events(_ recorded: [RecordedEvent], id: String) throws(RequestError) -> [Event] {
        var events: [Event] = []
        do throws(ReplayError) {
            for event in recorded {
                events.append(try format.decode(EncodedEvent(type: event.type, version: event.version, data: event.data)))
            }
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: id))
        }
        return events
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
