/// A file that a PDF file carries, and what is known of it.
package struct ExtractedFile: Sendable {
    package let name: String
    package let mediaType: String?
    package let relationship: String?
    package let description: String?
    package let bytes: [UInt8]
    /// Fields of the sound signatures that cover the file and all that names it.
    package let signedBy: [String]
}
