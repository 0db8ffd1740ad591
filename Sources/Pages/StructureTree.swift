import Diagnostics

/// A piece of content of the structure tree: what stands between a `beginContent` and its `endMarked`.
///
/// One piece may be painted in several sequences and on several pages; they are read in painting order.
package struct ContentID: Hashable, Sendable {
    package let index: Int

    @inlinable package init(index: Int) {
        self.index = index
    }
}

/// The logical order of the document (ISO 32000-1, clause 14.7), independent of the painting order.
package struct StructureTree: Sendable {
    /// Node 0 is the `document` root.
    package var nodes: [StructureNode]
    /// How many ``ContentID`` are in use: 0 ..< count.
    package var contentCount: Int
    /// Where an author wrote each content, by its index; shorter than ``contentCount`` or with gaps where that is not known.
    package var contentSpans: [Span?] = []

    package init(nodes: [StructureNode] = [StructureNode(role: .document)], contentCount: Int = 0) {
        self.nodes = nodes
        self.contentCount = contentCount
    }
}

package struct StructureNode: Sendable {
    package enum Kid: Hashable, Sendable {
        /// Index of a node.
        case node(Int)
        case content(ContentID)
        /// Index into ``PagedDocument/links``.
        case link(Int)
        /// Index into ``PagedDocument/formFields``.
        case formField(Int)
    }

    package var role: StructureRole
    package var kids: [Kid] = []
    /// BCP 47 tag where it differs from the parent's.
    package var language: String?
    /// Alternative text of a figure.
    package var alternative: String?
    /// Text in place of the content, for what is not readable as painted.
    package var actualText: String?
    /// What an abbreviation stands for.
    package var expansion: String?
    package var columnSpan = 1
    package var rowSpan = 1
    package var scope: TableHeaderScope?
    package var listNumbering: ListNumbering?
    /// Where a figure or table stands, for its bounding box attribute; index of the page and place.
    package var boundingBox: (page: Int, rectangle: Rectangle)?

    package init(role: StructureRole) {
        self.role = role
    }
}

/// Standard structure types (ISO 32000-1, clause 14.8.4).
package enum StructureRole: Hashable, Sendable {
    case document, part, section, division, blockQuote, caption, tableOfContents, tableOfContentsItem, index
    /// Level from 1 to 6.
    case heading(Int)
    case paragraph
    case list, listItem, label, listBody
    case table, tableHead, tableBody, tableFoot, tableRow, tableHeader, tableData
    case span, quote, note, reference, code, link, annotation, form, figure, formula
}

package enum TableHeaderScope: Hashable, Sendable { case row, column, both }

/// How the items of a list are numbered (ISO 32000-1, table 347).
package enum ListNumbering: Hashable, Sendable {
    case none, disc, circle, square, decimal, upperRoman, lowerRoman, upperAlpha, lowerAlpha
}
