import GRDB
import Journal

/// The end of a store's hash chain.
package struct ChainHead: Hashable, Sendable {
    /// Events in the store.
    package let count: Int64
    /// The hash of the last event; ``ChainLink/genesis`` in an empty store.
    package let hash: [UInt8]

    package init(count: Int64, hash: [UInt8]) {
        self.count = count
        self.hash = hash
    }
}

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

    package var isSound: Bool { fault == nil }
}

/// Walks over all events in order and recomputes their hashes.
enum ChainAudit {
    static func run(in database: Database) throws -> AuditReport {
        let sql = "SELECT \(StoredEvent.columns), hash FROM event ORDER BY sequence"
        let rows = try Row.fetchCursor(database, sql: sql)
        var tail = ChainTail()
        var versions: [StreamID: Int64] = [:]
        func report(_ kind: AuditReport.Fault.Kind, _ sequence: Int64, _ stream: String) -> AuditReport {
            AuditReport(
                head: ChainHead(count: tail.sequence, hash: tail.hash),
                fault: AuditReport.Fault(kind: kind, sequence: sequence, stream: stream))
        }
        while let row = try rows.next() {
            guard let event = try? StoredEvent.event(row), let hash = try? StoredEvent.bytes(row, 7) else {
                return report(.malformed, tail.sequence + 1, "")
            }
            guard event.sequence == tail.sequence + 1 else { return report(.sequenceGap, event.sequence, event.stream.name) }
            guard event.streamVersion == (versions[event.stream] ?? 0) + 1 else {
                return report(.streamGap, event.sequence, event.stream.name)
            }
            var next = tail
            next.advance(over: event)
            guard next.hash == hash else { return report(.hashMismatch, event.sequence, event.stream.name) }
            tail = next
            versions[event.stream] = event.streamVersion
        }
        return AuditReport(head: ChainHead(count: tail.sequence, hash: tail.hash), fault: nil)
    }
}
