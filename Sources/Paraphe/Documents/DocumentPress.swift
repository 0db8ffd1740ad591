import Diagnostics
import FaxExport
import Fonts
import Images
import PDFExport
import Pages
import Raster
import Styling
import Typesetting
import XML

/// From an element tree to a file: style, typeset, export. Keep one for a batch: sheets, words and font subsets are remembered.
///
/// For one thread; presses of several threads may share ``Typesetter`` and ``PDFExporter``.
package final class DocumentPress {
    private let styles: StyleEngine
    private let typesetter: Typesetter
    private let exporter: PDFExporter
    private let isLenient: Bool

    package init(styles: StyleEngine, typesetter: Typesetter, exporter: PDFExporter, isLenient: Bool = false) {
        self.styles = styles
        self.typesetter = typesetter
        self.exporter = exporter
        self.isLenient = isLenient
    }

    /// The finished pages, or nil and the faults.
    package func pages(_ tree: XMLTree, metadata: DocumentMetadata, into bag: inout DiagnosticBag) -> PagedDocument? {
        let (styled, styleFaults) = styles.style(tree)
        bag.append(contentsOf: styleFaults)
        if !isLenient { bag.append(contentsOf: styled.accessibilityFaults) }
        guard !bag.hasErrors || isLenient else { return nil }
        let (document, faults) = typesetter.typeset(styled, metadata: metadata)
        bag.append(contentsOf: faults)
        return bag.hasErrors && !isLenient ? nil : document
    }

    /// The document as a page of the web, or nil and the faults.
    package func webPage(_ tree: XMLTree, metadata: DocumentMetadata, into bag: inout DiagnosticBag) -> [UInt8]? {
        let (styled, styleFaults) = styles.style(tree)
        bag.append(contentsOf: styleFaults)
        if !isLenient { bag.append(contentsOf: styled.accessibilityFaults) }
        guard !bag.hasErrors || isLenient else { return nil }
        var sheets = styles.sheetTexts(of: tree)
        if let own = styles.sheetText(named: WebPage.sheet) ?? WebPage.sharedSheet { sheets.append(own) }
        let typesetter = typesetter
        let page = WebPage(
            styled, language: Language(tag: metadata.language) ?? .french, title: metadata.title,
            subject: metadata.subject ?? "", sheets: sheets
        ) { typesetter.resource($0, from: $1) }
        return Array(page.html.utf8)
    }

    /// The document with its style sheets in it.
    func standingAlone(_ tree: XMLTree) -> XMLTree { styles.embeddingSheets(in: tree) }

    /// The file, or nil and the faults.
    package func pdf(
        _ tree: XMLTree, metadata: DocumentMetadata, attachments: [AttachedFile] = [], as conformance: PDFExportOptions.Conformance? = nil,
        into bag: inout DiagnosticBag
    ) -> [UInt8]? {
        guard var document = pages(tree, metadata: metadata, into: &bag) else { return nil }
        document.attachments = attachments
        do throws(DiagnosticsError) {
            return try exporter.export(document, as: conformance)
        } catch {
            bag.append(contentsOf: error.bag)
            return nil
        }
    }

    /// The document as a file and as a fax, or nil and the faults: text that a fax would lose is one.
    func fax(
        _ tree: XMLTree, metadata: DocumentMetadata, attachments: [AttachedFile], resolution: FaxResolution, coding: FaxCoding,
        into bag: inout DiagnosticBag
    ) throws(DiagnosticsError) -> (pdf: [UInt8], tiff: [UInt8], pageCount: Int)? {
        guard var document = pages(tree, metadata: metadata, into: &bag) else { return nil }
        bag.append(contentsOf: FaxLegibility(document, at: resolution).faults())
        guard !bag.hasErrors else { return nil }
        document.attachments = attachments
        let pdf = try exporter.export(document, as: nil)
        let rasterizer = PageRasterizer(options: resolution.raster)
        var bitmaps: [PageBitmap] = []
        for index in document.pages.indices { bitmaps.append(try rasterizer.bitmap(of: index, in: document)) }
        guard let tiff = FaxFile.write(bitmaps, coding: coding) else {
            throw DiagnosticsError(OutputDiagnostics.failed(page: document.pages.count))
        }
        return (pdf, tiff, document.pages.count)
    }
}

extension StyledTree {
    /// What a reader who does not see the document could not read. What is hidden or in a running head is not read by anyone.
    var accessibilityFaults: DiagnosticBag {
        guard let root = tree.root else { return DiagnosticBag() }
        var check = AccessibilityCheck(tree, .document) { node in
            let style = self[node]
            return style.display != .none && style.box.position != .running
        }
        var bag = DiagnosticBag()
        for finding in check.run(from: root) { bag.append(finding) }
        return bag
    }
}

extension XMLTree {
    /// The text of `<title>`, spaces collapsed; empty when there is none.
    package var documentTitle: String {
        for node in descendants(of: document) where isElement(node, .xhtml, "title") {
            return textContent(of: node).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return ""
    }
}
