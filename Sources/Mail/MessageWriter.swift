import CivilTime
import Crypto
import Diagnostics

/// Writes a message as RFC 5322 and RFC 2045 to 2047 say: ASCII alone, lines of at most 78 characters, CRLF.
///
/// Nothing that a header takes can end it: control characters of names and subjects become spaces, and every other part is checked or made here.
/// The same message gives the same bytes.
package enum MessageWriter {
    /// - Throws: `mail/no-recipient`, `mail/too-large`, `mail/attachment`, `mail/identifier`.
    package static func bytes(_ message: MailMessage, limits: MailLimits = MailLimits()) throws(DiagnosticsError) -> [UInt8] {
        guard !message.to.isEmpty else { throw DiagnosticsError(MailDiagnostics.noRecipient(message.subject)) }
        let atom = message.identifier.utf8
        guard !atom.isEmpty, atom.count <= 128, atom.allSatisfy({ MailAddress.isAtomCharacter($0) || $0 == 0x2E }) else {
            throw DiagnosticsError(MailDiagnostics.badIdentifier(message.identifier))
        }
        guard message.attachments.count <= MailLimits.attachments else {
            throw DiagnosticsError(MailDiagnostics.tooManyAttachments(message.attachments.count))
        }
        let size = message.attachments.reduce(message.text.utf8.count) { $0 + $1.bytes.count / 3 * 4 }
        guard size <= limits.messageBytes else { throw DiagnosticsError(MailDiagnostics.tooLarge(size, limit: limits.messageBytes)) }

        var header = Header()
        header.add("Date", date(message.date))
        header.add("From", [mailbox(message.from)])
        if let replyTo = message.replyTo { header.add("Reply-To", [mailbox(replyTo)]) }
        header.add("To", message.to.map(mailbox))
        header.add("Message-ID", message.messageID)
        header.add("Subject", words: message.subject)
        header.add("MIME-Version", "1.0")
        if let language = message.language { header.add("Content-Language", language.rawValue) }
        // No answering machine answers it (RFC 3834, clause 5).
        header.add("Auto-Submitted", "auto-generated")

        let text = TransferEncoding.quotedPrintable(message.text)
        var out: [UInt8]
        if message.attachments.isEmpty {
            header.add("Content-Type", "text/plain; charset=utf-8")
            header.add("Content-Transfer-Encoding", "quoted-printable")
            out = header.bytes + crlf + text + crlf
        } else {
            let boundary = boundary(of: message)
            header.add("Content-Type", "multipart/mixed; boundary=\"\(boundary)\"")
            var part = Header()
            part.add("Content-Type", "text/plain; charset=utf-8")
            part.add("Content-Transfer-Encoding", "quoted-printable")
            let delimiter = Array("--\(boundary)".utf8)
            out = header.bytes + crlf + delimiter + crlf + part.bytes + crlf + text + crlf
            for attachment in message.attachments {
                out += delimiter + crlf + (try self.header(of: attachment)).bytes + crlf
                out += TransferEncoding.base64Lines(attachment.bytes)
            }
            out += delimiter + Array("--".utf8) + crlf
        }
        guard out.count <= limits.messageBytes else {
            throw DiagnosticsError(MailDiagnostics.tooLarge(out.count, limit: limits.messageBytes))
        }
        return out
    }

    private static let crlf: [UInt8] = [0x0D, 0x0A]

    private static func header(of attachment: MailMessage.Attachment) throws(DiagnosticsError) -> Header {
        let kinds = attachment.mediaType.split(separator: "/", omittingEmptySubsequences: false)
        let isToken: (Substring) -> Bool = { name in
            !name.isEmpty && name.utf8.allSatisfy { MailAddress.isAtomCharacter($0) || $0 == 0x2E }
        }
        guard kinds.count == 2, kinds.allSatisfy(isToken), !attachment.name.isEmpty else {
            throw DiagnosticsError(MailDiagnostics.badAttachment(attachment.name, attachment.mediaType))
        }
        var header = Header()
        header.add("Content-Type", attachment.mediaType)
        header.add("Content-Transfer-Encoding", "base64")
        header.add("Content-Disposition", "attachment;\r\n \(fileName(attachment.name))")
        return header
    }

    /// A name in quotes, or beyond plain ASCII as RFC 2231 says.
    private static func fileName(_ name: String) -> String {
        let clean = single(name).replacing("/", with: "_")
        if clean.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }), clean.utf8.count <= 60 {
            return "filename=\"\(clean)\""
        }
        var pieces: [String] = []
        var piece = ""
        for byte in clean.utf8 {
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E
            let hex = String(byte, radix: 16, uppercase: true)
            piece += isPlain ? String(Unicode.Scalar(byte)) : "%" + (hex.count < 2 ? "0" : "") + hex
            if piece.utf8.count > 50 {
                pieces.append(piece)
                piece = ""
            }
        }
        if !piece.isEmpty { pieces.append(piece) }
        guard pieces.count > 1 else { return "filename*=UTF-8''\(pieces.first ?? "")" }
        return pieces.enumerated().map { "filename*\($0)*=\($0 == 0 ? "UTF-8''" : "")\($1)" }.joined(separator: ";\r\n ")
    }

    /// Follows from the message, so that the same message has the same bytes, and occurs in none: base64 and quoted-printable have no `=_`.
    private static func boundary(of message: MailMessage) -> String {
        var digest = SHA256()
        digest.update(data: Array(message.messageID.utf8))
        return "=_" + digest.finalize().prefix(12).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// RFC 5322, clause 3.3.
    private static func date(_ moment: LocalDateTime) -> String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let (date, time) = (moment.date, moment.time ?? .midnight)
        let year = String(repeating: "0", count: max(0, 4 - String(date.year).count)) + String(date.year)
        // `-0000` says that the offset is not known.
        let offset = moment.offsetSeconds.map { $0 / 60 }
        let zone = (offset.map { $0 < 0 ? "-" : "+" } ?? "-") + two(abs(offset ?? 0) / 60) + two(abs(offset ?? 0) % 60)
        return "\(days[date.weekday.rawValue - 1]), \(date.day) \(months[date.month - 1]) \(year) "
            + "\(two(time.hour)):\(two(time.minute)):\(two(time.second)) \(zone)"
    }

    /// A mailbox as the pieces of a header: its name, then its address.
    private static func mailbox(_ mailbox: Mailbox) -> [String] {
        let address = "<\(mailbox.address.text)>"
        guard let name = mailbox.name.map(single), !name.isEmpty else { return [address] }
        let atoms = name.split(separator: " ").map(String.init)
        if atoms.allSatisfy({ $0.utf8.count < 60 && $0.utf8.allSatisfy(MailAddress.isAtomCharacter) }), !name.contains("=?") {
            return atoms + [address]
        }
        if name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !name.contains("=?"), name.utf8.count < 60 {
            return ["\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"", address]
        }
        return TransferEncoding.encodedWords(name) + [address]
    }

    /// Without control characters, which would end a header or hide what follows.
    static func single(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
            out.unicodeScalars.append(isControl ? " " : scalar)
        }
        return out
    }

    /// Lines of a header, folded.
    private struct Header {
        private(set) var bytes: [UInt8] = []

        /// A value that was made here, and is short.
        mutating func add(_ name: String, _ value: String) {
            bytes += Array("\(name): \(value)\r\n".utf8)
        }

        /// Mailboxes, with commas between.
        mutating func add(_ name: String, _ mailboxes: [[String]]) {
            var pieces: [String] = []
            for (index, mailbox) in mailboxes.enumerated() {
                var own = mailbox
                if index < mailboxes.count - 1, let last = own.popLast() { own.append(last + ",") }
                pieces += own
            }
            add(name, pieces: pieces)
        }

        /// Free text.
        mutating func add(_ name: String, words text: String) {
            let clean = MessageWriter.single(text)
            let isPlain = clean.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !clean.contains("=?")
            // A word of its own that is too long to be folded is encoded too.
            let words = clean.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            if isPlain, words.allSatisfy({ !$0.isEmpty && $0.utf8.count < 60 }) || clean.utf8.count < 60 && isPlain {
                add(name, pieces: clean.utf8.count < 60 ? [clean] : words)
            } else {
                add(name, pieces: TransferEncoding.encodedWords(clean))
            }
        }

        private mutating func add(_ name: String, pieces: [String]) {
            var line = "\(name):"
            for piece in pieces {
                if line.utf8.count + 1 + piece.utf8.count > 78, line.utf8.count > name.utf8.count + 1 {
                    bytes += Array((line + "\r\n").utf8)
                    line = ""
                }
                line += " " + piece
            }
            bytes += Array((line + "\r\n").utf8)
        }
    }
}
