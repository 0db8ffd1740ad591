import CEL
import Crypto
import Diagnostics
import Foundation
import Journal
import Workflow

/// Whether the files that events name are there, and hold what they held.
package struct DocumentAudit: Sendable {
    /// A file that does not fit.
    package struct Fault: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable {
            case missing
            /// Its content has another hash than its name and the event say.
            case altered
        }

        package let kind: Kind
        /// SHA-256 in hexadecimal.
        package let hash: String
        /// The first event that names it.
        package let sequence: Int64
        package let stream: String
    }

    private struct Name {
        let hash: String
        let sequence: Int64
        let stream: String
    }

    private static let chunkBytes = 1 << 20

    private let blobs: BlobStore
    private var names: [Name] = []
    private var seen: Set<String> = []
    /// What a tombstone says is gone.
    private var erased: Set<String> = []

    package init(_ blobs: BlobStore) {
        self.blobs = blobs
    }

    /// Takes the names of files from an event; events whose data is not ours name none.
    package mutating func take(_ event: RecordedEvent) {
        if event.type == "dossier-erased", let value = try? ValueCodec.decode(event.data) {
            erased.formUnion((value.field("files")?.elements ?? []).compactMap(\.stringValue))
            return
        }
        // Most events name no file, and are not read for that.
        guard Self.mayName(event.data), let value = try? ValueCodec.decode(event.data) else { return }
        var found: [String] = []
        Self.collect(value, into: &found)
        for hash in found where seen.insert(hash).inserted {
            names.append(Name(hash: hash, sequence: event.sequence, stream: event.stream.name))
        }
    }

    package var count: Int { names.count }

    /// Reads all files; the first faults come first.
    package func faults(progress: @escaping ProgressListener = { _ in }) -> [Fault] {
        var faults: [Fault] = []
        var counter = ProgressCounter(.documents, of: Int64(names.count), progress)
        for name in names {
            if let kind = fault(name.hash), kind != .missing || !erased.contains(name.hash) {
                faults.append(Fault(kind: kind, hash: name.hash, sequence: name.sequence, stream: name.stream))
            }
            counter.advance()
        }
        return faults
    }

    private func fault(_ hash: String) -> Fault.Kind? {
        guard let file = FileHandle(forReadingAtPath: blobs.path(of: hash)) else { return .missing }
        defer { try? file.close() }
        var digest = SHA256()
        do {
            while let chunk = try file.read(upToCount: Self.chunkBytes), !chunk.isEmpty { digest.update(data: chunk) }
        } catch {
            return .missing
        }
        return ValueCodec.hexadecimal(digest.finalize()) == hash ? nil : .altered
    }

    /// Documents have `sha256` and attachments `mediaType`.
    private static func mayName(_ data: [UInt8]) -> Bool {
        let bytes = data[...]
        return bytes.firstRange(of: Array("\"mediaType\"".utf8)) != nil
    }

    /// Records of documents and of attachments, wherever they stand.
    private static func collect(_ value: Value, into found: inout [String]) {
        if let entries = value.entries {
            if value.field("mediaType")?.stringValue != nil,
                let hash = (value.field("sha256") ?? value.field("id"))?.stringValue, hash.utf8.count == 64,
                hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
            {
                found.append(hash)
            }
            for entry in entries { collect(entry.1, into: &found) }
        } else if let elements = value.elements {
            for element in elements { collect(element, into: &found) }
        }
    }
}
