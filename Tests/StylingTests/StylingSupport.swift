import Diagnostics
import XML

@testable import Styling

/// A document with one sheet, styled.
struct Styled {
    let tree: XMLTree
    let styled: StyledTree
    let sources: SourceMap
    let bag: DiagnosticBag

    /// `body` is the inside of the body element.
    init(
        _ css: String, _ body: String, mode: StyleOptions.Mode = .strict, attributes: String = "", user: String? = nil,
        limits: StyleLimits = StyleLimits()
    ) throws {
        var sources = SourceMap()
        let sheet = sources.add(path: "style.css", text: css)
        let page = sources.add(
            path: "page.xhtml",
            text:
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"\(attributes)><head><link rel=\"stylesheet\" href=\"style.css\"/></head><body>\(body)</body></html>"
        )
        var options = StyleOptions(mode: mode)
        options.limits = limits
        var userSheets: [Stylesheet] = []
        if let user { userSheets = [Stylesheet.parse(sources.add(path: "user.css", text: user), origin: .user, options: options).0] }
        guard let tree = XMLParser(mode: .lenient).parse(page).tree else { throw DiagnosticsError(DiagnosticBag()) }
        let engine = StyleEngine(options: options, userSheets: userSheets) { href, _ in href == "style.css" ? sheet : nil }
        (styled, bag) = engine.style(tree)
        self.tree = tree
        self.sources = sources
    }

    /// The first element with an `id`.
    func node(_ id: String) -> NodeID {
        tree.descendants(of: tree.document).first { tree.isElement($0) && tree.value("id", of: $0) == id } ?? tree.document
    }

    subscript(id: String) -> ComputedStyle { styled[node(id)] }

    var ids: [String] { tree.descendants(of: tree.document).compactMap { tree.isElement($0) ? tree.value("id", of: $0) : nil } }

    func text(_ language: Language) -> String { TextRenderer(sources: sources, language: language).render(bag) }
    var codes: [String] { bag.sorted.map(\.code.name) }
}

/// The style of `<p id="x">` under one declaration list.
func style(_ declarations: String, mode: StyleOptions.Mode = .strict) throws -> ComputedStyle {
    try Styled("#x { \(declarations) }", "<p id=\"x\">text</p>", mode: mode)["x"]
}

/// Which elements with an `id` a selector takes, in document order.
func matches(_ selector: String, _ body: String, attributes: String = "") throws -> [String] {
    let page = try Styled("\(selector) { z-index: 7 }", body, attributes: attributes)
    return page.ids.filter { page[$0].box.zIndex == 7 }
}
