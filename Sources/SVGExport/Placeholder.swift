import Fonts
import Pages

package final class SVGExporter: Sendable {
    package init() {}
    package func page(_ index: Int, of document: PagedDocument) -> [UInt8]? {
        guard document.pages.indices.contains(index) else { return nil }
        let page = document.pages[index]
        var out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(page.width) \(page.height)\">"
        for item in page.items {
            switch item {
            case .glyphs(let run):
                out += "<text x=\"\(run.origin.x)\" y=\"\(run.origin.y)\" font-size=\"\(run.size)\">"
                for s in run.text.unicodeScalars {
                    if s == "&" { out += "&amp;" } else if s == "<" { out += "&lt;" } else { out.unicodeScalars.append(s) }
                }
                out += "</text>"
            default: break
            }
        }
        return Array((out + "</svg>").utf8)
    }
}
