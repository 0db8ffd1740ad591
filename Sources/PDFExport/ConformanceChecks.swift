import Diagnostics
import Images
import PDF
import Pages

/// Checks a document before anything is written: that its indices hold, and the rules of ``ConformanceRule`` that do not need the content.
struct ConformanceChecks {
    private let document: PagedDocument
    private let conformance: PDFExportOptions.Conformance

    init(_ document: PagedDocument, _ conformance: PDFExportOptions.Conformance) {
        self.document = document
        self.conformance = conformance
    }

    func run(into bag: inout DiagnosticBag) {
        checkPages(&bag)
        checkTree(&bag)
        checkTargets(&bag)
        guard !bag.hasErrors, conformance == .accessibleArchive else { return }
        checkMetadata(&bag)
        checkElements(&bag)
        checkAnnotations(&bag)
        checkImages(&bag)
    }

    private func fail(_ bag: inout DiagnosticBag, _ rule: ConformanceRule, fr: String, en: String) {
        bag.append(ExportDiagnostics.broken(rule, fr: fr, en: en))
    }

    // MARK: What any file needs

    private func checkPages(_ bag: inout DiagnosticBag) {
        if document.pages.isEmpty { fail(&bag, .pages, fr: "le document n’a aucune page", en: "the document has no page") }
        for (index, page) in document.pages.enumerated() {
            guard (3...14_400).contains(page.width), (3...14_400).contains(page.height) else {
                let size = "\(page.width) × \(page.height)"
                fail(&bag, .pageSize, fr: "la page \(index + 1) mesure \(size) points", en: "page \(index + 1) measures \(size) points")
                continue
            }
            for case .image(let placement) in page.items where !document.images.indices.contains(placement.image) {
                fail(
                    &bag, .structure, fr: "la page \(index + 1) montre une image qui n’existe pas",
                    en: "page \(index + 1) shows an image that does not exist")
            }
        }
    }

    /// Every node is reached once from the root, and each content, link and field stands in one place.
    private func checkTree(_ bag: inout DiagnosticBag) {
        let tree = document.structure
        var visits = [Int](repeating: 0, count: tree.nodes.count)
        var contents = [Int](repeating: 0, count: max(0, tree.contentCount))
        var links = [Int](repeating: 0, count: document.links.count)
        var fields = [Int](repeating: 0, count: document.signatureFields.count)
        var isSound = !tree.nodes.isEmpty && tree.nodes[0].role == .document
        for node in tree.nodes {
            for kid in node.kids {
                let (index, isThere): (Int, Bool) =
                    switch kid {
                    case .node(let child): (child, visits.indices.contains(child) && child > 0)
                    case .content(let content): (content.index, contents.indices.contains(content.index))
                    case .link(let link): (link, links.indices.contains(link))
                    case .signatureField(let field): (field, fields.indices.contains(field))
                    }
                guard isThere else {
                    isSound = false
                    continue
                }
                switch kid {
                case .node: visits[index] += 1
                case .content: contents[index] += 1
                case .link: links[index] += 1
                case .signatureField: fields[index] += 1
                }
            }
        }
        // One parent for each node but the root, and no loop: a loop would leave its nodes unreached.
        isSound = isSound && visits.dropFirst().allSatisfy { $0 == 1 } && contents.allSatisfy { $0 <= 1 }
        isSound = isSound && links.allSatisfy { $0 == 1 } && fields.allSatisfy { $0 == 1 }
        if isSound { isSound = readingOrder().count == tree.nodes.count }
        if !isSound {
            fail(
                &bag, .structure,
                fr: "l’arbre de structure est rompu\u{A0}: un nœud, un contenu, un lien ou un champ n’y est pas exactement une fois",
                en: "the structure tree is broken: a node, a content, a link or a field is not in it exactly once")
        }
    }

    private func checkTargets(_ bag: inout DiagnosticBag) {
        let pages = document.pages.indices
        let places = document.destinations.values.map(\.page) + document.outline.map(\.destination.page)
        let areas = document.links.map(\.page) + document.signatureFields.map(\.page)
        if !(places + areas).allSatisfy(pages.contains) {
            fail(
                &bag, .destination, fr: "une destination, un lien ou un champ est sur une page qui n’existe pas",
                en: "a destination, a link or a field is on a page that does not exist")
        }
        for link in document.links {
            if case .destination(let name) = link.target, document.destinations[name] == nil {
                fail(&bag, .destination, fr: "le lien vers `\(name)` ne mène nulle part", en: "the link to `\(name)` leads nowhere")
            }
        }
        var names: Set<String> = []
        for field in document.signatureFields where !names.insert(field.name).inserted || field.name.isEmpty || field.name.contains(".") {
            fail(
                &bag, .field, fr: "le champ de signature `\(field.name)` n’a pas un nom unique et sans point",
                en: "the signature field `\(field.name)` has no unique name without dots")
        }
    }

    // MARK: PDF/A and PDF/UA

