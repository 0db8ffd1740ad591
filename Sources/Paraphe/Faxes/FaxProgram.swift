import Diagnostics
import Foundation
import Synchronization

/// Runs the program that takes faxes: arguments and no shell, a limit of time, nothing on its input.
struct FaxProgram: Sendable {
    enum Outcome: Sendable {
        /// The name that it gave to the job, if its words tell, and its words.
        case taken(job: String, said: String)
        case failed(status: Int32, said: String)
        case tooSlow
        /// There is no such program, or it may not be run.
        case absent
    }

    /// Of what a program prints, so much is kept.
    private static let mostBytes = 4_096

    let path: String
    let seconds: Int

    func run(_ arguments: [String]) async -> Outcome {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: runNow(arguments)) }
        }
    }

    private func runNow(_ arguments: [String]) -> Outcome {
        guard FileManager.default.isExecutableFile(atPath: path) else { return .absent }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let words = Pipe()
        process.standardOutput = words
        process.standardError = words
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return .absent
        }
        let isLate = Flag()
        let watched = ProcessBox(process: process)
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + .seconds(seconds))
        timer.setEventHandler {
            isLate.set()
            if watched.process.isRunning { kill(watched.process.processIdentifier, SIGKILL) }
            // What it started may hold the pipe open: reading ends all the same.
            try? words.fileHandleForReading.close()
        }
        timer.resume()
        defer { timer.cancel() }
        let descriptor = words.fileHandleForReading.fileDescriptor
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, 100)
            if isLate.isSet { break }
            guard ready != 0 else {
                // Gone, and whoever holds the pipe says nothing more.
                if !process.isRunning { break }
                continue
            }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            if bytes.count < Self.mostBytes { bytes += buffer[..<count] }
        }
        process.waitUntilExit()
        if isLate.isSet { return .tooSlow }
        let said = Self.line(bytes)
        guard process.terminationReason == .exit else { return .failed(status: 128 + process.terminationStatus, said: said) }
        guard process.terminationStatus == 0 else { return .failed(status: process.terminationStatus, said: said) }
        return .taken(job: Self.job(in: said), said: said)
    }

    /// The first line, without control characters.
    private static func line(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(mostBytes), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first ?? ""
        return String(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init).prefix(200))
    }

    /// HylaFAX says `request id is 123 (group id 123) for host localhost (1 file)`.
    static func job(in words: String) -> String {
        guard let match = words.range(of: "request id is ") else { return "" }
        return String(words[match.upperBound...].prefix { $0.isASCII && ($0.isNumber || $0.isLetter) })
    }

    private struct ProcessBox: @unchecked Sendable {
        let process: Process
    }

    private final class Flag: Sendable {
        private let flag = Mutex(false)
        func set() { flag.withLock { $0 = true } }
        var isSet: Bool { flag.withLock { $0 } }
    }
}
