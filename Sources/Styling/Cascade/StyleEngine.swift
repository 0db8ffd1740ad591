import Diagnostics
import XML

/// Styles documents: collects their sheets, runs the cascade, and keeps what it learnt for the next document.
///
/// Keep one for a batch, one a thread: sheets with the same text are parsed once, and styles are shared from document to document.
package final class StyleEngine {
    /// The style sheet that a name stands for, relative to the document or sheet that names it; nil when there is none.
    package typealias Loader = (_ href: String, _ base: String) -> SourceFile?

    /// Sheets and cascades kept at most; then all are forgotten.
    private static let cacheLimit = 64

    private struct SheetKey: Hashable {
        var text: EmbeddedText
        var base: String
    }

    private let options: StyleOptions
    private let userSheets: [Stylesheet]
    let load: Loader
    private var sheets: [SheetKey: (index: Int, sheet: Stylesheet, diagnostics: DiagnosticBag)] = [:]
    private var sheetCount = 0
    private var cascades: [[Int]: Cascade] = [:]
    /// The cascade of the document styled last.
    private(set) var latestCascade: Cascade?

    /// `userSheets` come between our own and the document's; parse sheets of `--stylesheet` as authors' and give them here too.
    package init(options: StyleOptions = StyleOptions(), userSheets: [Stylesheet] = [], load: @escaping Loader = { _, _ in nil }) {
        self.options = options
        self.userSheets = userSheets
        self.load = load
    }

    /// The styles of a document: `<?xml-stylesheet?>`, `<link rel="stylesheet">`, `<style>` and `style=""` are followed, in order.
    package func style(_ tree: XMLTree) -> (StyledTree, DiagnosticBag) {
        var bag = DiagnosticBag()
        var found: [(index: Int, sheet: Stylesheet)] = []
        for node in tree.descendants(of: tree.document) {
            switch tree.kind(of: node) {
            case .element where tree.namespace(of: node) == .xhtml:
                let name = tree.localName(of: node)
                if name == "style" { styleElement(tree, node, &found, &bag) } else if name == "link" { link(tree, node, &found, &bag) }
            case .processingInstruction: instruction(tree, node, &found, &bag)
            default: break
            }
        }
        let key = found.map(\.index)
        let cascade: Cascade
        if let known = cascades[key] {
            cascade = known
        } else {
            if cascades.count >= Self.cacheLimit { cascades = [:] }
            cascade = Cascade(sheets: [UserAgentSheet.sheet] + userSheets + found.map(\.sheet), options: options)
            cascades[key] = cascade
        }
        latestCascade = cascade
        var styler = DocumentStyler(tree: tree, cascade: cascade)
        let (styled, diagnostics) = styler.run()
        bag.append(contentsOf: diagnostics)
        return (styled, bag)
    }

    private func add(_ text: EmbeddedText, base: String, _ found: inout [(index: Int, sheet: Stylesheet)], _ bag: inout DiagnosticBag) {
        let key = SheetKey(text: text, base: base)
        if let known = sheets[key] {
            found.append((known.index, known.sheet))
            bag.append(contentsOf: known.diagnostics)
            return
        }
        let (sheet, diagnostics) = Stylesheet.parse(text, base: base, origin: .author, options: options, load: load)
        if sheets.count >= Self.cacheLimit { sheets = [:] }
        sheetCount += 1
        sheets[key] = (sheetCount, sheet, diagnostics)
        found.append((sheetCount, sheet))
        bag.append(contentsOf: diagnostics)
    }

    private func holds(_ media: String?) -> Bool {
        guard let media else { return true }
        let buffer = TokenBuffer(EmbeddedText(verbatim: media, source: SourceID(index: .max)))
        var query = MediaQuery(options: options)
        return query.holds(buffer, 0..<(buffer.tokens.count - 1))
    }

    private func styleElement(_ tree: XMLTree, _ node: NodeID, _ found: inout [(index: Int, sheet: Stylesheet)], _ bag: inout DiagnosticBag)
    {
        if let type = tree.value("type", of: node), !type.isEmpty, !type.lowercased().hasPrefix("text/css") { return }
        guard holds(tree.value("media", of: node)) else { return }
        var text = ""
        var segments: [EmbeddedText.Segment] = []
        var source = tree.span(of: node).source
        for child in tree.children(of: node) where tree.kind(of: child) == .text {
            let part = tree.embeddedText(of: child)
            source = part.source
            let offset = text.utf8.count
            for segment in part.segments {
                segments.append(
                    EmbeddedText.Segment(
                        textStart: segment.textStart + offset, hostStart: segment.hostStart, hostEnd: segment.hostEnd,
                        isVerbatim: segment.isVerbatim))
            }
            text += part.text
        }
        guard !text.isEmpty else { return }
        add(EmbeddedText(text: text, source: source, segments: segments), base: tree.source?.path ?? "", &found, &bag)
    }

    private func link(_ tree: XMLTree, _ node: NodeID, _ found: inout [(index: Int, sheet: Stylesheet)], _ bag: inout DiagnosticBag) {
        let relations = (tree.value("rel", of: node) ?? "").lowercased().split(whereSeparator: \.isWhitespace)
        guard relations.contains("stylesheet"), !relations.contains("alternate"), holds(tree.value("media", of: node)),
            let attribute = tree.attribute("href", of: node)
        else { return }
        sheet(tree.value(of: attribute), at: attribute.valueSpan, base: tree.source?.path ?? "", &found, &bag)
    }

    private func sheet(
        _ href: String, at span: Span, base: String, _ found: inout [(index: Int, sheet: Stylesheet)], _ bag: inout DiagnosticBag
    ) {
        guard let file = load(href, base) else {
            if options.mode == .strict { bag.append(StyleDiagnostics.missingSheet(href, at: span)) }
            return
        }
        add(EmbeddedText(verbatim: file.text, source: file.id), base: file.path, &found, &bag)
    }

    private func instruction(_ tree: XMLTree, _ node: NodeID, _ found: inout [(index: Int, sheet: Stylesheet)], _ bag: inout DiagnosticBag)
    {
        guard tree.localName(of: node) == "xml-stylesheet" else { return }
        let data = tree.text(of: node)
        guard let href = Self.pseudoAttribute("href", in: data), Self.pseudoAttribute("alternate", in: data) != "yes",
            holds(Self.pseudoAttribute("media", in: data))
        else { return }
        if let type = Self.pseudoAttribute("type", in: data), !type.lowercased().hasPrefix("text/css") { return }
        sheet(href, at: tree.span(of: node), base: tree.source?.path ?? "", &found, &bag)
    }

    /// A pseudo-attribute of `<?xml-stylesheet?>`.
    private static func pseudoAttribute(_ name: String, in data: String) -> String? {
        let bytes = Array(data.utf8)
        let wanted = Array(name.utf8)
        var index = 0
        while index < bytes.count {
            while index < bytes.count, Tokenizer.isSpace(bytes[index]) { index += 1 }
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "="), !Tokenizer.isSpace(bytes[index]) { index += 1 }
            let isWanted = bytes[start..<index].elementsEqual(wanted)
            while index < bytes.count, Tokenizer.isSpace(bytes[index]) { index += 1 }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
            index += 1
            while index < bytes.count, Tokenizer.isSpace(bytes[index]) { index += 1 }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else { return nil }
            let quote = bytes[index]
            index += 1
            let valueStart = index
            while index < bytes.count, bytes[index] != quote { index += 1 }
            if isWanted { return String(decoding: bytes[valueStart..<index], as: UTF8.self) }
            index += 1
        }
        return nil
    }
}
