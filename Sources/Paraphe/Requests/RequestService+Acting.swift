import CEL
import Diagnostics
import Foundation
import Journal
import Rules
import Workflow

// How an action is done.
extension RequestService {
    /// Events of a dossier after which its snapshot is kept again; short histories have none.
    private static let snapshotInterval: Int64 = 250
    /// UTF-8 bytes of a dossier's name.
    private static let longestNameBytes = 120

    /// Does an action, or says every reason why not.
    package func act(_ order: RequestOrder, at moment: DecisionMoment) async throws(RequestError) -> RequestOutcome {
        _ = try person(order.person)
        guard order.origin == .account || !EngineCommand.isReserved(order.commandID) else {
            throw RequestError(RequestDiagnostics.reservedCommand(order.commandID))
        }
        if let repetition = try await repetition(of: order) { return repetition }
        var staged: [StagedAttachment]?
        // What a command brought that was not done leaves nothing.
        defer { for attachment in staged ?? [] { blobs.discard(attachment.file) } }
        for _ in 0..<Self.mostAttempts {
            do throws(RequestError) {
                let dossier = try await load(order.dossierID)
                if dossier == nil { try checkName(order.dossierID) }
                let service = if let dossier { try sight(of: dossier, by: order.person, at: moment).service } else { self }
                try checkOrigin(of: order, under: service.rulebook)
                let attachments = if let staged { staged } else { try service.stageAttachments(order) }
                staged = attachments
                if let outcome = try await service.attempt(order, on: dossier, attachments, at: moment) { return outcome }
            } catch {
                // The same command, sent twice at once, may have been done in the meantime.
                if !error.isOfStore, let repetition = try await repetition(of: order) { return repetition }
                throw error
            }
        }
        throw RequestError(RequestDiagnostics.contention(order.dossierID))
    }

    /// Whether a new dossier can have a name: one that looks like no other, and that leaves room for what is named after it.
    private func checkName(_ id: String) throws(RequestError) {
        let isPlain = id.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard !id.isEmpty, id.utf8.count <= Self.longestNameBytes, isPlain,
            id.unicodeScalars.elementsEqual(id.precomposedStringWithCanonicalMapping.unicodeScalars)
        else { throw RequestError(RequestDiagnostics.unfitName(id, limitBytes: Self.longestNameBytes)) }
    }

    /// Actions that stand for proofs are not taken at anybody's word: after the rules of today, and those that the dossier follows.
    private func checkOrigin(of order: RequestOrder, under own: Rulebook) throws(RequestError) {
        guard order.origin == .sender else { return }
        for rules in [rulebook.accounts, own.accounts] {
            guard let command = rules?.command(for: order.action) else { continue }
            throw RequestError(AccountDiagnostics.onlyByAccount(order.action, command: command))
        }
    }

    /// Decides on the dossier as it stands; nil when somebody else was faster.
    private func attempt(
        _ order: RequestOrder, on dossier: Dossier?, _ staged: [StagedAttachment], at moment: DecisionMoment
    ) async throws(RequestError) -> RequestOutcome? {
        let actor = try person(order.person)
        let action = rulebook.actions[order.action]
        var command = command(order, actor, action, dossier, staged)
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
        try keep(staged)
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

    /// Keeps the files that came with an order, before an event names them.
    private func keep(_ staged: [StagedAttachment]) throws(RequestError) {
        do throws(DiagnosticsError) {
            for attachment in staged { try blobs.keep(attachment.file) }
        } catch {
            throw .faults(error.bag)
        }
    }

    /// Keeps the rules, before an event names them.
    func keepVersion() throws(RequestError) {
        do throws(DiagnosticsError) {
            try versions?.keepPresent()
        } catch {
            throw .faults(error.bag)
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
        let since = HistoryEntry.entries(events, rulebook: rulebook).filter { $0.version > expected }
        return StaleOrder(
            refusal: refusal, expected: expected, version: dossier.version,
            since: try sight(of: dossier, by: command.actor.id, at: moment).shown(since), conflicts: conflicts,
            isAllowed: decider.decide(dossier, command.regardless, at: moment).events != nil)
    }

    /// Now and then, brings the places of dossiers in worklists up to date.
    private func keepPlaces(after receipt: AppendReceipt) async {
        guard let first = receipt.events.first?.sequence, let last = receipt.events.last?.sequence else { return }
        let index = DossierIndex(journal)
        // The command is stored: a failure here takes nothing from it, and worklists look at what came since.
        if (first - 1) / DossierIndex.interval != last / DossierIndex.interval {
            try? await index.update()
        } else if last > DossierIndex.interval, placesCheck.isFirst(), (try? await index.isMissing()) == true {
            // The store was written by an older program: worklists need not wait for the next round number.
            try? await index.update()
        }
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
        guard receipt.events.first?.stream == Self.stream(order.dossierID) else {
            throw RequestError(RequestDiagnostics.reusedCommand(order.commandID))
        }
        let events = try events(receipt.events, id: order.dossierID)
        guard let header = events.first?.header, header.action == order.action, header.actor == order.person,
            order.isBare || events.lazy.compactMap(\.orderDigest).first.map({ $0 == order.digest }) ?? true
        else { throw RequestError(RequestDiagnostics.reusedCommand(order.commandID)) }
        let recorded = try await recorded(order.dossierID).prefix { $0.streamVersion <= receipt.streamVersion }
        guard let dossier = try replay(Array(recorded), id: order.dossierID) else {
            throw RequestError(RequestDiagnostics.reusedCommand(order.commandID))
        }
        return RequestOutcome(dossier: dossier, events: events, rulebook: try under(dossier).rulebook, isRepetition: true)
    }

    /// An order as the decision takes it: values read from texts, files in their fields.
    func command(
        _ order: RequestOrder, _ actor: Actor, _ action: Action?, _ dossier: Dossier?, _ staged: [StagedAttachment]
    ) -> Command {
        let given = GivenValues(rulebook: rulebook, directory: directory)
        let digest = order.digest
        var order = order
        for (name, text) in order.texts { given.place(name, text, action: action, into: &order) }
        for attachment in staged {
            let (field, record) = (attachment.field, attachment.record)
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
            form: order.form.map { given.resolvingPeople($0, formFields) }, expectedVersion: order.expectedVersion,
            orderDigest: digest)
    }
}

extension Event {
    fileprivate var orderDigest: String? { if case .actionTaken(let taken) = body { taken.orderDigest } else { nil } }
}
