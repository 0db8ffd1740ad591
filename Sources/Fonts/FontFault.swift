/// Why a font cannot be read.
package enum FontFault: Error, Hashable, Sendable {
    case truncated
    case notFont
    /// WOFF, which is not read here.
    case compressed
    case directory
    /// The table is malformed or lies outside the file.
    case table(String)
    case missingTable(String)
    case tooLarge
    case unreadable
    case memory
}
