import Crypto
import Diagnostics
import Foundation
import Workflow

/// Documents and attachments as files named by the SHA-256 of their content: never changed, never written twice.
package struct BlobStore: Sendable {
    /// No attachment is longer.
    package static let longestBytes = 512 << 20
    private static let chunkBytes = 1 << 20
    /// What the names of files begin with that are on their way in.
    private static let stagedPrefix = ".incoming-"
    /// No command takes longer to decide.
    private static let longestStagedSeconds = 86_400.0
    /// What stands in the folder is for those alone who run the store, whatever their mask allows.
    static let fileMode: mode_t = 0o600
    static let folderMode: mode_t = 0o700

    /// The folder; it is made with the first file.
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// The folder beside a store: `FILE.sqlite` has `FILE.documents`.
    package init(besideStore path: String) {
        let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(".sqlite".count)) : path
        self.init(folder: stem + ".documents")
    }

    /// Where the content with a hash stands.
    package func path(of hash: String) -> String {
        "\(folder)/\(hash.prefix(2))/\(hash.dropFirst(2))"
    }

    package static func hash(of bytes: [UInt8]) -> String {
        ValueCodec.hexadecimal(SHA256.hash(data: bytes))
    }

    /// Stores bytes durably and answers with their hash; content that is there already is kept.
    package func put(_ bytes: [UInt8]) throws(DiagnosticsError) -> String {
        let hash = Self.hash(of: bytes)
        let path = path(of: hash)
        if FileAccess.exists(path) { return hash }
        try FileAccess.makeFolder("\(folder)/\(hash.prefix(2))", mode: Self.folderMode)
        try FileAccess.write(bytes, to: path, mode: Self.fileMode)
        return hash
    }

    /// Stores a file piece by piece.
    package func put(file: String) throws(DiagnosticsError) -> StagedFile {
        let staged = try stage(file)
        defer { discard(staged) }
        try keep(staged)
        return staged
    }

    /// Brings a file in, piece by piece, to be kept or discarded.
    package func stage(_ file: String) throws(DiagnosticsError) -> StagedFile {
        guard FileAccess.exists(file) else { throw DiagnosticsError(FileDiagnostics.notFound(file)) }
        guard !FileAccess.isFolder(file) else { throw DiagnosticsError(FileDiagnostics.isFolder(file)) }
        guard let source = FileHandle(forReadingAtPath: file) else { throw DiagnosticsError(FileDiagnostics.unreadable(file)) }
        defer { try? source.close() }
        try FileAccess.makeFolder(folder, mode: Self.folderMode)
        removeStale()
        let temporary = "\(folder)/\(Self.stagedPrefix)\(UUID().uuidString)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Self.fileMode)
        guard descriptor >= 0 else { throw DiagnosticsError(FileDiagnostics.notSaved(temporary, reason: errno)) }
        let target = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var isWhole = false
        defer { if !isWhole { try? FileManager.default.removeItem(atPath: temporary) } }
        var digest = SHA256()
        var count = 0
        var head: [UInt8] = []
        do {
            while let chunk = try source.read(upToCount: Self.chunkBytes), !chunk.isEmpty {
                count += chunk.count
                guard count <= Self.longestBytes else { break }
                if head.isEmpty { head = Array(chunk.prefix(64)) }
                digest.update(data: chunk)
                try target.write(contentsOf: chunk)
            }
            try target.synchronize()
            try target.close()
        } catch {
            throw DiagnosticsError(FileDiagnostics.notSaved(temporary, because: error))
        }
        guard count <= Self.longestBytes else {
            throw DiagnosticsError(FileDiagnostics.tooLarge(file, limitBytes: Self.longestBytes))
        }
        guard let mediaType = MediaType.sniff(head) else { throw DiagnosticsError(RequestDiagnostics.unknownContent(file)) }
        isWhole = true
        return StagedFile(hash: ValueCodec.hexadecimal(digest.finalize()), byteCount: count, mediaType: mediaType, path: temporary)
    }

    /// Removes what a process that died had brought in: it may be of a patient, and nobody would find it again.
    private func removeStale() {
        let manager = FileManager.default
        let oldest = Date(timeIntervalSinceNow: -Self.longestStagedSeconds)
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(Self.stagedPrefix) {
            let path = "\(folder)/\(name)"
            guard let date = (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date, date < oldest else { continue }
            try? manager.removeItem(atPath: path)
        }
    }

    /// Gives a file the name of its content; content that is there already is kept.
    package func keep(_ staged: StagedFile) throws(DiagnosticsError) {
        let path = path(of: staged.hash)
        try FileAccess.makeFolder("\(folder)/\(staged.hash.prefix(2))", mode: Self.folderMode)
        if !FileAccess.exists(path) { try FileAccess.move(staged.path, to: path) }
    }

    /// Removes what was brought in, where it was not kept.
    package func discard(_ staged: StagedFile) {
        try? FileManager.default.removeItem(atPath: staged.path)
    }

    /// The content with a hash, checked against it.
    package func get(_ hash: String) throws(DiagnosticsError) -> [UInt8] {
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            throw DiagnosticsError(FileDiagnostics.notFound(hash))
        }
        let path = path(of: hash)
        let bytes = try FileAccess.read(path, limitBytes: Self.longestBytes)
        guard Self.hash(of: bytes) == hash else { throw DiagnosticsError(RequestDiagnostics.alteredContent(path)) }
        return bytes
    }
}
