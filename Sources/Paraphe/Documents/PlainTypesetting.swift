import Diagnostics
import Fonts
import PDFExport
import Pages
import Styling
import Typesetting
import XML

/// Sets a plain XHTML file with its CSS, without a pack: `paraphe typeset`.
package struct PlainTypesetting: Sendable {
    private let stylesheets: [String]
    private let isLenient: Bool
    private let language: Language

    /// - Parameter stylesheets: paths of further sheets, of lower priority than any of the document's own.
    package init(stylesheets: [String], isLenient: Bool, language: Language) {
        self.stylesheets = stylesheets
        self.isLenient = isLenient
        self.language = language
    }

    /// Writes the PDF; findings that stop nothing are returned.
    package func typeset(file path: String, to output: String, shelf: SourceShelf) throws(DiagnosticsError) -> DiagnosticBag {
        let source = try shelf.read(path)
        var (parsed, bag) = XMLParser(mode: isLenient ? .lenient : .strict).parse(source)
        guard let tree = parsed else { throw DiagnosticsError(bag) }
        let fonts = FontLibrary()
        let options = StyleOptions(mode: isLenient ? .lenient : .strict, fontLengths: fonts.lengths(of:))
        let files = LocalFiles(shelf: shelf)
        var sheets: [Stylesheet] = []
        for sheetPath in stylesheets {
            let (sheet, faults) = Stylesheet.parse(
                try shelf.read(sheetPath), origin: .user, options: options, load: files.sheet)
            sheets.append(sheet)
            bag.append(contentsOf: faults)
        }
        var typesetting = TypesettingOptions()
        // A web page is meant for a browser's line breaks; justified text still gets the best.
        if isLenient { typesetting.lineBreaking = .totalFitWhereJustified }
        var export = PDFExportOptions()
        if isLenient { export.conformance = .plain }
        let press = DocumentPress(
            styles: StyleEngine(options: options, userSheets: sheets, load: files.sheet),
            typesetter: Typesetter(fonts: fonts, options: typesetting) { url, base in files.bytes(url, base.isEmpty ? path : base) },
            exporter: PDFExporter(options: export), isLenient: isLenient)
        let title = tree.documentTitle
        let metadata = DocumentMetadata(
            title: title.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : title,
            language: tree.rootLanguage ?? language.rawValue)
        guard let pdf = press.pdf(tree, metadata: metadata, into: &bag) else { throw DiagnosticsError(bag) }
        try FileAccess.write(pdf, to: output)
        return isLenient ? DiagnosticBag() : bag
    }
}

extension XMLTree {
    /// The language that the root element states.
    package var rootLanguage: String? {
        children(of: document).first(where: isElement).flatMap(languageTag)
    }
}
