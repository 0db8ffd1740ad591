import Diagnostics
import Fonts
import PDF
import Pages

/// Puts one file together, from a document whose indices have been checked.
struct DocumentAssembly {
    private let document: PagedDocument
    private let options: PDFExportOptions
    private let resources: ResourceCache
    private let fonts: FontRegister
    private var writer: PDFWriter
    private(set) var findings = DiagnosticBag()

    private var pages: [PDFReference] = []
    private var links: [PDFReference] = []
    private var fields: [PDFReference] = []
    private var usage = ContentUsage()
    /// By content: where it was painted.
    private var marks: [[StructureWriter.Mark]]
    /// By page: the content of each MCID.
    private var contents: [[ContentID]] = []
    private let roles: [PDFName]

    init(_ document: PagedDocument, options: PDFExportOptions, resources: ResourceCache) {
        self.document = document
        self.options = options
        self.resources = resources
        var writing = PDFWriter.Options()
        writing.compressionLevel = options.compressionLevel
        writing.version = options.conformance.version
        writer = PDFWriter(options: writing)
        fonts = FontRegister(resources)
        marks = Array(repeating: [], count: document.structure.contentCount)
        var roles = [PDFName](repeating: "Span", count: document.structure.contentCount)
        for node in document.structure.nodes {
            for case .content(let content) in node.kids { roles[content.index] = node.role.name }
        }
        self.roles = roles
    }

    /// The whole file; look at ``findings`` before using it.
    mutating func write() -> [UInt8] {
        let catalog = writer.reserve()
        let tree = writer.reserve()
        let shared = writer.reserve()
        pages = document.pages.map { _ in writer.reserve() }
        links = document.links.map { _ in writer.reserve() }
        fields = document.formFields.map { _ in writer.reserve() }

        let streams = document.pages.indices.map { writeContent(ofPage: $0) }
        let appearances = document.formFields.map { writeAppearance($0, resources: shared) }
        writeResources(as: shared)
        writePages(tree: tree, shared: shared, streams: streams)
        for index in document.links.indices { writeLink(index) }
        for index in document.formFields.indices { writeField(index, appearance: appearances[index]) }
        writeCatalog(as: catalog, tree: tree, resources: shared)
        // Before `finish` takes its copy of the writer.
        let information = writeInformation()
        return writer.finish(root: catalog, info: information)
    }

    // MARK: Content

    private mutating func writeContent(ofPage index: Int) -> PDFReference {
        let page = document.pages[index]
        var content = ContentWriter(fonts: fonts, bottom: page.height, isPage: true, roles: roles, capacity: 16_384)
        content.write(page.items)
        for (mcid, id) in content.marks.enumerated() { marks[id.index].append(StructureWriter.Mark(page: index, mcid: mcid)) }
        contents.append(content.marks)
        usage.formUnion(content.usage)
        report(content.faults, page: index)
        return writer.addStream(data: content.out.bytes)
    }

    /// Nil for a field that is not seen.
    private mutating func writeAppearance(_ field: FormField, resources: PDFReference) -> PDFReference? {
        let box = field.rectangle
        guard box.width > 0, box.height > 0 else { return nil }
        var content = ContentWriter(fonts: fonts, left: box.x, bottom: box.maxY, isPage: false, roles: [], capacity: 4_096)
        content.write(field.appearance)
        usage.formUnion(content.usage)
        report(content.faults, page: field.page)
        let dictionary: PDFDictionary = [
            "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .numbers([0, 0, box.width, box.height]),
            "Resources": .reference(resources),
        ]
        return writer.addStream(dictionary, data: content.out.bytes)
    }

    private mutating func report(_ faults: [ContentFault], page: Int) {
        var seen: Set<ContentFault> = []
        for fault in faults where seen.insert(fault).inserted {
            if let diagnostic = ExportDiagnostics.content(fault, page: page + 1, options.conformance) { findings.append(diagnostic) }
        }
    }

    /// Fonts, pictures and opacities, one dictionary for all pages.
    private mutating func writeResources(as reference: PDFReference) {
        let dictionary = ContentResources(fonts: fonts, usage: usage, images: document.images, cache: resources)
            .write(to: &writer, level: options.resourceCompressionLevel, &findings)
        writer.write(.dictionary(dictionary), as: reference)
    }

    // MARK: Pages and annotations

