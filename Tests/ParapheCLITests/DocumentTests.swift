import Foundation
import PDF
import Testing

/// `paraphe render` and `paraphe typeset`.
@Suite struct DocumentTests {
    /// Data of the example's cover page, which its rules accept.
    static let fax = """
        {"data": {"kind": "imaging-order", "channel": "attached-form", "senderGivenName": "Geneviève", "senderFamilyName": "Côté", \
        "senderPhone": "418 555-0142", "recipientName": "Radiologie", "recipientOrganization": "Centre hospitalier", \
        "recipientKind": "radiology-department", "recipientFax": "418 555-0188", "otherRecipients": [], "subject": "Ordonnance", "pages": 2, \
        "sentAt": "2026-11-20T14:05:00-05:00", "isSigned": true, "comments": "ᐊᓪᓚᑎ", \
        "patient": {"familyName": "Nguyễn", "givenName": "Maïka", "birthDate": "1978-04-12", "nam": "NGUM78541218"}}, "id": "a-1"}
        """
    static let page = """
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title><style>@page { size: 300pt 200pt } p { HERE }</style>
        </head><body><p>Words</p></body></html>
        """

    @Test func renderIsTheSameEachTime() throws {
        let tool = try Tool()
        try tool.write(Self.fax, to: "fax.json")
        for name in ["a.pdf", "b.pdf"] {
            let outcome = try tool(
                "render", "fax-cover", "--pack", Tool.example, "--data", "fax.json", "--lang", "fr-CA", "--at", "2026-11-20T14:00:00-05:00",
                "-o", name)
            #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome.errors)")
        }
        let bytes = try tool.read("a.pdf")
        let again = try tool.read("b.pdf")
        #expect(bytes == again)
        #expect(try PDFFile(bytes: bytes).pages().count == 1)
        #expect(try tool.names() == ["a.pdf", "b.pdf", "fax.json"])
    }

    /// S5.2–S5.5: what the document's rules refuse is not made, and every reason is said.
    @Test func rulesOfADocumentRefuse() throws {
        let tool = try Tool()
        try tool.write(
            Self.fax.replacingOccurrences(of: #""senderPhone": "418 555-0142", "#, with: "")
                .replacingOccurrences(of: "radiology-department", with: "other"), to: "fax.json")
        let english = try tool("render", "fax-cover", "--pack", Tool.example, "--data", "fax.json", "-o", "a.pdf")
        #expect(english.status == 1)
        #expect(
            english.errors.contains("the required field “Sender’s phone” is empty") && english.errors.contains("An imaging order goes only")
        )
        let french = try tool("render", "fax-cover", "--pack", Tool.example, "--data", "fax.json", "-o", "a.pdf", "--lang", "fr-CA")
        #expect(french.errors.contains("Téléphone de l’expéditeur") && french.errors.contains("Une ordonnance d’imagerie"))
        #expect(try tool.names() == ["fax.json"])
    }

