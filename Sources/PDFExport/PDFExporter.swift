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

    /// What the first page of a document shows, as an appearance of that size for a field of another file (ISO 32000-1, clause 12.5.5);
    /// its fonts come along. Nothing of it is tagged: a field says in words of its own what it holds.
    package func appearance(_ document: PagedDocument) throws(DiagnosticsError) -> PDFFragment {
        var bag = DiagnosticBag()
        var fragment = PDFFragment()
        fragment.root = fragment.reserve()
        guard let page = document.pages.first else { return fragment }
        let fonts = FontRegister(resources)
        var content = ContentWriter(fonts: fonts, bottom: page.height, isPage: false, roles: [], capacity: 4_096)
        content.write(page.items)
        for fault in content.faults {
            if let diagnostic = ExportDiagnostics.content(fault, page: 1, options.conformance) { bag.append(diagnostic) }
        }
        var dictionary: PDFDictionary = [
            "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .numbers([0, 0, page.width, page.height]),
        ]
        dictionary["Resources"] = .dictionary(
            ContentResources(fonts: fonts, usage: content.usage, images: document.images, cache: resources)
                .write(to: &fragment, level: options.resourceCompressionLevel, &bag))
        try bag.throwIfErrors()
        let bytes = content.out.bytes
        let packed = Deflater(level: options.resourceCompressionLevel).deflate(bytes)
        if packed != nil { dictionary["Filter"] = .name("FlateDecode") }
        fragment.write(.stream(PDFStream(dictionary: dictionary, encoded: packed ?? bytes)), as: fragment.root)
        return fragment
    }
}
