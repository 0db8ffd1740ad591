import Diagnostics
import NIOSSL

/// One session with a server that takes mail from its users (RFC 6409): greeted, encrypted, signed in, then one message after the other.
///
/// A session that failed is of no more use; another one is opened.
package final class SMTPSession: Sendable {
    /// What became of one message.
    package enum Outcome: Hashable, Sendable {
        /// The server answers for it from here on.
        case accepted(SMTPReply)
        /// Not now: 4xx, as greylisting and full mailboxes have it.
        case later(SMTPReply)
        /// Never: 5xx.
        case refused(SMTPReply)
    }

    private let line: SMTPLine
    private let limits: MailLimits
    /// Words that the server said to know (EHLO), in capitals, each with what follows it.
    private let extensions: [String: String]

    private init(line: SMTPLine, limits: MailLimits, extensions: [String: String]) {
        self.line = line
        self.limits = limits
        self.extensions = extensions
    }

    /// - Throws: nothing was sent then.
    package static func open(_ server: MailServer, limits: MailLimits = MailLimits()) async throws(SMTPFailure) -> SMTPSession {
        let tls = server.security == .none ? nil : try context(server)
        let line = try await SMTPLine.open(server, tls: server.security == .tls ? tls : nil, limits: limits)
        do throws(SMTPFailure) {
            let greeting = try await line.exchange([], seconds: limits.replySeconds)
            guard greeting.isDone else { throw greeting.isTransient ? .busy(greeting) : .refused(greeting) }
            var extensions = try await hello(line, server, limits)
            if server.security == .startTLS, let tls {
                guard extensions["STARTTLS"] != nil else { throw .noStartTLS }
                let reply = try await command("STARTTLS", line, limits)
                guard reply.isDone else { throw reply.code == 421 ? .busy(reply) : .noStartTLS }
                try await line.encrypt(tls, server)
                // What was said in clear does not count (RFC 3207, clause 4.2).
                extensions = try await hello(line, server, limits)
            }
            if let account = server.account { try await signIn(account, server, extensions, line, limits) }
            return SMTPSession(line: line, limits: limits, extensions: extensions)
        } catch {
            line.close()
            throw error
        }
    }

    /// Hands in one message; its readers all get it or the outcome says which answer was against it.
    ///
    /// - Throws: when the session broke. After the last byte of a message nobody can tell whether the server has it: it is sent again, with
    ///   the same Message-ID.
    package func send(_ bytes: [UInt8], from: MailAddress, to: [MailAddress]) async throws(SMTPFailure) -> Outcome {
        if let limit = extensions["SIZE"].flatMap({ Int($0) }), limit > 0, bytes.count > limit {
            return .refused(SMTPReply(code: 552, lines: ["the message has \(bytes.count) bytes, the server takes \(limit)"]))
        }
        let size = extensions["SIZE"] == nil ? "" : " SIZE=\(bytes.count)"
        let sender = try await ask("MAIL FROM:<\(from.text)>\(size)")
        guard sender.isDone else {
            if sender.isTransient { return try await reset(.later(sender)) }
            // Too large is the message's fault; anything else is said of the sender, and would be said of each of its messages.
            guard sender.code == 552 || sender.code == 523 else { throw .refused(sender) }
            return try await reset(.refused(sender))
        }
        for address in to {
            let reply = try await ask("RCPT TO:<\(address.text)>")
            guard reply.isDone else { return try await reset(reply.isTransient ? .later(reply) : .refused(reply)) }
        }
        let ready = try await ask("DATA")
        guard ready.code == 354 else { return try await reset(ready.isTransient ? .later(ready) : .refused(ready)) }
        let reply = try await line.exchange(Self.stuffed(bytes), seconds: limits.finalReplySeconds)
        if reply.code == 421 { throw .busy(reply) }
        return reply.isDone ? .accepted(reply) : reply.isTransient ? .later(reply) : .refused(reply)
    }

    /// Whether the server still listens: it may have closed a session that was quiet for a while.
    package func isAlive() async -> Bool {
        guard let reply = try? await ask("NOOP") else { return false }
        return reply.isDone
    }

    /// Says goodbye; what was accepted is accepted whether or not it is answered.
    package func close() async {
        _ = try? await line.exchange(Array("QUIT\r\n".utf8), seconds: min(limits.replySeconds, 5))
        line.close()
    }

    // MARK: - Steps

    private func ask(_ command: String) async throws(SMTPFailure) -> SMTPReply {
        try await Self.command(command, line, limits)
    }

    /// The server forgets the message that it would not take, for the next one.
    private func reset(_ outcome: Outcome) async throws(SMTPFailure) -> Outcome {
        _ = try? await ask("RSET")
        return outcome
    }

    private static func command(_ text: String, _ line: SMTPLine, _ limits: MailLimits) async throws(SMTPFailure) -> SMTPReply {
        let reply = try await line.exchange(Array((text + "\r\n").utf8), seconds: limits.replySeconds)
        if reply.code == 421 { throw .busy(reply) }
        return reply
    }

    private static func hello(_ line: SMTPLine, _ server: MailServer, _ limits: MailLimits) async throws(SMTPFailure) -> [String: String] {
        let reply = try await command("EHLO \(server.clientName)", line, limits)
        guard reply.isDone else { throw reply.isTransient ? .busy(reply) : .refused(reply) }
        var extensions: [String: String] = [:]
        for text in reply.lines.dropFirst() {
            let words = text.split(whereSeparator: { $0 == " " || $0 == "=" })
            guard let first = words.first?.uppercased() else { continue }
            // Old servers say `AUTH=LOGIN` beside `AUTH PLAIN`.
            extensions[first] = ([extensions[first] ?? ""] + words.dropFirst().map(String.init)).filter { !$0.isEmpty }
                .joined(separator: " ")
        }
        return extensions
    }

    private static func signIn(
        _ account: MailServer.Account, _ server: MailServer, _ extensions: [String: String], _ line: SMTPLine, _ limits: MailLimits
    ) async throws(SMTPFailure) {
        guard server.security != .none || server.isLoopback else { throw .passwordInClear }
        let mechanisms = (extensions["AUTH"] ?? "").uppercased().split(separator: " ")
        guard mechanisms.contains("PLAIN") || mechanisms.contains("LOGIN") else { throw .noMechanism }
        let secret: Secret?
        do {
            secret = try account.password.secret(for: server.name)
        } catch {
            throw .noPassword
        }
        guard let secret else { throw .noPassword }
        func encoded(_ bytes: [UInt8]) -> String { String(decoding: TransferEncoding.base64(bytes), as: UTF8.self) }
        let name = Array(account.name.utf8)
        var reply: SMTPReply
        if mechanisms.contains("PLAIN") {
            // RFC 4616: an identity to act for (ours), who signs in, the password.
            reply = try await command("AUTH PLAIN " + encoded([0] + name + [0] + secret.bytes), line, limits)
        } else {
            reply = try await command("AUTH LOGIN", line, limits)
            for answer in [name, secret.bytes] where reply.code == 334 { reply = try await command(encoded(answer), line, limits) }
        }
        guard reply.code == 235 else { throw .notAuthenticated(reply) }
    }

    /// The message as DATA takes it: a dot before each dot that begins a line, and one alone at the end (RFC 5321, clause 4.5.2).
    static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 64 + 8)
        var isLineStart = true
        for byte in bytes {
            if isLineStart, byte == 0x2E { out.append(0x2E) }
            out.append(byte)
            isLineStart = byte == 0x0A
        }
        if !isLineStart { out += [0x0D, 0x0A] }
        return out + [0x2E, 0x0D, 0x0A]
    }

    /// Certificates are verified, with the name, whatever else is asked for.
    private static func context(_ server: MailServer) throws(SMTPFailure) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .fullVerification
        if let authorities = server.authorities { configuration.trustRoots = .file(authorities) }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .badAuthorities(server.authorities ?? "\(error)")
        }
    }
}
