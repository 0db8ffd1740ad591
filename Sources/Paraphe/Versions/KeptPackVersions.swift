import Diagnostics
import Foundation
import Rules
import Synchronization

/// Versions in a folder beside the documents: `packs/HASH/…`, each whole or not at all, never changed, checked when it is read.
package final class KeptPackVersions: PackVersions {
    /// Makes the documents of a version.
    package typealias MakerProvider = @Sendable (LoadedPack) throws -> (any DocumentMaker)?

    private let folder: String
    private let present: PackContents
    private let shelf: SourceShelf
    private let makers: MakerProvider
    private let known = Mutex<[String: PackVersion]>([:])

    /// - Parameters:
    ///   - blobs: the store's documents, which hold the versions too.
    ///   - present: the pack that new dossiers follow.
    ///   - makers: makes what makes documents; none are made where it gives nil.
    package init(blobs: BlobStore, present: PackContents, shelf: SourceShelf, makers: @escaping MakerProvider = { _ in nil }) {
        folder = Self.folder(of: blobs)
        self.present = present
        self.shelf = shelf
        self.makers = makers
    }

    package static func folder(of blobs: BlobStore) -> String { blobs.folder + "/packs" }

    package func keepPresent() throws(DiagnosticsError) { try Self.keep(present, in: folder) }

    /// First a folder of another name, which then takes the name at once; the disk has it before this returns, as events name the version.
    static func keep(_ contents: PackContents, in folder: String) throws(DiagnosticsError) {
        let place = folder + "/" + contents.hash
        // One that is there may have been put there by a process that died before the disk had it.
        defer { AtomicFile.synchronizeFolder(of: place) }
        guard !FileAccess.exists(place) else { return }
        let temporary = folder + "/.incoming-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try FileAccess.makeFolder(temporary, mode: BlobStore.folderMode)
        for file in contents.files {
            let target = temporary + "/" + file.path
            if let slash = target.lastIndex(of: "/") {
                try FileAccess.makeFolder(String(target[..<slash]), mode: BlobStore.folderMode)
            }
            try FileAccess.write(file.bytes, to: target, mode: BlobStore.fileMode)
        }
        // Another process may have been faster, with the same files.
        guard rename(temporary, place) == 0 || FileAccess.exists(place) else {
            throw DiagnosticsError(FileDiagnostics.notSaved(place, reason: errno))
        }
    }

    package func version(_ hash: String) throws(DiagnosticsError) -> PackVersion? {
        if let version = known.withLock({ $0[hash] }) { return version }
        let place = PackFolder(path: folder + "/" + hash)
        guard hash.utf8.count == 64, !hash.contains("/"), FileAccess.isFolder(place.path) else { return nil }
        guard try PackContents(of: place).hash == hash else { throw DiagnosticsError(RequestDiagnostics.alteredContent(place.path)) }
        let pack = try LoadedPack.loadOrThrow(place, shelf: shelf)
        let maker: (any DocumentMaker)?
        do {
            maker = try makers(pack)
        } catch let error as DiagnosticsError {
            throw error
        } catch {
            throw DiagnosticsError(RequestDiagnostics.makerFailed(hash, reason: "\(error)"))
        }
        let version = PackVersion(rulebook: pack.rulebook, hash: hash, maker: maker)
        known.withLock { $0[hash] = version }
        return version
    }
}
