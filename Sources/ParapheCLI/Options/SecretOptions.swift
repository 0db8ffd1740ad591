import ArgumentParser
import Diagnostics
import Foundation
import Paraphe
import Signing
import Synchronization

/// `--pin-file` and `--pin-env`: secrets are never arguments, which other users of the machine can see.
struct SecretOptions: ParsableArguments {
    @Option(help: ArgumentHelp(SigningWords.pinFileHelp[CLIWords.language])) var pinFile: String?
    @Option(help: ArgumentHelp(SigningWords.pinEnvHelp[CLIWords.language], valueName: "name")) var pinEnv: String?

    mutating func validate() throws {
        if pinFile != nil, pinEnv != nil { throw ValidationError(SigningWords.oneSecret[CLIWords.language]) }
        if let pinEnv, ProcessInfo.processInfo.environment[pinEnv] == nil {
            throw ValidationError(SigningWords.noVariable(pinEnv)[CLIWords.language])
        }
    }

    var source: any SecretSource {
        if let pinFile { return FileSecret(path: pinFile) }
        if let pinEnv { return GivenSecret(ProcessInfo.processInfo.environment[pinEnv].map { Secret($0) }) }
        return TerminalSecret()
    }
}

/// A secret in a file, read when it is needed; an end of line after it is no part of it.
struct FileSecret: SecretSource {
    let path: String

    func secret(for name: String) throws(DiagnosticsError) -> Secret? {
        var bytes = try FileAccess.read(path, limitBytes: 1 << 16)
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        return Secret(bytes: bytes)
    }
}

/// Asks the person at the terminal, without echo, once for each name; nil where there is no terminal.
final class TerminalSecret: SecretSource {
    private let known = Mutex<[String: Secret]>([:])

    func secret(for name: String) throws(DiagnosticsError) -> Secret? {
        if let secret = known.withLock({ $0[name] }) { return secret }
        guard let secret = Self.ask(SigningWords.ask(name)[CLIWords.language]) else { return nil }
        known.withLock { $0[name] = secret }
        return secret
    }

    private static func ask(_ question: String) -> Secret? {
        let terminal = open("/dev/tty", O_RDWR)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(terminal, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &before)
            _ = write(terminal, "\n", 1)
        }
        _ = question.withCString { write(terminal, $0, strlen($0)) }
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 4_096, read(terminal, &byte, 1) == 1, byte != 0x0A { bytes.append(byte) }
        return Secret(bytes: bytes)
    }
}
