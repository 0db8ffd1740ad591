import Diagnostics
import Fonts
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
        guard !bag.hasErrors, conformance.isArchive else { return }
        checkMetadata(&bag)
        checkElements(&bag)
        checkAnnotations(&bag)
        checkImages(&bag)
        checkLengths(&bag)
        checkTables(&bag)
        checkAttachments(&bag)
    }

    private func fail(_ bag: inout DiagnosticBag, _ rule: ConformanceRule, fr: String, en: String) {
        bag.append(ExportDiagnostics.broken(rule, fr: fr, en: en))
    }

    private func checkAttachments(_ bag: inout DiagnosticBag) {
        var names: Set<String> = []
        for file in document.attachments {
            let isName = !file.name.isEmpty && !file.name.contains("/") && names.insert(file.name).inserted
            let parts = file.mediaType.split(separator: "/", omittingEmptySubsequences: false)
            let isType =
                parts.count == 2
                && parts.allSatisfy { part in
                    !part.isEmpty
                        && part.utf8.allSatisfy { byte in
                            switch byte {
                            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
                                true
                            default: false
                            }
                        }
                }
            guard !isName || !isType || file.description.isEmpty else { continue }
            fail(
                &bag, .attachment, fr: "le fichier joint `\(file.name)` n’a pas de nom unique, de type ou de description",
                en: "the attached file `\(file.name)` has no unique name, no type or no description")
        }
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
        var fields = [Int](repeating: 0, count: document.formFields.count)
        var isSound = !tree.nodes.isEmpty && tree.nodes[0].role == .document
        for node in tree.nodes {
            for kid in node.kids {
                let (index, isThere): (Int, Bool) =
                    switch kid {
                    case .node(let child): (child, visits.indices.contains(child) && child > 0)
                    case .content(let content): (content.index, contents.indices.contains(content.index))
                    case .link(let link): (link, links.indices.contains(link))
                    case .formField(let field): (field, fields.indices.contains(field))
                    }
                guard isThere else {
                    isSound = false
                    continue
                }
                switch kid {
                case .node: visits[index] += 1
                case .content: contents[index] += 1
                case .link: links[index] += 1
                case .formField: fields[index] += 1
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
        let areas = document.links.map(\.page) + document.formFields.map(\.page)
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
        for field in document.formFields where !names.insert(field.name).inserted || field.name.isEmpty || field.name.contains(".") {
            fail(
                &bag, .field, fr: "le champ de signature `\(field.name)` n’a pas un nom unique et sans point",
                en: "the signature field `\(field.name)` has no unique name without dots")
        }
        for field in document.formFields {
            guard case .signature(let lock?) = field.kind, let unknown = lock.names.first(where: { !names.contains($0) }) else { continue }
            fail(
                &bag, .field, fr: "le champ de signature `\(field.name)` verrouille `\(unknown)`, qui n’existe pas",
                en: "the signature field `\(field.name)` locks `\(unknown)`, which does not exist")
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
                if case .formField? = node.kids.first, isAlone { break }
                fail(
                    &bag, .field, fr: "un élément Form contient autre chose qu’un champ",
                    en: "a Form element holds something else than a field")
            default: break
            }
            for kid in node.kids {
                if case .link = kid, node.role != .link {
                    fail(&bag, .link, fr: "un lien n’est pas dans un élément Link", en: "a link is not inside a Link element")
                }
                if case .formField = kid, node.role != .form {
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
        for field in document.formFields where field.description.isEmpty {
            fail(
                &bag, .field, fr: "le champ de signature `\(field.name)` n’a pas de description",
                en: "the signature field `\(field.name)` has no description")
        }
    }

    // MARK: Limits

    /// The longest name (ISO 19005-2, clause 6.1.13).
    private static let mostNameBytes = 127

    /// Texts as they stand in the file: in two bytes a unit where they are not ASCII.
    private func checkLengths(_ bag: inout DiagnosticBag) {
        let metadata = document.metadata
        var texts = [metadata.title, metadata.language, metadata.author ?? "", metadata.subject ?? ""]
        texts.append(metadata.keywords.joined(separator: ", "))
        texts += document.outline.map(\.title)
        texts += document.destinations.keys
        for node in document.structure.nodes { texts += [node.alternative, node.actualText, node.expansion].compactMap { $0 } }
        for field in document.formFields { texts += [field.name, field.description] }
        for link in document.links {
            texts.append(link.contents)
            guard case .uri(let address) = link.target else { continue }
            texts.append(address)
            if !address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
                fail(
                    &bag, .address, fr: "l’adresse `\(address)` n’est pas en ASCII\u{A0}: écrivez ses autres caractères en `%xx`",
                    en: "the address `\(address)` is not ASCII: write its other characters as `%xx`")
            }
        }
        // Half is room enough for any encoding: only longer texts are looked at more closely.
        for text in texts
        where text.utf8.count * 2 > PDFText.longestArchivedBytes && PDFText.encode(text).count > PDFText.longestArchivedBytes {
            let start = String(text.unicodeScalars.prefix(40))
            fail(
                &bag, .textLength, fr: "le texte qui commence par `\(start)` est trop long",
                en: "the text that begins with `\(start)` is too long"
            )
        }
        // Names of fonts have 63 letters at most.
        for file in document.attachments where file.mediaType.utf8.count > Self.mostNameBytes {
            fail(
                &bag, .nameLength, fr: "le type de contenu du fichier joint `\(file.name)` est trop long",
                en: "the media type of the attached file `\(file.name)` is too long")
        }
    }

    // MARK: Tables

    private func children(of index: Int) -> [Int] {
        document.structure.nodes[index].kids.compactMap { if case .node(let child) = $0 { child } else { nil } }
    }

    /// As veraPDF reads clause 7.2: one head and one foot at most, a body beside them, and rows of one length with all spans counted.
    private func checkTables(_ bag: inout DiagnosticBag) {
        let nodes = document.structure.nodes
        for (index, node) in nodes.enumerated() where node.role == .table {
            let parts = children(of: index)
            func count(_ role: StructureRole) -> Int { parts.count { nodes[$0].role == role } }
            let hasSoundParts = count(.tableHead) <= 1 && count(.tableFoot) <= 1 && count(.caption) <= 1
            let needsBody = count(.tableHead) + count(.tableFoot) > 0 && count(.tableBody) == 0
            let rows = parts.flatMap { nodes[$0].role == .tableRow ? [$0] : nodes[$0].role == .caption ? [] : children(of: $0) }
            let captionIsAtAnEnd = parts.dropFirst().dropLast().allSatisfy { nodes[$0].role != .caption }
            if !hasSoundParts || needsBody || !captionIsAtAnEnd || !isRegular(rows) {
                fail(
                    &bag, .tableShape, fr: "un tableau de \(rows.count) rangées a des parts de trop ou une grille irrégulière",
                    en: "a table of \(rows.count) rows has parts too many or an irregular grid")
            }
        }
    }

    private func isRegular(_ rows: [Int]) -> Bool {
        let nodes = document.structure.nodes
        // By column: the first row that it is free for.
        var free: [Int] = []
        var width: Int?
        for (index, row) in rows.enumerated() {
            var column = 0
            for cell in children(of: row) {
                while column < free.count, free[column] > index { column += 1 }
                let (columns, height) = (max(nodes[cell].columnSpan, 1), max(nodes[cell].rowSpan, 1))
                guard columns <= 1_000, height <= rows.count - index else { return false }
                for place in column..<(column + columns) {
                    if place >= free.count { free.append(0) }
                    if free[place] > index { return false }
                    free[place] = index + height
                }
                column += columns
            }
            while column < free.count, free[column] > index { column += 1 }
            if column != width ?? column || free.count != width ?? free.count { return false }
            width = column
        }
        return true
    }

    private func checkImages(_ bag: inout DiagnosticBag) {
        for image in document.images where image.components == .cmyk {
            fail(
                &bag, .colorSpace, fr: "une image est en CMJN\u{A0}: convertissez-la en RVB", en: "an image is CMYK: convert it to RGB")
        }
    }
}
