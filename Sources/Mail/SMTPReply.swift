/// An answer of a server (RFC 5321, clause 4.2): a code, and words for people.
package struct SMTPReply: Hashable, Sendable {
    package let code: Int
    /// The text of each line.
    package let lines: [String]

    package init(code: Int, lines: [String]) {
        self.code = code
        self.lines = lines
    }

    var isDone: Bool { (200..<300).contains(code) }
    var isTransient: Bool { (400..<500).contains(code) }

    /// In one line, as a log keeps it.
    package var text: String { "\(code) \(lines.joined(separator: " "))" }
}

/// Puts lines together to replies, within limits.
struct SMTPReplyParser {
    private var line: [UInt8] = []
    private var code: Int?
    private var lines: [String] = []

    enum Fault: Error {
        case malformed
        case tooLong
    }

    /// Whether no reply has begun.
    var isBetweenReplies: Bool { line.isEmpty && code == nil }

    /// Takes bytes as they come.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(Fault) -> [SMTPReply] {
        var replies: [SMTPReply] = []
        for byte in bytes {
            guard byte == 0x0A else {
                guard line.count < MailLimits.replyLineBytes else { throw .tooLong }
                line.append(byte)
                continue
            }
            if line.last == 0x0D { line.removeLast() }
            if let reply = try finishLine() { replies.append(reply) }
        }
        return replies
    }

    private mutating func finishLine() throws(Fault) -> SMTPReply? {
        defer { line.removeAll(keepingCapacity: true) }
        guard line.count >= 3, line.prefix(3).allSatisfy({ (0x30...0x39).contains($0) }) else { throw .malformed }
        let number = line.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard (200..<600).contains(number), code == nil || code == number else { throw .malformed }
        guard line.count == 3 || line[3] == 0x20 || line[3] == 0x2D else { throw .malformed }
        guard lines.count < MailLimits.replyLines else { throw .tooLong }
        lines.append(MessageWriter.single(String(decoding: line.dropFirst(4), as: UTF8.self)))
        if line.count > 3, line[3] == 0x2D {
            code = number
            return nil
        }
        defer {
            code = nil
            lines = []
        }
        return SMTPReply(code: number, lines: lines)
    }
}
