extension InMemoryJournal {
    package func snapshots(of streams: [StreamID], format: String) async throws(JournalError) -> [StreamSnapshot] {
        withSnapshots { snapshots in streams.compactMap { snapshots[$0].flatMap { $0.format == format ? $0.snapshot : nil } } }
    }

    package func streamsWithSnapshot(format: String, after name: String) async throws(JournalError) -> [StreamID] {
        withSnapshots { snapshots in
            let names = snapshots.filter { $0.value.format == format }.map(\.key.name).filter {
                Array(name.utf8).lexicographicallyPrecedes($0.utf8)
            }
            let ordered = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return ordered.prefix(JournalLimits.eventsPerRead).map { StreamID($0) }
        }
    }

    package func keepSnapshot(_ snapshot: StreamSnapshot, format: String) async throws(JournalError) {
        withSnapshots { snapshots in
            if let kept = snapshots[snapshot.stream], kept.format == format, kept.snapshot.streamVersion >= snapshot.streamVersion {
                return
            }
            snapshots[snapshot.stream] = (format, snapshot)
        }
    }
}
