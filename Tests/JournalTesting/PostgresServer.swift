import Foundation
import Synchronization

/// A PostgreSQL server of Debian's package for these tests alone: on a socket in a folder of its own, ended with the process.
package final class PostgresServer: Sendable {
    /// What kept the server from starting.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package static let shared = Result { try PostgresServer() }

    /// What is little of its room.
    package enum Room: Sendable {
        case plenty
        /// No file grows beyond so many bytes, a multiple of 8,192.
        case files(Int)
        /// The data are on a small disk; the log of what is written is not.
        case data(SmallDisk)
        /// The log of what is written (`pg_wal`) is on a small disk; the data are not.
        case log(SmallDisk)

        fileprivate var disk: SmallDisk? {
            switch self {
            case .data(let disk), .log(let disk): disk
            case .plenty, .files: nil
            }
        }
    }

    package let folder: String
    private let programs: String
    private let room: Room
    private let data: String
    /// Whether the limit of ``Room/files(_:)`` holds.
    private let isLimited: Mutex<Bool>
    /// A server lives as long as the other end of its standard input.
    private let lifelines = Mutex<[Pipe]>([])

    package init(_ room: Room = .plenty) throws {
        self.room = room
        isLimited = Mutex(true)
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        guard let version = versions.compactMap({ Int($0) }).max() else {
            throw Failure(description: "PostgreSQL is not installed (make judges)")
        }
        programs = "/usr/lib/postgresql/\(version)/bin"
        folder = FileManager.default.temporaryDirectory.path + "/paraphe-pg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        data = if case .data(let disk) = room { disk.mountPoint + "/data" } else { folder + "/data" }
        // PostgreSQL refuses to run as root; the package has a user for it.
        _ = try run("chmod 777 '\(folder)'", asServer: false)
        var options = "-U paraphe -A trust -E UTF8 --locale=C.UTF-8"
        switch room {
        case .plenty: break
        // Files of the log are smaller than the limit.
        case .files: options += " --wal-segsize=1"
        case .data: options += " --wal-segsize=1 --waldir='\(folder)/wal'"
        case .log(let disk): options += " --wal-segsize=1 --waldir='\(disk.mountPoint)/wal'"
        }
        _ = try run("'\(programs)/initdb' -D '\(data)' \(options) >'\(folder)/log' 2>&1")
        try start()
    }

    /// Starts the server, and waits until it answers.
    ///
    /// It is a child that nobody waits for: Foundation takes a process for running as long as a daemon that it started runs.
    func start() throws {
        var options = "-k '\(folder)' -c listen_addresses= -c max_connections=200 -c unix_socket_permissions=0777"
        var limit = ""
        if case .files(let byteCount) = room, isLimited.withLock({ $0 }) { limit = "ulimit -f \(byteCount / 512); " }
        // Little log is kept, so that its disk can be small.
        if room.disk != nil { options += " -c max_wal_size=8MB -c min_wal_size=2MB -c autovacuum=off" }
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/bin/sh")
        server.arguments = [
            "-c",
            asServer(
                """
                cd '\(folder)'; exec 3<&0; \(limit)'\(programs)/postgres' -D '\(data)' \(options) >>log 2>&1 </dev/null 3<&- &
                read x <&3; kill -QUIT $! 2>/dev/null; wait
                """) + "; rm -rf '\(folder)'",
        ]
        let lifeline = Pipe()
        lifelines.withLock { $0.append(lifeline) }
        server.standardInput = lifeline
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        for _ in 0..<600 {
            if (try? query("SELECT 1", in: "postgres")) != nil { return }
            usleep(100_000)
        }
        throw Failure(description: "the server did not start: \(folder)/log")
    }

    /// Stops the server as a loss of power would, and starts it again.
    package func crash() throws {
        _ = try run("'\(programs)/pg_ctl' -D '\(data)' -m immediate -w stop >/dev/null 2>&1")
        try start()
    }

    /// Starts the server again after it ended by itself, or without the limit that it had.
    package func startAgain() throws {
        isLimited.withLock { $0 = false }
        if (try? query("SELECT 1", in: "postgres")) != nil { return try crash() }
        try start()
    }

    /// Waits until the server has ended by itself.
    package func waitForEnd() throws {
        for _ in 0..<600 {
            if (try? run("'\(programs)/pg_ctl' -D '\(data)' status >/dev/null 2>&1")) == nil { return }
            usleep(100_000)
        }
        throw Failure(description: "the server goes on: \(folder)/log")
    }

    /// A new, empty database.
    package func makeDatabase() throws -> String {
        let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try query("CREATE DATABASE \(name)", in: "postgres")
        return address(name)
    }

    package func address(_ database: String) -> String { "postgresql://paraphe@/\(database)?host=\(folder)" }

    /// Plain SQL, as an intruder would.
    @discardableResult
    package func query(_ statement: String, in database: String) throws -> String {
        let name = database.hasPrefix("postgresql:") ? database : address(database)
        return try run("'\(programs)/psql' -X -q -A -t -v ON_ERROR_STOP=1 '\(name)' -c \"\(statement)\" 2>&1", asServer: false)
    }

    private func asServer(_ command: String) -> String {
        guard geteuid() == 0 else { return command }
        let own = "runuser -u postgres -- /bin/sh -c '\(command.replacingOccurrences(of: "'", with: "'\\''"))'"
        return room.disk.map { ($0.entrance + [own]).joined(separator: " ") } ?? own
    }

    private func run(_ command: String, asServer isServer: Bool = true) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", isServer ? asServer(command) : command]
        process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(command): \(output)") }
        return output
    }
}
