import Diagnostics
import Foundation
import Images
import PDFExport
import Pages
import Raster

/// A document as it is compared: the words of each page, and its pixels when they are asked for.
struct ComparedDocument {
    struct Page {
        /// In points.
        var width: Double
        var height: Double
        /// In reading order as far as the page tells.
        var words: [String]
    }

    let pages: [Page]
    /// The pixels of a page, by index.
    let bitmap: (Int) throws(DiagnosticsError) -> PageBitmap

    /// Pixels an inch at which pages are compared.
    static let density = 100.0

    // MARK: Our own pages

    /// Pages that were just laid out.
    init(_ document: PagedDocument, path: String) throws(DiagnosticsError) {
        guard document.pages.count <= PageDifferenceLimits.pages else { throw DiagnosticsError(PageDifferenceDiagnostics.tooLarge(path)) }
        pages = document.pages.indices.map { index in
            let page = document.pages[index]
            var words = Self.words(of: page.items)
            for field in document.formFields where field.page == index { words += Self.words(of: field.appearance) }
            return Page(width: page.width, height: page.height, words: words)
        }
        let rasterizer = PageRasterizer(options: RasterOptions(density: Self.density))
        bitmap = { index throws(DiagnosticsError) in try rasterizer.bitmap(of: index, in: document) }
    }

    private static func words(of items: [PageItem]) -> [String] {
        var words: [String] = []
        // A word that a line's end divides is one.
        var isDivided = false
        var lastLine = 0.0
        var end = -1.0
        for case .glyphs(let run) in items {
            if run.replacementText?.isEmpty ?? false {
                isDivided = true
                continue
            }
            var width = 0.0
            for glyph in run.glyphs { width += glyph.advance }
            var parts = (run.replacementText ?? run.text).split(whereSeparator: \.isWhitespace).map(String.init)
            let startsWithSpace = (run.replacementText ?? run.text).first?.isWhitespace ?? true
            // Runs that touch are one word: only their style changes.
            let touches = abs(run.origin.y - lastLine) < run.size && abs(run.origin.x - end) < run.size * 0.05 && !startsWithSpace
            if let first = parts.first, let last = words.last, isDivided || touches {
                words[words.count - 1] = last + first
                parts.removeFirst()
            }
            words += parts
            if !parts.isEmpty || !isDivided { isDivided = false }
            lastLine = run.origin.y
            end = (run.replacementText ?? run.text).last?.isWhitespace ?? true ? -1 : run.origin.x + width
        }
        return words
    }

    // MARK: PDFs

    /// The pages of a PDF file, by Poppler's tools.
    ///
    /// - Parameters:
    ///   - name: for diagnostics.
    ///   - folder: what holds the file, removed with the document.
    init(pdf path: String, shownAs name: String, removing folder: String? = nil) throws(DiagnosticsError) {
        let cache = BitmapCache(folder)
        let text = try ForeignTool("pdftotext")
        let painter = try ForeignTool("pdftoppm")
        // A name that begins with a hyphen is no option.
        let file = path.hasPrefix("-") ? "./" + path : path
        let listing = try text.run(["-bbox", "-l", String(PageDifferenceLimits.pages + 1), file, "-"], on: name)
        let found = Self.pages(ofListing: String(decoding: listing, as: UTF8.self))
        let scale = Self.density / 72
        guard found.count <= PageDifferenceLimits.pages,
            found.allSatisfy({ $0.width * scale * $0.height * scale <= Double(PageDifferenceLimits.pixels) })
        else { throw DiagnosticsError(PageDifferenceDiagnostics.tooLarge(name)) }
        pages = found
        let count = found.count
        bitmap = { index throws(DiagnosticsError) in
            if let known = cache.bitmaps[index] { return known }
            // Some pages at a time: starting a process costs as much as a page.
            let last = min(index + 7, count - 1)
            let bytes = try painter.run(
                ["-r", String(Int(Self.density)), "-f", String(index + 1), "-l", String(last + 1), file], on: name)
            let bitmaps = Self.bitmaps(ofPixmaps: bytes)
            guard bitmaps.count == last - index + 1 else {
                throw DiagnosticsError(PageDifferenceDiagnostics.toolFailed(painter.name, name, words: ""))
            }
            cache.bitmaps = [:]
            for (offset, bitmap) in bitmaps.enumerated() { cache.bitmaps[index + offset] = bitmap }
            return bitmaps[0]
        }
    }

    private final class BitmapCache {
        var bitmaps: [Int: PageBitmap] = [:]
        private let folder: String?

        init(_ folder: String?) {
            self.folder = folder
        }

        deinit {
            if let folder { try? FileManager.default.removeItem(atPath: folder) }
        }
    }

    /// The lines of `pdftotext -bbox`: one for each page and word.
    private static func pages(ofListing text: String) -> [Page] {
        var pages: [Page] = []
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("<page ") {
                pages.append(Page(width: number("width", line), height: number("height", line), words: []))
            } else if line.hasPrefix("<word "), !pages.isEmpty, let open = line.firstIndex(of: ">"),
                let close = line.range(of: "</word>")
            {
                let word = line[line.index(after: open)..<close.lowerBound]
                pages[pages.count - 1].words.append(unescaped(word))
            }
        }
        return pages
    }

    private static func number(_ name: String, _ line: Substring) -> Double {
        guard let range = line.range(of: name + "=\"") else { return 0 }
        return Double(line[range.upperBound...].prefix { $0 != "\"" }) ?? 0
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var result = String(text)
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            result = result.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
        return result
    }

    /// Binary pixmaps (P6), one after the other.
    private static func bitmaps(ofPixmaps bytes: [UInt8]) -> [PageBitmap] {
        var bitmaps: [PageBitmap] = []
        var position = 0
        func number() -> Int? {
            while position < bytes.count, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position]) { position += 1 }
            var value = 0
            let start = position
            while position < bytes.count, (0x30...0x39).contains(bytes[position]), value < 1_000_000 {
                value = value * 10 + Int(bytes[position] - 0x30)
                position += 1
            }
            return position > start ? value : nil
        }
        while position + 2 < bytes.count, bytes[position] == 0x50, bytes[position + 1] == 0x36 {
            position += 2
            guard let width = number(), let height = number(), number() == 255, width > 0, height > 0, width < 100_000, height < 100_000
            else { break }
            position += 1
            let count = width * height * 3
            guard bytes.count - position >= count else { break }
            bitmaps.append(
                PageBitmap(
                    width: width, height: height, format: .rgb, horizontalDensity: density, verticalDensity: density,
                    bytes: Array(bytes[position..<position + count])))
            position += count
        }
        return bitmaps
    }
}
