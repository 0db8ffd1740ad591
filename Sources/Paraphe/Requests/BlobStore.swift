import Crypto
import Diagnostics
import Foundation
import Workflow

/// Documents and attachments as files named by the SHA-256 of their content: never changed, never written twice.
package struct BlobStore: Sendable {
    /// No attachment is longer.
    package static let longestBytes = 512 << 20
    private static let chunkBytes = 1 << 20

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
        try FileAccess.makeFolder("\(folder)/\(hash.prefix(2))")
        try FileAccess.write(bytes, to: path)
        return hash
    }

    /// Stores a file piece by piece; answers with the hash, the length and the media type that the content shows.
    package func put(file: String) throws(DiagnosticsError) -> (hash: String, byteCount: Int, mediaType: String) {
        guard FileAccess.exists(file) else { throw DiagnosticsError(FileDiagnostics.notFound(file)) }
        guard !FileAccess.isFolder(file) else { throw DiagnosticsError(FileDiagnostics.isFolder(file)) }
        guard let source = FileHandle(forReadingAtPath: file) else { throw DiagnosticsError(FileDiagnostics.unreadable(file)) }
        defer { try? source.close() }
        try FileAccess.makeFolder(folder)
        let temporary = "\(folder)/.incoming-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: temporary, contents: nil), let target = FileHandle(forWritingAtPath: temporary)
        else { throw DiagnosticsError(FileDiagnostics.unwritable(temporary)) }
        defer { try? FileManager.default.removeItem(atPath: temporary) }
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
        let hash = ValueCodec.hexadecimal(digest.finalize())
        let path = path(of: hash)
        try FileAccess.makeFolder("\(folder)/\(hash.prefix(2))")
        if !FileAccess.exists(path) { try FileAccess.move(temporary, to: path) }
        return (hash, count, mediaType)
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
