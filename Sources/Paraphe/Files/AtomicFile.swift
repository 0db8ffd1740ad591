import CoreFoundation
import Diagnostics
import Foundation

/// Saves files so that a reader sees the old file or the whole new one, never a part, whenever the process is killed.
package enum AtomicFile {
    /// The disk refused.
    package struct Failure: Error, Hashable, Sendable {
        package enum Step: String, Hashable, Sendable {
            case create, write, rename
        }

        package let path: String
        package let step: Step
        /// `errno`.
        package let reason: Int32

        package var diagnostic: Diagnostic {
            FileDiagnostics.notSaved(path, reason: reason)
        }
    }

    /// Writes a file: first a temporary one in the same folder, which then takes the name.
    ///
    /// A link keeps pointing at its file, which is replaced; a pipe or device such as `/dev/stdout` is written as it stands.
    ///
    /// - Parameter isDurable: waits for the disk (fsync of file and folder), so that the file outlives a power failure too. A batch that can
    ///   be run again does not need it: the rename alone guards against being killed.
    package static func write(_ bytes: [UInt8], to path: String, isDurable: Bool = true, mode: mode_t = 0o644) throws(Failure) {
        var path = path
        var status = stat()
        if stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                if let real = realpath(path, nil) {
                    path = String(cString: real)
                    free(real)
                }
            case S_IFDIR: throw Failure(path: path, step: .create, reason: EISDIR)
            default: return try writeThrough(bytes, path)
            }
        }
        let staged = try stage(bytes, for: path, isDurable: isDurable, mode: mode)
        try staged.commit(isDurable: isDurable)
    }

    /// A file that is written in full beside the one whose name it will take.
    private struct Staged {
        let temporary: String
        let path: String

        func commit(isDurable: Bool) throws(Failure) {
            guard rename(temporary, path) == 0 else {
                let reason = errno
                unlink(temporary)
                throw Failure(path: path, step: .rename, reason: reason)
            }
            if isDurable { AtomicFile.synchronizeFolder(of: path) }
        }
    }

    /// Writes several files: none takes its name before all are written in full.
    package static func write(_ files: [(path: String, bytes: [UInt8])], isDurable: Bool = true, mode: mode_t = 0o644) throws(Failure) {
        guard files.count > 1 else {
            if let file = files.first { try write(file.bytes, to: file.path, isDurable: isDurable, mode: mode) }
            return
        }
        var staged: [Staged] = []
        do throws(Failure) {
            for file in files {
                var status = stat()
                if stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                    throw Failure(path: file.path, step: .create, reason: EISDIR)
                }
                staged.append(try stage(file.bytes, for: file.path, isDurable: isDurable, mode: mode))
            }
        } catch {
            for file in staged { unlink(file.temporary) }
            throw error
        }
        for (index, file) in staged.enumerated() {
            do throws(Failure) {
                try file.commit(isDurable: isDurable)
            } catch {
                for rest in staged[(index + 1)...] { unlink(rest.temporary) }
                throw error
            }
        }
    }

    private static func stage(_ bytes: [UInt8], for path: String, isDurable: Bool, mode: mode_t) throws(Failure) -> Staged {
        if let staged = try stageNameless(bytes, for: path, isDurable: isDurable, mode: mode) { return staged }
        var template = Array((path + ".tmp-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Failure(path: path, step: .create, reason: errno) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var failure = fill(descriptor, bytes, path)
        if failure == nil, fchmod(descriptor, mode & ~currentMask) != 0 { failure = Failure(path: path, step: .write, reason: errno) }
        if failure == nil, isDurable, fsync(descriptor) != 0 { failure = Failure(path: path, step: .write, reason: errno) }
        if close(descriptor) != 0, failure == nil { failure = Failure(path: path, step: .write, reason: errno) }
        if let failure {
            unlink(temporary)
            throw failure
        }
        return Staged(temporary: temporary, path: path)
    }

    /// Stages in a file without a name, which a killed process does not leave behind; nil where the system has none (NFS, no `/proc`).
    private static func stageNameless(_ bytes: [UInt8], for path: String, isDurable: Bool, mode: mode_t) throws(Failure) -> Staged? {
        #if os(Linux)
            // `O_TMPFILE`, a macro that Swift does not see.
            let descriptor = open(folder(of: path), 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, mode)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            if let failure = fill(descriptor, bytes, path) { throw failure }
            if isDurable, fsync(descriptor) != 0 { throw Failure(path: path, step: .write, reason: errno) }
            for attempt in 0..<1000 {
                let temporary = path + ".tmp-\(getpid())-\(attempt)"
                if linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 {
                    return Staged(temporary: temporary, path: path)
                }
                guard errno == EEXIST else { return nil }
            }
        #endif
        return nil
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// Writes into what is no file and cannot be replaced.
    private static func writeThrough(_ bytes: [UInt8], _ path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY)
        guard descriptor >= 0 else { throw Failure(path: path, step: .create, reason: errno) }
        defer { close(descriptor) }
        if let failure = fill(descriptor, bytes, path) { throw failure }
    }

    /// The process's mask of permissions; reading it means setting it, so it is read once.
    private static let currentMask: mode_t = {
        let mask = umask(0o022)
        umask(mask)
        return mask
    }()

    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) -> Failure? {
        bytes.withUnsafeBytes { raw in
            var offset = 0
            while offset < raw.count {
                guard let start = raw.baseAddress else { return nil }
                // The C function of this name, not the method.
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, start + offset, raw.count - offset)
                #elseif canImport(Musl)
                    let count = Musl.write(descriptor, start + offset, raw.count - offset)
                #else
                    let count = Darwin.write(descriptor, start + offset, raw.count - offset)
                #endif
                if count < 0 {
                    if errno == EINTR { continue }
                    return Failure(path: path, step: .write, reason: errno)
                }
                offset += count
            }
            return nil
        }
    }

    /// Waits until the disk has the names in the folder of a path: an entry is data as well. Some file systems refuse; the file itself is safe
    /// by then.
    package static func synchronizeFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }
}
