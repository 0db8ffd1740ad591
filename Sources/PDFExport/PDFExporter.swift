import Diagnostics
import Fonts
import PDF
import Pages

/// What kind of file ``PDFExporter`` makes.
package struct PDFExportOptions: Sendable, Hashable {
    package enum Conformance: Sendable, Hashable {
        /// PDF/A-2a (ISO 19005-2; PDF/A-3a, ISO 19005-3, when files are attached) and PDF/UA-1 (ISO 14289-1) at once; what would break
        /// either fails the export.
        case accessibleArchive
        /// Tagged PDF 1.7 that claims nothing; only what makes a file wrong fails.
        case plain
    }

    package var conformance: Conformance = .accessibleArchive
    /// The program named in the file.
    package var producer = "Paraphe"
    /// Of ``Deflater``, 0 to 12, for what each document has of its own: level 1 takes half the time of level 5, and files are a tenth larger.
    package var compressionLevel = 1
    /// For fonts and pictures, which a batch compresses once.
    package var resourceCompressionLevel = 5

    package init() {}
}

/// Makes PDF files of finished pages.
///
/// Keep one for a batch: it remembers cut font programs and compressed pictures. Files do not depend on what was exported before. Safe to
/// use from many threads.
package final class PDFExporter: Sendable {
    package let options: PDFExportOptions
    private let resources = ResourceCache()

    package init(options: PDFExportOptions = PDFExportOptions()) {
        self.options = options
    }

    /// The bytes of the file; throws all findings when a rule of the wanted conformance does not hold.
    package func export(_ document: PagedDocument) throws(DiagnosticsError) -> [UInt8] {
        var bag = DiagnosticBag()
        ConformanceChecks(document, options.conformance).run(into: &bag)
        // A tree with dangling indices cannot be written at all.
        try bag.throwIfErrors()
        var assembly = DocumentAssembly(document, options: options, resources: resources)
        let bytes = assembly.write()
        bag.append(contentsOf: assembly.findings)
        try bag.throwIfErrors()
        return bytes
    }
}
