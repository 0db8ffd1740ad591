/// Where a cross-reference section says that an object stands (ISO 32000-1, table 18).
package enum PDFEntry: Hashable, Sendable {
    case free
    case offset(Int, generation: Int)
    case inStream(number: Int, index: Int)
}

/// One cross-reference section with its trailer: what one revision of the file says.
package struct PDFSection: Sendable {
    package enum Kind: Hashable, Sendable {
        case table
        case stream
        /// A table beside a stream (clause 7.5.8.4).
        case hybrid
    }

    package let kind: Kind
    /// Where `xref`, or the cross-reference stream's object, begins.
    package let offset: Int
    /// One past the trailer dictionary, or past the stream's `endobj`.
    package let end: Int
    package let entries: [Int: PDFEntry]
    package let trailer: PDFDictionary
    /// Whether each row of a table takes twenty bytes (clause 7.5.4): readers that count bytes see other rows than readers of words otherwise.
    package let isRegular: Bool
    /// The object number of a cross-reference stream.
    package let streamNumber: Int?
}
