import Diagnostics
import Fonts
import Pages
import Styling
import Testing
import XML

@testable import Typesetting

/// Drawings in documents.
@Suite struct PictureTests {
    static let drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="40"><rect width="10" height="10" fill="#f00"/>\
        <path d="M0 5h20" stroke="#00f" stroke-width="2" stroke-linejoin="bevel"/></svg>
        """

    static func document(_ body: String, css: String = "", drawing: String = drawing) throws -> (PagedDocument?, [String]) {
        var map = SourceMap()
        let text =
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>t</title>"
            + "<style>@page { size: 300pt 200pt; margin: 20pt } body { margin: 0; font: 10pt/12pt \"Noto Sans\" } p { margin: 0 } \(css)</style></head>"
            + "<body>\(body)</body></html>"
        let source = map.add(path: "test.xhtml", text: text)
        let file = map.add(path: "a.svg", text: drawing)
        let typesetter = Typesetter(
            fonts: FontLibrary(), load: { url, _ in url == "a.svg" ? file.bytes : nil }, loadText: { url, _ in url == "a.svg" ? file : nil }
        )
        let tree = try #require(XMLParser(mode: .strict).parse(source).tree)
        let (styled, _) = StyleEngine(options: StyleOptions(mode: .lenient)).style(tree)
        let (document, bag) = typesetter.typeset(styled, metadata: DocumentMetadata(title: "t", language: "en"))
        return (
            document,
            bag.sorted.map { "\($0.span.map { map.place(of: $0) } ?? "") \($0.code.name) \($0.trace.map { map.place(of: $0.span) })" }
        )
    }

    static func boxes(_ document: PagedDocument?) -> [String] {
        (document?.pages.first?.items ?? []).compactMap { item in
            guard case .path(let path) = item, case .segments(let segments, _) = path.outline else { return nil }
            let points = segments.compactMap { segment -> Point? in
                switch segment {
                case .move(let point), .line(let point): point
                default: nil
                }
            }
            let xs = points.map(\.x)
            let ys = points.map(\.y)
            let stroke = path.stroke.map { " stroke \($0.width) \($0.join)" } ?? ""
            return "\(xs.min() ?? 0),\(ys.min() ?? 0) \(xs.max() ?? 0),\(ys.max() ?? 0)\(stroke)"
        }
    }

    @Test func anElementShowsPaths() throws {
        let (document, faults) = try Self.document("<div><img src=\"a.svg\" alt=\"Logo\" style=\"display:block\"/></div>")
        #expect(faults.isEmpty && document?.images.isEmpty == true)
        #expect(Self.boxes(document) == ["20.0,20.0 35.0,35.0", "20.0,27.5 50.0,27.5 stroke 3.0 bevel"])
        let figure = try #require(document?.structure.nodes.first { $0.role == .figure })
        #expect(figure.alternative == "Logo" && figure.boundingBox?.rectangle.width == 30)
    }

    @Test func aGivenSizeKeepsTheRatio() throws {
        let (document, _) = try Self.document("<div><img src=\"a.svg\" alt=\"L\" style=\"display:block;width:60pt;height:60pt\"/></div>")
        #expect(Self.boxes(document).first == "20.0,35.0 50.0,65.0")
        let (wide, _) = try Self.document("<div><img src=\"a.svg\" alt=\"L\" style=\"display:block;width:60pt\"/></div>")
        #expect(Self.boxes(wide).first == "20.0,20.0 50.0,50.0")
    }

    @Test func stylesShowPathsToo() throws {
        let css =
            "div { background: url(a.svg) no-repeat; height: 20pt } p::before { content: url(a.svg) } ul { list-style-image: url(a.svg) }"
        let (document, faults) = try Self.document("<div/><p>a</p><ul><li>b</li></ul>", css: css)
        #expect(faults.isEmpty && Self.boxes(document).count == 6)
    }

    @Test func whatADrawingMayNotHaveIsSaidWhereItStands() throws {
        let (_, faults) = try Self.document(
            "<p><img src=\"a.svg\" alt=\"L\"/></p>", css: "p { background: url(a.svg) }",
            drawing: "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<text>a</text></svg>")
        #expect(faults.count == 1 && faults[0].hasPrefix("a.svg:2:1 image/svg-unsupported [\"test.xhtml:"), "\(faults)")
        let (_, none) = try Self.document("<p><img src=\"b.svg\" alt=\"L\"/></p>")
        #expect(none.count == 1 && none[0].contains("typesetting/missing-image"))
    }

    /// What lies beyond the view box does not show.
    @Test func drawingsAreCutAtTheirEdge() throws {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle r=\"20\"/></svg>"
        let (document, _) = try Self.document("<p><img src=\"a.svg\" alt=\"L\"/></p>", drawing: drawing)
        let clips = document?.pages[0].items.count { if case .pushClip = $0 { true } else { false } }
        #expect(clips == 1)
    }

    @Test func contentKnowsItsPlace() throws {
        let (document, _) = try Self.document("<p>One</p><p>Two</p>")
        let spans = try #require(document?.structure.contentSpans)
        #expect(spans.count == document?.structure.contentCount && spans.allSatisfy { $0 != nil } && Set(spans).count == 2)
    }
}
