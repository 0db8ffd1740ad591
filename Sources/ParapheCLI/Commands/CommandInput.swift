import Diagnostics
import Foundation
import Paraphe

/// A file of commands, or the standard input, in pieces as they come: who waits for an answer before the next command gets it.
final class CommandInput {
    private static let pieceBytes = 1 << 16

    private let descriptor: Int32
    private let name: String

    init(_ name: String) throws(DiagnosticsError) {
        self.name = name
        if name == "-" {
            descriptor = STDIN_FILENO
            return
        }
        // One that is no file says why in the words of all commands.
        if !FileAccess.exists(name) || FileAccess.isFolder(name) { _ = try FileAccess.read(name) }
        descriptor = open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiagnosticsError(FileDiagnostics.unreadable(name)) }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The next bytes; empty at the end.
    func read() throws(DiagnosticsError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = Foundation.read(descriptor, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw DiagnosticsError(FileDiagnostics.unreadable(name)) }
            return Array(bytes.prefix(count))
        }
    }

    /// How many lines a file has from where it stands; nil for what cannot be read twice.
    func lineCount() throws(DiagnosticsError) -> Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let start = lseek(descriptor, 0, SEEK_CUR)
        guard start >= 0 else { return nil }
        defer { lseek(descriptor, start, SEEK_SET) }
        var (count, last): (Int64, UInt8) = (0, UInt8(ascii: "\n"))
        while true {
            let piece = try read()
            guard let end = piece.last else { break }
            count += Int64(piece.count { $0 == UInt8(ascii: "\n") })
            last = end
        }
        return count + (last == UInt8(ascii: "\n") ? 0 : 1)
    }
}
