import Diagnostics
import PDF

/// Checks on the finished bytes of a file that claims PDF/A and PDF/UA: what no check of pages can see, because it is the writer that
/// could be wrong. Each rule has its clause; what breaks one fails the export.
package struct FileAudit {
    /// Structure trees and pages that are deeper than this are none of ours.
    private static let deepest = 64

    private let file: PDFFile
    private var findings = DiagnosticBag()

    /// All findings about a file's bytes.
    package static func findings(in bytes: [UInt8]) -> DiagnosticBag {
        do throws(PDFFault) {
            var audit = FileAudit(file: try PDFFile(bytes: bytes))
            audit.run()
            return audit.findings
        } catch {
            var bag = DiagnosticBag()
            bag.append(error.diagnostic)
            return bag
        }
    }

    private init(file: PDFFile) {
        self.file = file
    }

    private mutating func run() {
        checkIdentifier()
        checkCatalog()
        checkMetadata()
        checkOutputIntent()
        let parents = parentTree()
        var contents: [(scan: ContentScan, resources: PDFDictionary)] = []
        for page in file.pages() { checkPage(page, parents, &contents) }
        for number in file.entries.keys.sorted() { checkActions(number) }
        checkFonts(contents)
    }

    private mutating func fail(_ rule: ConformanceRule, _ fr: String, _ en: String) {
        findings.append(ExportDiagnostics.broken(rule, fr: fr, en: en))
    }

    private func dictionary(_ object: PDFObject?) -> PDFDictionary? { file.resolve(object).dictionaryValue }

    private func numbers(_ object: PDFObject?) -> [Double] {
        (file.resolve(object).arrayValue ?? []).compactMap { file.resolve($0).numberValue }
    }

    // MARK: The file as a whole

    private mutating func checkIdentifier() {
        let parts = (file.resolve(file.trailer["ID"]).arrayValue ?? []).compactMap { file.resolve($0).stringValue }
        if parts.count != 2 || parts.contains(where: \.isEmpty) {
            fail(.fileIdentifier, "le fichier n’a pas d’identité `/ID` en deux parts", "the file has no `/ID` of two parts")
        }
    }

    private mutating func checkCatalog() {
        let catalog = file.catalog
        let isTagged = file.resolve(dictionary(catalog["MarkInfo"])?["Marked"]).boolValue == true
        let hasLanguage = !(file.resolve(catalog["Lang"]).textValue ?? "").isEmpty
        let showsTitle = file.resolve(dictionary(catalog["ViewerPreferences"])?["DisplayDocTitle"]).boolValue == true
        if !isTagged || !hasLanguage || !showsTitle || dictionary(catalog["StructTreeRoot"]) == nil {
            fail(
                .fileCatalog, "le catalogue ne dit pas que le fichier est balisé, sa langue ou que son titre se montre",
                "the catalog does not say that the file is tagged, its language, or that its title is shown")
        }
        if dictionary(catalog["AcroForm"])?["NeedAppearances"] == true || dictionary(catalog["AcroForm"])?["XFA"] != nil {
            fail(.fileAnnotation, "le formulaire demande des apparences ou a du XFA", "the form asks for appearances or has XFA")
        }
    }

    /// The document information says nothing else than the XMP packet.
    private mutating func checkMetadata() {
        guard case .stream(let stream) = file.resolve(file.catalog["Metadata"]), stream.dictionary["Filter"] == nil else {
            return fail(.fileMetadata, "les métadonnées XMP manquent ou sont filtrées", "the XMP metadata are missing or filtered")
        }
        let packet = String(decoding: stream.encoded, as: UTF8.self)
        let information = dictionary(file.trailer["Info"]) ?? [:]
        let pairs: [(key: PDFName, element: String)] = [
            ("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"), ("Keywords", "pdf:Keywords"),
            ("Producer", "pdf:Producer"), ("Creator", "xmp:CreatorTool"),
        ]
        for (key, element) in pairs {
            guard let text = file.resolve(information[key]).textValue else { continue }
            if Self.text(of: element, in: packet) != text {
                fail(
                    .fileMetadata, "`\(key.text)` n’est pas le même dans les métadonnées XMP",
                    "`\(key.text)` is not the same in the XMP metadata")
            }
        }
        for (key, element) in [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")] {
            guard let text = file.resolve(information[PDFName(key)]).textValue else { continue }
            if Self.text(of: element, in: packet).flatMap(MetadataPacket.pdfDate) != text {
                fail(.fileMetadata, "`\(key)` n’est pas la même dans les métadonnées XMP", "`\(key)` is not the same in the XMP metadata")
            }
        }
    }

    /// The text of an element without its markup, as our packets write it.
    private static func text(of element: String, in packet: String) -> String? {
        guard let start = packet.firstRange(of: "<\(element)>")?.upperBound,
            let end = packet[start...].firstRange(of: "</\(element)>")?.lowerBound
        else { return nil }
        var out = ""
        var isMarkup = false
        for character in packet[start..<end] {
            switch character {
            case "<": isMarkup = true
            case ">": isMarkup = false
            default: if !isMarkup { out.append(character) }
            }
        }
        return out.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    private mutating func checkOutputIntent() {
        let intents = (file.resolve(file.catalog["OutputIntents"]).arrayValue ?? []).compactMap { dictionary($0) }
        guard let intent = intents.first(where: { $0["S"] == .name("GTS_PDFA1") }),
            case .stream(let profile) = file.resolve(intent["DestOutputProfile"]), let bytes = try? file.decoded(profile, limit: 1 << 24)
        else { return fail(.fileOutputIntent, "le profil de sortie manque", "the output profile is missing") }
        let components = [Array("RGB ".utf8): 3, Array("GRAY".utf8): 1, Array("CMYK".utf8): 4]
        let isSound =
            bytes.count >= 128 && bytes[36..<40].elementsEqual(Array("acsp".utf8)) && (1...4).contains(bytes[8])
            && bytes[0..<4].reduce(0) { $0 << 8 | Int($1) } == bytes.count
            && components[Array(bytes[16..<20])] == file.resolve(profile.dictionary["N"]).integerValue
        if !isSound { fail(.fileOutputIntent, "l’en-tête du profil de sortie est faux", "the header of the output profile is wrong") }
    }

    // MARK: Pages and annotations

    /// The parent tree: by number, an element, or the elements of a page's marked contents.
    private mutating func parentTree() -> [Int: PDFObject] {
        var found: [Int: PDFObject] = [:]
        func visit(_ node: PDFDictionary, _ depth: Int) {
            guard depth < Self.deepest else { return }
            let items = file.resolve(node["Nums"]).arrayValue ?? []
            for index in stride(from: 0, to: items.count - 1, by: 2) {
                if let number = file.resolve(items[index]).integerValue { found[number] = items[index + 1] }
            }
            for kid in file.resolve(node["Kids"]).arrayValue ?? [] { if let kid = dictionary(kid) { visit(kid, depth + 1) } }
        }
        let root = dictionary(file.catalog["StructTreeRoot"]) ?? [:]
        if let tree = dictionary(root["ParentTree"]) { visit(tree, 0) }
        if let greatest = found.keys.max(), greatest >= file.resolve(root["ParentTreeNextKey"]).integerValue ?? 0 {
            fail(.fileParentTree, "`ParentTreeNextKey` est trop petit", "`ParentTreeNextKey` is too small")
        }
        return found
    }

    private func isElement(_ object: PDFObject?) -> Bool { dictionary(object)?["S"] != nil }

    private mutating func checkPage(
        _ page: PDFReference, _ parents: [Int: PDFObject], _ contents: inout [(scan: ContentScan, resources: PDFDictionary)]
    ) {
        guard let leaf = file.object(page).dictionaryValue else { return }
        let resources = file.inherited("Resources", of: page).dictionaryValue ?? [:]
        if case .stream(let stream) = file.resolve(leaf["Contents"]), let bytes = try? file.decoded(stream) {
            let scan = ContentScan(bytes)
            contents.append((scan, resources))
            // Every marked content has its element.
            let marks = scan.greatestMark.map { $0 + 1 } ?? 0
            let number = file.resolve(leaf["StructParents"]).integerValue
            let elements = number.flatMap { parents[$0] }.map { file.resolve($0).arrayValue ?? [] } ?? []
            if elements.count < marks || !elements.allSatisfy(isElement) {
                fail(
                    .fileParentTree, "une page a \(marks) contenus balisés et \(elements.count) éléments dans l’arbre des parents",
                    "a page has \(marks) marked contents and \(elements.count) elements in the parent tree")
            }
        }
        let annotations = (file.resolve(leaf["Annots"]).arrayValue ?? []).compactMap { dictionary($0) }
        if !annotations.isEmpty, leaf["Tabs"] != .name("S") {
            fail(
                .fileAnnotation, "l’ordre des annotations n’est pas celui de la structure",
                "the order of annotations is not that of the structure")
        }
        for annotation in annotations { checkAnnotation(annotation, parents, &contents) }
    }

    private mutating func checkAnnotation(
        _ annotation: PDFDictionary, _ parents: [Int: PDFObject], _ contents: inout [(scan: ContentScan, resources: PDFDictionary)]
    ) {
        let kind = file.resolve(annotation["Subtype"]).nameValue?.text ?? "?"
        let flags = file.resolve(annotation["F"]).integerValue ?? 0
        // Print; not Invisible, Hidden, NoView or ToggleNoView.
        if flags & 4 == 0 || flags & (1 | 2 | 32 | 256) != 0 {
            fail(.fileAnnotation, "une annotation \(kind) ne s’imprime pas ou se cache", "a \(kind) annotation is not printed or is hidden")
        }
        let words: PDFName = kind == "Widget" ? "TU" : "Contents"
        if (file.resolve(annotation[words]).textValue ?? "").isEmpty {
            fail(.fileAnnotation, "une annotation \(kind) ne se décrit pas", "a \(kind) annotation does not describe itself")
        }
        let sides = numbers(annotation["Rect"])
        let isSeen = sides.count == 4 && sides[0] != sides[2] && sides[1] != sides[3]
        let looks = dictionary(annotation["AP"])
        if kind != "Link", isSeen, looks == nil || looks?.keys != ["N"] {
            fail(
                .fileAnnotation, "une annotation \(kind) n’a pas sa seule apparence",
                "a \(kind) annotation does not have its one appearance")
        }
        if let normal = looks?["N"], case .stream(let stream) = file.resolve(normal), let bytes = try? file.decoded(stream) {
            contents.append((ContentScan(bytes), dictionary(stream.dictionary["Resources"]) ?? [:]))
        }
        guard let number = file.resolve(annotation["StructParent"]).integerValue, isElement(parents[number]) else {
            return fail(
                .fileParentTree, "une annotation \(kind) n’a pas d’élément dans l’arbre des parents",
                "a \(kind) annotation has no element in the parent tree")
        }
    }

    private static let forbiddenActions: Set<String> = [
        "Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "JavaScript",
    ]

    private mutating func checkActions(_ number: Int) {
        func isForbidden(_ object: PDFObject, _ depth: Int) -> Bool {
            guard depth < Self.deepest else { return true }
            switch object {
            case .array(let items): return items.contains { isForbidden($0, depth + 1) }
            case .dictionary(let dictionary):
                if dictionary["AA"] != nil { return true }
                if dictionary["Type"] == .name("Action") || dictionary["JS"] != nil, let name = dictionary["S"]?.nameValue?.text,
                    Self.forbiddenActions.contains(name)
                {
                    return true
                }
                return dictionary.entries.contains { isForbidden($0.value, depth + 1) }
            case .stream(let stream): return isForbidden(.dictionary(stream.dictionary), depth + 1)
            default: return false
            }
        }
        if isForbidden(file.object(number: number), 0) {
            fail(.fileAction, "l’objet \(number) a une action interdite", "object \(number) has a forbidden action")
        }
    }

    // MARK: Fonts

    private mutating func checkFonts(_ contents: [(scan: ContentScan, resources: PDFDictionary)]) {
        var shown: [PDFReference: Set<Int>] = [:]
        for (scan, resources) in contents {
            let fonts = dictionary(resources["Font"]) ?? [:]
            for (name, codes) in scan.codes {
                guard let reference = fonts[PDFName(name)]?.referenceValue else {
                    fail(.fileFont, "un contenu montre une police `\(name)` qui manque", "a content shows a font `\(name)` that is missing")
                    continue
                }
                shown[reference, default: []].formUnion(codes)
            }
        }
        for reference in shown.keys.sorted() { checkFont(reference, shown[reference] ?? []) }
    }

    private mutating func checkFont(_ reference: PDFReference, _ codes: Set<Int>) {
        let font = file.object(reference).dictionaryValue ?? [:]
        let name = file.resolve(font["BaseFont"]).nameValue?.text ?? "?"
        guard let descendant = dictionary(file.resolve(font["DescendantFonts"]).arrayValue?.first),
            let descriptor = dictionary(descendant["FontDescriptor"])
        else { return fail(.fileFont, "la police `\(name)` n’est pas composite", "the font `\(name)` is not a composite one") }
        let widths = self.widths(descendant["W"])
        if let unknown = codes.sorted().first(where: { widths[$0] == nil }) {
            fail(
                .fileWidth, "la police `\(name)` n’a pas de largeur pour le code \(unknown)",
                "the font `\(name)` has no width for code \(unknown)")
        }
        if case .stream(let program) = file.resolve(descriptor["FontFile2"]) {
            if let bytes = try? file.decoded(program), let advances = GlyphAdvances(bytes) {
                let wrong = codes.sorted().first { code in
                    guard let width = widths[code] else { return false }
                    return abs(advances.thousandths(of: code) - width) > 1
                }
                if let wrong {
                    fail(
                        .fileWidth, "la largeur du code \(wrong) de la police `\(name)` n’est pas celle de son programme",
                        "the width of code \(wrong) of the font `\(name)` is not that of its program")
                }
            } else {
                fail(.fileFont, "le programme de la police `\(name)` est illisible", "the program of the font `\(name)` cannot be read")
            }
        } else if dictionary(descriptor["FontFile3"]) == nil {
            fail(.fileFont, "la police `\(name)` n’est pas incorporée", "the font `\(name)` is not embedded")
        }
        var known: Set<Int> = []
        if case .stream(let map) = file.resolve(font["ToUnicode"]), let bytes = try? file.decoded(map) {
            known = ContentScan(bytes).mappedCodes
        }
        if let silent = codes.sorted().first(where: { !known.contains($0) }) {
            fail(.fileText, "le code \(silent) de la police `\(name)` n’a pas de texte", "code \(silent) of the font `\(name)` has no text")
        }
        if case .stream(let set) = file.resolve(descriptor["CIDSet"]), let bits = try? file.decoded(set),
            codes.contains(where: { $0 / 8 >= bits.count || bits[$0 / 8] >> (7 - $0 % 8) & 1 == 0 })
        {
            fail(.fileFont, "`CIDSet` de la police `\(name)` est incomplet", "`CIDSet` of the font `\(name)` is incomplete")
        }
    }

    private func widths(_ object: PDFObject?) -> [Int: Double] {
        var found: [Int: Double] = [:]
        let items = file.resolve(object).arrayValue ?? []
        var index = 0
        while index + 1 < items.count {
            guard let first = file.resolve(items[index]).integerValue else { break }
            if case .array(let run) = file.resolve(items[index + 1]) {
                for (offset, width) in run.enumerated() { found[first + offset] = file.resolve(width).numberValue }
                index += 2
            } else if index + 2 < items.count, let last = file.resolve(items[index + 1]).integerValue, last >= first, last <= 0xFFFF {
                for code in first...last { found[code] = file.resolve(items[index + 2]).numberValue }
                index += 3
            } else {
                break
            }
        }
        return found
    }
}

/// The advances of a TrueType program (OpenType 1.9, "hmtx").
private struct GlyphAdvances {
    private let bytes: [UInt8]
    private let start: Int
    private let count: Int
    private let unitsPerEm: Int

    init?(_ bytes: [UInt8]) {
        func number(_ offset: Int, _ length: Int) -> Int? {
            offset >= 0 && offset + length <= bytes.count ? bytes[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) } : nil
        }
        guard let tables = number(4, 2) else { return nil }
        var offsets: [String: Int] = [:]
        for table in 0..<tables {
            guard let offset = number(12 + 16 * table + 8, 4) else { return nil }
            offsets[String(decoding: bytes[12 + 16 * table..<16 + 16 * table], as: UTF8.self)] = offset
        }
        guard let head = offsets["head"], let hhea = offsets["hhea"], let hmtx = offsets["hmtx"], let units = number(head + 18, 2),
            units > 0,
            let count = number(hhea + 34, 2), count > 0, hmtx + 4 * count <= bytes.count
        else { return nil }
        self.bytes = bytes
        start = hmtx
        self.count = count
        unitsPerEm = units
    }

    func thousandths(of glyph: Int) -> Double {
        let offset = start + 4 * min(glyph, count - 1)
        return Double(Int(bytes[offset]) << 8 | Int(bytes[offset + 1])) * 1_000 / Double(unitsPerEm)
    }
}
