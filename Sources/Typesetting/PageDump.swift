import Fonts
import Pages

/// Finished pages as text, for goldens and reviews: what is painted, where, in which order.
package enum PageDump {
    package static func text(_ document: PagedDocument) -> String {
        var out = ""
        for (index, page) in document.pages.enumerated() {
            out += "page \(index + 1) \(number(page.width)) × \(number(page.height))\n"
            for item in page.items { out += line(item) }
        }
        for entry in document.outline { out += "bookmark \(entry.level) p\(entry.destination.page + 1) \(entry.title)\n" }
        for link in document.links { out += "link p\(link.page + 1) \(rectangle(link.rectangle)) \(link.contents)\n" }
        for field in document.formFields {
            out += "field \(field.name) p\(field.page + 1) \(rectangle(field.rectangle)) \(field.description)\n"
            for item in field.appearance { out += "  " + line(item) }
        }
        return out
    }

    /// The structure tree, indented.
    package static func structure(_ document: PagedDocument) -> String {
        var out = ""
        func walk(_ index: Int, _ depth: Int) {
            guard depth < 600 else { return }
            let node = document.structure.nodes[index]
            out += String(repeating: "  ", count: depth) + role(node)
            var contents: [String] = []
            for kid in node.kids {
                switch kid {
                case .content(let id): contents.append("#\(id.index)")
                case .link(let link): contents.append("link \(link)")
                case .formField(let field): contents.append("field \(field)")
                case .node: break
                }
            }
            if !contents.isEmpty { out += " " + contents.joined(separator: " ") }
            out += "\n"
            for case .node(let child) in node.kids { walk(child, depth + 1) }
        }
        walk(0, 0)
        return out
    }

    private static func role(_ node: StructureNode) -> String {
        var text: String
        switch node.role {
        case .heading(let level): text = "H\(level)"
        default: text = "\(node.role)"
        }
        if let scope = node.scope { text += "[\(scope)]" }
        if node.columnSpan != 1 { text += "[cols \(node.columnSpan)]" }
        if node.rowSpan != 1 { text += "[rows \(node.rowSpan)]" }
        if let alternative = node.alternative { text += " “\(alternative)”" }
        if let language = node.language { text += " @\(language)" }
        return text
    }

    private static func line(_ item: PageItem) -> String {
        switch item {
        case .glyphs(let run):
            var width = 0.0
            for glyph in run.glyphs { width += glyph.advance }
            let hidden = run.replacementText.map { " → “\($0)”" } ?? ""
            return
                "text \(number(run.origin.x)),\(number(run.origin.y)) +\(number(width)) \(run.face.postScriptName) \(number(run.size)) “\(run.text)”\(hidden)\n"
        case .path(let path):
            var text = "path"
            switch path.outline {
            case .rectangle(let area): text += " \(rectangle(area))"
            case .segments(let segments, _): text += " \(segments.count) segments"
            }
            if let fill = path.fill { text += " fill \(color(fill))" }
            if let stroke = path.stroke { text += " stroke \(color(stroke.color)) \(number(stroke.width))" }
            return text + "\n"
        case .image(let image): return "image \(image.image) \(rectangle(image.rectangle))\n"
        case .beginContent(let id): return "begin #\(id.index)\n"
        case .beginArtifact(let kind): return "begin \(kind)\n"
        case .endMarked: return "end\n"
        case .pushClip(.rectangle(let area)): return "clip \(rectangle(area))\n"
        case .pushClip: return "clip\n"
        case .popClip: return "unclip\n"
        }
    }

    private static func rectangle(_ r: Rectangle) -> String { "\(number(r.x)),\(number(r.y)) \(number(r.width))×\(number(r.height))" }

    private static func color(_ color: Color) -> String {
        func hex(_ value: UInt8) -> String {
            let digits = String(value, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }
        return "#" + hex(color.red) + hex(color.green) + hex(color.blue) + (color.alpha == 255 ? "" : hex(color.alpha))
    }

    /// Two decimals at most.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "?" }
        let hundredths = Int((value * 100).rounded())
        let sign = hundredths < 0 ? "-" : ""
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
