/// A file on its way into the documents of a store: whole, durable and known by its content, but under a name that nobody looks for until
/// what needs it was decided.
package struct StagedFile: Sendable {
    /// SHA-256 of the content, in hexadecimal.
    package let hash: String
    package let byteCount: Int
    /// What the content shows.
    package let mediaType: String
    /// Where it waits.
    let path: String
}
