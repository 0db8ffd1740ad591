import Diagnostics
import Journal
import Rules
import Workflow

// Events on their way into the store and out of it: sealed where the pack will have the dossier erased one day.
extension RequestService {
    /// Writes events that no action caused.
    func record(_ events: [Event], of id: String, expecting version: Int64, command: EngineCommand) async throws(RequestError) {
        try keepVersion()
        let newEvents = try newEvents(events, of: id)
        let receipt: AppendReceipt
        do throws(JournalError) {
            receipt = try await journal.append(newEvents, to: Self.stream(id), expecting: .exactly(version), command: command.id)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        try confirm(receipt, holds: newEvents, of: id, command)
    }

    /// Stores events that nobody's command caused, after the version that was read.
    func store(_ events: [Event], of dossier: Dossier, command: EngineCommand) async throws(RequestError) -> Bool {
        let after = try evolve(dossier, events, dossier.id)
        let newEvents = try newEvents(events, of: dossier.id)
        let receipt: AppendReceipt
        do throws(JournalError) {
            receipt = try await journal.append(
                newEvents, to: Self.stream(dossier.id), expecting: .exactly(dossier.version), command: command.id,
                enqueuing: outbox.work(events, before: dossier, after: after, decider: decider))
        } catch {
            // Somebody did something with the dossier meanwhile.
            if error.code == .versionConflict { return false }
            throw RequestError(RequestDiagnostics.journal(error))
        }
        try confirm(receipt, holds: newEvents, of: dossier.id, command)
        return true
    }

    /// Makes sure that a command which the store knew already is the same one. A store from before such identifiers were kept for the engine
    /// could hold another.
    private func confirm(
        _ receipt: AppendReceipt, holds events: [NewEvent], of id: String, _ command: EngineCommand
    ) throws(RequestError) {
        guard receipt.isRepetition else { return }
        guard receipt.events.first?.stream == Self.stream(id), receipt.events.map(\.type) == events.map(\.type) else {
            throw RequestError(RequestDiagnostics.reusedCommand(command.id.text))
        }
    }

    private func newEvent(_ event: Event) -> NewEvent {
        let encoded = format.encode(event)
        return NewEvent(type: encoded.type, version: encoded.version, data: encoded.data)
    }

    /// Events on their way into the store: sealed where the pack will have the dossier erased one day.
    func newEvents(_ events: [Event], of id: String) throws(RequestError) -> [NewEvent] {
        guard !rulebook.retention.elements.isEmpty else { return events.map(newEvent) }
        do throws(DiagnosticsError) {
            let sealer = EventSealer(key: try keys.made(for: id), format: format)
            return events.map { newEvent(sealer.seal($0)) }
        } catch {
            throw .faults(error.bag)
        }
    }

    /// What is recorded, opened.
    ///
    /// - Parameter given: the key of an archive; else the store's.
    func events(_ recorded: [RecordedEvent], id: String, under given: DossierKey? = nil) throws(RequestError) -> [Event] {
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
        let key: DossierKey?
        do throws(DiagnosticsError) {
            key = if let given { given } else { try keys.key(of: id) }
        } catch {
            throw .faults(error.bag)
        }
        guard !isErased else { return events.map(EventSealer.erased) }
        guard let key else { throw RequestError(RequestDiagnostics.keyMissing(id)) }
        let sealer = EventSealer(key: key, format: format)
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
}
