import Diagnostics
import Journal
import Synchronization
import Workflow

/// Proves that a store holds what was written to it: its chain, what checkpoints say of it, and the files that it names.
package struct StoreAudit: Sendable {
    private let checkpoints: [CheckpointFile.Entry]
    private let blobs: BlobStore?

    /// - Parameters:
    ///   - checkpoints: what the store must still agree with.
    ///   - blobs: where the files are that events name; nil leaves them aside.
    package init(checkpoints: [CheckpointFile.Entry] = [], blobs: BlobStore? = nil) {
        self.checkpoints = checkpoints
        self.blobs = blobs
    }

    /// - Parameter progress: hears of the events that were checked, then of snapshots and of files.
    package func run(
        _ journal: any AuditedJournal, progress: @escaping ProgressListener = { _ in }
    ) async throws(JournalError) -> StoreAuditReport {
        let wanted = Set(checkpoints.map(\.checkpoint.head.count))
        // What the store notes of its end is what it says: it is compared when all was read.
        let total = await journal.eventCount()
        let walk = Mutex(Walk(documents: blobs.map { DocumentAudit($0) }))
        let isReadingNames = blobs != nil
        progress(ProgressStep(.events, 0, of: total))
        var chain = try await journal.audit { event, head in
            if head.count % 64 == 0 || head.count == total { progress(ProgressStep(.events, head.count, of: total)) }
            guard isReadingNames || wanted.contains(head.count) else { return }
            walk.withLock { walk in
                if wanted.contains(head.count) { walk.hashes[head.count] = head.hash }
                walk.documents?.take(event)
            }
        }
        let found = walk.withLock { $0 }
        if chain.isSound, let fault = try await snapshotFault(journal, progress) { chain = AuditReport(head: chain.head, fault: fault) }
        return StoreAuditReport(
            chain: chain, checkpoints: verdicts(chain, found.hashes), documentCount: found.documents?.count,
            documents: found.documents?.faults(progress: progress) ?? [])
    }

    /// Decisions on long histories begin with snapshots: each must be what the events before it add up to.
    private func snapshotFault(
        _ journal: any AuditedJournal, _ progress: @escaping ProgressListener
    ) async throws(JournalError) -> AuditReport.Fault? {
        var counter = ProgressCounter(.snapshots, of: nil, progress)
        var last = ""
        while true {
            let streams = try await journal.streamsWithSnapshot(format: Dossier.snapshotFormat, after: last)
            for stream in streams {
                defer { counter.advance() }
                guard let kept = try await journal.snapshot(of: stream, format: Dossier.snapshotFormat) else { continue }
                let events = try await journal.read(stream).prefix { $0.streamVersion <= kept.streamVersion }
                let replayed = try? Dossier.replay(
                    events.map { try EventFormat().decode(EncodedEvent(type: $0.type, version: $0.version, data: $0.data)) })
                if replayed?.snapshot != kept.data {
                    return AuditReport.Fault(kind: .snapshot, sequence: 0, stream: stream.name)
                }
            }
            guard streams.count == JournalLimits.eventsPerRead, let name = streams.last?.name else { return nil }
            last = name
        }
    }

    private struct Walk {
        /// Of the chain at the events that checkpoints name.
        var hashes: [Int64: [UInt8]] = [0: ChainHead.empty.hash]
        var documents: DocumentAudit?
    }

    /// In the order of the events.
    private func verdicts(_ chain: AuditReport, _ hashes: [Int64: [UInt8]]) -> [StoreAuditReport.Verdict] {
        var lastFitting: Int64 = 0
        return checkpoints.sorted { $0.checkpoint.head.count < $1.checkpoint.head.count }.map { entry in
            let head = entry.checkpoint.head
            let answer: StoreAuditReport.Answer
            if entry.distrust != nil {
                answer = .untrusted
            } else if let hash = hashes[head.count] {
                answer = hash == head.hash ? .fits : .differs(after: lastFitting)
            } else if chain.isSound {
                answer = .missing(after: chain.head.count)
            } else {
                answer = .notReached
            }
            if answer == .fits { lastFitting = head.count }
            return StoreAuditReport.Verdict(entry: entry, answer: answer)
        }
    }
}
