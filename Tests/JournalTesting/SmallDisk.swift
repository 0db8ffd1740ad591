import Foundation

/// A disk of a few megabytes that nobody else sees: what happens when it is full is what happens on any disk.
///
/// It is mounted in a name space of a process of its own, and goes with that process, however the test ends.
package final class SmallDisk: Sendable {
    /// What kept the disk from being made.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Whether this machine lets a test mount a disk: it takes root.
    package static let isAllowed: Bool = (try? SmallDisk(megabytes: 1)) != nil
    /// Said where it does not.
    package static let reason = "this machine lets no test mount a disk of its own (root, unshare, tmpfs)"

    /// Where the disk is for the processes that ``entrance`` leads to.
    package let mountPoint: String
    /// Where the disk is for this process, through a link that names no place of its own: SQLite, which follows links, finds nothing there.
    package var path: String { "/proc/\(keeper.processIdentifier)/root\(mountPoint)" }

    /// Lives as long as its standard input is open.
    private let keeper: Process
    private let lifeline: Pipe

    package init(megabytes: Int) throws {
        mountPoint = FileManager.default.temporaryDirectory.path + "/paraphe-disk-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: mountPoint, withIntermediateDirectories: true)
        keeper = Process()
        lifeline = Pipe()
        keeper.executableURL = URL(fileURLWithPath: "/bin/sh")
        keeper.arguments = [
            "-c",
            """
            exec unshare -m --propagation private /bin/sh -c 'mount -t tmpfs -o size=\(megabytes)m,mode=0777 tmpfs \(mountPoint) && echo made
            cat >/dev/null; umount \(mountPoint) 2>/dev/null; rmdir \(mountPoint)'
            """,
        ]
        let answer = Pipe()
        keeper.standardInput = lifeline
        keeper.standardOutput = answer
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        // What the keeper says, and else the end of what it says.
        guard answer.fileHandleForReading.availableData.starts(with: Array("made".utf8)) else {
            try? lifeline.fileHandleForWriting.close()
            throw Failure(description: Self.reason)
        }
    }

    deinit { try? lifeline.fileHandleForWriting.close() }

    /// What stands before a command that sees the disk; it begins in the folder `/`.
    package var entrance: [String] { ["nsenter", "-t", "\(keeper.processIdentifier)", "-m", "--"] }

    /// Takes all the room that is left.
    package func fill() throws {
        let file = open(path + "/filler", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard file >= 0 else { throw Failure(description: "the disk cannot be filled: \(errno)") }
        defer { close(file) }
        for byteCount in [1 << 20, 4_096, 1] {
            let bytes = [UInt8](repeating: 1, count: byteCount)
            while write(file, bytes, byteCount) == byteCount {}
        }
        guard errno == ENOSPC else { throw Failure(description: "the disk cannot be filled: \(errno)") }
    }

    /// Gives the room back.
    package func makeRoom() throws {
        guard unlink(path + "/filler") == 0 else { throw Failure(description: "there is nothing to take away: \(errno)") }
    }
}
