import Diagnostics
import FaxExport
import Images
import PDFExport
import Raster

/// Where a document goes, as what, and which of its pages: the `-o` of `paraphe typeset` and `paraphe render`.
package struct OutputRequest: Sendable, Hashable {
    /// The part of a name that each page's number takes the place of.
    package static let pagePlace = "{page}"
    private static let densities = 10.0...2_400.0

    package let path: String
    package let kind: OutputKind
    /// Numbers from 1; nil for all.
    package let pages: PageSelection?
    package let raster: RasterOptions
    /// Of a fax.
    package let resolution: FaxResolution
    package let coding: FaxCoding
    /// What a PDF conforms to; nil for what is usual.
    package let conformance: PDFExportOptions.Conformance?

    /// - Parameters:
    ///   - pages: such as `1-3,7` or `5-`.
    ///   - dpi: `150`, or `204x98` where pixels are not square; 150 when nil.
    ///   - standard: `pdf/a-2a+ua-1`, `pdf/a-3a+ua-1`, `pdf-1.7` or `pdf-2.0`, for a PDF.
    ///   - bits: 1, 8 (grey) or 24 (colour) a pixel; by the kind when nil.
    ///   - fax: `fine` when nil, or `standard`.
    ///   - coding: of a fax: `mh` when nil, or `t6`.
    package init(
        path: String, pages: String? = nil, dpi: String? = nil, bits: Int? = nil, fax: String? = nil, coding: String? = nil,
        standard: String? = nil
    ) throws(DiagnosticsError) {
        guard let kind = OutputKind(path: path) ?? (path.hasPrefix("/dev/") ? .pdf : nil) else {
            throw DiagnosticsError(OutputDiagnostics.unknownKind(path))
        }
        self.path = path
        self.kind = kind
        self.pages = try pages.map { text throws(DiagnosticsError) in
            guard let selection = PageSelection(text) else { throw DiagnosticsError(OutputDiagnostics.badPages(text)) }
            guard kind.isPaged || kind == .txt || kind == .tiff else {
                throw DiagnosticsError(OutputDiagnostics.notForKind("--pages", kind))
            }
            return selection
        }
        conformance = try Self.conformance(standard)
        if standard != nil, kind != .pdf { throw DiagnosticsError(OutputDiagnostics.notForKind("--standard", kind)) }
        if dpi != nil, !kind.isBitmap { throw DiagnosticsError(OutputDiagnostics.notForKind("--dpi", kind)) }
        if bits != nil, kind != .png { throw DiagnosticsError(OutputDiagnostics.notForKind("--bits", kind)) }
        if fax != nil, kind != .tiff { throw DiagnosticsError(OutputDiagnostics.notForKind("--fax", kind)) }
        if coding != nil, kind != .tiff { throw DiagnosticsError(OutputDiagnostics.notForKind("--coding", kind)) }
        guard let resolution = FaxResolution(rawValue: fax ?? "fine"), let coding = FaxCoding(rawValue: coding ?? "mh") else {
            throw DiagnosticsError(OutputDiagnostics.badFax)
        }
        (self.resolution, self.coding) = (resolution, coding)
        guard kind != .tiff else {
            raster = resolution.raster
            return
        }
        var raster = RasterOptions(density: 150)
        if let dpi {
            guard let (across, down) = Self.densities(dpi) else { throw DiagnosticsError(OutputDiagnostics.badDensity(dpi)) }
            (raster.horizontalDensity, raster.verticalDensity) = (across, down)
        }
        switch (kind, bits) {
        case (.pbm, _), (_, 1): raster.format = .bits
        case (.pgm, _), (_, 8): raster.format = .gray
        case (_, nil), (_, 24): raster.format = .rgb
        case (_, let other?): throw DiagnosticsError(OutputDiagnostics.badBits(other))
        }
        self.raster = raster
    }

    /// What a name stands for; nil for none.
    package static func conformance(_ name: String?) throws(DiagnosticsError) -> PDFExportOptions.Conformance? {
        guard let name else { return nil }
        guard let conformance = PDFExportOptions.Conformance(name: name) else {
            throw DiagnosticsError(OutputDiagnostics.unknownStandard(name))
        }
        return conformance
    }

    private static func densities(_ text: String) -> (Double, Double)? {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count <= 2, let across = parts[0], densities.contains(across) else { return nil }
        guard parts.count == 2 else { return (across, across) }
        guard let down = parts[1], densities.contains(down) else { return nil }
        return (across, down)
    }
}
