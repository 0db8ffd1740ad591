import Diagnostics
import Foundation
import Workflow

/// The keys under which the events of dossiers are sealed: one file each beside the documents, `keys/DIGEST` of the dossier's identifier. A key that
/// is destroyed erases its dossier; so copies of this folder are to be as short-lived as the law asks, whatever the copies of the store.
package struct DossierKeys: Sendable {
    private let folder: String

    package init(besideDocuments blobs: BlobStore) {
        folder = blobs.folder + "/keys"
    }

    private func path(_ id: String) -> String { folder + "/" + BlobStore.hash(of: Array("dossier \(id)".utf8)) }

    /// Nil when the dossier has none, or none any more.
    func key(of id: String) throws(DiagnosticsError) -> DossierKey? {
        guard FileAccess.exists(path(id)) else { return nil }
        guard let key = DossierKey(try FileAccess.read(path(id)), of: id) else {
            throw DiagnosticsError(RequestDiagnostics.alteredContent(path(id)))
        }
        return key
    }

    /// The key of a dossier, made when there is none; of two that make it at once, one wins and both get its.
    func made(for id: String) throws(DiagnosticsError) -> DossierKey {
        if let key = try key(of: id) { return key }
        try keep(DossierKey(madeFor: id))
        guard let key = try key(of: id) else { throw DiagnosticsError(FileDiagnostics.unwritable(path(id))) }
        return key
    }

    /// Takes a key that an archive brings; one that is there stays.
    func keep(_ key: DossierKey) throws(DiagnosticsError) {
        let path = path(key.dossierID)
        try FileAccess.makeFolder(folder, mode: BlobStore.folderMode)
        let temporary = folder + "/.incoming-" + UUID().uuidString
        defer { unlink(temporary) }
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(key.bytes, to: temporary, mode: BlobStore.fileMode)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
        guard link(temporary, path) == 0 || errno == EEXIST else {
            throw DiagnosticsError(FileDiagnostics.notSaved(path, reason: errno))
        }
        // Whoever loses the key loses the dossier: no event is sealed under one whose name the disk may forget.
        AtomicFile.synchronizeFolder(of: path)
    }

    /// Destroys the key of a dossier: written over, then removed.
    func destroy(_ id: String) throws(DiagnosticsError) {
        guard FileAccess.exists(path(id)) else { return }
        if let handle = FileHandle(forUpdatingAtPath: path(id)) {
            try? handle.write(contentsOf: Data(count: DossierKey.byteCount))
            try? handle.synchronize()
            try? handle.close()
        }
        try FileAccess.remove(path(id))
        AtomicFile.synchronizeFolder(of: path(id))
    }
}
