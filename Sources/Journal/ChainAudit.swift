/// Walks over all events in order and recomputes their hashes; a store hands it one row after the other.
package struct ChainAudit: ~Copyable {
    package private(set) var head = ChainHead.empty
    package private(set) var fault: AuditReport.Fault?
    private var versions: [StreamID: Int64] = [:]
    private let observe: (RecordedEvent, ChainHead) -> Void

    /// - Parameter observe: is told of each event that fits.
    package init(_ observe: @escaping (RecordedEvent, ChainHead) -> Void = { _, _ in }) {
        self.observe = observe
    }

    package var report: AuditReport { AuditReport(head: head, fault: fault) }

    /// Takes the next row.
    ///
    /// - Parameters:
    ///   - event: nil when the row makes no sense.
    ///   - hash: what the store says that it is.
    /// - Returns: whether all fits so far; nothing after a fault is looked at.
    package mutating func accept(_ event: RecordedEvent?, hash: [UInt8]) -> Bool {
        guard fault == nil else { return false }
        let expected = head.count + 1
        guard let event else { return fail(AuditReport.Fault(kind: .malformed, sequence: expected, stream: "")) }
        func finding(_ kind: AuditReport.Fault.Kind, missing: ClosedRange<Int64>? = nil) -> AuditReport.Fault {
            AuditReport.Fault(kind: kind, sequence: event.sequence, stream: event.stream.name, missing: missing)
        }
        guard event.sequence == expected else {
            return fail(finding(.sequenceGap, missing: event.sequence > expected ? expected...(event.sequence - 1) : nil))
        }
        guard event.streamVersion == (versions[event.stream] ?? 0) + 1 else { return fail(finding(.streamGap)) }
        let next = head.following(event)
        guard next.hash == hash else { return fail(finding(.hashMismatch)) }
        versions[event.stream] = event.streamVersion
        head = next
        observe(event, next)
        return true
    }

    /// Compares the end of the chain with what the store noted apart from it.
    package mutating func conclude(kept: ChainHead) {
        guard fault == nil else { return }
        if kept.count > head.count {
            let missing = (head.count + 1)...kept.count
            _ = fail(AuditReport.Fault(kind: .tailMissing, sequence: missing.lowerBound, stream: "", missing: missing))
        } else if kept != head {
            _ = fail(AuditReport.Fault(kind: .headMismatch, sequence: min(max(kept.count, 0) + 1, max(head.count, 1)), stream: ""))
        }
    }

    /// The next event cannot be read, because the database is damaged.
    package mutating func stop(_ kind: AuditReport.Fault.Kind, at sequence: Int64? = nil, reason: String) {
        guard fault == nil else { return }
        _ = fail(AuditReport.Fault(kind: kind, sequence: sequence ?? head.count + 1, stream: "", reason: reason))
    }

    private mutating func fail(_ fault: AuditReport.Fault) -> Bool {
        self.fault = fault
        return false
    }
}
