import Diagnostics
import Fonts
import Pages
import Styling
import Testing
import XML

@testable import Typesetting

/// Compares pages as pictures of one point a pixel, and the places of their words.
@Suite struct LayoutPairTests {
    @Test(arguments: LayoutPair.all)
    func testGivesThePagesOfItsReference(_ pair: LayoutPair) {
        let sheet = pair.isPrint ? "@page { size: 5in 3in; margin: 0.5in }" : "@page { size: 800px 600px; margin: 0 }"
        let test = Self.pages(pair.style, pair.body, sheet: sheet)
        let reference = Self.pages(pair.referenceStyle, pair.reference, sheet: sheet)
        #expect(!test.isEmpty)
        #expect(test.count == reference.count)
        for (number, (page, expected)) in zip(test, reference).enumerated() {
            let different = zip(page.colors, expected.colors).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
            #expect(different <= 8, "page \(number + 1): \(different) pixels")
            #expect(page.words == expected.words, "page \(number + 1)")
        }
    }

    private struct Picture {
        let width: Int
        var colors: [UInt32]
        var words: [String] = []
    }

    private static func pages(_ style: String, _ body: String, sheet: String) -> [Picture] {
        var map = SourceMap()
        let text =
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title><style>\(style)</style></head><body>\(body)</body></html>"
        let (tree, _) = XMLParser(mode: .strict).parse(map.add(path: "pair.xhtml", text: text))
        guard let tree else { return [] }
        let lenient = StyleOptions(mode: .lenient)
        let (user, _) = Stylesheet.parse(map.add(path: "page.css", text: sheet), origin: .user, options: lenient) { _, _ in nil }
        let (styled, _) = StyleEngine(options: lenient, userSheets: [user]).style(tree)
        let document = Setting.typesetter.typeset(styled, metadata: DocumentMetadata(title: "t", language: "en")).0
        return (document?.pages ?? []).map(picture)
    }

    private static func picture(_ page: Page) -> Picture {
        let (width, height) = (Int(page.width), Int(page.height))
        var picture = Picture(width: width, colors: Array(repeating: .max, count: width * height))
        var clips: [Rectangle] = []
        for item in page.items {
            switch item {
            case .path(let path):
                guard let fill = path.fill, case .rectangle(var area) = path.outline else { continue }
                for clip in clips { area = area.clipped(to: clip) }
                guard fill.alpha > 0 else { continue }
                let color = UInt32(fill.red) << 16 | UInt32(fill.green) << 8 | UInt32(fill.blue)
                let columns = max(0, Int((area.x - 0.5).rounded(.up)))..<max(0, min(width, Int((area.x + area.width - 0.5).rounded(.up))))
                let rows = max(0, Int((area.y - 0.5).rounded(.up)))..<max(0, min(height, Int((area.y + area.height - 0.5).rounded(.up))))
                guard !columns.isEmpty, !rows.isEmpty else { continue }
                for row in rows { for column in columns { picture.colors[row * width + column] = color } }
            case .glyphs(let run):
                let text = run.text.filter { !$0.isWhitespace }
                if !text.isEmpty { picture.words.append("\(text) \(Int(run.origin.x.rounded())) \(Int(run.origin.y.rounded()))") }
            case .pushClip(.rectangle(let area)): clips.append(area)
            case .pushClip: clips.append(Rectangle(x: -1e6, y: -1e6, width: 2e6, height: 2e6))
            case .popClip: _ = clips.popLast()
            default: continue
            }
        }
        return picture
    }
}

extension Rectangle {
    fileprivate func clipped(to other: Rectangle) -> Rectangle {
        let (left, top) = (max(x, other.x), max(y, other.y))
        return Rectangle(
            x: left, y: top, width: max(0, min(x + width, other.x + other.width) - left),
            height: max(0, min(y + height, other.y + other.height) - top))
    }
}
