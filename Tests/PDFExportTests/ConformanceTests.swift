import Diagnostics
import Fonts
import Images
import PDFExport
import Pages
import Testing

/// Each rule, broken once.
@Suite struct ConformanceTests {
    private func codes(_ document: PagedDocument, _ conformance: PDFExportOptions.Conformance = .accessibleArchive) -> Set<String> {
        var options = PDFExportOptions()
        options.conformance = conformance
        do throws(DiagnosticsError) {
            _ = try PDFExporter(options: options).export(document)
            return []
        } catch {
            return Set(error.bag.diagnostics.map(\.code.name))
        }
    }

    private func sample(_ change: (inout SampleDocument) -> Void = { _ in }) -> PagedDocument {
        var sample = SampleDocument()
        let paragraph = sample.node(.paragraph)
        sample.line("Bonjour", in: paragraph)
        change(&sample)
        sample.endPage()
        return sample.document
    }

    @Test func soundDocumentPasses() {
        #expect(codes(sample()) == [])
        #expect(codes(SampleDocument.rich()) == [])
    }

    @Test(arguments: [
        ("a.json", "application/json", "Data", true), ("", "application/json", "Data", false),
        ("a/b.json", "application/json", "Data", false),
        ("a.json", "json", "Data", false), ("a.json", "application/", "Data", false), ("a.json", "a b/c", "Data", false),
        ("a.json", "application/json", "", false), ("twice.json", "application/json", "Data", false),
    ])
    func attachment(name: String, mediaType: String, description: String, isSound: Bool) {
        var document = sample()
        let file = AttachedFile(name: name, mediaType: mediaType, relationship: .data, description: description, bytes: [1])
        document.attachments = name == "twice.json" ? [file, file] : [file]
        #expect(codes(document) == (isSound ? [] : ["export/attachment"]))
    }

    /// A media type is a name in the file.
    @Test func nameLength() {
        func attached(_ length: Int) -> PagedDocument {
            var document = sample()
            document.attachments = [
                AttachedFile(
                    name: "a", mediaType: "application/" + String(repeating: "x", count: length - 12), relationship: .data,
                    description: "d",
                    bytes: [1])
            ]
            return document
        }
        #expect(codes(attached(127)) == [])
        #expect(codes(attached(128)) == ["export/name-length"])
    }

    @Test func title() {
        var document = sample()
        document.metadata.title = " "
        #expect(codes(document) == ["export/title"])
        #expect(codes(document, .plain) == [])
    }

    @Test(arguments: ["", "fr_CA", "français", "fr-", "123"]) func language(_ tag: String) {
        var document = sample()
        document.metadata.language = tag
        #expect(codes(document) == ["export/language"])
    }

    @Test func noPages() {
        #expect(codes(PagedDocument(metadata: DocumentMetadata(title: "x", language: "fr"))) == ["export/pages"])
    }

    @Test(arguments: [0.0, -1, 20_000, .nan, .infinity]) func pageSize(_ width: Double) {
        var document = sample()
        document.pages[0].width = width
        #expect(codes(document) == ["export/page-size"])
    }

    @Test func unmarkedContent() {
        let document = sample { $0.append([.path(PagePath(outline: SampleDocument.rectangle(0, 0, 9, 9), fill: .black))]) }
        #expect(codes(document) == ["export/unmarked-content"])
        #expect(codes(document, .plain) == [])
    }

    @Test(arguments: [[PageItem.endMarked], [.beginArtifact(.decoration)], [.beginArtifact(.header), .beginArtifact(.footer), .endMarked]])
    func marks(_ items: [PageItem]) {
        #expect(codes(sample { $0.append(items) }) == ["export/marked-content"])
    }

    @Test(arguments: [[PageItem.popClip], [.pushClip(SampleDocument.rectangle(0, 0, 1, 1))]]) func clips(_ items: [PageItem]) {
        #expect(codes(sample { $0.append(items) }) == ["export/clips"])
    }

    @Test func figureWithoutAlternative() {
        #expect(codes(sample { _ = $0.node(.figure) }) == ["export/figure-alternative"])
    }

