import Foundation
import Synchronization

/// A PostgreSQL server of Debian's package for these tests alone: on a socket in a folder of its own, ended with the process.
package final class PostgresServer: Sendable {
    /// What kept the server from starting.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package static let shared = Result { try PostgresServer() }

    package let folder: String
    private let programs: String
    /// A server lives as long as the other end of its standard input.
    private let lifelines = Mutex<[Pipe]>([])

    package init() throws {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        guard let version = versions.compactMap({ Int($0) }).max() else {
            throw Failure(description: "PostgreSQL is not installed (make judges)")
        }
        programs = "/usr/lib/postgresql/\(version)/bin"
        folder = FileManager.default.temporaryDirectory.path + "/paraphe-pg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // PostgreSQL refuses to run as root; the package has a user for it.
        _ = try Self.run("chmod 777 '\(folder)'", asServer: false)
        _ = try Self.run("'\(programs)/initdb' -D '\(folder)/data' -U paraphe -A trust -E UTF8 --locale=C.UTF-8 >'\(folder)/log' 2>&1")
        try start()
    }

    /// Starts the server, and waits until it answers.
    ///
    /// It is a child that nobody waits for: Foundation takes a process for running as long as a daemon that it started runs.
    func start() throws {
        let options = "-k '\(folder)' -c listen_addresses= -c max_connections=200 -c unix_socket_permissions=0777"
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/bin/sh")
        server.arguments = [
            "-c",
            Self.asServer(
                """
                cd '\(folder)'; exec 3<&0; '\(programs)/postgres' -D '\(folder)/data' \(options) >>log 2>&1 </dev/null 3<&- &
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
        _ = try Self.run("'\(programs)/pg_ctl' -D '\(folder)/data' -m immediate -w stop >/dev/null 2>&1")
        try start()
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
        return try Self.run("'\(programs)/psql' -X -q -A -t -v ON_ERROR_STOP=1 '\(name)' -c \"\(statement)\" 2>&1", asServer: false)
    }

    private static func asServer(_ command: String) -> String {
        guard geteuid() == 0 else { return command }
        return "runuser -u postgres -- /bin/sh -c '\(command.replacingOccurrences(of: "'", with: "'\\''"))'"
    }

    private static func run(_ command: String, asServer isServer: Bool = true) throws -> String {
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
