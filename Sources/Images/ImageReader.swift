import Diagnostics

/// Reads PNG and JPEG files, told apart by their first bytes.
package enum ImageReader {
    /// - Parameters:
    ///   - name: as people know the file, for diagnostics.
    ///   - span: where the picture is asked for.
    package static func read(_ bytes: [UInt8], name: String, at span: Span? = nil) throws(DiagnosticsError) -> ImageResource {
        do throws(ImageFault) {
            guard bytes.count <= ImageLimits.fileBytes else { throw ImageFault.tooLarge }
            if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return try PNGReader.read(bytes) }
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return try JPEGReader.read(bytes) }
            throw ImageFault.unknownFormat
        } catch {
            throw DiagnosticsError(ImageDiagnostics.unreadable(name, error, at: span))
        }
    }
}

/// Limits on pictures.
package enum ImageLimits {
    /// Of one file.
    package static let fileBytes = 64 << 20
    /// Of one picture: a page at 600 dpi has 34 million.
    package static let pixels = 64_000_000
    /// On one side.
    package static let side = 32_767
}

/// Why a picture cannot be read.
enum ImageFault: Error, Hashable {
    case unknownFormat
    case tooLarge
    case tooManyPixels
    case empty
    /// The words of the PNG library.
    case png(String)
    case jpeg(String)
}
