import Foundation
import PDF
import Testing

/// Files that go with documents: `--attach`, and `paraphe extract`.
@Suite struct ExtractionTests {
    /// A signed file that carries `note.json`.
    private func signed(_ tool: Tool) throws {
        try SignatureTests.makeKeys(tool)
        try SignatureTests.makePage(tool)
        try tool.write(#"{"a":1}"#, to: "note.json")
        try #require(try tool("typeset", "page.xhtml", "--attach", "note.json", "-o", "page.pdf").status == 0)
        let outcome = try tool(
            "sign", "page.pdf", "--key", "p256.key", "--cert", "p256.pem", "--field", "final", "--at", "2026-03-05T10:30:00-05:00", "-o",
            "signed.pdf")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private let trust = ["--trust", "authority.pem", "--at", "2026-03-06T00:00:00Z"]

    @Test func comesBackAsItWas() throws {
        let tool = try Tool()
        try signed(tool)
        let outcome = try tool.run(["extract", "signed.pdf", "-o", "out", "--lang", "en"] + trust)
        #expect(outcome.status == 0 && outcome.output == "note.json  application/json  7 bytes  signed: `final`\n", "\(outcome.errors)")
        #expect(try String(decoding: tool.read("out/note.json"), as: UTF8.self) == #"{"a":1}"#)
        let json = try tool.run(["extract", "signed.pdf", "--format", "json"] + trust).output
        #expect(json.contains(#""relationship":"Supplement""#) && json.contains(#""signedBy":["final"]"#))
    }

    @Test func withoutTrustOrSignatureNothingIsGiven() throws {
        let tool = try Tool()
        try signed(tool)
        let untrusted = try tool("extract", "signed.pdf", "-o", "out")
        #expect(untrusted.status == 1 && untrusted.errors.contains("extract/not-verified"))
        let unsigned = try tool.run(["extract", "page.pdf", "-o", "out"] + trust)
        #expect(unsigned.status == 1 && unsigned.errors.contains("extract/not-signed"))
        #expect(try !tool.names().contains("out"))
        #expect(try tool("extract", "page.pdf", "--unverified", "-o", "out").status == 0)
        #expect(try tool.names(in: "out") == ["note.json"])
    }

    /// A file added after the signature is covered by none.
    @Test func addedAfterwards() throws {
        let tool = try Tool()
        try signed(tool)
        let file = try PDFFile(bytes: tool.read("signed.pdf"))
        var update = PDFUpdate(file)
        let stream = update.addStream(["Type": .name("EmbeddedFile")], data: Array("other".utf8))
        let specification = update.add(["Type": .name("Filespec"), "UF": .text("other.txt"), "EF": ["F": .reference(stream)]])
        var catalog = file.catalog
        catalog["AF"] = .array((file.resolve(catalog["AF"]).arrayValue ?? []) + [.reference(specification)])
        update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
        try tool.write(update.finish(), to: "added.pdf")
        let outcome = try tool.run(["extract", "added.pdf", "-o", "out"] + trust)
        #expect(outcome.status == 1 && outcome.errors.contains("extract/not-verified") && outcome.errors.contains("other.txt"))
        #expect(try !tool.names().contains("out"))
    }

    @Test(arguments: ["../evil.txt", "a/b", "", ".hidden", "a\\b"])
    func namesThatLeadElsewhere(name: String) throws {
        let tool = try Tool()
        try SignatureTests.makePage(tool)
        let file = try PDFFile(bytes: tool.read("page.pdf"))
        var update = PDFUpdate(file)
        let stream = update.addStream(["Type": .name("EmbeddedFile")], data: Array("x".utf8))
        let specification = update.add(["Type": .name("Filespec"), "UF": .text(name), "EF": ["F": .reference(stream)]])
        var catalog = file.catalog
        catalog["AF"] = .array([.reference(specification)])
        update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
        try tool.write(update.finish(), to: "named.pdf")
        let outcome = try tool("extract", "named.pdf", "--unverified", "-o", "out")
        #expect(outcome.status == 1 && outcome.errors.contains("extract/name"))
        #expect(try !tool.names().contains("out"))
    }

    /// A signed report of the example carries its data.
    @Test func aReportCarriesItsData() throws {
        let tool = try Tool()
        try #require(try tool("demo", "--pack", Tool.example, "-o", "out").status == 0)
        let outcome = try tool(
            "extract", "out/final-report.fr.pdf", "--trust", "out/authority.pem", "--at", "2026-12-05T00:00:00Z", "-o", "data")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let data = try JSONSerialization.jsonObject(with: Data(tool.read("data/final-report.json"))) as? [String: Any]
        #expect((data?["document"] as? [String: Any])?["kind"] as? String == "final")
        #expect(data?["form"] is [String: Any] && (data?["packHash"] as? String)?.count == 64)
    }
}
