/// What a document is written as, told by the extension of the file.
package enum OutputKind: String, Sendable, Hashable, CaseIterable {
    case pdf
    case png
    case svg
    /// What is painted where, page by page: for reviews and tests.
    case txt
    /// The document after its logic, before layout.
    case xhtml
    /// The document as a page of the web: one file, for reading on a screen of any size.
    case html
    /// One bit, grey and colour as netpbm files.
    case pbm
    case pgm
    case ppm
    /// A fax: all pages in one file (TIFF-F).
    case tiff

    /// Nil for a name without a known extension.
    package init?(path: String) {
        guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "htm": self = .html
        case "xht": self = .xhtml
        case "tif": self = .tiff
        case let known: self.init(rawValue: known)
        }
    }

    /// Whether each page makes a file of its own.
    package var isPaged: Bool {
        switch self {
        case .pdf, .txt, .xhtml, .html, .tiff: false
        case .png, .svg, .pbm, .pgm, .ppm: true
        }
    }

    package var isBitmap: Bool { isPaged && self != .svg }
}
