import Diagnostics
import Foundation

/// Reads what users name on disk, with limits and words for what can go wrong.
package enum FileAccess {
    /// No text that a person writes is longer.
    package static let longestTextBytes = 64 << 20
    /// No PDF that is signed or verified is longer.
    package static let longestDocumentBytes = 512 << 20

    /// The bytes of a file; of a pipe or device too, such as `/dev/stdin`.
    package static func read(_ path: String, limitBytes: Int = longestTextBytes) throws(DiagnosticsError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DiagnosticsError(FileDiagnostics.notFound(path))
        }
        guard !isFolder.boolValue else { throw DiagnosticsError(FileDiagnostics.isFolder(path)) }
        let bytes: [UInt8]?
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            bytes = try readAll(handle, limitBytes: limitBytes)
        } catch {
            throw DiagnosticsError(FileDiagnostics.unreadable(path))
        }
        guard let bytes else { throw DiagnosticsError(FileDiagnostics.tooLarge(path, limitBytes: limitBytes)) }
        return bytes
    }

    /// Everything that the handle gives, or nil when that is more than the limit.
    private static func readAll(_ handle: FileHandle, limitBytes: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            guard bytes.count + part.count <= limitBytes else { return nil }
            bytes += part
        }
        return bytes
    }

    /// Whether a regular file or a folder stands there.
    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    package static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Removes a file, or a folder with all that it holds; nothing when there is none.
    package static func remove(_ path: String) throws(DiagnosticsError) {
        guard exists(path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw DiagnosticsError(FileDiagnostics.unwritable(path))
        }
    }

    /// Gives a file another name on the same disk, in place of what has it; folders above it are made, and the disk has the
    /// name before it returns.
    package static func move(_ path: String, to target: String) throws(DiagnosticsError) {
        if let slash = target.lastIndex(of: "/") { try makeFolder(String(target[..<slash])) }
        guard rename(path, target) == 0 else { throw DiagnosticsError(FileDiagnostics.notSaved(target, reason: errno)) }
        AtomicFile.synchronizeFolder(of: target)
    }

    /// The files under a folder at any depth, sorted, named from it; none when there is no such folder.
    package static func files(under folder: String) throws(DiagnosticsError) -> [String] {
        guard isFolder(folder) else { return [] }
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !isFolder(folder + "/" + $0) }.sorted()
        } catch {
            throw DiagnosticsError(FileDiagnostics.unreadable(folder))
        }
    }

    /// Makes a folder and those above it; the disk has their names before it returns.
    ///
    /// - Parameter mode: who may do what with those that were not there; the process's mask takes from it.
    package static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(DiagnosticsError) {
        guard !path.isEmpty, !isFolder(path) else { return }
        var parent = path
        while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
        if let slash = parent.lastIndex(of: "/") { try makeFolder(String(parent[..<slash]), mode: mode) }
        if mkdir(path, mode) != 0 {
            let reason = errno
            if isFolder(path) { return }
            throw DiagnosticsError(FileDiagnostics.notSaved(path, reason: reason == EEXIST ? ENOTDIR : reason))
        }
        AtomicFile.synchronizeFolder(of: parent)
    }

    /// Writes a file whole or not at all.
    ///
    /// - Parameters:
    ///   - isDurable: whether to wait until the disk has it; batches that can be made again need not.
    ///   - mode: who may do what with it; the process's mask takes from it.
    package static func write(
        _ bytes: [UInt8], to path: String, isDurable: Bool = true, mode: mode_t = 0o644
    ) throws(DiagnosticsError) {
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(bytes, to: path, isDurable: isDurable, mode: mode)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
    }

    /// Writes several files: none takes its name before all are written in full.
    package static func write(_ files: [(path: String, bytes: [UInt8])], isDurable: Bool = true) throws(DiagnosticsError) {
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(files, isDurable: isDurable)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
    }
}
