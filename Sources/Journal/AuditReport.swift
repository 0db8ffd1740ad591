/// What an audit of a store found.
package struct AuditReport: Hashable, Sendable {
    /// The first event that does not fit.
    package struct Fault: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable {
            /// Its content, its order or its predecessor's hash was changed.
            case hashMismatch = "hash-mismatch"
            /// Events before it are missing, or it is where none can be.
            case sequenceGap = "sequence-gap"
            /// Events of its stream before it are missing.
            case streamGap = "stream-gap"
            /// A cell has another type than the schema says.
            case malformed
            /// It is missing at the end: the store notes elsewhere that it had more events.
            case tailMissing = "tail-missing"
            /// It was added behind the store's back: the store notes elsewhere that it had fewer events, or others.
            case headMismatch = "head-mismatch"
            /// The database below cannot give it back.
            case unreadable
            /// Tables, guards or indexes are not as they were made: what is asked of the store may be answered wrongly.
            case structure
            /// The snapshot of a stream is not what its events add up to.
            case snapshot
        }

        package let kind: Kind
        /// 0 where the fault is of no one event.
        package let sequence: Int64
        /// Empty when the event cannot be read.
        package let stream: String
        /// The events that are missing, where the fault is that some are.
        package let missing: ClosedRange<Int64>?
        /// What the layer below said; empty when it said nothing.
        package let reason: String

        package init(kind: Kind, sequence: Int64, stream: String, missing: ClosedRange<Int64>? = nil, reason: String = "") {
            self.kind = kind
            self.sequence = sequence
            self.stream = stream
            self.missing = missing
            self.reason = reason
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
