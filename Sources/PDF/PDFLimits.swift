/// What the reader accepts from files that it does not trust.
package enum PDFLimits {
    /// Bytes of a file.
    package static let fileBytes = 1 << 30
    /// Arrays and dictionaries inside one another.
    package static let depth = 100
    /// References that lead to references.
    package static let referenceSteps = 32
    /// Cross-reference sections in one chain.
    package static let sections = 1_000
    /// Entries in all sections.
    package static let entries = 4_000_000
    /// Bytes of one decoded stream.
    package static let decodedBytes = 256 << 20
    /// Bytes of all decoded object and cross-reference streams.
    package static let structureBytes = 512 << 20
    /// Objects in one object stream.
    package static let objectsInStream = 1_000_000
    /// Filters on one stream.
    package static let filters = 8
    /// Pages and nodes of the page tree.
    package static let pages = 500_000
}
