import Diagnostics
import Journal
import Workflow

/// Removes documents and attachments of erased dossiers from a store, but for those that something else in it still has: files are kept by
/// their content, so that two dossiers with the same one share it.
struct FileSweep {
    /// Streams of one read.
    private static let streamsPerRead = 128

    private let service: RequestService
    /// Digests of files that no one may have any more.
    private var candidates: Set<String> = []

    init(_ service: RequestService) {
        self.service = service
    }

    /// Names the files of a dossier that was erased.
    mutating func add(_ files: Set<String>) {
        candidates.formUnion(files.filter { FileAccess.exists(service.blobs.path(of: $0)) })
    }

    /// Removes what was named and is used no more, in one pass over the store however many dossiers were erased.
    ///
    /// - Parameter progress: hears how many of the streams were looked at.
    consuming func run(_ progress: @escaping ProgressListener) async throws(RequestError) {
        guard !candidates.isEmpty else { return }
        for hash in candidates.subtracting(try await used(progress)) {
            do throws(DiagnosticsError) {
                try FileAccess.remove(service.blobs.path(of: hash))
            } catch {
                throw .faults(error.bag)
            }
        }
    }

    /// The candidates that a dossier or a fax has which was not erased.
    private func used(_ progress: @escaping ProgressListener) async throws(RequestError) -> Set<String> {
        let streams = try await service.streams()
        var counter = ProgressCounter(.dossiers, of: Int64(streams.count), progress)
        var use = FileUse()
        for start in stride(from: 0, to: streams.count, by: Self.streamsPerRead) {
            let some = streams[start..<min(start + Self.streamsPerRead, streams.count)]
            for (stream, recorded) in zip(some, try await service.recorded(some.map { StreamTail($0, after: 0) })) {
                counter.advance()
                switch FileUse.Source(stream) {
                case .dossier(let id):
                    let events = try service.events(recorded, id: id)
                    // Its tombstone names what it had.
                    if events.contains(where: { if case .erased = $0.body { true } else { false } }) { use.erase(id) }
                    for (file, _) in RequestService.files(of: events) where candidates.contains(file) { use.add(file, of: id) }
                case .faxes(let id):
                    for file in recorded.compactMap(FaxRecord.init).flatMap(\.files) where candidates.contains(file) {
                        use.add(file, of: id)
                    }
                case nil: continue
                }
            }
        }
        return use.files
    }
}
