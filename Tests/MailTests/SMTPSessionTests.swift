import Diagnostics
import Foundation
import MailTesting
import NIOSSL
import Testing

@testable import Mail

/// Sessions with servers that behave, and with those that do not.
@Suite struct SMTPSessionTests {
    /// In a run of all tests every thread may be busy for minutes.
    static let patient = MailLimits(connectSeconds: 1_800, replySeconds: 1_800, finalReplySeconds: 1_800)

    static func server(
        _ double: MailServerDouble, security: MailServer.Security = .none, host: String = "127.0.0.1", authorities: String? = nil,
        password: String? = nil
    ) -> MailServer {
        MailServer(
            host: host, port: double.port, security: security, authorities: authorities,
            account: password.map { MailServer.Account(name: "paraphe", password: GivenSecret(Secret($0))) })
    }

    private func send(_ server: MailServer, limits: MailLimits = patient, count: Int = 1) async throws -> [SMTPSession.Outcome] {
        let session = try await SMTPSession.open(server, limits: limits)
        var outcomes: [SMTPSession.Outcome] = []
        for number in 0..<count {
            let message = try MessageWriterTests.message(text: "Ligne\n.point\n\(number)")
            outcomes.append(
                try await session.send(MessageWriter.bytes(message), from: message.from.address, to: message.to.map(\.address)))
        }
        await session.close()
        return outcomes
    }

    private func failure(_ server: MailServer, limits: MailLimits = patient) async -> SMTPFailure? {
        do {
            _ = try await send(server, limits: limits)
            return nil
        } catch {
            return error as? SMTPFailure
        }
    }

    @Test func severalMessagesInOneSession() async throws {
        let double = try await MailServerDouble()
        let outcomes = try await send(Self.server(double), count: 2)
        #expect(outcomes == Array(repeating: .accepted(SMTPReply(code: 250, lines: ["2.0.0 queued"])), count: 2))
        #expect(double.messages.count == 2)
        #expect(double.messages[0] == (try MessageWriter.bytes(MessageWriterTests.message(text: "Ligne\n.point\n0"))))
        #expect(double.commands.contains { $0.hasPrefix("MAIL FROM:<ne-pas-repondre@exemple.qc.ca> SIZE=") })
        #expect(double.commands.contains("RCPT TO:<genevieve.cote@exemple.qc.ca>") && double.commands.last == "QUIT")
        try await double.stop()
    }

