import Diagnostics
import Foundation
import Synchronization

/// Runs a program of others on a file: no shell, a limit of time and of output.
struct ForeignTool {
    let name: String
    private let path: String

    /// Throws when no folder of `PATH` has it.
    init(_ name: String) throws(DiagnosticsError) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        guard let found = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile) else {
            throw DiagnosticsError(PageDifferenceDiagnostics.needsPoppler(name))
        }
        self.name = name
        path = found
    }

    /// What the program prints; throws its first words of complaint when it fails.
    ///
    /// - Parameter file: shown in diagnostics.
    func run(_ arguments: [String], on file: String) throws(DiagnosticsError) -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        let complaints = Pipe()
        process.standardOutput = output
        process.standardError = complaints
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw DiagnosticsError(PageDifferenceDiagnostics.needsPoppler(name))
        }
        let timer = DispatchSource.makeTimerSource()
        let watched = ProcessBox(process: process)
        timer.schedule(deadline: .now() + .seconds(PageDifferenceLimits.toolSeconds))
        let late = LateFlag()
        timer.setEventHandler {
            late.set()
            if watched.process.isRunning { kill(watched.process.processIdentifier, SIGKILL) }
        }
        timer.resume()
        defer { timer.cancel() }
        // Read beside, so that a talkative program never waits for its reader.
        let words = ComplaintReader(complaints.fileHandleForReading)
        var bytes: [UInt8] = []
        var isTooLong = false
        while let part = try? output.fileHandleForReading.read(upToCount: 1 << 20), !part.isEmpty {
            bytes += part
            if bytes.count > PageDifferenceLimits.toolBytes {
                isTooLong = true
                kill(process.processIdentifier, SIGKILL)
                break
            }
        }
        process.waitUntilExit()
        let complaint = words.text()
        if late.isSet {
            throw DiagnosticsError(PageDifferenceDiagnostics.tookTooLong(name, file, seconds: PageDifferenceLimits.toolSeconds))
        }
        if isTooLong { throw DiagnosticsError(PageDifferenceDiagnostics.tooLarge(file)) }
        guard process.terminationStatus == 0 else {
            throw DiagnosticsError(PageDifferenceDiagnostics.toolFailed(name, file, words: complaint))
        }
        return bytes
    }

    /// The timer reads a process that this thread waits for; `Process` is safe to ask from several threads.
    private struct ProcessBox: @unchecked Sendable {
        let process: Process
    }

    private final class LateFlag: Sendable {
        private let flag = Mutex(false)
        func set() { flag.withLock { $0 = true } }
        var isSet: Bool { flag.withLock { $0 } }
    }

    /// The first line of what a program complains of.
    private final class ComplaintReader: Sendable {
        private let found = Mutex("")
        private let done = DispatchSemaphore(value: 0)

        init(_ handle: FileHandle) {
            let descriptor = handle.fileDescriptor
            let keeper = HandleBox(handle: handle)
            DispatchQueue.global().async { [self] in
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 4_096)
                while true {
                    let count = read(descriptor, &buffer, buffer.count)
                    guard count > 0 else { break }
                    if bytes.count < 4_096 { bytes += buffer[..<count] }
                }
                _ = keeper
                let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map { String($0.prefix(200)) } ?? ""
                found.withLock { $0 = line }
                done.signal()
            }
        }

        func text() -> String {
            done.wait()
            return found.withLock { $0 }
        }
    }

    private struct HandleBox: @unchecked Sendable {
        let handle: FileHandle
    }
}
