import CivilTime
import Diagnostics
import Foundation
import Mail
import Testing

/// Messages as bytes: what a header takes cannot end it, and the same message is the same bytes.
@Suite struct MessageWriterTests {
    static func message(subject: String = "Demande D-1", text: String = "Bonjour", name: String? = nil) throws -> MailMessage {
        MailMessage(
            from: Mailbox(name: name ?? "Soins virtuels", address: try MailAddress("ne-pas-repondre@exemple.qc.ca")),
            to: [Mailbox(address: try MailAddress("genevieve.cote@exemple.qc.ca"))], subject: subject, text: text, identifier: "n.1",
            date: try #require(LocalDateTime(iso: "2026-11-21T09:05:07-05:00")), language: .french)
    }

    static func lines(_ message: MailMessage) throws -> [String] {
        String(decoding: try MessageWriter.bytes(message), as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func plain() throws {
        #expect(
            try Self.lines(Self.message()) == [
                "Date: Sat, 21 Nov 2026 09:05:07 -0500", "From: Soins virtuels <ne-pas-repondre@exemple.qc.ca>",
                "To: <genevieve.cote@exemple.qc.ca>", "Message-ID: <n.1@exemple.qc.ca>", "Subject: Demande D-1", "MIME-Version: 1.0",
                "Content-Language: fr-CA", "Auto-Submitted: auto-generated", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable", "", "Bonjour", "",
            ])
    }

    @Test func lettersBeyondASCIIAreEncoded() throws {
        let lines = try Self.lines(
            Self.message(subject: "Demande D-1 : à répartir", text: "Élevé = 3\tfin \n.point", name: "Dre Geneviève Côté"))
        #expect(lines.contains("Subject: =?UTF-8?B?RGVtYW5kZSBELTEgOiDDoCByw6lwYXJ0aXI=?="))
        #expect(lines.contains("From: =?UTF-8?B?RHJlIEdlbmV2acOodmUgQ8O0dMOp?= <ne-pas-repondre@exemple.qc.ca>"))
        #expect(Array(lines.suffix(3)) == ["=C3=89lev=C3=A9 =3D 3\tfin=20", "=2Epoint", ""])
    }

    @Test(arguments: [
        "a\r\nBcc: x@y.zz", "a\nb", "a\rb", "a\u{0}b", "a\u{85}b", "a\u{2028}Bcc: x", "=?UTF-8?Q?=0D=0ABcc:?=",
        String(repeating: "é", count: 2_000), String(repeating: "x", count: 2_000), String(repeating: "mot ", count: 300), "", " ",
    ])
    func nothingEndsAHeader(_ text: String) throws {
        let bytes = try MessageWriter.bytes(Self.message(subject: text, text: text, name: text))
        let whole = String(decoding: bytes, as: UTF8.self)
        let lines = whole.components(separatedBy: "\r\n")
        let end = try #require(lines.firstIndex(of: ""))
        let names = lines[..<end].filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Language", "Auto-Submitted", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        #expect(bytes.allSatisfy { $0 == 0x0D || $0 == 0x0A || $0 == 0x09 || (0x20...0x7E).contains($0) })
        #expect(lines.allSatisfy { $0.utf8.count <= 998 && !$0.utf8.contains(0x0A) && !$0.utf8.contains(0x0D) })
        #expect(lines[end...].allSatisfy { $0.utf8.count <= 76 })
    }

    @Test func attachments() throws {
        var message = try Self.message()
        message.attachments = [
            .init(name: "page \"1\".tif", mediaType: "image/tiff", bytes: [0, 1, 2, 255]),
            .init(name: "ordonnance-Maïka.pdf", mediaType: "application/pdf", bytes: Array(repeating: 7, count: 100)),
        ]
        let bytes = try MessageWriter.bytes(message)
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let type = try #require(lines.first { $0.hasPrefix("Content-Type: multipart/mixed; boundary=") })
        let boundary = try #require(type.split(separator: "\"").dropFirst().first)
        #expect(lines.filter { $0 == "--\(boundary)" }.count == 3 && lines.contains("--\(boundary)--"))
        #expect(lines.contains("AAEC/w==") && lines.contains(" filename*=UTF-8''ordonnance%2DMa%C3%AFka.pdf"))
        #expect(lines.contains(" filename*=UTF-8''page%20%221%22.tif"))
        #expect(try MessageWriter.bytes(message) == bytes)
        for (name, type) in [("", "a/b"), ("x", "a"), ("x", "a/b\r\nBcc: c"), ("x", "a/b/c")] {
            message.attachments = [.init(name: name, mediaType: type, bytes: [])]
            #expect(throws: DiagnosticsError.self) { try MessageWriter.bytes(message) }
        }
    }

    @Test func limits() throws {
        var message = try Self.message(text: String(repeating: "é", count: 1_000))
        #expect(Self.code { _ = try MessageWriter.bytes(message, limits: MailLimits(messageBytes: 3_000)) } == "mail/too-large")
        message.identifier = "a b"
        #expect(Self.code { _ = try MessageWriter.bytes(message) } == "mail/identifier")
        message.to = []
        #expect(Self.code { _ = try MessageWriter.bytes(message) } == "mail/no-recipient")
    }

    @Test(arguments: [
        "a@b.ca", "genevieve.cote@exemple.qc.ca", "o'brien+x@mail.example.org", "a@xn--bcher-kva.example", "root@localhost", "A@B.CA",
    ])
    func addresses(_ text: String) throws {
        #expect(try MailAddress(text).text.lowercased() == text.lowercased())
    }

    @Test(arguments: [
        "", "a", "@b.ca", "a@", "a@b", "a b@c.ca", "a@b..ca", ".a@b.ca", "a.@b.ca", "a@-b.ca", "a@b-.ca", "a@b.ca\r\nRCPT TO:<x@y.zz>",
        "<a@b.ca>", "a@b.ca>", "\"a b\"@c.ca", "a@[127.0.0.1]", "é@b.ca", "a@é.ca", "a,b@c.ca", "a@b_c.ca",
        String(repeating: "a", count: 65) + "@b.ca", "a@" + String(repeating: "b.", count: 130) + "ca", "a\0@b.ca",
    ])
    func noAddresses(_ text: String) {
        #expect(Self.code { _ = try MailAddress(text) } == "mail/address")
    }

    static func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? DiagnosticsError)?.bag.diagnostics.first?.code.name
        }
    }
}