    @Test(arguments: [[2], [1, 3], [1, 2, 4], [0], [7]]) func headingLevels(_ levels: [Int]) {
        #expect(codes(sample { sample in for level in levels { _ = sample.node(.heading(level)) } }) == ["export/heading-levels"])
    }

    @Test func headingLevelsMayFall() {
        #expect(codes(sample { sample in for level in [1, 2, 3, 1, 2] { _ = sample.node(.heading(level)) } }) == [])
    }

    @Test func headerCellWithoutScope() {
        let document = sample { sample in
            let table = sample.node(.table)
            let row = sample.node(.tableRow, in: table)
            _ = sample.node(.tableHeader, in: row)
        }
        #expect(codes(document) == ["export/table-header-scope"])
    }

    @Test func nesting() {
        #expect(codes(sample { _ = $0.node(.tableRow) }) == ["export/nesting"])
        #expect(codes(sample { _ = $0.node(.listBody) }) == ["export/nesting"])
        #expect(
            codes(
                sample { sample in
                    let list = sample.node(.list)
                    _ = sample.node(.paragraph, in: list)
                }) == ["export/nesting"])
    }

    @Test func brokenTree() {
        #expect(codes(sample { $0.document.structure.nodes[0].kids.append(.node(99)) }) == ["export/structure"])
        #expect(codes(sample { $0.document.structure.nodes[0].kids.append(.node(0)) }) == ["export/structure"])
        #expect(codes(sample { $0.document.structure.nodes[1].kids.append(.node(1)) }) == ["export/structure"])
        #expect(codes(sample { $0.document.structure.nodes[1].kids.append(.content(ContentID(index: 0))) }) == ["export/structure"])
        #expect(codes(sample { $0.document.structure.nodes[1].kids.append(.content(ContentID(index: -4))) }) == ["export/structure"])
        #expect(codes(sample { $0.document.structure.nodes.append(StructureNode(role: .span)) }) == ["export/structure"])
        #expect(
            codes(sample { $0.append([.image(ImagePlacement(image: 3, rectangle: Rectangle(x: 0, y: 0, width: 1, height: 1)))]) }) == [
                "export/structure"
            ])
        let loop = sample { sample in
            let first = sample.node(.span, in: 1)
            let second = sample.node(.span, in: first)
            sample.document.structure.nodes[1].kids.removeLast()
            sample.document.structure.nodes[second].kids = [.node(first)]
        }
        #expect(codes(loop) == ["export/structure"])
    }

    @Test func links() {
        func linked(_ target: LinkAnnotation.Target, contents: String = "ici", role: StructureRole = .link, page: Int = 0) -> PagedDocument
        {
            sample { sample in
                let link = sample.node(role)
                sample.document.structure.nodes[link].kids.append(.link(0))
                sample.document.links = [
                    LinkAnnotation(
                        page: page, rectangle: Rectangle(x: 0, y: 0, width: 9, height: 9), target: target, contents: contents)
                ]
            }
        }
        #expect(codes(linked(.uri("https://example.org"))) == [])
        #expect(codes(linked(.uri("https://example.org"), contents: "")) == ["export/link"])
        #expect(codes(linked(.uri("https://example.org"), role: .span)) == ["export/link"])
        #expect(codes(linked(.destination("absent"))) == ["export/destination"])
        #expect(codes(linked(.uri("x"), page: 5)) == ["export/destination"])
    }

    @Test func formFields() {
        func signed(_ names: [String], description: String = "d", role: StructureRole = .form) -> PagedDocument {
            sample { sample in
                for (index, name) in names.enumerated() {
                    let form = sample.node(role)
                    sample.document.structure.nodes[form].kids.append(.formField(index))
                    sample.document.formFields.append(
                        FormField(
                            name: name, page: 0, rectangle: Rectangle(x: 0, y: 0, width: 0, height: 0), description: description))
                }
            }
        }
        #expect(codes(signed(["a", "b"])) == [])
        #expect(codes(signed(["a", "a"])) == ["export/signature-field"])
        #expect(codes(signed(["a.b"])) == ["export/signature-field"])
        #expect(codes(signed(["a"], description: "")) == ["export/signature-field"])
        #expect(codes(signed(["a"], role: .division)) == ["export/signature-field"])
        var locked = signed(["a", "b"])
        locked.formFields[0].kind = .signature(lock: .only(["b"]))
        #expect(codes(locked) == [])
        locked.formFields[0].kind = .signature(lock: .allBut(["c"]))
        #expect(codes(locked) == ["export/signature-field"])
    }

    @Test func glyphsThatSayNothing() {
        #expect(
            codes(
                sample { sample in
                    let node = sample.node(.paragraph)
                    sample.line("漢字", in: node)
                }) == ["export/missing-glyph"])
    }

    @Test func clipDepth() {
        func clipped(_ depth: Int) -> PagedDocument {
            let clips = [PageItem](repeating: .pushClip(SampleDocument.rectangle(0, 0, 9, 9)), count: depth)
            return sample { $0.append(clips + [PageItem](repeating: .popClip, count: depth)) }
        }
        #expect(codes(clipped(27)) == [])
        #expect(codes(clipped(28)) == ["export/clip-depth"])
        #expect(codes(clipped(28), .plain) == [])
    }

    @Test func lengths() {
        var document = sample()
        document.metadata.subject = String(repeating: "é", count: 16_382)
        #expect(codes(document) == [])
        document.metadata.subject = String(repeating: "é", count: 16_383)
        #expect(codes(document) == ["export/text-length"])
        document.metadata.subject = String(repeating: "e", count: 32_767)
        #expect(codes(document) == [])
        document.metadata.subject = String(repeating: "e", count: 32_768)
        #expect(codes(document) == ["export/text-length"])
    }

    @Test func addresses() {
        let document = sample { sample in
            let link = sample.node(.link)
            sample.document.structure.nodes[link].kids.append(.link(0))
            sample.document.links = [
                LinkAnnotation(
                    page: 0, rectangle: Rectangle(x: 0, y: 0, width: 9, height: 9), target: .uri("https://example.org/é"), contents: "a")
            ]
        }
        #expect(codes(document) == ["export/address"])
    }

    /// Rows of cells, each as columns and rows spanned.
    @Test(
        arguments: [
            ([[(1, 1), (1, 1)], [(1, 1), (1, 1)]], true), ([[(2, 1)], [(1, 1), (1, 1)]], true), ([[(1, 2), (1, 1)], [(1, 1)]], true),
            ([[(1, 1), (1, 1)], [(1, 1)]], false), ([[(1, 1)], [(1, 1), (1, 1)]], false), ([[(1, 2)]], false),
            ([[(1, 1), (1, 2)], [(2, 1)]], false),
        ] as [([[(Int, Int)]], Bool)])
    func grids(_ rows: [[(Int, Int)]], _ isSound: Bool) {
        let document = sample { sample in
            let table = sample.node(.table)
            for cells in rows {
                let row = sample.node(.tableRow, in: table)
                for (columns, height) in cells {
                    _ = sample.node(.tableData, in: row) {
                        $0.columnSpan = columns
                        $0.rowSpan = height
                    }
                }
            }
        }
        #expect(codes(document) == (isSound ? [] : ["export/table-shape"]))
    }

    @Test(arguments: [
        [StructureRole.tableHead], [.tableFoot], [.tableHead, .tableHead, .tableBody], [.tableBody, .caption, .tableBody],
    ])
    func partsOfTables(_ parts: [StructureRole]) {
        let document = sample { sample in
            let table = sample.node(.table)
            for part in parts { _ = sample.node(part, in: table) }
        }
        #expect(codes(document) == ["export/table-shape"])
    }

    @Test func colorSpace() {
        var document = sample()
        document.images = [ImageResource(pixelWidth: 1, pixelHeight: 1, components: .cmyk, encoding: .jpeg([]))]
        #expect(codes(document) == ["export/color-space"])
    }
}
