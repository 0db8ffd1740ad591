/// How the lines of a fax are compressed.
package enum FaxCoding: String, Sendable, Hashable, CaseIterable {
    /// Modified Huffman, each line by itself (ITU-T T.4, clause 4.1): what every receiver reads, and profile S of RFC 3949.
    case modifiedHuffman = "mh"
    /// Each line by what changes from the one above (ITU-T T.6): smaller, where receivers agreed on it.
    case t6
}
