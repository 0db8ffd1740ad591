/// An ``EventJournal`` that can prove that nobody changed it.
package protocol AuditedJournal: EventJournal {
    /// The last event's sequence and hash: what a checkpoint kept elsewhere must name.
    func chainHead() async throws(JournalError) -> ChainHead

    /// Recomputes the chain of the whole store, one event after the other, and says which is the first that does not fit, if any.
    ///
    /// What cannot be read is a finding and no failure.
    ///
    /// - Parameter observe: is told of each event that fits, in order, with the chain's end just after it.
    func audit(_ observe: @escaping @Sendable (RecordedEvent, ChainHead) -> Void) async throws(JournalError) -> AuditReport
}

extension AuditedJournal {
    package func audit() async throws(JournalError) -> AuditReport { try await audit { _, _ in } }
}
