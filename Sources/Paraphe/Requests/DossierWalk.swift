import Diagnostics
import Rules
import Workflow

/// Goes over dossiers of the present pack one by one, as work on a whole store does: over those named, or over all.
struct DossierWalk {
    private let service: RequestService
    private let ids: [String]
    private let areNamed: Bool
    private var counter: ProgressCounter
    private var index = 0
    /// Why some of all could not be read: they do not keep the others from their turn.
    private(set) var unreadable = DiagnosticBag()

    /// - Parameters:
    ///   - named: none for all.
    ///   - progress: hears how many dossiers were looked at.
    init(_ service: RequestService, named: [String], progress: @escaping ProgressListener) async throws(RequestError) {
        self.service = service
        areNamed = !named.isEmpty
        ids = areNamed ? named : try await service.dossierIDs()
        counter = ProgressCounter(.dossiers, of: Int64(ids.count), progress)
    }

    /// The next one; nil when there is none left.
    ///
    /// - Throws: when a dossier that was named is not there or cannot be read.
    mutating func next() async throws(RequestError) -> Dossier? {
        while index < ids.count {
            let id = ids[index]
            index += 1
            defer { counter.advance() }
            do throws(RequestError) {
                guard let dossier = try await service.load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
                if dossier.packName == service.rulebook.name { return dossier }
            } catch {
                if areNamed || error.isOfStore { throw error }
                unreadable.append(contentsOf: error.bag)
            }
        }
        return nil
    }

    /// Ends the walk.
    ///
    /// - Throws: why some dossiers could not be read.
    func finish() throws(RequestError) {
        if !unreadable.isEmpty { throw .faults(unreadable) }
    }
}
