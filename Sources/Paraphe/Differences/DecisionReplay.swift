import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// Decides the recorded requests of a store again, after two rulebooks, each on the dossier as it truly was at that moment.
///
/// A store keeps what was allowed. Refused requests leave no trace in it: what a new rulebook would allow that the old one refused cannot
/// be found here.
package struct DecisionReplay: Sendable {
    private let old: Decider
    private let new: Decider

    package init(old: Rulebook, new: Rulebook) {
        self.old = Decider(old, wording: .messages(timeZone: old.timeZone))
        self.new = Decider(new, wording: .messages(timeZone: new.timeZone))
    }

    /// - Parameters:
    ///   - keys: open what is sealed; what none opens is counted as broken.
    ///   - progress: hears how many events of the store were gone through.
    package func run(
        _ journal: any EventJournal, keys: DossierKeys? = nil, progress: @escaping ProgressListener = { _ in }
    ) async throws(JournalError) -> ReplayOutcome {
        var counter = ProgressCounter(.events, of: await journal.eventCount(), every: 16, progress)
        var walk = Walk(old: old, new: new, keys: keys)
        var sequence: Int64 = 0
        while true {
            let page = try await journal.readAll(after: sequence, limit: JournalLimits.eventsPerRead)
            for event in page {
                if event.stream.name.hasPrefix(RequestService.streamPrefix) { walk.take(event) }
                counter.advance()
            }
            guard page.count == JournalLimits.eventsPerRead, let last = page.last else { break }
            sequence = last.sequence
        }
        walk.finish()
        return walk.outcome
    }
}

/// A walk over the events of a store, command by command.
private struct Walk {
    let old: Decider
    let new: Decider
    private(set) var outcome = ReplayOutcome()
    private var dossiers: [String: Dossier] = [:]
    /// Dossiers that are left out: of other packs, or broken.
    private var ignored: Set<String> = []
    private var stream = ""
    private var command = ""
    private var pending: [Event] = []
    private let format = EventFormat()
    private let keys: DossierKeys?

    init(old: Decider, new: Decider, keys: DossierKeys?) {
        self.keys = keys
        self.old = old
        self.new = new
    }

    mutating func take(_ recorded: RecordedEvent) {
        let id = String(recorded.stream.name.dropFirst(RequestService.streamPrefix.count))
        if id != stream || recorded.command.text != command {
            finish()
            (stream, command) = (id, recorded.command.text)
        }
        guard !ignored.contains(id) else { return }
        let encoded = EncodedEvent(type: recorded.type, version: recorded.version, data: recorded.data)
        if let event = opened(try? format.decode(encoded), of: id) {
            pending.append(event)
        } else {
            outcome.brokenCount += 1
            ignored.insert(id)
            pending = []
        }
    }

    private func opened(_ event: Event?, of id: String) -> Event? {
        guard let event, EventSealer.isSealed(event) else { return event }
        guard let key = try? keys?.key(of: id) else { return nil }
        return EventSealer(key: key, format: format).open(event)
    }

    /// Decides what is pending, and lets the dossier go on as it did.
    mutating func finish() {
        defer { pending = [] }
        guard !pending.isEmpty else { return }
        let before = dossiers[stream]
        guard let after = (try? Dossier.replay(pending, onto: before)) ?? nil else {
            outcome.brokenCount += 1
            ignored.insert(stream)
            return
        }
        if before == nil {
            guard after.packName == old.rulebook.name else {
                outcome.foreignCount += 1
                ignored.insert(stream)
                return
            }
            outcome.dossierCount += 1
        }
        dossiers[stream] = after
        decide(before)
    }

    private mutating func decide(_ dossier: Dossier?) {
        guard let request = RecordedRequest(pending, dossierID: stream, rulebook: old.rulebook) else { return }
        outcome.decisionCount += 1
        let moments = [old, new].map { DecisionMoment(request.at, timeZone: $0.rulebook.timeZone) }
        let was = old.decide(dossier, request.command(in: old.rulebook), at: moments[0])
        let isNow = new.decide(dossier, request.command(in: new.rulebook), at: moments[1])
        let verdict: ReplayedDecision.Verdict
        switch (was, isNow) {
        case (.events(let before, _), .events(let after, _)):
            let differences = OutcomeDifference(old: old.rulebook, new: new.rulebook).between(before, after)
            guard !differences.isEmpty else { return }
            verdict = .otherOutcome(differences)
        case (.events, .refused(let refusal)): verdict = .nowRefused(refusal.failures)
        case (.refused(let refusal), .events): verdict = .nowAllowed(refusal.failures)
        case (.refused, .refused): return
        }
        outcome.decisions.append(
            ReplayedDecision(
                dossier: stream, action: request.action, label: old.rulebook.actionLabel(request.action), person: request.person,
                at: request.at, verdict: verdict))
    }
}
