import Diagnostics
import Foundation

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
    private static let pollMilliseconds: Int32 = 100
    /// None above is open in practice.
    private static let mostDescriptors: Int32 = 256

    let path: String
    let seconds: Int

    func run(_ arguments: [String]) async -> Outcome {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: runNow(arguments)) }
        }
    }

    private func runNow(_ arguments: [String]) -> Outcome {
        guard FileManager.default.isExecutableFile(atPath: path) else { return .absent }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .absent }
        defer { close(ends[0]) }
        guard let pid = spawn(arguments, words: ends[1]) else {
            close(ends[1])
            return .absent
        }
        close(ends[1])
        let deadline = DispatchTime.now().uptimeNanoseconds + UInt64(seconds) * 1_000_000_000
        var bytes: [UInt8] = []
        var status: Int32 = 0
        while true {
            let isDone = waitpid(pid, &status, WNOHANG) != 0
            // What was printed before the end is there by now; what a program leaves behind may hold the pipe for ever.
            take(from: ends[0], milliseconds: isDone ? 0 : Self.pollMilliseconds, into: &bytes)
            if isDone { break }
            if DispatchTime.now().uptimeNanoseconds > deadline {
                // With all that it started.
                kill(-pid, SIGKILL)
                waitpid(pid, &status, 0)
                return .tooSlow
            }
        }
        let said = Self.line(bytes)
        let signal = status & 0x7F
        let code = signal == 0 ? status >> 8 & 0xFF : 128 + signal
        return code == 0 ? .taken(job: Self.job(in: said), said: said) : .failed(status: code, said: said)
    }

    /// Reads what there is until nothing comes for a while.
    private func take(from descriptor: Int32, milliseconds: Int32, into bytes: inout [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var waited = milliseconds
        while true {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, waited) > 0 else { return }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else {
                // Its end is closed: the program ends soon.
                if milliseconds > 0 { usleep(10_000) }
                return
            }
            if bytes.count < Self.mostBytes { bytes += buffer[..<count] }
            waited = 0
        }
    }

    /// The program in a group of its own, so that it can be ended with all that it starts. `Process` waits for those too.
    private func spawn(_ arguments: [String], words: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, words, 1)
        posix_spawn_file_actions_adddup2(&actions, words, 2)
        // Whatever was opened without closing by itself.
        for descriptor in Int32(3)..<Self.mostDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigemptyset(&usual)
        // We may ignore these: the program shall not.
        for signal in [SIGTERM, SIGINT, SIGPIPE] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }.sorted()
        var own: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for text in own + variables { free(text) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, path, &actions, &attributes, &own, &variables) == 0 else { return nil }
        return pid
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
}
