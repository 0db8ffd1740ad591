import Diagnostics
import Foundation
import Journal
import JournalSQLite
import JournalTesting
import Testing
import Workflow

@testable import Paraphe

/// Documents on the disk: whose they are, and what happens when it is full: nothing half-written, clear words, and all goes on once there
/// is room.
@Suite struct BlobStoreTests {
    /// Files of a process that died go with the next that comes in, a day later.
    @Test func whatWasLeftOnItsWayInGoes() throws {
        let place = try TemporaryPlace()
        let blobs = BlobStore(besideStore: place.store)
        let file = place.path + "/a.pdf"
        try FileAccess.write(Array("%PDF-1.7\n".utf8), to: file)
        let (fresh, stale) = (try blobs.stage(file), try blobs.stage(file))
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: stale.path)
        _ = try blobs.put(file: file)
        #expect(FileAccess.exists(fresh.path) && !FileAccess.exists(stale.path))
        blobs.discard(fresh)
        #expect(try FileAccess.files(under: blobs.folder).count == 1)
    }

    @Test func whatStandsInTheFolderIsItsOwnersAlone() throws {
        let place = try TemporaryPlace()
        let blobs = BlobStore(besideStore: place.store)
        let photo = place.path + "/photo.png"
        try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: photo)
        _ = try blobs.put(file: photo)
        _ = try blobs.put([1, 2, 3])
        _ = try DossierKeys(besideDocuments: blobs).made(for: "D-1")
        let pack = try PackContents(of: PackFolder(path: Service.folder))
        let packs = KeptPackVersions.folder(of: blobs)
        try KeptPackVersions.keep(pack, in: packs)
        try KeptPackVersions.keep(pack, in: packs)
        #expect(FileAccess.exists(packs + "/" + pack.hash + "/pack.yaml"))
        for path in try FileManager.default.subpathsOfDirectory(atPath: blobs.folder) + ["."] {
            let whole = blobs.folder + "/" + path
            let mode = try FileManager.default.attributesOfItem(atPath: whole)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == (FileAccess.isFolder(whole) ? 0o700 : 0o600), "\(path)")
        }
        // So are the store and its log.
        let store = try SQLiteJournal.open(place.store, access: .creating)
        for name in try FileManager.default.contentsOfDirectory(atPath: place.path) where name.hasPrefix("requests.sqlite") {
            let mode = try FileManager.default.attributesOfItem(atPath: place.path + "/" + name)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600, "\(name)")
        }
        try store.close()
        // What a person asked for is as the mask says, which leaves the owner's reading.
        let mode = try FileManager.default.attributesOfItem(atPath: photo)[.posixPermissions] as? NSNumber
        #expect((mode?.intValue ?? 0) & 0o111 == 0 && (mode?.intValue ?? 0) & 0o400 == 0o400)
    }

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
