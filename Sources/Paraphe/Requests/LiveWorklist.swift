import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// What became of a line of a worklist.
package struct WorklistChange: Sendable {
    package enum Kind: String, Sendable {
        case came, changed, left
    }

    package let kind: Kind
    /// As the worklist shows it now, or last showed it.
    package let entry: WorklistEntry

    package init(kind: Kind, entry: WorklistEntry) {
        self.kind = kind
        self.entry = entry
    }
}

/// A worklist that keeps up with its store: what events touch is looked at again, and now and then everything, since time alone changes
/// what is due and what rules allow.
package struct LiveWorklist: Sendable {
    /// Everything is looked at again after so long.
    private static let wholeSeconds: Int64 = 60

    private let service: RequestService
    private let filter: @Sendable (DecisionMoment) -> WorklistFilter
    /// Events up to this one are looked at.
    private var sequence: Int64
    private var wholeAt: Timestamp
    /// In the order in which the dossiers were opened.
    package private(set) var entries: [WorklistEntry]

    /// The worklist as it is now.
    ///
    /// - Parameter filter: what it shows at a moment.
    package init(
        _ filter: @escaping @Sendable (DecisionMoment) -> WorklistFilter, of service: RequestService, feed: any EventFeed,
        at moment: DecisionMoment
    ) async throws(RequestError) {
        self.service = service
        self.filter = filter
        do throws(JournalError) {
            // What comes while the list is made is looked at again.
            sequence = try await feed.waitForEvents(after: .max, seconds: 0)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        wholeAt = moment.now
        entries = try await service.list(filter(moment), at: moment)
    }

    /// How long there is nothing to do unless an event comes: until the next delay of a line ends, or all is looked at again.
    package func secondsUntilNext(_ now: Timestamp) -> Double {
        let dues = entries.compactMap { $0.due.flatMap { $0.isOverdue ? nil : $0.at.seconds } }
        let next = min(wholeAt.seconds + Self.wholeSeconds, dues.min() ?? .max)
        return Double(max(0, next - now.seconds))
    }

    /// Waits until the store has events that were not looked at; or the time is over, or the task is cancelled.
    package func wait(_ feed: any EventFeed, seconds: Double) async throws(RequestError) {
        do throws(JournalError) {
            _ = try await feed.waitForEvents(after: sequence, seconds: seconds)
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
    }

    /// Looks at what came since, and at what became due.
    ///
    /// - Returns: what changed, in the order of the list.
    package mutating func refresh(at moment: DecisionMoment) async throws(RequestError) -> [WorklistChange] {
        let (touched, last) = try await service.touched(after: sequence)
        let fresh: [WorklistEntry]
        if moment.now.seconds >= wholeAt.seconds + Self.wholeSeconds {
            fresh = try await service.list(filter(moment), at: moment)
            wholeAt = moment.now
        } else {
            let due = entries.filter { entry in entry.due.map { !$0.isOverdue && $0.at <= moment.now } ?? false }
            var ids = touched
            for entry in due where !ids.contains(entry.dossier.id) { ids.append(entry.dossier.id) }
            guard !ids.isEmpty else {
                sequence = last
                return []
            }
            let views = try WorklistViews(service, filter: filter(moment), at: moment)
            let places = try await service.places(of: ids)
            let again = Set(places.map(\.stream))
            let kept = entries.filter { !again.contains(RequestService.stream($0.dossier.id)) }
            fresh = (kept + (try await service.entries(at: places[...], views))).sorted { $0.position < $1.position }
        }
        // Only now: what failed before is looked at again.
        sequence = last
        defer { entries = fresh }
        return Self.changes(from: entries, to: fresh)
    }

    private static func changes(from old: [WorklistEntry], to new: [WorklistEntry]) -> [WorklistChange] {
        let before = Dictionary(old.map { ($0.dossier.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.dossier.id))
        var changes = old.filter { !after.contains($0.dossier.id) }.map { WorklistChange(kind: .left, entry: $0) }
        for entry in new {
            guard let previous = before[entry.dossier.id] else {
                changes.append(WorklistChange(kind: .came, entry: entry))
                continue
            }
            if !entry.shows(theSameAs: previous) { changes.append(WorklistChange(kind: .changed, entry: entry)) }
        }
        return changes.sorted { $0.entry.position < $1.entry.position }
    }
}

extension WorklistEntry {
    fileprivate func shows(theSameAs other: WorklistEntry) -> Bool {
        dossier.version == other.dossier.version && due == other.due && offered.map(\.id) == other.offered.map(\.id)
    }
}

extension RequestService {
    /// The dossiers that events after a sequence are about, each once.
    ///
    /// - Returns: and the last of these events; the sequence itself when there is none.
    fileprivate func touched(after sequence: Int64) async throws(RequestError) -> (ids: [String], last: Int64) {
        var (ids, seen, last): ([String], Set<StreamID>, Int64) = ([], [], sequence)
        do throws(JournalError) {
            try await journal.forEachEvent(after: sequence) { event in
                last = event.sequence
                guard let id = Self.dossierID(of: event.stream), seen.insert(event.stream).inserted else { return }
                ids.append(id)
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        return (ids, last)
    }

    /// Where some dossiers begin in the store.
    fileprivate func places(of ids: [String]) async throws(RequestError) -> [StreamPlace] {
        var places: [StreamPlace] = []
        do throws(JournalError) {
            for id in ids {
                guard let first = try await journal.read(Self.stream(id), after: 0, limit: 1).first else { continue }
                places.append(StreamPlace(stream: first.stream, firstSequence: first.sequence, group: "", facet: ""))
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        return places
    }
}
