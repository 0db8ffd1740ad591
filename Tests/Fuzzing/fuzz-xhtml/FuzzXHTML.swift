import Diagnostics
import Fonts
import PDFExport
import Pages
import Styling
import Typesetting
import XML

private let fonts = FontLibrary()
private let typesetter: Typesetter = {
    var options = TypesettingOptions()
    // Small, so that each limit is met within a text of a few kilobytes.
    options.limits.pageCount = 40
    options.limits.boxCount = 4_000
    options.limits.stepCount = 20_000
    return Typesetter(fonts: fonts, options: options)
}()
private let exporter: PDFExporter = {
    var options = PDFExportOptions()
    options.conformance = .plain
    return PDFExporter(options: options)
}()

/// Any bytes as a document, from text to file: no trap, no hang; no pages without a reason told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXHTML(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    if !text.contains("<html") {
        // Mostly it is the inside of a document that is worth changing: the sheet up to the first `<`, then the body.
        let start = text.firstIndex(of: "<") ?? text.endIndex
        text =
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>t</title><style>@page { size: 200pt 120pt; margin: 10pt } "
            + text[..<start] + "</style></head><body>" + text[start...] + "</body></html>"
    }
    let (tree, faults) = XMLParser(mode: .lenient).parse(SourceFile(id: SourceID(index: 0), path: "x.xhtml", bytes: Array(text.utf8)))
    guard let tree else {
        precondition(faults.hasErrors, "no tree and no fault")
        return 0
    }
    let (styled, _) = StyleEngine(options: StyleOptions(mode: .lenient, fontLengths: fonts.lengths)).style(tree)
    let (document, bag) = typesetter.typeset(styled, metadata: DocumentMetadata(title: "t", language: "en"))
    guard let document else {
        precondition(bag.hasErrors, "no pages and no fault")
        return 0
    }
    do throws(DiagnosticsError) {
        let file = try exporter.export(document)
        precondition(file.starts(with: Array("%PDF-".utf8)), "not a PDF")
    } catch {
        precondition(error.bag.hasErrors, "no file and no fault")
    }
    return 0
}

extension FontLibrary {
    /// For `ex` and `ch`.
    fileprivate func lengths(_ font: FontProperties) -> StyleOptions.FontLengths? {
        guard case .named(let name)? = font.families.first, let face = face(family: name) else { return nil }
        return StyleOptions.FontLengths(xHeight: face.metrics.xHeight, zeroAdvance: 0.5)
    }
}