    private func checkMetadata(_ bag: inout DiagnosticBag) {
        if document.metadata.title.allSatisfy(\.isWhitespace) {
            fail(&bag, .title, fr: "le document n’a pas de titre", en: "the document has no title")
        }
        let languages = [document.metadata.language] + document.structure.nodes.compactMap(\.language)
        var seen: Set<String> = []
        for language in languages where seen.insert(language).inserted && !Self.isLanguageTag(language) {
            fail(&bag, .language, fr: "`\(language)` n’est pas une balise de langue", en: "`\(language)` is not a language tag")
        }
    }

    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard let first = parts.first else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        guard (1...8).contains(first.count), first.allSatisfy(isLetter) else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
        }
    }

    /// Nodes in reading order, without recursion: trees may be deep.
    private func readingOrder() -> [Int] {
        let nodes = document.structure.nodes
        var order: [Int] = []
        var open = nodes.isEmpty ? [] : [0]
        while let index = open.popLast(), order.count <= nodes.count {
            order.append(index)
            for case .node(let child) in nodes[index].kids.reversed() { open.append(child) }
        }
        return order
    }

    private func checkElements(_ bag: inout DiagnosticBag) {
        let nodes = document.structure.nodes
        var parents = [StructureRole?](repeating: nil, count: nodes.count)
        for node in nodes {
            for case .node(let child) in node.kids { parents[child] = node.role }
        }
        var level = 0
        for index in readingOrder() {
            let node = nodes[index]
            if !Self.mayStand(node.role, in: parents[index]) {
                let (child, parent) = (node.role.name.text, parents[index]?.name.text ?? "–")
                fail(&bag, .nesting, fr: "un élément \(child) est dans un élément \(parent)", en: "a \(child) element is inside \(parent)")
            }
            switch node.role {
            case .heading(let own):
                if !(1...6).contains(own) || own > level + 1 {
                    fail(
                        &bag, .headings, fr: "un titre de niveau \(own) suit le niveau \(level)",
                        en: "a heading of level \(own) follows level \(level)")
                }
                level = own
            case .figure, .formula:
                if (node.alternative ?? "").isEmpty, node.actualText == nil {
                    fail(
                        &bag, .figure, fr: "une figure n’a pas de texte de remplacement", en: "a figure has no alternative text")
                }
            case .tableHeader:
                if node.scope == nil {
                    fail(&bag, .tableHeader, fr: "une cellule d’en-tête n’a pas de portée", en: "a header cell has no scope")
                }
            case .form:
                let isAlone = node.kids.count == 1
                if case .signatureField? = node.kids.first, isAlone { break }
                fail(
                    &bag, .field, fr: "un élément Form contient autre chose qu’un champ",
                    en: "a Form element holds something else than a field")
            default: break
            }
            for kid in node.kids {
                if case .link = kid, node.role != .link {
                    fail(&bag, .link, fr: "un lien n’est pas dans un élément Link", en: "a link is not inside a Link element")
                }
                if case .signatureField = kid, node.role != .form {
                    fail(&bag, .field, fr: "un champ n’est pas dans un élément Form", en: "a field is not inside a Form element")
                }
            }
        }
    }

    /// Tables, lists and tables of contents (ISO 32000-1, clauses 14.8.4.3.2 to 14.8.4.3.4).
    private static func mayStand(_ role: StructureRole, in parent: StructureRole?) -> Bool {
        switch role {
        case .document: if parent != nil { return false }
        case .tableRow: guard [.table, .tableHead, .tableBody, .tableFoot].contains(parent) else { return false }
        case .tableHeader, .tableData: guard parent == .tableRow else { return false }
        case .tableHead, .tableBody, .tableFoot: guard parent == .table else { return false }
        case .listItem: guard parent == .list else { return false }
        case .listBody: guard parent == .listItem else { return false }
        case .tableOfContentsItem: guard parent == .tableOfContents else { return false }
        default: break
        }
        switch parent {
        case .table: return [.tableRow, .tableHead, .tableBody, .tableFoot, .caption].contains(role)
        case .tableHead, .tableBody, .tableFoot: return role == .tableRow
        case .tableRow: return role == .tableHeader || role == .tableData
        case .list: return role == .listItem || role == .caption || role == .list
        case .listItem: return role == .label || role == .listBody
        case .tableOfContents: return [.tableOfContentsItem, .tableOfContents, .caption].contains(role)
        default: return true
        }
    }

    private func checkAnnotations(_ bag: inout DiagnosticBag) {
        for link in document.links where link.contents.isEmpty {
            fail(&bag, .link, fr: "un lien ne dit pas où il mène", en: "a link does not say where it leads")
        }
        for field in document.signatureFields where field.description.isEmpty {
            fail(
                &bag, .field, fr: "le champ de signature `\(field.name)` n’a pas de description",
                en: "the signature field `\(field.name)` has no description")
        }
    }

    private func checkImages(_ bag: inout DiagnosticBag) {
        for image in document.images where image.components == .cmyk {
            fail(
                &bag, .colorSpace, fr: "une image est en CMJN\u{A0}: convertissez-la en RVB", en: "an image is CMYK: convert it to RGB")
        }
    }
}
