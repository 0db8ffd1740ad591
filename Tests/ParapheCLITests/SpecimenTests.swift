import Foundation
import PDF
import Testing

/// `examples/specimen`: every element and every group of properties, in both languages.
@Suite struct SpecimenTests {
    @Test(arguments: ["fr", "en"]) func isSetWithoutAFinding(language: String) throws {
        let tool = try Tool()
        let outcome = try tool("typeset", Tool.repository + "/examples/specimen/specimen.\(language).xhtml", "-o", "a.pdf")
        #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome.errors)")
        let file = try PDFFile(bytes: tool.read("a.pdf"))
        #expect(file.pages().count >= 5)
    }

    /// What a reader's tools see: qpdf and poppler, where they are installed.
    @Test(arguments: ["fr", "en"]) func structureIsWhatTheElementsSay(language: String) throws {
        let poppler = "/usr/bin/pdfinfo"
        guard FileManager.default.isExecutableFile(atPath: poppler) else { return }
        let tool = try Tool()
        try tool("typeset", Tool.repository + "/examples/specimen/specimen.\(language).xhtml", "-o", "a.pdf")
        let words = try tool.start(poppler, ["-struct", "a.pdf"], lang: "C.UTF-8").output
        for role in [
            "Document", "H1", "H2", "H3", "H4", "TOC", "TOCI", "Reference", "Link", "L ", "LI", "Lbl", "LBody", "Table", "Caption", "THead",
            "TBody",
            "TFoot", "TR", "TH", "TD", "Figure", "BlockQuote", "Code", "Quote", "Span",
        ] {
            #expect(words.contains(role.trimmingCharacters(in: .whitespaces)), "no \(role)")
        }
    }
}
