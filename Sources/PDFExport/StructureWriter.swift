import PDF
import Pages

/// Writes the structure tree (ISO 32000-1, clause 14.7) with its parent tree.
///
/// A class, so that the body of each element's object holds it as one reference and not as a copy of all its tables.
final class StructureWriter {
    /// Where content was painted: page and MCID.
    struct Mark {
        var page: Int
        var mcid: Int
    }

    let document: PagedDocument
    let pages: [PDFReference]
    /// By index of content, in painting order.
    let marks: [[Mark]]
    /// By page, the content of each MCID.
    let contents: [[ContentID]]
    let links: [PDFReference]
    let fields: [PDFReference]

    /// By node, once written.
    private(set) var elements: [PDFReference] = []
    /// By link and by field: the number under which the parent tree knows the annotation.
    static func parentNumber(ofLink index: Int, in document: PagedDocument) -> Int { document.pages.count + index }
    static func parentNumber(ofField index: Int, in document: PagedDocument) -> Int {
        document.pages.count + document.links.count + index
    }

    init(
        document: PagedDocument, pages: [PDFReference], marks: [[Mark]], contents: [[ContentID]], links: [PDFReference],
        fields: [PDFReference]
    ) {
        self.document = document
        self.pages = pages
        self.marks = marks
        self.contents = contents
        self.links = links
        self.fields = fields
    }

    /// Writes everything and gives the root.
    func write(to writer: inout PDFWriter) -> PDFReference {
        let nodes = document.structure.nodes
        let root = writer.reserve()
        elements = nodes.map { _ in writer.reserve() }
        var parents = [Int](repeating: -1, count: nodes.count)
        var owners = [Int](repeating: 0, count: document.structure.contentCount)
        var linkOwners = [Int](repeating: 0, count: document.links.count)
        var fieldOwners = [Int](repeating: 0, count: document.formFields.count)
        for (index, node) in nodes.enumerated() {
            for kid in node.kids {
                switch kid {
                case .node(let child): parents[child] = index
                case .content(let content): owners[content.index] = index
                case .link(let link): linkOwners[link] = index
                case .formField(let field): fieldOwners[field] = index
                }
            }
        }
        var notes: [(id: String, element: PDFReference)] = []
        for (index, node) in nodes.enumerated() {
            let parent = parents[index] < 0 ? root : elements[parents[index]]
            var id: String?
            if node.role == .note {
                let name = "note-" + Self.padded(notes.count + 1)
                notes.append((name, elements[index]))
                id = name
            }
            writer.write(as: elements[index]) { self.write(node, parent: parent, id: id, to: &$0) }
        }
        var entries: [(number: Int, references: [PDFReference], isArray: Bool)] = []
        for (page, contents) in contents.enumerated() where !contents.isEmpty {
            entries.append((page, contents.map { elements[owners[$0.index]] }, true))
        }
        for link in document.links.indices {
            entries.append((Self.parentNumber(ofLink: link, in: document), [elements[linkOwners[link]]], false))
        }
        for field in document.formFields.indices {
            entries.append((Self.parentNumber(ofField: field, in: document), [elements[fieldOwners[field]]], false))
        }
        let parentTree = writeParentTree(entries, to: &writer)
        let next = document.pages.count + document.links.count + document.formFields.count
        var dictionary: PDFDictionary = [
            "Type": .name("StructTreeRoot"), "K": elements.first.map { .reference($0) } ?? .null, "ParentTree": .reference(parentTree),
            "ParentTreeNextKey": .integer(next),
        ]
        if !notes.isEmpty {
            dictionary["IDTree"] = .reference(
                NameTree.write(notes.map { (Array($0.id.utf8), .reference($0.element)) }, to: &writer))
        }
        writer.write(.dictionary(dictionary), as: root)
        return root
    }

    /// Numbers in a form whose order as text is their order as numbers.
    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    // MARK: Elements

    private func write(_ node: StructureNode, parent: PDFReference, id: String?, to out: inout PDFBuffer) {
        // `Type` may be left out (Table 323), and there are as many elements as words in a table.
        out.append("<</S")
        out.append(name: node.role.name)
        out.append("/P ")
        out.append(reference: parent)
        let home = homePage(of: node)
        if let home {
            out.append("/Pg ")
            out.append(reference: pages[home])
        }
        writeKids(node.kids, home: home, to: &out)
        if let language = node.language { write("/Lang", language, &out) }
        if let alternative = node.alternative { write("/Alt", alternative, &out) }
        if let actual = node.actualText { write("/ActualText", actual, &out) }
        if let expansion = node.expansion { write("/E", expansion, &out) }
        if let id { write("/ID", id, &out) }
        writeAttributes(node, to: &out)
        out.append(">>")
    }

    private func write(_ key: StaticString, _ text: String, _ out: inout PDFBuffer) {
        out.append(key)
        out.append(text: text)
    }

    /// The page of the first painted content: it needs not be named again for each.
    private func homePage(of node: StructureNode) -> Int? {
        for kid in node.kids {
            switch kid {
            case .content(let content): if let mark = marks[content.index].first { return mark.page }
            case .link(let link): return document.links[link].page
            case .formField(let field): return document.formFields[field].page
            case .node: continue
            }
        }
        return nil
    }

