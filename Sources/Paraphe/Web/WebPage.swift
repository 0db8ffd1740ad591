import Diagnostics
import Images
import Styling
import XML

/// A document as a page of the web: HTML that stands alone, for screens of any size, without a script.
///
/// What a page of paper needs is taken out or made anew: running heads go, notes of the foot stand at the end, numbers of pages become the
/// words of the place, wide tables and drawings scroll by themselves, pictures and sheets are in the file.
struct WebPage {
    /// Gives the bytes of a picture that a document or one of its sheets names.
    typealias Resources = (_ url: String, _ base: String) -> [UInt8]?

    /// The sheet that fits the others to a screen; a pack may have its own.
    static let sheet = "styles/web.css"
    static var sharedSheet: (text: String, path: String)? {
        guard let folder = try? SharedResources.folder("Templates"), let bytes = try? FileAccess.read(folder + "/" + sheet) else {
            return nil
        }
        return (String(decoding: bytes, as: UTF8.self), folder + "/" + sheet)
    }

    private let styled: StyledTree
    private let tree: XMLTree
    private let language: Language
    private let title: String
    private let subject: String
    private let sheets: [(text: String, path: String)]
    private let resources: Resources
    /// The words of the heading under which each id stands.
    private let headings: [String: String]

    init(
        _ styled: StyledTree, language: Language, title: String, subject: String, sheets: [(text: String, path: String)],
        resources: @escaping Resources
    ) {
        self.styled = styled
        tree = styled.tree
        self.language = language
        self.title = title
        self.subject = subject
        self.sheets = sheets
        self.resources = resources
        headings = Self.headings(in: styled.tree)
    }

    var html: String {
        var writer = WebPageWriter(page: self)
        let body = tree.root.flatMap { root in tree.children(of: root).first { tree.isElement($0, .xhtml, "body") } }
        var content = ""
        if let body { content = writer.body(body) }
        let css = sheets.map { inlined($0.text, from: $0.path) }.joined(separator: "\n").replacing("</", with: "<\\/")
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>\(MarkupText.escaped(title))</title>
            \(subject.isEmpty ? "" : "<meta name=\"description\" content=\"\(MarkupText.escaped(subject))\">\n")<style>
            \(css)
            </style>
            </head>
            <body>
            <a class="skip-link" href="#\(writer.mainAnchor)">\(WebPageWords.skip[language])</a>
            \(content)
            </body>
            </html>

            """
    }

    // MARK: Places

    /// By id: the words of the last heading at or before the place.
    private static func headings(in tree: XMLTree) -> [String: String] {
        var found: [String: String] = [:]
        var current = ""
        for node in tree.descendants(of: tree.document) where tree.isElement(node) {
            let name = tree.localName(of: node)
            if tree.namespace(of: node) == .xhtml, name.utf8.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()), level <= 6
            {
                current = words(tree.textContent(of: node))
            }
            if let id = tree.value("id", of: node), found[id] == nil { found[id] = current }
        }
        return found
    }

    static func words(_ text: String) -> String { text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ") }

    func heading(of id: String) -> String { headings[id] ?? "" }

    // MARK: Resources

    /// A picture as a reference that holds it; the reference as it is when there is none.
    func picture(_ url: String, from base: String) -> String {
        // A template may write a drawing with spaces, which a URL does not have (WHATWG URL, 1.3).
        if url.hasPrefix("data:") { return url.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20") }
        guard !url.contains("://"), let bytes = resources(url, base) else { return url }
        return DataURI.text(bytes, mediaType: Self.mediaType(bytes))
    }

    private static func mediaType(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8]) { return "image/jpeg" }
        if bytes.starts(with: Array("wOF2".utf8)) { return "font/woff2" }
        if bytes.starts(with: [0, 1, 0, 0]) || bytes.starts(with: Array("OTTO".utf8)) { return "font/otf" }
        return "image/svg+xml"
    }

    /// The sheet with what its `url(…)` name in it.
    private func inlined(_ css: String, from path: String) -> String {
        var out = ""
        var rest = css[...]
        while let start = rest.firstRange(of: "url(") {
            out += rest[..<start.upperBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ")") else { break }
            let written = rest[..<end].trimming { $0 == " " || $0 == "\"" || $0 == "'" }
            out += "\"" + picture(String(written), from: path) + "\""
            rest = rest[end...]
        }
        return out + rest
    }

    // MARK: What the writer asks

    var source: XMLTree { tree }
    var documentLanguage: Language { language }

    /// Whether an element is of pages of paper alone, or not shown at all.
    func isLeftOut(_ node: NodeID) -> Bool {
        let style = styled[node]
        return style.display == .none || style.box.position == .running
    }
}

extension Substring {
    /// Without what the condition holds for at either end.
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        var part = self
        while let first = part.first, isTrimmed(first) { part = part.dropFirst() }
        while let last = part.last, isTrimmed(last) { part = part.dropLast() }
        return part
    }
}

/// What a page of the web says by itself.
enum WebPageWords {
    static let skip = Bilingual(fr: "Aller au contenu", en: "Skip to content")
    static let contents = Bilingual(fr: "Table des matières", en: "Contents")
    static let notes = Bilingual(fr: "Notes", en: "Notes")
    static let table = Bilingual(fr: "Tableau", en: "Table")
    static let figure = Bilingual(fr: "Figure", en: "Figure")
    static func back(_ number: Int) -> Bilingual {
        Bilingual(fr: "Retour à l’appel de la note \(number)", en: "Back to note call \(number)")
    }
    static func note(_ number: Int) -> Bilingual { Bilingual(fr: "Note \(number)", en: "Note \(number)") }
}
