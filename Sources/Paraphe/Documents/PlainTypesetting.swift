import Diagnostics
import Fonts
import PDFExport
import Pages
import Styling
import Templating
import Typesetting
import XML

/// Sets a plain XHTML file with its CSS, without a pack: `paraphe typeset`.
package struct PlainTypesetting: Sendable {
    private let stylesheets: [String]
    private let isLenient: Bool
    private let language: Language
    private let setsTypography: Bool

    /// - Parameters:
    ///   - stylesheets: paths of further sheets, of lower priority than any of the document's own.
    ///   - typography: whether text in Canadian French or English gets its spaces and quotes; nil for yes unless lenient, where
    ///     pages are compared with a browser's.
    package init(stylesheets: [String], isLenient: Bool, language: Language, typography: Bool? = nil) {
        setsTypography = typography ?? !isLenient
        self.stylesheets = stylesheets
        self.isLenient = isLenient
        self.language = language
    }

    /// Writes the document as asked; findings that stop nothing are returned.
    ///
    /// - Parameter attachments: paths of files that a PDF carries.
    package func typeset(
        file path: String, attaching attachments: [String] = [], to output: OutputRequest, shelf: SourceShelf
    ) throws(DiagnosticsError) -> DiagnosticBag {
        var bag = DiagnosticBag()
        var files: [AttachedFile] = []
        for attachment in attachments { files.append(try AttachedFile.read(attachment)) }
        let (tree, press, metadata) = try prepare(path, shelf, &bag)
        guard try press.write(tree, metadata: metadata, attachments: files, as: output, into: &bag) else { throw DiagnosticsError(bag) }
        return isLenient ? DiagnosticBag() : bag
    }

    /// The finished pages of a file.
    package func pages(of path: String, shelf: SourceShelf) throws(DiagnosticsError) -> PagedDocument {
        var bag = DiagnosticBag()
        let (tree, press, metadata) = try prepare(path, shelf, &bag)
        guard let document = press.pages(tree, metadata: metadata, into: &bag) else { throw DiagnosticsError(bag) }
        return document
    }

    private func prepare(
        _ path: String, _ shelf: SourceShelf, _ bag: inout DiagnosticBag
    ) throws(DiagnosticsError) -> (XMLTree, DocumentPress, DocumentMetadata) {
        let source = try shelf.read(path)
        var (parsed, parsingFaults) = XMLParser(mode: isLenient ? .lenient : .strict).parse(source)
        bag.append(contentsOf: parsingFaults)
        guard var tree = parsed else { throw DiagnosticsError(bag) }
        parsed = nil
        finishText(&tree)
        let (styles, typesetter, faults) = try workshop(file: path, shelf: shelf)
        bag.append(contentsOf: faults)
        var export = PDFExportOptions()
        if isLenient { export.conformance = .plain }
        let press = DocumentPress(styles: styles, typesetter: typesetter, exporter: PDFExporter(options: export), isLenient: isLenient)
        return (tree, press, Self.metadata(of: tree, file: path, language))
    }

    /// Gives the text what its language asks for, if it shall have it.
    func finishText(_ tree: inout XMLTree) {
        if setsTypography { TypographicPass.apply(to: &tree) }
    }

    /// What styles and sets the document of a file, and the faults of the further sheets.
    func workshop(
        file path: String, shelf: SourceShelf
    ) throws(DiagnosticsError) -> (styles: StyleEngine, typesetter: Typesetter, faults: DiagnosticBag) {
        let fonts = FontLibrary()
        let options = StyleOptions(mode: isLenient ? .lenient : .strict, fontLengths: fonts.lengths(of:))
        let files = LocalFiles(shelf: shelf)
        var bag = DiagnosticBag()
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
        let styles = StyleEngine(options: options, userSheets: sheets, load: files.sheet)
        let typesetter = Typesetter(
            fonts: fonts, options: typesetting, load: { url, base in files.bytes(url, base.isEmpty ? path : base) },
            loadText: { url, base in files.sheet(url, base.isEmpty ? path : base) })
        return (styles, typesetter, bag)
    }

    /// What the document of a file says of itself; without a title, its file's name.
    static func metadata(of tree: XMLTree, file path: String, _ language: Language) -> DocumentMetadata {
        let title = tree.documentTitle
        return DocumentMetadata(
            title: title.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : title,
            language: tree.rootLanguage ?? language.rawValue)
    }
}

extension XMLTree {
    /// The language that the root element states.
    package var rootLanguage: String? {
        children(of: document).first(where: isElement).flatMap(languageTag)
    }
}
