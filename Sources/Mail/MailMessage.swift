import CivilTime
import Diagnostics

/// One message to one or more readers: what ``MessageWriter`` writes and ``SMTPSession`` sends.
package struct MailMessage: Hashable, Sendable {
    /// A file that goes with a message.
    package struct Attachment: Hashable, Sendable {
        package let name: String
        /// `type/subtype`.
        package let mediaType: String
        package let bytes: [UInt8]

        package init(name: String, mediaType: String, bytes: [UInt8]) {
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    package var from: Mailbox
    package var replyTo: Mailbox?
    package var to: [Mailbox]
    package var subject: String
    package var text: String
    package var attachments: [Attachment]
    /// The part of the Message-ID before the sign: the same for each try to send one thing, so that whoever receives it twice can tell.
    package var identifier: String
    /// When it was due, with its offset from Greenwich.
    package var date: LocalDateTime
    /// The language of subject and text.
    package var language: Language?

    package init(
        from: Mailbox, replyTo: Mailbox? = nil, to: [Mailbox], subject: String, text: String, attachments: [Attachment] = [],
        identifier: String, date: LocalDateTime, language: Language? = nil
    ) {
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.text = text
        self.attachments = attachments
        self.identifier = identifier
        self.date = date
        self.language = language
    }

    /// As the header tells it, with its brackets.
    package var messageID: String { "<\(identifier)@\(from.address.domain)>" }
}
