import Diagnostics
import FaxExport
import Images
import Pages
import Raster
import SVGExport
import Typesetting
import XML

/// Makes the files of one document in the form asked for, all in memory, so that a fault leaves nothing half written.
struct OutputWriter {
    let request: OutputRequest

    /// The files of a document's pages; a PDF is made elsewhere.
    func files(of document: PagedDocument) throws(DiagnosticsError) -> [(path: String, bytes: [UInt8])] {
        let all = Array(document.pages.indices)
        let chosen = request.pages?.indices(count: all.count) ?? all
        guard !chosen.isEmpty else { throw DiagnosticsError(OutputDiagnostics.noPages(count: all.count)) }
        if request.kind == .tiff {
            let rasterizer = PageRasterizer(options: request.raster)
            var bitmaps: [PageBitmap] = []
            for index in chosen { bitmaps.append(try rasterizer.bitmap(of: index, in: document)) }
            guard let file = FaxFile.write(bitmaps, coding: request.coding) else {
                throw DiagnosticsError(OutputDiagnostics.failed(page: chosen.count))
            }
            return [(request.path, file)]
        }
        guard request.kind.isPaged else {
            var part = document
            if chosen.count < all.count { part = Self.part(of: document, chosen) }
            return [(request.path, Array(PageDump.text(part).utf8))]
        }
        let hasPlace = request.path.contains(OutputRequest.pagePlace)
        guard hasPlace || chosen.count == 1 else { throw DiagnosticsError(OutputDiagnostics.manyPages(request.path, count: chosen.count)) }
        let rasterizer = PageRasterizer(options: request.raster)
        let exporter = SVGExporter()
        var files: [(path: String, bytes: [UInt8])] = []
        for index in chosen {
            let bytes: [UInt8]?
            switch request.kind {
            case .svg: bytes = exporter.page(index, of: document)
            case .png: bytes = try rasterizer.bitmap(of: index, in: document).png()
            default: bytes = try rasterizer.bitmap(of: index, in: document).portableAnymap()
            }
            guard let bytes else { throw DiagnosticsError(OutputDiagnostics.failed(page: index + 1)) }
            files.append((path(page: index + 1, of: all.count), bytes))
        }
        return files
    }

    /// Numbers have the same width, so that files stand in order.
    private func path(page: Int, of count: Int) -> String {
        let digits = String(page)
        let padding = String(repeating: "0", count: max(0, String(count).utf8.count - digits.utf8.count))
        return request.path.split(separator: OutputRequest.pagePlace, omittingEmptySubsequences: false).joined(separator: padding + digits)
    }

    /// The chosen pages alone; what belongs to others goes.
    private static func part(of document: PagedDocument, _ chosen: [Int]) -> PagedDocument {
        var part = document
        part.pages = chosen.map { document.pages[$0] }
        part.links = document.links.filter { chosen.contains($0.page) }
        part.formFields = document.formFields.filter { chosen.contains($0.page) }
        part.outline = document.outline.filter { chosen.contains($0.destination.page) }
        return part
    }

    /// Writes all files, or none. The folder of several files is made when it is missing.
    static func write(_ files: [(path: String, bytes: [UInt8])]) throws(DiagnosticsError) {
        if files.count > 1 {
            for folder in Set(files.compactMap { folder(of: $0.path) }).sorted() where !FileAccess.exists(folder) {
                try FileAccess.makeFolder(folder)
            }
        }
        try FileAccess.write(files)
    }

    private static func folder(of path: String) -> String? {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    }
}

extension DocumentPress {
    /// Sets a tree and writes it as asked; false and the faults in the bag when it cannot be shown.
    func write(
        _ tree: XMLTree, metadata: DocumentMetadata, attachments: [AttachedFile], as request: OutputRequest, into bag: inout DiagnosticBag
    ) throws(DiagnosticsError) -> Bool {
        let writer = OutputWriter(request: request)
        switch request.kind {
        case .xhtml:
            try OutputWriter.write([(request.path, XMLSerializer(hasDeclaration: true).serialize(standingAlone(tree)))])
            return true
        case .html:
            guard let page = webPage(tree, metadata: metadata, into: &bag) else { return false }
            try OutputWriter.write([(request.path, page)])
            return true
        case .pdf:
            guard let bytes = pdf(tree, metadata: metadata, attachments: attachments, as: request.conformance, into: &bag) else {
                return false
            }
            try FileAccess.write(bytes, to: request.path)
            return true
        default:
            guard let document = pages(tree, metadata: metadata, into: &bag) else { return false }
            if request.kind == .tiff {
                bag.append(contentsOf: FaxLegibility(document, at: request.resolution).faults())
                guard !bag.hasErrors else { return false }
            }
            try OutputWriter.write(try writer.files(of: document))
            return true
        }
    }
}