    private func writeKids(_ kids: [StructureNode.Kid], home: Int?, to out: inout PDFBuffer) {
        guard !kids.isEmpty else { return }
        if kids.count == 1, case .content(let content) = kids[0], marks[content.index].count == 1, marks[content.index][0].page == home {
            out.append("/K ")
            return out.append(integer: marks[content.index][0].mcid)
        }
        // Verifiers know the widget of a signature by this path, without an array (pyHanko's difference analysis).
        if kids.count == 1, case .formField(let field) = kids[0] {
            out.append("/K")
            return writeObjectReference(fields[field], page: document.formFields[field].page, home: home, to: &out)
        }
        out.append("/K[")
        for kid in kids {
            switch kid {
            case .node(let child):
                out.append(reference: elements[child])
                out.append(" ")
            case .content(let content):
                for mark in marks[content.index] {
                    if mark.page == home {
                        out.append(integer: mark.mcid)
                        out.append(" ")
                    } else {
                        out.append("<</Type/MCR/Pg ")
                        out.append(reference: pages[mark.page])
                        out.append("/MCID ")
                        out.append(integer: mark.mcid)
                        out.append(">>")
                    }
                }
            case .link(let link): writeObjectReference(links[link], page: document.links[link].page, home: home, to: &out)
            case .formField(let field):
                writeObjectReference(fields[field], page: document.formFields[field].page, home: home, to: &out)
            }
        }
        out.append("]")
    }

    private func writeObjectReference(_ reference: PDFReference, page: Int, home: Int?, to out: inout PDFBuffer) {
        out.append("<</Type/OBJR/Obj ")
        out.append(reference: reference)
        if page != home {
            out.append("/Pg ")
            out.append(reference: pages[page])
        }
        out.append(">>")
    }

    private func writeAttributes(_ node: StructureNode, to out: inout PDFBuffer) {
        let hasTable = node.scope != nil || node.columnSpan > 1 || node.rowSpan > 1
        let hasBox = node.boundingBox != nil
        guard hasTable || hasBox || node.listNumbering != nil else { return }
        out.append("/A[")
        if hasTable {
            out.append("<</O/Table")
            switch node.scope {
            case .row: out.append("/Scope/Row")
            case .column: out.append("/Scope/Column")
            case .both: out.append("/Scope/Both")
            case nil: break
            }
            if node.columnSpan > 1 {
                out.append("/ColSpan ")
                out.append(integer: node.columnSpan)
            }
            if node.rowSpan > 1 {
                out.append("/RowSpan ")
                out.append(integer: node.rowSpan)
            }
            out.append(">>")
        }
        if let numbering = node.listNumbering {
            out.append("<</O/List/ListNumbering")
            out.append(name: numbering.name)
            out.append(">>")
        }
        if let (page, box) = node.boundingBox, document.pages.indices.contains(page) {
            let height = document.pages[page].height
            out.append("<</O/Layout/Placement/Block/BBox")
            out.append(array: [.real(box.x), .real(height - box.maxY), .real(box.maxX), .real(height - box.y)])
            out.append(">>")
        }
        out.append("]")
    }

    // MARK: Parent tree

    /// Entries of one leaf of a number tree.
    private static let leafLength = 256

    private func writeParentTree(
        _ entries: [(number: Int, references: [PDFReference], isArray: Bool)], to writer: inout PDFWriter
    ) -> PDFReference {
        func leaf(_ entries: ArraySlice<(number: Int, references: [PDFReference], isArray: Bool)>, limits: Bool, _ out: inout PDFBuffer) {
            out.append("<<")
            if limits, let first = entries.first, let last = entries.last {
                out.append(raw: "/Limits[\(first.number) \(last.number)]")
            }
            out.append("/Nums[")
            for entry in entries {
                out.append(integer: entry.number)
                out.append(" ")
                if entry.isArray { out.append("[") }
                for reference in entry.references {
                    out.append(reference: reference)
                    out.append(" ")
                }
                if entry.isArray { out.append("]") }
            }
            out.append("]>>")
        }
        let root = writer.reserve()
        if entries.count <= Self.leafLength {
            writer.write(as: root) { leaf(entries[...], limits: false, &$0) }
            return root
        }
        var kids: [PDFObject] = []
        var start = 0
        while start < entries.count {
            let end = min(start + Self.leafLength, entries.count)
            let kid = writer.reserve()
            writer.write(as: kid) { leaf(entries[start..<end], limits: true, &$0) }
            kids.append(.reference(kid))
            start = end
        }
        writer.write(["Kids": .array(kids)], as: root)
        return root
    }
}

extension StructureRole {
    /// Standard structure type (ISO 32000-1, clause 14.8.4).
    var name: PDFName {
        switch self {
        case .document: "Document"
        case .part: "Part"
        case .section: "Sect"
        case .division: "Div"
        case .blockQuote: "BlockQuote"
        case .caption: "Caption"
        case .tableOfContents: "TOC"
        case .tableOfContentsItem: "TOCI"
        case .index: "Index"
        case .heading(let level): Self.headings[min(max(level, 1), 6) - 1]
        case .paragraph: "P"
        case .list: "L"
        case .listItem: "LI"
        case .label: "Lbl"
        case .listBody: "LBody"
        case .table: "Table"
        case .tableHead: "THead"
        case .tableBody: "TBody"
        case .tableFoot: "TFoot"
        case .tableRow: "TR"
        case .tableHeader: "TH"
        case .tableData: "TD"
        case .span: "Span"
        case .quote: "Quote"
        case .note: "Note"
        case .reference: "Reference"
        case .code: "Code"
        case .link: "Link"
        case .annotation: "Annot"
        case .form: "Form"
        case .figure: "Figure"
        case .formula: "Formula"
        }
    }

    private static let headings: [PDFName] = ["H1", "H2", "H3", "H4", "H5", "H6"]
}

extension ListNumbering {
    fileprivate var name: PDFName {
        switch self {
        case .none: "None"
        case .disc: "Disc"
        case .circle: "Circle"
        case .square: "Square"
        case .decimal: "Decimal"
        case .upperRoman: "UpperRoman"
        case .lowerRoman: "LowerRoman"
        case .upperAlpha: "UpperAlpha"
        case .lowerAlpha: "LowerAlpha"
        }
    }
}