    @Test(arguments: [(false, "PLAIN LOGIN"), (true, "PLAIN"), (false, "LOGIN")])
    func encryptedAndSignedIn(_ isImplicit: Bool, _ mechanisms: String) async throws {
        let identity = try ServerIdentity(names: ["localhost"])
        let double = try await MailServerDouble(.init(tls: identity.context, isImplicit: isImplicit, mechanisms: mechanisms))
        let server = Self.server(
            double, security: isImplicit ? .tls : .startTLS, host: "localhost", authorities: try identity.authorities(), password: "mot é")
        #expect(try await send(server).count == 1 && double.messages.count == 1)
        if mechanisms.hasPrefix("PLAIN") {
            #expect(double.commands.contains("AUTH PLAIN " + Data("\0paraphe\0mot é".utf8).base64EncodedString()))
        } else {
            #expect(double.commands.contains("AUTH LOGIN") && double.commands.contains(Data("mot é".utf8).base64EncodedString()))
        }
        // Nothing of value was said before the line was encrypted.
        let first = double.commands.prefix { $0 != "STARTTLS" }
        if !isImplicit { #expect(first.elementsEqual(["EHLO localhost"])) }
        try await double.stop()
    }

    @Test func theCertificateMustBeTrustedAndNameTheServer() async throws {
        let (right, other) = (try ServerIdentity(names: ["localhost"]), try ServerIdentity(names: ["autre.example"]))
        for (identity, authorities) in [(right, nil), (right, try other.authorities()), (other, try other.authorities())] {
            for isImplicit in [true, false] {
                let double = try await MailServerDouble(.init(tls: identity.context, isImplicit: isImplicit))
                let server = Self.server(
                    double, security: isImplicit ? .tls : .startTLS, host: "localhost", authorities: authorities, password: "secret")
                let failure = await failure(server)
                guard case .notTrusted? = failure else {
                    Issue.record("\(String(describing: failure))")
                    continue
                }
                #expect(double.messages.isEmpty && !double.commands.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
                try await double.stop()
            }
        }
    }

    @Test func withoutSTARTTLSNothingIsSent() async throws {
        let double = try await MailServerDouble()
        #expect(await failure(Self.server(double, security: .startTLS, password: "x")) == .noStartTLS)
        #expect(!double.commands.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
        try await double.stop()
        let identity = try ServerIdentity(names: ["localhost"])
        let refusing = try await MailServerDouble(
            .init(tls: identity.context, step: { command, _ in command == "STARTTLS" ? .reply("454 TLS not available") : nil }))
        #expect(await failure(Self.server(refusing, security: .startTLS)) == .noStartTLS)
        try await refusing.stop()
    }

    /// Words put in before encryption begins are no answer of the encrypted line (CVE-2011-0411).
    @Test(arguments: ["250-evil\r\n250 AUTH PLAIN", "250-evil\r\n250-half", "250-"])
    func wordsBeforeEncryptionAreRefused(words: String) async throws {
        let identity = try ServerIdentity(names: ["localhost"])
        let double = try await MailServerDouble(
            .init(
                tls: identity.context,
                step: { command, _ in command == "STARTTLS" ? .reply("220 go\r\n" + words) : nil }))
        let failure = await failure(
            Self.server(double, security: .startTLS, host: "localhost", authorities: try identity.authorities(), password: "x"))
        #expect(failure == .malformed && !double.commands.contains { $0.hasPrefix("AUTH") })
        try await double.stop()
    }

    @Test func aPasswordNeverGoesInClear() async throws {
        let double = try await MailServerDouble()
        // Every address of this machine but those of loopback could be another machine's.
        #expect(await failure(Self.server(double, host: "0.0.0.0", password: "secret")) == .passwordInClear)
        #expect(double.commands == ["EHLO localhost"])
        #expect(await failure(Self.server(double, password: "secret")) == nil)
        try await double.stop()
    }

    @Test func accountsThatAreRefused() async throws {
        let refusing = try await MailServerDouble(
            .init(step: { command, _ in command.hasPrefix("AUTH") ? .reply("535 5.7.8 no") : nil }))
        let failed = await failure(Self.server(refusing, password: "secret"))
        #expect(failed == .notAuthenticated(SMTPReply(code: 535, lines: ["5.7.8 no"])) && failed?.mayPass == false)
        try await refusing.stop()
        let strange = try await MailServerDouble(.init(mechanisms: "GSSAPI"))
        #expect(await failure(Self.server(strange, password: "secret")) == .noMechanism)
        try await strange.stop()
    }

    @Test(arguments: [
        ("MAIL", "451 4.7.1 greylisted", true), ("RCPT", "450 4.2.0 greylisted", true), ("DATA", "452 full", true),
        (".", "451 try later", true), ("RCPT", "550 5.1.1 nobody", false), (".", "554 5.7.1 no", false), ("MAIL", "552 too large", false),
        ("DATA", "554 no valid recipients", false),
    ])
    func answersAgainstAMessage(_ command: String, _ reply: String, _ isLater: Bool) async throws {
        let double = try await MailServerDouble(.init(step: { line, count in line.hasPrefix(command) && count == 1 ? .reply(reply) : nil }))
        let outcomes = try await send(Self.server(double), count: 2)
        switch outcomes[0] {
        case .later(let answer): #expect(isLater && answer.text == reply)
        case .refused(let answer): #expect(!isLater && answer.text == reply)
        case .accepted: Issue.record("accepted")
        }
        // The next message of the session goes all the same.
        guard case .accepted = outcomes[1] else {
            Issue.record("\(outcomes[1])")
            return
        }
        try await double.stop()
    }

    @Test func aSenderThatIsRefusedEndsTheSession() async throws {
        let double = try await MailServerDouble(.init(step: { line, _ in line.hasPrefix("MAIL") ? .reply("550 5.7.1 not you") : nil }))
        #expect(await failure(Self.server(double)) == .refused(SMTPReply(code: 550, lines: ["5.7.1 not you"])))
        try await double.stop()
    }

    @Test func busyServers() async throws {
        for command in ["EHLO", "MAIL", "RCPT", "DATA", "."] {
            let double = try await MailServerDouble(
                .init(step: { line, _ in line.hasPrefix(command) ? .replyAndHangUp("421 shutting down") : nil }))
            #expect(await failure(Self.server(double)) == .busy(SMTPReply(code: 421, lines: ["shutting down"])), "\(command)")
            try await double.stop()
        }
        let full = try await MailServerDouble(.init(greeting: .replyAndHangUp("421 too many")))
        #expect(await failure(Self.server(full)) == .busy(SMTPReply(code: 421, lines: ["too many"])))
        try await full.stop()
        let away = try await MailServerDouble(.init(greeting: .replyAndHangUp("554 go away")))
        #expect(await failure(Self.server(away)) == .refused(SMTPReply(code: 554, lines: ["go away"])))
        try await away.stop()
    }

    @Test func serversThatDieOrSleep() async throws {
        for command in ["EHLO", "MAIL", "DATA", "."] {
            let dying = try await MailServerDouble(.init(step: { line, _ in line.hasPrefix(command) ? .hangUp : nil }))
            #expect(await failure(Self.server(dying)) == .hungUp, "\(command)")
            try await dying.stop()
        }
        let limits = MailLimits(connectSeconds: 1_800, replySeconds: 0.3, finalReplySeconds: 0.3)
        for command in ["MAIL", "."] {
            let sleeping = try await MailServerDouble(.init(step: { line, _ in line.hasPrefix(command) ? .silence : nil }))
            #expect(await failure(Self.server(sleeping), limits: limits) == .timedOut(seconds: 0.3), "\(command)")
            try await sleeping.stop()
        }
        let gone = try await MailServerDouble()
        let server = Self.server(gone)
        try await gone.stop()
        guard case .notReached? = await failure(server) else {
            Issue.record("reached")
            return
        }
    }

    @Test(arguments: ["hello", "2x0 a", "99 a", "250_a", "199 a", "600 a", "250-a\r\n251 b"])
    func wordsThatAreNoSMTP(_ words: String) async throws {
        let double = try await MailServerDouble(.init(greeting: .reply(words)))
        #expect(await failure(Self.server(double)) == .malformed)
        try await double.stop()
    }

    @Test func answersWithoutEnd() async throws {
        for words in [String(repeating: "x", count: 10_000), String(repeating: "250-x\r\n", count: 1_000)] {
            let double = try await MailServerDouble(.init(greeting: .reply(words)))
            #expect(await failure(Self.server(double)) == .tooLong)
            try await double.stop()
        }
    }

    @Test func repliesInPieces() throws {
        var parser = SMTPReplyParser()
        var replies: [SMTPReply] = []
        for byte in Array("250-a\r\n250-b c\r\n250 d\r\n354\n421 x\r\n".utf8) { replies += try parser.take([byte]) }
        #expect(
            replies == [
                SMTPReply(code: 250, lines: ["a", "b c", "d"]), SMTPReply(code: 354, lines: [""]), SMTPReply(code: 421, lines: ["x"]),
            ])
    }

    @Test func theSizeThatTheServerSays() async throws {
        let double = try await MailServerDouble(.init(extensions: ["SIZE 100"]))
        guard case .refused(let reply) = try await send(Self.server(double))[0] else {
            Issue.record("taken")
            return
        }
        #expect(reply.code == 552 && !double.commands.contains { $0.hasPrefix("MAIL") })
        try await double.stop()
    }

    @Test func placesOfServers() {
        for (text, host, port) in [
            ("localhost", "localhost", nil), ("smtp.example.org:587", "smtp.example.org", 587), ("[::1]:25", "::1", 25),
            ("127.0.0.1:2525", "127.0.0.1", 2_525),
        ] as [(String, String, Int?)] {
            let parsed = MailServer.parse(text)
            #expect(parsed?.host == host && parsed?.port == port, "\(text)")
        }
        for text in ["", ":25", "a:", "a:0", "a:65536", "a:b", "a b:25", "[::1", "[]:25", "a:25:26", "a\r\n:25"] {
            #expect(MailServer.parse(text) == nil, "\(text)")
        }
    }
}
