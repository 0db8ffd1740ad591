/// A stream object (ISO 32000-1, clause 7.3.8): its dictionary and its bytes as they stand in the file, filters still applied.
package struct PDFStream: Hashable, Sendable {
    /// `Length` is written from ``encoded``; what stands here for it is ignored.
    package var dictionary: PDFDictionary
    package var encoded: [UInt8]

    package init(dictionary: PDFDictionary = [:], encoded: [UInt8]) {
        self.dictionary = dictionary
        self.encoded = encoded
    }
}
