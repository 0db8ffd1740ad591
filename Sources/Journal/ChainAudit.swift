/// Walks over all events in order and recomputes their hashes; a store hands it one row after the other.
package struct ChainAudit: Sendable {
    package private(set) var report = AuditReport(head: .empty, fault: nil)
    private var versions: [StreamID: Int64] = [:]

    package init() {}

    /// Takes the next row.
    ///
    /// - Parameters:
    ///   - event: nil when the row makes no sense.
    ///   - hash: what the store says that it is.
    /// - Returns: whether all fits so far; nothing after a fault is looked at.
    package mutating func accept(_ event: RecordedEvent?, hash: [UInt8]) -> Bool {
        guard report.isSound else { return false }
        guard let event else { return fail(.malformed, report.head.count + 1, "") }
        guard event.sequence == report.head.count + 1 else { return fail(.sequenceGap, event.sequence, event.stream.name) }
        guard event.streamVersion == (versions[event.stream] ?? 0) + 1 else {
            return fail(.streamGap, event.sequence, event.stream.name)
        }
        let next = report.head.following(event)
        guard next.hash == hash else { return fail(.hashMismatch, event.sequence, event.stream.name) }
        versions[event.stream] = event.streamVersion
        report = AuditReport(head: next, fault: nil)
        return true
    }

    private mutating func fail(_ kind: AuditReport.Fault.Kind, _ sequence: Int64, _ stream: String) -> Bool {
        report = AuditReport(head: report.head, fault: AuditReport.Fault(kind: kind, sequence: sequence, stream: stream))
        return false
    }
}
