import Diagnostics
import Fonts
import Pages
import Styling
import XML

@testable import Typesetting

/// One typesetter for all tests; fonts are looked up once.
enum Setting {
    static let typesetter = Typesetter(fonts: FontLibrary())

    /// Styles and typesets the body of a document.
    static func document(_ body: String, css: String = "", page: String = "@page { size: 300pt 200pt; margin: 20pt }") -> (
        PagedDocument?, DiagnosticBag
    ) {
        var map = SourceMap()
        let text = """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:g="https://paraphe.dev/ns/template" lang="fr-CA"><head><title>t</title>\
            <style>\(page) body { margin: 0; font: 10pt/12pt "Noto Sans" } p { margin: 0 } \(css)</style></head><body>\(body)</body></html>
            """
        let source = map.add(path: "test.xhtml", text: text)
        let (tree, bag) = XMLParser(mode: .strict).parse(source)
        guard let tree else { return (nil, bag) }
        let (styled, _) = StyleEngine(options: StyleOptions(mode: .lenient)).style(tree)
        return typesetter.typeset(styled, metadata: DocumentMetadata(title: "t", language: "fr-CA"))
    }

    /// The texts of each page, without the spaces that stand alone at forced breaks.
    static func pages(_ body: String, css: String = "") -> [[String]] {
        (document(body, css: css).0?.pages ?? []).map { page in
            page.items.compactMap { item in
                if case .glyphs(let run) = item, run.text != " " { return run.text } else { return nil }
            }
        }
    }

    static func runs(_ body: String, css: String = "") -> [GlyphRun] {
        (document(body, css: css).0?.pages ?? []).flatMap(\.items).compactMap { item in
            if case .glyphs(let run) = item { return run } else { return nil }
        }
    }

    static func filled(_ body: String, css: String = "") -> [Rectangle] {
        (document(body, css: css).0?.pages ?? []).flatMap(\.items).compactMap { item in
            if case .path(let path) = item, path.fill != nil, case .rectangle(let area) = path.outline { return area } else { return nil }
        }
    }

    static func structure(_ body: String, css: String = "") -> String {
        document(body, css: css).0.map { PageDump.structure($0) } ?? ""
    }
}
