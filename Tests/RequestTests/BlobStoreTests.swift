import Diagnostics
import Foundation
import Journal
import JournalTesting
import Testing
import Workflow

@testable import Paraphe

/// Documents on a disk that is full: nothing half-written, clear words, and all goes on once there is room.
@Suite struct BlobStoreTests {
    @Test(.enabled(if: SmallDisk.isAllowed, Comment(rawValue: SmallDisk.reason)))
    func fullDisk() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let place = try TemporaryPlace()
        let blobs = BlobStore(folder: disk.path + "/documents")
        let whole = [UInt8]("%PDF-1.7 ".utf8) + (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = place.path + "/report.pdf"
        try Data(whole).write(to: URL(fileURLWithPath: file))
        let first = try blobs.put([1, 2, 3])
        let before = try FileAccess.files(under: blobs.folder)
        let service = try Service(onDisk: true)
        let requests = RequestService(
            journal: service.journal, rulebook: service.rulebook, blobs: blobs, directory: service.requests.directory)
        let moment = try Service.moment("2026-11-23T15:00:00Z")
        let order = RequestOrder(
            commandID: "c-1", dossierID: "D-1", action: "create", person: "gcote", edits: try Service.json(Service.request),
            attachments: [RequestOrder.Attachment(field: "attachments", file: file, label: "Plan")])
        try disk.fill()
        for attempt in 0..<2 {
            do {
                if attempt == 0 { _ = try blobs.put(whole) } else { _ = try blobs.put(file: file) }
                Issue.record("the disk is not full")
            } catch {
                let found = try #require(error.bag.diagnostics.first)
                #expect(found.code.name == "file/not-saved" && found.message.en.contains("the disk is full"), "\(found.message)")
                #expect(found.message.fr.contains("le disque est plein") && found.hint != nil)
            }
            #expect(try FileAccess.files(under: blobs.folder) == before, "something half-written is left")
        }
        // The action is refused, and nobody hears of a document that is not there.
        do {
            _ = try await requests.act(order, at: moment)
            Issue.record("the disk is not full")
        } catch {
            #expect(error.bag.diagnostics.map(\.code.name) == ["file/not-saved"])
        }
        #expect(try await service.journal.readAll(after: 0, limit: 10).isEmpty)
        #expect(try blobs.get(first) == [1, 2, 3])
        try disk.makeRoom()
        #expect(try blobs.get(try blobs.put(whole)) == whole)
        #expect(try await requests.act(order, at: moment).dossier.version > 0)
    }
}
