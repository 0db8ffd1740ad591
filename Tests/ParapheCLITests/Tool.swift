import Foundation
import Testing

/// The built executable, run as a user runs it.
struct Tool {
    /// What one run gave.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The repository: `Templates`, `Locales` and the example are found in it.
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let example = repository + "/examples/teleconsultation"

    /// The one that `PARAPHE_TOOL` names, as the optimised one; else `paraphe` stands beside the test bundle, whose path the runner gets.
    static let executable: String? = {
        if let named = ProcessInfo.processInfo.environment["PARAPHE_TOOL"] { return named }
        for argument in CommandLine.arguments {
            var folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
            while folder.path.count > 1 {
                let candidate = folder.appendingPathComponent("paraphe").path
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder)
                if exists, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
                folder.deleteLastPathComponent()
            }
        }
        return nil
    }()

    /// Where files of the test are; the tool runs in it.
    let place: Place

    init() throws {
        place = try Place()
    }

    /// Runs `paraphe` with arguments; `LANG` stands for the user's language.
    @discardableResult
    func callAsFunction(_ arguments: String..., lang: String = "C.UTF-8") throws -> Outcome {
        try run(arguments, lang: lang)
    }

    func run(_ arguments: [String], lang: String = "C.UTF-8") throws -> Outcome {
        try start(try #require(Self.executable, "build the product `paraphe` first"), arguments, lang: lang)
    }

    /// Starts `paraphe`, which goes on until it is ended.
    func begin(_ arguments: [String]) throws -> Running {
        try begin(try #require(Self.executable, "build the product `paraphe` first"), arguments, lang: "C.UTF-8")
    }

    /// Runs a program in the test's folder.
    func start(_ program: String, _ arguments: [String], lang: String) throws -> Outcome {
        let running = try begin(program, arguments, lang: lang)
        running.process.waitUntilExit()
        return try running.outcome()
    }

    private func begin(_ program: String, _ arguments: [String], lang: String) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: place.path)
        var environment = ProcessInfo.processInfo.environment
        for name in ["LC_ALL", "LC_MESSAGES"] { environment[name] = nil }
        environment["LANG"] = lang
        environment["PARAPHE_HOME"] = Self.repository
        process.environment = environment
        // Files and not pipes: no output is too long for them.
        let number = UUID().uuidString
        let (outputPath, errorPath) = ("\(place.streams)/\(number).out", "\(place.streams)/\(number).err")
        for path in [outputPath, errorPath] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Running(process: process, outputPath: outputPath, errorPath: errorPath)
    }

    /// A program that goes on.
    final class Running: @unchecked Sendable {
        fileprivate let process: Process
        private let outputPath: String
        private let errorPath: String

        fileprivate init(process: Process, outputPath: String, errorPath: String) {
            self.process = process
            self.outputPath = outputPath
            self.errorPath = errorPath
        }

        deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

        /// What it has printed so far.
        var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }
        var errors: String { (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "" }

        /// Waits until something holds.
        ///
        /// - Returns: whether it came to hold while the program ran and before the time was over.
        func waits(seconds: Double = 45, until holds: () throws -> Bool) async throws -> Bool {
            let end = ContinuousClock.now.advanced(by: .seconds(seconds))
            while try !holds() {
                guard process.isRunning, ContinuousClock.now < end else { return try holds() }
                try await Task.sleep(for: .milliseconds(50))
            }
            return true
        }

        /// Asks it to end, and waits until it has.
        func end(with signal: Int32 = SIGTERM) throws -> Outcome {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            return try outcome()
        }

        fileprivate func outcome() throws -> Outcome {
            Outcome(
                status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
                output: try String(contentsOfFile: outputPath, encoding: .utf8),
                errors: try String(contentsOfFile: errorPath, encoding: .utf8))
        }
    }

    /// A folder that goes with the test.
    final class Place: Sendable {
        let path: String
        let streams: String

        init() throws {
            let base = FileManager.default.temporaryDirectory.path + "/paraphe-cli-\(UUID().uuidString)"
            (path, streams) = (base + "/work", base + "/streams")
            for folder in [path, streams] { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        }

        deinit { try? FileManager.default.removeItem(atPath: path + "/..") }
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: place.path + "/" + name))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: place.path + "/" + name))
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: place.path + "/" + name)))
    }

    /// The names in a folder, in order.
    func names(in folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path + "/" + folder).sorted()
    }

    /// A copy of the example pack to break.
    func copyExample() throws {
        try FileManager.default.copyItem(atPath: Self.example, toPath: place.path + "/pack")
    }

    /// Puts `new` in place of the first `old` in a file.
    func replace(_ old: String, with new: String, in name: String) throws {
        let text = String(decoding: try read(name), as: UTF8.self)
        let range = try #require(text.range(of: old), "`\(old)` in \(name)")
        try write(text.replacingCharacters(in: range, with: new), to: name)
    }
}

/// Reads a line of JSON that the tool printed.
func parsed(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}
