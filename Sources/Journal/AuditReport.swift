/// What an audit of a store found.
package struct AuditReport: Hashable, Sendable {
    /// The first event that does not fit.
    package struct Fault: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable {
            /// Its content or its predecessor's hash was changed.
            case hashMismatch = "hash-mismatch"
            /// Events before it are missing.
            case sequenceGap = "sequence-gap"
            /// Events of its stream before it are missing.
            case streamGap = "stream-gap"
            /// A cell has another type than the schema says.
            case malformed
        }

        package let kind: Kind
        package let sequence: Int64
        /// Empty when the event cannot be read.
        package let stream: String

        package init(kind: Kind, sequence: Int64, stream: String) {
            self.kind = kind
            self.sequence = sequence
            self.stream = stream
        }
    }

    /// The chain as far as it fits.
    package let head: ChainHead
    package let fault: Fault?

    package init(head: ChainHead, fault: Fault?) {
        self.head = head
        self.fault = fault
    }

    package var isSound: Bool { fault == nil }
}
