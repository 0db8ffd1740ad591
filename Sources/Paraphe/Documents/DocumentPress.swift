import Diagnostics
import Fonts
import Images
import PDFExport
import Pages
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
