/// How long a mail server may take and how much it may say; how large a message may be.
package struct MailLimits: Hashable, Sendable {
    /// To reach the server.
    package var connectSeconds: Double
    /// For one answer (RFC 5321, clause 4.5.3.2, allows a server minutes; who sends in the background can give them).
    package var replySeconds: Double
    /// For the answer after the whole message, which servers give once they stored it.
    package var finalReplySeconds: Double
    /// One message with its attachments, as it goes over the line.
    package var messageBytes: Int

    /// A line of an answer; RFC 5321 says 512, servers say more.
    static let replyLineBytes = 4_096
    /// Lines of one answer: a greeting with all extensions has about twenty.
    static let replyLines = 128
    /// Attachments of a message.
    static let attachments = 100

    package init(
        connectSeconds: Double = 30, replySeconds: Double = 120, finalReplySeconds: Double = 600, messageBytes: Int = 25 << 20
    ) {
        self.connectSeconds = connectSeconds
        self.replySeconds = replySeconds
        self.finalReplySeconds = finalReplySeconds
        self.messageBytes = messageBytes
    }
}
