import Diagnostics
import Foundation
import Images
import Pages
import Raster

/// Two documents page by page: `paraphe diff` of PDFs, templates and XHTML files.
package struct PageComparison {
    /// What kind of thing a path names.
    package enum Subject: Hashable, Sendable {
        case pack
        case pdf
        case markup

        /// Nil for what is neither.
        package init?(path: String) {
            if FileAccess.isFolder(path) {
                self = .pack
                return
            }
            switch OutputKind(path: path) {
            case .pdf: self = .pdf
            case .xhtml, .html: self = .markup
            default: return nil
            }
        }
    }

    /// One page of the result.
    package struct PageDifference {
        let pair: PageAlignment.Pair
        let regionCount: Int
        let removedWords: [String]
        let addedWords: [String]

        var isAlike: Bool {
            if case .both = pair { return regionCount == 0 && removedWords.isEmpty && addedWords.isEmpty }
            return false
        }
    }

    package let oldName: String
    package let newName: String
    private let old: ComparedDocument
    private let new: ComparedDocument
    package let pages: [PageDifference]

    package var isEmpty: Bool { pages.allSatisfy(\.isAlike) }

    /// Compares two documents.
    ///
    /// - Parameters:
    ///   - render: the PDF and the pages of a template or XHTML file.
    package static func load(
        old: String, new: String, source: MarkupSource
    ) throws(DiagnosticsError) -> PageComparison {
        guard let first = Subject(path: old) else { throw DiagnosticsError(PageDifferenceDiagnostics.unknownKind(old)) }
        guard let second = Subject(path: new) else { throw DiagnosticsError(PageDifferenceDiagnostics.unknownKind(new)) }
        for (subject, path) in [(first, old), (second, new)] where subject == .pack {
            throw DiagnosticsError(
                Diagnostic(
                    .error, "diff/mixed",
                    Bilingual(
                        fr: "`\(path)` est un dossier\u{A0}: un document ne se compare qu’à un document",
                        en: "`\(path)` is a folder: a document is compared with a document"), at: nil))
        }
        // One kind of pixels for both sides: a PDF is painted by Poppler, and then so is the other document.
        let isForeign = first == .pdf || second == .pdf
        return try PageComparison(
            oldName: old, newName: new, old: document(old, first, isForeign, source), new: document(new, second, isForeign, source))
    }

    private static func document(
        _ path: String, _ subject: Subject, _ isForeign: Bool, _ source: MarkupSource
    ) throws(DiagnosticsError) -> ComparedDocument {
        if subject == .pdf {
            guard FileAccess.exists(path) else { throw DiagnosticsError(FileDiagnostics.notFound(path)) }
            return try ComparedDocument(pdf: path, shownAs: path)
        }
        guard isForeign else { return try ComparedDocument(source.pages(of: path), path: path) }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("paraphe-\(UUID().uuidString)").path
        try FileAccess.makeFolder(folder)
        let file = folder + "/document.pdf"
        try source.write(path, as: OutputRequest(path: file))
        return try ComparedDocument(pdf: file, shownAs: path, removing: folder)
    }

    private init(oldName: String, newName: String, old: ComparedDocument, new: ComparedDocument) throws(DiagnosticsError) {
        self.oldName = oldName
        self.newName = newName
        self.old = old
        self.new = new
        var pages: [PageDifference] = []
        for pair in PageAlignment.pairs(old.pages, new.pages) {
            switch pair {
            case .both(let before, let after):
                let words = WordChanges.between(old.pages[before].words, new.pages[after].words)
                let pixels = PixelDifference(try old.bitmap(before), try new.bitmap(after))
                pages.append(
                    PageDifference(pair: pair, regionCount: pixels.regions.count, removedWords: words.removed, addedWords: words.added))
            case .removed(let index):
                pages.append(PageDifference(pair: pair, regionCount: 1, removedWords: old.pages[index].words, addedWords: []))
            case .added(let index):
                pages.append(PageDifference(pair: pair, regionCount: 1, removedWords: [], addedWords: new.pages[index].words))
            }
        }
        self.pages = pages
    }

    // MARK: Pictures

    /// Old, new and what differs of one page, as a PNG.
    func picture(of page: PageDifference) throws(DiagnosticsError) -> [UInt8] {
        let (before, after): (PageBitmap?, PageBitmap?)
        switch page.pair {
        case .both(let first, let second): (before, after) = (try old.bitmap(first), try new.bitmap(second))
        case .removed(let index): (before, after) = (try old.bitmap(index), nil)
        case .added(let index): (before, after) = (nil, try new.bitmap(index))
        }
        let picture = PixelDifference(before, after).picture()
        return PNGWriter.write(picture.pixels, width: picture.width, height: picture.height, format: .rgb) ?? []
    }

    /// Writes what differs: one PNG for each page that does (`{page}` in the name is its number in the new document, or in the old one where
    /// it went), or one HTML report.
    package func write(to path: String, language: Language) throws(DiagnosticsError) {
        let changed = pages.filter { !$0.isAlike }
        switch OutputKind(path: path) {
        case .png:
            let count = max(old.pages.count, new.pages.count)
            guard path.contains(OutputRequest.pagePlace) || changed.count <= 1 else {
                throw DiagnosticsError(OutputDiagnostics.manyPages(path, count: changed.count))
            }
            var files: [(path: String, bytes: [UInt8])] = []
            for page in changed { files.append((Self.path(path, page.pair, count: count), try picture(of: page))) }
            try OutputWriter.write(files)
        case .xhtml, .html: try FileAccess.write(Array(PageDifferenceReport(language: language).html(self, changed).utf8), to: path)
        default: throw DiagnosticsError(OutputDiagnostics.notAPicture(path))
        }
    }

    private static func path(_ path: String, _ pair: PageAlignment.Pair, count: Int) -> String {
        let number: String =
            switch pair {
            case .both(_, let after): String(after + 1)
            case .added(let index): String(index + 1)
            case .removed(let index): String(index + 1) + "-old"
            }
        let digits = number.prefix { $0.isNumber }.utf8.count
        let padding = String(repeating: "0", count: max(0, String(count).utf8.count - digits))
        return path.split(separator: OutputRequest.pagePlace, omittingEmptySubsequences: false).joined(separator: padding + number)
    }
}
