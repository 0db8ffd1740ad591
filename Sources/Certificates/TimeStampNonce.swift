import SwiftASN1

/// The number that ties a time stamp to one question (RFC 3161, clause 2.4.2).
package enum TimeStampNonce {
    /// Nil when the token cannot be read or holds none.
    package static func inToken(_ token: [UInt8]) -> [UInt8]? {
        guard let content = SignedDataReader(token[...])?.content, let root = try? SwiftASN1.DER.parse(content),
            let fields = ASN1Reader.children(root), fields.count > 5
        else { return nil }
        // The only INTEGER after the time; accuracy is a SEQUENCE, ordering a BOOLEAN.
        return fields.dropFirst(5).first { $0.identifier == .integer }.flatMap(ASN1Reader.bytes).map { Array($0) }
    }
}
