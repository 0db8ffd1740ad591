import Diagnostics
import Pages

/// Makes pages of a template or of a plain XHTML file.
package struct MarkupSource {
    private let pack: LoadedPack?
    private let dataFile: String?
    private let context: DocumentContext
    private let language: Language
    private let shelf: SourceShelf

    /// - Parameters:
    ///   - pack: with which templates are rendered; nil for plain XHTML.
    ///   - dataFile: JSON for both documents.
    package init(pack: LoadedPack?, dataFile: String?, context: DocumentContext, language: Language, shelf: SourceShelf) {
        self.pack = pack
        self.dataFile = dataFile
        self.context = context
        self.language = language
        self.shelf = shelf
    }

    func pages(of path: String) throws(DiagnosticsError) -> PagedDocument {
        guard let pack else { return try plain.pages(of: path, shelf: shelf) }
        return try DocumentRenderer(template: path, pack: pack, language: language, shelf: shelf).pages(dataFile: dataFile, at: context)
    }

    func write(_ path: String, as request: OutputRequest) throws(DiagnosticsError) {
        guard let pack else {
            _ = try plain.typeset(file: path, to: request, shelf: shelf)
            return
        }
        _ = try DocumentRenderer(template: path, pack: pack, language: language, shelf: shelf)
            .render(dataFile: dataFile, at: context, to: request)
    }

    private var plain: PlainTypesetting { PlainTypesetting(stylesheets: [], isLenient: false, language: language) }
}
