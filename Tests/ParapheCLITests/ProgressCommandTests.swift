import Foundation
import Testing

/// Progress of the built tool: in a log, and on a terminal.
@Suite struct ProgressCommandTests {
    private static let place = ["--pack", Tool.example, "--at", "2026-11-20T08:00:00-05:00"]
    /// What the commands of a coordinator take.
    private static let common = place + ["--store", "r.sqlite", "--as", "sbeaulieu"]

    private func commands(_ count: Int) -> String {
        (1...count).map { number in
            #"{"command": "c\#(number)", "dossier": "D-\#(number)", "action": "create", "data": {"patient": {"familyName": "Lavoie"}}}"#
                + "\n"
        }.joined()
    }

    /// A store of three dossiers, from a stream of commands.
    private func site() throws -> Tool {
        let tool = try Tool()
        try tool.write(commands(3), to: "c.ndjson")
        let applied = try tool.run(["apply", "c.ndjson", "--progress", "--store", "r.sqlite", "--as", "gcote"] + Self.place)
        #expect(applied.status == 0 && applied.errors.contains("100%  3/3\u{A0}commands  in "), "\(applied)")
        return tool
    }

    @Test func totalsOfEachCommand() throws {
        let tool = try site()
        func told(_ arguments: [String], _ words: String) throws {
            let outcome = try tool.run(arguments + ["--progress"])
            #expect(outcome.status == 0 && outcome.errors.contains("100%  " + words), "\(arguments): \(outcome)")
            // The results are the same without it, and nothing is told.
            let quiet = try tool.run(arguments)
            #expect(quiet.errors.isEmpty && quiet.output == outcome.output, "\(arguments): \(quiet)")
        }
        try told(["request", "list"] + Self.common, "3/3\u{A0}dossiers")
        try told(["audit", "--store", "r.sqlite"], "9/9\u{A0}events")
        try told(["migrate"] + Self.common, "3/3\u{A0}dossiers")
        try told(["erase"] + Self.common, "3/3\u{A0}dossiers")
        let exported = try tool.run(["request", "export", "D-1", "-o", "d.tar", "--progress", "--lang", "fr-CA"] + Self.common)
        #expect(exported.errors.contains("100\u{A0}%  9/9\u{A0}événements  en "), "\(exported)")
    }

    /// Each archive whole or not at all; the first that does not fit ends the batch, and says what is in the store.
    @Test func archivesInABatch() throws {
        let tool = try site()
        for number in 1...3 {
            #expect(try tool.run(["request", "export", "D-\(number)", "-o", "d\(number).tar"] + Self.common).status == 0)
        }
        let other = Self.place + ["--store", "s.sqlite", "--as", "sbeaulieu"]
        let sound = try tool.run(["request", "import", "d1.tar", "d2.tar", "--dry-run", "--progress"] + other)
        #expect(sound.status == 0 && sound.output.contains("D-1") && sound.output.contains("D-2"), "\(sound)")
        #expect(!(try tool.names().contains("s.sqlite")))
        try tool.write("no archive", to: "bad.tar")
        let stopped = try tool.run(["request", "import", "d1.tar", "bad.tar", "d3.tar"] + other)
        #expect(stopped.status == 1 && stopped.output.contains("imported: D-1") && !stopped.output.contains("D-3"), "\(stopped)")
        #expect(stopped.errors.contains("archive: bad.tar; taken in before it: 1 of 3"), "\(stopped.errors)")
        // What is there already is passed over when the rest comes.
        let rest = try tool.run(["request", "import", "d1.tar", "d2.tar", "d3.tar", "--format", "json", "--progress"] + other)
        let statuses = try rest.output.split(separator: "\n").map { try parsed(String($0))["status"] as? String }
        #expect(statuses == ["present", "imported", "imported"] && rest.errors.contains("100%"), "\(rest)")
        #expect(try tool.run(["request", "list"] + other).output.contains("D-3"))
        #expect(try tool.run(["audit", "--store", "s.sqlite"]).status == 0)
    }

    /// On a terminal a bar comes after a moment, fits its width, and is gone at the end.
    @Test func onATerminal() throws {
        let tool = try Tool()
        // As many as take longer than that moment on any machine.
        try tool.write(commands(3_000), to: "c.ndjson")
        let terminal = try Terminal(columns: 50)
        let status = try terminal.run(tool, ["apply", "c.ndjson", "--store", "r.sqlite", "--as", "gcote"] + Self.place)
        let shown = terminal.text
        #expect(status == 0 && shown.contains("[=") && shown.contains("/3,000\u{A0}commands"), "\(shown)")
        let pieces = shown.split(whereSeparator: { $0 == "\r" || $0 == "\n" || $0 == "\r\n" })
        #expect(pieces.allSatisfy { $0.hasPrefix("3000 done") || $0.count < 50 }, "\(shown)")
        // The sum stands on a line of its own.
        #expect(shown.contains(" \r3000 done"), "\(shown)")
    }
}

/// A pseudo-terminal for the standard error of a program.
private final class Terminal {
    private let controller: FileHandle
    private let name: String
    private(set) var text = ""

    /// Linux, `ioctl_tty(2)`: the lock of the other end, and its number; their functions are not imported.
    private static let (lock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    init(columns: UInt16) throws {
        let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (locked, index): (CInt, CUnsignedInt) = (0, 0)
        let isReady = ioctl(descriptor, Self.lock, &locked) == 0 && ioctl(descriptor, Self.number, &index) == 0
        try #require(descriptor >= 0 && isReady)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
        name = "/dev/pts/\(index)"
        controller = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Runs the tool; its results go to a file.
    func run(_ tool: Tool, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Tool.executable))
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: tool.place.path)
        var environment = ProcessInfo.processInfo.environment
        for name in ["LC_ALL", "LC_MESSAGES"] { environment[name] = nil }
        environment.merge(["LANG": "C.UTF-8", "TERM": "xterm", "PARAPHE_HOME": Tool.repository]) { $1 }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let end = open(name, O_RDWR | O_NOCTTY)
        process.standardError = FileHandle(fileDescriptor: end, closeOnDealloc: false)
        try process.run()
        close(end)
        var bytes = Data()
        // A terminal whose other end is closed gives an error in place of an end.
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(controller.fileDescriptor, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece.prefix(count)
        }
        process.waitUntilExit()
        text = String(decoding: bytes, as: UTF8.self)
        return process.terminationStatus
    }
}
