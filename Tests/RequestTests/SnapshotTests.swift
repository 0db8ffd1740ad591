import Journal
import Paraphe
import Testing
import Workflow

/// Snapshots of long histories are what replaying gives.
@Suite struct SnapshotTests {
    private func replayed(_ service: Service) async throws -> Dossier? {
        let events = try await service.journal.read(StreamID("dossier:D-1")).map {
            try EventFormat().decode(EncodedEvent(type: $0.type, version: $0.version, data: $0.data))
        }
        return try Dossier.replay(events)
    }

    @Test(arguments: [false, true])
    func longHistories(onDisk: Bool) async throws {
        let service = try Service(onDisk: onDisk)
        try await service.act("create", as: "gcote", edits: Service.request)
        var version: Int64 = 0
        var round = 0
        while version < 270 {
            round += 1
            version = try await service.act("modify", as: "gcote", edits: "{\"allergies\": \"nº \(round)\"}").dossier.version
        }
        let kept = try #require(try await service.journal.snapshot(of: StreamID("dossier:D-1"), format: Dossier.snapshotFormat))
        #expect(kept.streamVersion >= 250 && kept.streamVersion <= version)
        #expect(try await service.requests.load("D-1") == (try await replayed(service)))
        // A snapshot of another form, or that makes no sense, is as none.
        for (format, data) in [("dossier-0", kept.data), (Dossier.snapshotFormat, [UInt8]("{}".utf8))] {
            try await service.journal.keepSnapshot(
                StreamSnapshot(stream: kept.stream, streamVersion: kept.streamVersion + 1, data: data), format: format)
            #expect(try await service.requests.load("D-1") == (try await replayed(service)), "\(format)")
        }
    }

    /// Every kind of event, in one dossier.
    @Test func nothingIsLost() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        try await service.act("submit", as: "gcote")
        let dossier = try #require(try await service.requests.load("D-1"))
        #expect(try Dossier(snapshot: dossier.snapshot) == dossier)
        #expect(!dossier.steps.isEmpty)
        // Who adds a field to a dossier adds it to its snapshot, and changes the form's name.
        #expect(Mirror(reflecting: dossier).children.count == 16)
        for bytes in ["", "{}", "[]", "{\"id\": 1}"] {
            #expect(throws: ReplayError.self) { _ = try Dossier(snapshot: Array(bytes.utf8)) }
        }
    }
}
