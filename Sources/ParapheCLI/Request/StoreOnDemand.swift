import Journal
import JournalSQLite
import Synchronization

/// A store that is made with its first event: an order that is refused leaves no file behind.
final class StoreOnDemand: EventJournal, WorkQueue, EventFeed {
    private let path: String
    private let opened = Mutex<SQLiteJournal?>(nil)

    init(path: String) {
        self.path = path
    }

    private var journal: SQLiteJournal? { opened.withLock { $0 } }

    func append(
        _ events: [NewEvent], to stream: StreamID, expecting expected: ExpectedVersion, command: CommandID, enqueuing work: [NewWork]
    ) async throws(JournalError) -> AppendReceipt {
        try await made().append(events, to: stream, expecting: expected, command: command, enqueuing: work)
    }

    /// The store, made now if it was not yet.
    private func made() throws(JournalError) -> SQLiteJournal {
        let result: Result<SQLiteJournal, JournalError> = opened.withLock { journal in
            if let journal { return .success(journal) }
            do throws(JournalError) {
                let made = try SQLiteJournal.open(path, access: .creating)
                journal = made
                return .success(made)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    func read(_ tails: [StreamTail], limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await journal?.read(tails, limit: limit) ?? []
    }

    func readAll(after sequence: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await journal?.readAll(after: sequence, limit: limit) ?? []
    }

    func streams(after sequence: Int64, limit: Int) async throws(JournalError) -> [StreamHead] {
        try await journal?.streams(after: sequence, limit: limit) ?? []
    }

    func version(of stream: StreamID) async throws(JournalError) -> Int64 {
        try await journal?.version(of: stream) ?? 0
    }

    func receipt(of command: CommandID) async throws(JournalError) -> AppendReceipt? {
        try await journal?.receipt(of: command)
    }

    /// Folds the log into the file, if there is one.
    func close() throws(JournalError) {
        try journal?.close()
    }

    @discardableResult
    func enqueue(_ work: [NewWork]) async throws(JournalError) -> Int {
        try await made().enqueue(work)
    }

    func lease(
        from queue: String, limit: Int, at now: WorkTime, forMilliseconds milliseconds: Int64
    ) async throws(JournalError) -> [WorkLease] {
        try await journal?.lease(from: queue, limit: limit, at: now, forMilliseconds: milliseconds) ?? []
    }

    func extend(_ lease: WorkLease, until: WorkTime) async throws(JournalError) -> WorkLease? {
        try await journal?.extend(lease, until: until)
    }

    @discardableResult
    func complete(_ lease: WorkLease, at now: WorkTime) async throws(JournalError) -> Bool {
        try await journal?.complete(lease, at: now) ?? false
    }

    @discardableResult
    func fail(_ lease: WorkLease, reason: String, retryAt: WorkTime?, at now: WorkTime) async throws(JournalError) -> Bool {
        try await journal?.fail(lease, reason: reason, retryAt: retryAt, at: now) ?? false
    }

    @discardableResult
    func withdraw(_ key: String, from queue: String, at now: WorkTime) async throws(JournalError) -> Bool {
        try await journal?.withdraw(key, from: queue, at: now) ?? false
    }

    @discardableResult
    func revive(_ key: String, in queue: String, dueAt: WorkTime) async throws(JournalError) -> Bool {
        try await journal?.revive(key, in: queue, dueAt: dueAt) ?? false
    }

    func work(_ key: String, in queue: String) async throws(JournalError) -> WorkItem? {
        try await journal?.work(key, in: queue)
    }

    func work(in queue: String, state: WorkItem.State?, after id: Int64, limit: Int) async throws(JournalError) -> [WorkItem] {
        try await journal?.work(in: queue, state: state, after: id, limit: limit) ?? []
    }

    func nextDue(in queue: String) async throws(JournalError) -> WorkTime? {
        try await journal?.nextDue(in: queue)
    }

    func waitForEvents(after sequence: Int64, seconds: Double) async throws(JournalError) -> Int64 {
        try await journal?.waitForEvents(after: sequence, seconds: seconds) ?? 0
    }

    func workMark() async throws(JournalError) -> WorkMark {
        try await journal?.workMark() ?? WorkMark(count: 0)
    }

    func waitForWork(since mark: WorkMark, seconds: Double) async throws(JournalError) {
        try await journal?.waitForWork(since: mark, seconds: seconds)
    }

    func placesHead(version: String) async throws(JournalError) -> Int64 {
        try await journal?.placesHead(version: version) ?? 0
    }

    func keepPlaces(
        _ places: [StreamPlace], version: String, from previous: Int64, through sequence: Int64
    ) async throws(JournalError) -> Bool {
        try await journal?.keepPlaces(places, version: version, from: previous, through: sequence) ?? true
    }

    func places(of streams: [StreamID]) async throws(JournalError) -> [StreamPlace] {
        try await journal?.places(of: streams) ?? []
    }

    func facets(in group: String) async throws(JournalError) -> [String] {
        try await journal?.facets(in: group) ?? []
    }

    func places(in group: String, facets: [String]?, after firstSequence: Int64, limit: Int) async throws(JournalError) -> [StreamPlace] {
        try await journal?.places(in: group, facets: facets, after: firstSequence, limit: limit) ?? []
    }

    func snapshots(of streams: [StreamID], format: String) async throws(JournalError) -> [StreamSnapshot] {
        try await journal?.snapshots(of: streams, format: format) ?? []
    }

    func streamsWithSnapshot(format: String, after name: String) async throws(JournalError) -> [StreamID] {
        try await journal?.streamsWithSnapshot(format: format, after: name) ?? []
    }

    func keepSnapshot(_ snapshot: StreamSnapshot, format: String) async throws(JournalError) {
        try await journal?.keepSnapshot(snapshot, format: format)
    }
}