    @Test func batchNamesFilesAndReportsLines() throws {
        let tool = try Tool()
        let bad = Self.fax.replacingOccurrences(of: #""pages": 2"#, with: #""pages": "many""#).replacingOccurrences(of: "a-1", with: "b-2")
        let outside = Self.fax.replacingOccurrences(of: "a-1", with: "../c")
        try tool.write([Self.fax, "{\"data\":", "", bad, outside, Self.fax].joined(separator: "\n") + "\n", to: "lines.ndjson")
        let byKey = try tool("render", "fax-cover", "--pack", Tool.example, "--batch", "lines.ndjson", "--key", "id", "-o", "key")
        #expect(byKey.status == 1)
        for words in [
            "lines.ndjson:2:", "error[json/", "lines.ndjson:4:1: while making the document of line 4",
            "lines.ndjson:5:1: error[data/bad-file-name]",
            "lines.ndjson:6:1: error[data/repeated-file-name]",
        ] { #expect(byKey.errors.contains(words), "\(words) in \(byKey.errors)") }
        #expect(try tool.names(in: "key") == ["a-1.pdf"])
        let byNumber = try tool("render", "fax-cover", "--pack", Tool.example, "--batch", "lines.ndjson", "-o", "number")
        #expect(byNumber.status == 1)
        #expect(try tool.names(in: "number") == ["0.pdf", "4.pdf", "5.pdf"])
        #expect(try tool.names() == ["key", "lines.ndjson", "number"])
    }

    /// Files, names and findings are the same whatever the number of threads.
    @Test func threadsChangeNothing() throws {
        let tool = try Tool()
        // Every fifth line is broken, and the last names come twice.
        let lines = (0..<24).map { $0 % 5 == 3 ? "{\"id\":" : Self.fax.replacingOccurrences(of: "a-1", with: "f-\($0 % 20)") }
        try tool.write(lines.joined(separator: "\n"), to: "lines.ndjson")
        var outcomes: [(errors: String, files: [String: [UInt8]])] = []
        for threads in ["1", "2", "4"] {
            let outcome = try tool(
                "render", "fax-cover", "--pack", Tool.example, "--batch", "lines.ndjson", "--key", "id", "--at",
                "2026-11-21T10:00:00-05:00",
                "--threads", threads, "-o", "out-\(threads)")
            #expect(outcome.status == 1)
            let names = try tool.names(in: "out-\(threads)")
            var files: [String: [UInt8]] = [:]
            for name in names { files[name] = try tool.read("out-\(threads)/\(name)") }
            outcomes.append((outcome.errors, files))
        }
        #expect(outcomes[0].files.count == 16 && outcomes[0].errors.contains("repeated-file-name"))
        #expect(outcomes.dropFirst().allSatisfy { $0 == outcomes[0] })
    }

    @Test(arguments: [
        (["fax-cver", "--data", "fax.json", "-o", "a.pdf"], "did you mean `fax-cover`?"),
        (["fax-cover", "--data", "nope.json", "-o", "a.pdf"], "there is no file `nope.json`"),
        (["fax-cover", "--data", "list.json", "-o", "a.pdf"], "list.json:1:1: error[data/not-an-object]"),
        (["fax-cover", "--data", "fax.json", "-o", "nope/a.pdf"], "the folder does not exist"),
        (["fax-cover", "--data", "fax.json", "-o", "."], "the extension of `.` does not say what to write"),
        (["fax-cover", "--batch", "fax.json", "-o", "fax.json"], "error[file/not-saved]"),
    ])
    func whatCannotBeRendered(arguments: [String], words: String) throws {
        let tool = try Tool()
        try tool.write(Self.fax, to: "fax.json")
        try tool.write("[1]", to: "list.json")
        let outcome = try tool.run(["render"] + arguments + ["--pack", Tool.example])
        #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(try tool.names() == ["fax.json", "list.json"])
    }

    /// The template and its picture stand outside of the pack.
    @Test func namesBesideATemplate() throws {
        let tool = try Tool()
        try FileManager.default.createDirectory(atPath: tool.place.path + "/t", withIntermediateDirectories: true)
        try tool.write(Self.picture, to: "t/dot.png")
        try tool.write(
            """
            <g:template xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template"><g:param name="word" type="string"/>
            <html><head><title>T</title></head><body><p><img src="dot.png" alt="dot"/><g:value of="word"/></p></body></html></g:template>
            """, to: "t/own.xhtml")
        try tool.write(#"{"word": "Côté"}"#, to: "d.json")
        let outcome = try tool("render", "t/own.xhtml", "--pack", Tool.example, "--data", "d.json", "-o", "a.pdf")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        try tool.write(
            #"<html xmlns="http://www.w3.org/1999/xhtml" lang="fr-CA"><head><title>T</title></head><body><p><img src="dot.png" alt="dot"/></p></body></html>"#,
            to: "t/plain.xhtml")
        let plain = try tool("typeset", "t/plain.xhtml", "-o", "b.pdf")
        #expect(plain.status == 0 && plain.errors.isEmpty, "\(plain.errors)")
    }

    @Test func typeset() throws {
        let tool = try Tool()
        try tool.write(Self.page.replacingOccurrences(of: "HERE", with: "color: navy"), to: "good.xhtml")
        try tool.write(Self.page.replacingOccurrences(of: "HERE", with: "colr: navy"), to: "bad.xhtml")
        try tool.write("@page { size: 500pt 500pt } p { margin: 0 }", to: "lower.css")
        try tool.write("p { colour: red", to: "bad.css")
        #expect(try tool("typeset", "good.xhtml", "--stylesheet", "lower.css", "-o", "a.pdf").status == 0)
        let file = try PDFFile(bytes: try tool.read("a.pdf"))
        let page = try #require(file.pages().first)
        #expect(file.inherited("MediaBox", of: page) == .array([0, 0, 300, 200]), "the document's own sheet has the higher priority")

        let strict = try tool("typeset", "bad.xhtml", "-o", "b.pdf")
        #expect(strict.status == 1 && strict.errors.contains("bad.xhtml:1:") && strict.errors.contains("did you mean `color`?"))
        #expect(try tool("typeset", "bad.xhtml", "--lenient", "-o", "c.pdf").status == 0)
        let sheets = try tool("typeset", "good.xhtml", "--stylesheet", "lower.css", "--stylesheet", "bad.css", "-o", "d.pdf")
        #expect(sheets.status == 1 && sheets.errors.contains("bad.css:1:5: error[css/unknown-property]"))
        try tool.write("<html><p>", to: "broken.xhtml")
        #expect(try tool("typeset", "broken.xhtml", "-o", "e.pdf").errors.contains("broken.xhtml:1:7: error[xml/unclosed-element]"))
        #expect(try tool.names().filter { $0.hasSuffix(".pdf") } == ["a.pdf", "c.pdf"])
    }

    /// A link keeps pointing at its file, which is replaced whole.
    @Test func outputThroughALink() throws {
        let tool = try Tool()
        try tool.write(Self.page.replacingOccurrences(of: "HERE", with: "margin: 1ex 2ch"), to: "a.xhtml")
        try tool.write("old", to: "real.pdf")
        try FileManager.default.createSymbolicLink(atPath: tool.place.path + "/link.pdf", withDestinationPath: "real.pdf")
        #expect(try tool("typeset", "a.xhtml", "-o", "link.pdf").status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: tool.place.path + "/link.pdf") == "real.pdf")
        #expect(try tool.read("real.pdf").starts(with: Array("%PDF-".utf8)))
        #expect(try tool.names() == ["a.xhtml", "link.pdf", "real.pdf"])
    }

    /// One green pixel.
    static let picture: [UInt8] = [UInt8](
        Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgaGAAAAEEAIFw9selAAAAAElFTkSuQmCC") ?? Data())
}