    private mutating func writePages(tree: PDFReference, shared: PDFReference, streams: [PDFReference]) {
        var annotations = [[PDFObject]](repeating: [], count: pages.count)
        for (link, reference) in zip(document.links, links) { annotations[link.page].append(.reference(reference)) }
        for (field, reference) in zip(document.formFields, fields) { annotations[field.page].append(.reference(reference)) }
        for (index, page) in document.pages.enumerated() {
            var dictionary: PDFDictionary = [
                "Type": .name("Page"), "Parent": .reference(tree), "MediaBox": .numbers([0, 0, page.width, page.height]),
                "Resources": .reference(shared), "Contents": .reference(streams[index]), "Tabs": .name("S"),
            ]
            if !contents[index].isEmpty { dictionary["StructParents"] = .integer(index) }
            if !annotations[index].isEmpty { dictionary["Annots"] = .array(annotations[index]) }
            writer.write(.dictionary(dictionary), as: pages[index])
        }
        writer.write(
            ["Type": .name("Pages"), "Count": .integer(pages.count), "Kids": .array(pages.map { .reference($0) })], as: tree)
    }

    private func box(_ rectangle: Rectangle, page: Int) -> PDFObject {
        let height = document.pages[page].height
        func rounded(_ value: Double) -> PDFObject { .real((value * 100).rounded() / 100) }
        return .array([
            rounded(rectangle.x), rounded(height - rectangle.maxY), rounded(rectangle.maxX), rounded(height - rectangle.y),
        ])
    }

    private mutating func writeLink(_ index: Int) {
        let link = document.links[index]
        var dictionary: PDFDictionary = [
            "Type": .name("Annot"), "Subtype": .name("Link"), "Rect": box(link.rectangle, page: link.page), "F": 4,
            "Border": .array([0, 0, 0]), "Contents": .text(link.contents), "P": .reference(pages[link.page]),
            "StructParent": .integer(StructureWriter.parentNumber(ofLink: index, in: document)),
        ]
        switch link.target {
        case .destination(let name): dictionary["Dest"] = .string(Array(name.utf8))
        case .uri(let uri): dictionary["A"] = ["Type": .name("Action"), "S": .name("URI"), "URI": .string(Array(uri.utf8))]
        }
        writer.write(.dictionary(dictionary), as: links[index])
    }

    private mutating func writeField(_ index: Int, appearance: PDFReference?) {
        let field = document.formFields[index]
        var dictionary: PDFDictionary = ["Type": .name("Annot"), "Subtype": .name("Widget")]
        switch field.kind {
        case .signature(let lock):
            dictionary["FT"] = .name("Sig")
            if let lock { dictionary["Lock"] = .reference(writer.add(Self.dictionary(of: lock))) }
        case .text:
            dictionary["FT"] = .name("Tx")
            dictionary["Ff"] = .integer(Self.textFieldFlags)
        }
        dictionary["T"] = .text(field.name)
        dictionary["TU"] = .text(field.description)
        if let appearance {
            dictionary["Rect"] = box(field.rectangle, page: field.page)
            dictionary["AP"] = ["N": .reference(appearance)]
        } else {
            dictionary["Rect"] = .array([0, 0, 0, 0])
        }
        dictionary["F"] = 4
        dictionary["P"] = .reference(pages[field.page])
        dictionary["StructParent"] = .integer(StructureWriter.parentNumber(ofField: index, in: document))
        writer.write(.dictionary(dictionary), as: fields[index])
    }

    /// Several lines, and not for readers to type in: the text comes with a signature (ISO 32000-1, tables 221 and 228).
    private static let textFieldFlags = 1 << 12 | 1

    private static func dictionary(of lock: FieldLock) -> PDFObject {
        var dictionary: PDFDictionary = ["Type": .name("SigFieldLock")]
        switch lock {
        case .all: dictionary["Action"] = .name("All")
        case .only: dictionary["Action"] = .name("Include")
        case .allBut: dictionary["Action"] = .name("Exclude")
        }
        if lock != .all { dictionary["Fields"] = .array(lock.names.map { .text($0) }) }
        return .dictionary(dictionary)
    }

    private func target(_ destination: Destination) -> PDFObject {
        let height = document.pages[destination.page].height
        func rounded(_ value: Double) -> PDFObject { .real((value * 100).rounded() / 100) }
        return .array([
            .reference(pages[destination.page]), .name("XYZ"), rounded(destination.point.x), rounded(height - destination.point.y), .null,
        ])
    }

    // MARK: Catalogue

