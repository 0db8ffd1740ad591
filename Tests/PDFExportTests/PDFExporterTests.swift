import Diagnostics
import Foundation
import Fonts
import PDF
import PDFExport
import Pages
import Testing

@Suite struct PDFExporterTests {
    @Test func writesARichDocumentTheSameEachTime() throws {
        let document = SampleDocument.rich()
        let exporter = PDFExporter()
        let bytes = try exporter.export(document)
        #expect(bytes.starts(with: Array("%PDF-1.7\n".utf8)))
        let again = try exporter.export(document)
        #expect(bytes == again)
        let fresh = try PDFExporter().export(SampleDocument.rich())
        #expect(bytes == fresh, "the file depends on nothing but the document")
        #expect(bytes.count < 90_000)
        if let folder = ProcessInfo.processInfo.environment["PARAPHE_TEST_OUTPUT"] {
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/rich.pdf"))
        }
    }

    @Test func anEarlierExportLeavesNoTrace() throws {
        let exporter = PDFExporter()
        var other = SampleDocument(title: "Autre")
        let paragraph = other.node(.paragraph)
        other.line("ŴXYZ 0123 ẞ", in: paragraph, weight: 700)
        other.endPage()
        _ = try exporter.export(other.document)
        let after = try exporter.export(SampleDocument.rich())
        let alone = try PDFExporter().export(SampleDocument.rich())
        #expect(after == alone)
    }

    @Test func fileCanBeReadBack() throws {
        let bytes = try PDFExporter().export(SampleDocument.rich())
        let file = try PDFFile(bytes: bytes)
        #expect(file.pages().count == 2)
    }
}
