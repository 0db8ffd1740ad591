import Diagnostics
import Fonts
import PDF
import Pages
import Synchronization

/// What kind of file ``PDFExporter`` makes.
package struct PDFExportOptions: Sendable, Hashable {
    package enum Conformance: String, Sendable, Hashable, CaseIterable {
        /// PDF/A-2a (ISO 19005-2; PDF/A-3a, ISO 19005-3, when files are attached) and PDF/UA-1 (ISO 14289-1) at once; what would break
        /// either fails the export.
        case accessibleArchive = "pdf/a-2a+ua-1"
        /// The same as PDF/A-3a, with files or without.
        case accessibleArchiveWithFiles = "pdf/a-3a+ua-1"
        /// Tagged PDF 1.7 (ISO 32000-1) that claims nothing; only what makes a file wrong fails.
        case plain = "pdf-1.7"
        /// Tagged PDF 2.0 (ISO 32000-2) that claims nothing, without what that version deprecates.
        case plain2 = "pdf-2.0"

        /// By the name that users write: that of the case, where `+ua-1` may be left out.
        package init?(name: String) {
            guard let known = Self.allCases.first(where: { $0.rawValue == name || $0.rawValue == name + "+ua-1" }) else { return nil }
            self = known
        }

        package var isArchive: Bool { self == .accessibleArchive || self == .accessibleArchiveWithFiles }
        /// Of the file's header.
        var version: String { self == .plain2 ? "2.0" : "1.7" }
        /// The part of ISO 19005 that a file claims.
        func part(hasFiles: Bool) -> Int { self == .accessibleArchiveWithFiles || hasFiles ? 3 : 2 }
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
    private let exportedCount = Atomic(0)
    /// Files of a batch from one whose bytes are audited to the next.
    private static let auditDistance = 16
    /// Pages of the longest document whose bytes are audited: reading all objects of a guide again would be a good part of making it.
    private static let longestAudit = 16

    package init(options: PDFExportOptions = PDFExportOptions()) {
        self.options = options
    }

    /// The bytes of the file; throws all findings when a rule of the wanted conformance does not hold.
    ///
    /// - Parameter conformance: in place of that of the options.
    package func export(
        _ document: PagedDocument, as conformance: PDFExportOptions.Conformance? = nil
    ) throws(DiagnosticsError) -> [UInt8] {
        var options = options
        if let conformance { options.conformance = conformance }
        var bag = DiagnosticBag()
        ConformanceChecks(document, options.conformance).run(into: &bag)
        // A tree with dangling indices cannot be written at all.
        try bag.throwIfErrors()
        var assembly = DocumentAssembly(document, options: options, resources: resources)
        let bytes = assembly.write()
        bag.append(contentsOf: assembly.findings)
        if options.conformance.isArchive, isDueForAudit(document) { bag.append(contentsOf: FileAudit.findings(in: bytes)) }
        try bag.throwIfErrors()
        return bytes
    }

    /// Whether the bytes of this file are looked at too: of the first file, and of one in many of a batch, unless it is long; of all where we
    /// test ourselves.
    private func isDueForAudit(_ document: PagedDocument) -> Bool {
        #if DEBUG
            return true
        #else
            let number = exportedCount.wrappingAdd(1, ordering: .relaxed).oldValue
            return number % Self.auditDistance == 0 && document.pages.count <= Self.longestAudit
        #endif
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