    private mutating func writeCatalog(as reference: PDFReference, tree: PDFReference, resources: PDFReference) {
        let structure = StructureWriter(
            document: document, pages: pages, marks: marks, contents: contents, links: links, fields: fields)
        let structureRoot = structure.write(to: &writer)
        let profile = writer.addStream(["N": 3], data: ColorProfile.sRGB)
        let metadata = writer.addStream(
            ["Type": .name("Metadata"), "Subtype": .name("XML")],
            data: MetadataPacket.bytes(
                document.metadata, part: options.conformance.part(hasFiles: !document.attachments.isEmpty), options: options),
            isCompressed: false)
        let intent: PDFObject = [
            "Type": .name("OutputIntent"), "S": .name("GTS_PDFA1"), "OutputConditionIdentifier": .text("sRGB IEC61966-2.1"),
            "RegistryName": .text("http://www.color.org"), "Info": .text("sRGB IEC61966-2.1"), "DestOutputProfile": .reference(profile),
        ]
        var dictionary: PDFDictionary = [
            "Type": .name("Catalog"), "Pages": .reference(tree), "Lang": .text(document.metadata.language),
            "MarkInfo": ["Marked": true], "ViewerPreferences": ["DisplayDocTitle": true],
            "StructTreeRoot": .reference(structureRoot), "Metadata": .reference(metadata), "OutputIntents": .array([intent]),
        ]
        if let outline = OutlineWriter(entries: document.outline, target: target).write(to: &writer) {
            dictionary["Outlines"] = .reference(outline)
        }
        var names: PDFDictionary = [:]
        if !document.destinations.isEmpty {
            let entries = document.destinations.map { (name: Array($0.key.utf8), value: target($0.value)) }
            names["Dests"] = .reference(NameTree.write(entries, to: &writer))
        }
        if !document.attachments.isEmpty {
            let files = AttachmentWriter.write(document.attachments, to: &writer)
            dictionary["AF"] = .array(files.map { .reference($0) })
            let entries = zip(document.attachments, files).map { (name: Array($0.name.utf8), value: PDFObject.reference($1)) }
            names["EmbeddedFiles"] = .reference(NameTree.write(entries, to: &writer))
        }
        if !names.isEmpty { dictionary["Names"] = .dictionary(names) }
        let labels = document.pages.enumerated().filter { $0.element.label != nil }
        if !labels.isEmpty { dictionary["PageLabels"] = ["Nums": .array(pageLabels())] }
        if !fields.isEmpty {
            var form: PDFDictionary = ["Fields": .array(fields.map { .reference($0) })]
            // Fields with text name a font (ISO 32000-1, clause 12.7.3.3).
            if let font = fonts.uses.first(where: { !$0.glyphs.isEmpty }), document.formFields.contains(where: { $0.kind == .text }) {
                form["DR"] = .reference(resources)
                form["DA"] = .string(Array("/\(font.resourceName.text) 9 Tf 0 g".utf8))
            }
            dictionary["AcroForm"] = .reference(writer.add(.dictionary(form)))
        }
        writer.write(.dictionary(dictionary), as: reference)
    }

    /// One range a page: labels are texts of their own (ISO 32000-1, clause 12.4.2).
    private func pageLabels() -> [PDFObject] {
        var numbers: [PDFObject] = []
        for (index, page) in document.pages.enumerated() {
            numbers += [.integer(index), ["P": .text(page.label ?? String(index + 1))]]
        }
        return numbers
    }

    /// The same facts as in the XMP packet, for old readers. PDF 2.0 deprecates all but the dates (ISO 32000-2, clause 14.3.3).
    private mutating func writeInformation() -> PDFReference? {
        let metadata = document.metadata
        if options.conformance == .plain2 {
            guard let date = metadata.created.flatMap(MetadataPacket.pdfDate) else { return nil }
            return writer.add(["CreationDate": .text(date), "ModDate": .text(date)])
        }
        var dictionary: PDFDictionary = ["Title": .text(metadata.title)]
        if let author = metadata.author { dictionary["Author"] = .text(author) }
        if let subject = metadata.subject { dictionary["Subject"] = .text(subject) }
        if !metadata.keywords.isEmpty { dictionary["Keywords"] = .text(metadata.keywords.joined(separator: ", ")) }
        dictionary["Creator"] = .text(options.producer)
        dictionary["Producer"] = .text(options.producer)
        if let date = metadata.created.flatMap(MetadataPacket.pdfDate) {
            dictionary["CreationDate"] = .text(date)
            dictionary["ModDate"] = .text(date)
        }
        return writer.add(.dictionary(dictionary))
    }
}
