import Diagnostics
import Mail

/// The way to the mail server: one session, kept from one message to the next.
struct MailCourier {
    /// What came of handing a message over.
    struct Answer {
        let outcome: WorkOutcome
        /// The server's words about the message, for good; nil while there are none.
        let said: String?
    }

    private let server: MailServer
    private let limits: MailLimits
    private var session: SMTPSession?

    init(to server: MailServer, limits: MailLimits) {
        self.server = server
        self.limits = limits
    }

    /// Hands a message over. A session that the server closed between two messages is opened once more; one that broke after the message had
    /// begun is not, since the message may have arrived.
    ///
    /// - Throws: faults of the message itself.
    mutating func send(_ message: MailMessage) async throws(DiagnosticsError) -> Answer {
        let bytes = try MessageWriter.bytes(message, limits: limits)
        do throws(SMTPFailure) {
            switch try await current().send(bytes, from: message.from.address, to: message.to.map(\.address)) {
            case .accepted(let reply): return Answer(outcome: .sent, said: reply.text)
            case .later(let reply): return Answer(outcome: .later(words(reply)), said: nil)
            case .refused(let reply): return Answer(outcome: .never(words(reply)), said: reply.text)
            }
        } catch {
            session = nil
            return Answer(outcome: .halted(MailDiagnostics.failure(error, server: server), mayPass: error.mayPass), said: nil)
        }
    }

    private mutating func current() async throws(SMTPFailure) -> SMTPSession {
        if let session, await session.isAlive() { return session }
        let fresh = try await SMTPSession.open(server, limits: limits)
        session = fresh
        return fresh
    }

    private func words(_ reply: SMTPReply) -> Bilingual { MailDiagnostics.answer(reply, server: server.name).message }

    func close() async {
        await session?.close()
    }
}

extension MailLimits {
    /// How long one message may take, with the session that it needs.
    var messageSeconds: Double { connectSeconds + replySeconds * 8 + finalReplySeconds }
}
