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

    /// What each standard claims and holds.
    @Test(arguments: PDFExportOptions.Conformance.allCases)
    func standards(conformance: PDFExportOptions.Conformance) throws {
        var document = SampleDocument.rich()
        document.metadata.created = "2026-11-21T14:30:00-05:00"
        let bytes = try PDFExporter().export(document, as: conformance)
        #expect(bytes.starts(with: Array((conformance == .plain2 ? "%PDF-2.0\n" : "%PDF-1.7\n").utf8)))
        let file = try PDFFile(bytes: bytes)
        let packet = String(decoding: file.resolve(file.catalog["Metadata"]).streamValue?.encoded ?? [], as: UTF8.self)
        #expect(packet.contains("pdfaid") == conformance.isArchive && packet.contains("pdfuaid") == conformance.isArchive)
        if conformance.isArchive {
            let part = conformance == .accessibleArchiveWithFiles ? 3 : 2
            #expect(packet.contains("<pdfaid:part>\(part)</pdfaid:part>"))
        }
        let information = file.resolve(file.trailer["Info"]).dictionaryValue ?? [:]
        // PDF 2.0 deprecates all but the dates.
        let dates: Set<PDFName> = ["CreationDate", "ModDate"]
        #expect(conformance == .plain2 ? Set(information.keys) == dates : information["Title"] != nil)
        #expect(file.catalog["StructTreeRoot"] != nil)
    }

    @Test func namesOfStandards() {
        #expect(PDFExportOptions.Conformance(name: "pdf/a-2a") == .accessibleArchive)
        #expect(PDFExportOptions.Conformance(name: "pdf/a-3a+ua-1") == .accessibleArchiveWithFiles)
        #expect(PDFExportOptions.Conformance(name: "pdf-2.0") == .plain2)
        #expect(PDFExportOptions.Conformance(name: "pdf-1.4") == nil && PDFExportOptions.Conformance(name: "") == nil)
    }

    @Test func fileCanBeReadBack() throws {
        let bytes = try PDFExporter().export(SampleDocument.rich())
        let file = try PDFFile(bytes: bytes)
        #expect(file.pages().count == 2)
    }
}
