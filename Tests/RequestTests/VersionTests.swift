import CEL
import Diagnostics
import Foundation
import Journal
import Rules
import Testing
import Workflow

@testable import Paraphe

/// Versions of packs, archives of dossiers, and who read what.
@Suite struct VersionTests {
    /// A copy of the example pack that can be changed, and services on its versions in one store.
    private struct Site {
        let place: TemporaryPlace
        let journal: InMemoryJournal
        var blobs: BlobStore { BlobStore(besideStore: place.store) }
        var pack: String { place.path + "/pack" }

        init() throws {
            place = try TemporaryPlace()
            journal = InMemoryJournal()
            try FileManager.default.copyItem(atPath: Service.folder, toPath: place.path + "/pack")
        }

        /// The pack as it is now.
        func service(_ journal: (any EventJournal)? = nil, _ blobs: BlobStore? = nil) throws -> RequestService {
            let shelf = SourceShelf()
            let loaded = try LoadedPack.loadOrThrow(PackFolder(path: pack), shelf: shelf)
            let blobs = blobs ?? self.blobs
            return RequestService(
                journal: journal ?? self.journal, rulebook: loaded.rulebook, packHash: loaded.hash, blobs: blobs,
                versions: KeptPackVersions(blobs: blobs, present: loaded.contents, shelf: shelf))
        }

        func replace(_ old: String, with new: String, in name: String) throws {
            let path = pack + "/" + name
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains(old), "\(old) in \(name)")
            try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
        }

        func write(_ text: String, to name: String) throws {
            let path = pack + "/" + name
            try FileAccess.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
            try FileAccess.write(Array(text.utf8), to: path)
        }
    }

    private static let moment = "2026-11-23T15:00:00Z"

    @discardableResult
    private func act(
        _ service: RequestService, _ action: String, _ id: String = "D-1", as person: String = "gcote", edits: String = "{}"
    ) async throws -> RequestOutcome {
        try await service.act(
            RequestOrder(commandID: UUID().uuidString, dossierID: id, action: action, person: person, edits: try Service.json(edits)),
            at: try Service.moment(Self.moment))
    }

    /// A stricter rule binds new dossiers; those in flight go on under the rules with which they began.
    @Test func dossiersRunUnderTheirOwnVersion() async throws {
        let site = try Site()
        let first = try site.service()
        try await act(first, "create", edits: Service.request)
        try site.replace("    from: [draft]", with: "    from: [draft]\n    valid-from: 2030-01-01", in: "workflow.yaml")
        let second = try site.service()
        #expect(first.packHash != second.packHash)
        try await act(second, "create", "D-2", edits: Service.request)
        #expect(try await act(second, "submit").dossier.state == "submitted")
        await #expect(throws: RequestError.self) { try await act(second, "submit", "D-2") }
        let shown = try await second.show("D-1", to: "rtremblay", at: try Service.moment(Self.moment))
        #expect(shown.offers.contains { $0.action.id == "assign" && $0.isOffered })
        #expect(try FileAccess.files(under: KeptPackVersions.folder(of: site.blobs)).contains(first.packHash + "/pack.yaml"))
        // A version that was altered, or is gone, is not replaced by another in silence.
        let kept = KeptPackVersions.folder(of: site.blobs) + "/" + first.packHash
        try FileAccess.write(Array("x".utf8), to: kept + "/people.yaml")
        await #expect(throws: RequestError.self) { try await act(try site.service(), "assign", as: "rtremblay") }
        try FileAccess.remove(kept)
        do {
            try await act(try site.service(), "assign", as: "rtremblay")
            Issue.record("ran without its rules")
        } catch let error as RequestError {
            #expect(error.bag.diagnostics.map(\.code.name) == ["request/version-missing"])
        }
    }

    /// A worklist narrows down by the rules that each dossier follows, not by the newest.
    @Test(arguments: [false, true]) func worklistsFollowEachVersion(hasPlaces: Bool) async throws {
        let site = try Site()
        let first = try site.service()
        try await act(first, "create", edits: Service.request)
        try await act(first, "submit")
        try site.replace(
            "    permissions: [request-assign, request-return]", with: "    permissions: [request-return]", in: "profiles.yaml")
        try site.replace("'dispatcher' in actor.roles", with: "false", in: "workflow.yaml")
        let second = try site.service()
        try await act(second, "create", "D-2", edits: Service.request)
        try await act(second, "submit", "D-2")
        if hasPlaces { try await DossierIndex(site.journal).update() }
        let moment = try Service.moment(Self.moment)
        let filter = WorklistFilter(person: "rtremblay", isActionableOnly: true)
        let listed = try await second.list(filter, at: moment).map { "\($0.dossier.id) \($0.offered.map(\.id))" }
        #expect(listed == ["D-1 [\"assign\", \"return-to-requester\"]"])
        let role = try await second.list(WorklistFilter(role: "dispatcher"), at: moment).map(\.dossier.id)
        #expect(role == ["D-1", "D-2"])
        // Without its rules, nothing can be done with a dossier; it is listed all the same.
        try FileAccess.remove(KeptPackVersions.folder(of: site.blobs) + "/" + first.packHash)
        let left = try site.service()
        #expect(try await left.list(filter, at: moment).isEmpty)
        #expect(try await left.list(WorklistFilter(person: "rtremblay"), at: moment).map(\.dossier.id) == ["D-1", "D-2"])
    }

    @Test func dossiersMoveByDeclaredMappings() async throws {
        let site = try Site()
        try await act(try site.service(), "create", edits: Service.request)
        try await act(try site.service(), "create", "D-2")
        try site.replace("version: ", with: "version: 9", in: "pack.yaml")
        let old = try #require(try await site.service().load("D-1")).packVersion
        try site.write(
            """
            from: ["\(old)"]
            fields:
              rename: { clinicalHistory: allergies }
              drop: [reasonForConsultation]
              default:
                reasonForConsultation: "'Moved from ' + old.state + ': ' + old.?reasonForConsultation.orValue('none')"
            """, to: "migrations/first.yaml")
        let service = try site.service()
        let moment = try Service.moment(Self.moment)
        func run(_ isRehearsal: Bool) async throws -> [DossierMover.Entry] {
            var entries: [DossierMover.Entry] = []
            let mover = try DossierMover(service: service, folder: PackFolder(path: site.pack), shelf: SourceShelf())
            try await mover.run(by: "sbeaulieu", at: moment, isRehearsal: isRehearsal) { entries.append($0) }
            return entries
        }
        let before = try await site.journal.readAll(after: 0, limit: 1_000).count
        #expect(try await run(true).map(\.status) == [.wouldMove, .wouldMove])
        #expect(try await site.journal.readAll(after: 0, limit: 1_000).count == before, "a rehearsal writes nothing")
        let moved = try await run(false)
        #expect(moved.map(\.status) == [.moved, .moved])
        #expect(moved[0].step?.details.isEmpty == false)
        #expect(try await run(false).isEmpty, "what is there already stays")
        let dossier = try #require(try await service.load("D-1"))
        #expect(dossier.packHash == service.packHash && dossier.packVersion == service.rulebook.version)
        #expect(dossier.data.field("allergies")?.stringValue == "Apparue il y a six mois.")
        #expect(dossier.data.field("clinicalHistory") == nil)
        #expect(dossier.data.field("reasonForConsultation")?.stringValue == "Moved from draft: Lésion pigmentée de la jambe")
        let last = try #require(try await service.history("D-1").last)
        #expect(last.label.en.contains(old) && last.personID == "sbeaulieu")
        #expect(try await act(service, "modify", edits: #"{"clinicalHistory": "x"}"#).dossier.version == dossier.version + 2)
    }

    /// What does not fit the new rules is refused whole, with every reason.
    @Test func whatDoesNotFitIsNotMoved() async throws {
        let site = try Site()
        try await act(try site.service(), "create", edits: Service.request)
        try site.replace("version: ", with: "version: 9", in: "pack.yaml")
        func entries(_ mapping: String) async throws -> [DossierMover.Entry] {
            try site.write(mapping, to: "migrations/first.yaml")
            var entries: [DossierMover.Entry] = []
            let mover = try DossierMover(service: try site.service(), folder: PackFolder(path: site.pack), shelf: SourceShelf())
            try await mover.run(by: "sbeaulieu", at: try Service.moment(Self.moment), isRehearsal: false) { entries.append($0) }
            return entries
        }
        let bad = try await entries("states: { draft: drfat }\nfields: { rename: { urgency: urgent } }\n")
        #expect(
            bad.map(\.status) == [.refused]
                && Set(bad[0].failures.map(\.code.name)) == ["workflow/unknown-state", "workflow/unknown-field"])
        #expect(bad[0].failures.contains { $0.hint?.en.contains("draft") ?? false })
        #expect(try await entries("from: [0.0.1]\n")[0].findings.map(\.code.name) == ["migrate/no-plan"])
        let computed = try await entries("fields: { drop: [urgency], default: { urgency: old.nothing } }\n")
        #expect(computed[0].findings.map(\.code.name) == ["migrate/no-value"])
        await #expect(throws: DiagnosticsError.self) { _ = try await entries("stats: {}\n") }
        await #expect(throws: DiagnosticsError.self) { _ = try await entries("fields: { default: { urgency: 'old.' } }\n") }
        #expect(try await site.service().load("D-1")?.version == 3)
    }

    @Test func anArchiveCarriesTheWholeDossier() async throws {
        let site = try Site()
        let service = try site.service()
        try await act(service, "create", "D-0", edits: Service.request)
        try await act(service, "create", edits: Service.request)
        let photo = site.place.path + "/photo.png"
        try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], to: photo)
        let field = try #require(service.rulebook.dossierFields.first { if case .list(.attachment) = $0.type { true } else { false } }).id
        let moment = try Service.moment(Self.moment)
        var order = RequestOrder(commandID: "photo", dossierID: "D-1", action: "modify", person: "gcote")
        order.attachments = [RequestOrder.Attachment(field: field, file: photo, label: "Lavoie, jambe")]
        _ = try await service.act(order, at: moment)
        let archive = try await service.export("D-1", by: "sbeaulieu", at: moment)
        let bytes = try #require(archive.encoded())
        #expect(try await service.export("D-1", by: "sbeaulieu", at: moment).encoded() == bytes, "the same dossier gives the same bytes")

        let other = InMemoryJournal()
        let target = try site.service(other, BlobStore(folder: site.place.path + "/other"))
        let (dossier, isRepetition) = try await target.import(try DossierArchive(bytes), by: "sbeaulieu", at: moment)
        let original = try await service.load("D-1")
        #expect(!isRepetition && dossier == original)
        #expect(try await target.load("D-1") == dossier)
        for (hash, _) in RequestService.files(of: try await target.allEvents(of: "D-1")) { #expect(try !target.blobs.get(hash).isEmpty) }
        // Its commands are known there, and it goes on under its rules.
        #expect(try await target.act(order, at: moment).isRepetition)
        #expect(try await act(target, "submit").dossier.state == "submitted")
        // Once more is refused now that it went on; in the first store all of it is there.
        await #expect(throws: RequestError.self) { _ = try await target.import(archive, by: "sbeaulieu", at: moment) }
        #expect(try await service.import(archive, by: "sbeaulieu", at: moment).isRepetition)
    }

    /// A command that the store used for another dossier refuses the archive before anything is written.
    @Test func anArchiveWhoseCommandsWereUsedIsRefusedWhole() async throws {
        let site = try Site()
        let service = try site.service()
        let moment = try Service.moment(Self.moment)
        let request = try Service.json(Service.request)
        let first = RequestOrder(commandID: "c1", dossierID: "D-1", action: "create", person: "gcote", edits: request)
        let second = RequestOrder(commandID: "c2", dossierID: "D-1", action: "submit", person: "gcote")
        _ = try await service.act(first, at: moment)
        _ = try await service.act(second, at: moment)
        let archive = try await service.export("D-1", by: "sbeaulieu", at: moment)
        let other = InMemoryJournal()
        let target = try site.service(other, BlobStore(folder: site.place.path + "/other"))
        let taken = RequestOrder(commandID: "c2", dossierID: "D-2", action: "create", person: "gcote", edits: request)
        _ = try await target.act(taken, at: moment)
        let before = try await other.readAll(after: 0, limit: 1_000)
        do {
            _ = try await target.import(archive, by: "sbeaulieu", at: moment)
            Issue.record("a command serves two dossiers")
        } catch {
            let found = try #require(error.bag.diagnostics.first)
            #expect(found.code.name == "request/command-reused" && found.message.en.contains("`c2`"), "\(found.message)")
            #expect(found.message.fr.contains("`dossier:D-2`"))
        }
        #expect(try await other.readAll(after: 0, limit: 1_000) == before)
        #expect(try await target.load("D-1") == nil)
        // Commands that stand apart were never written by a store.
        let again = try #require(archive.links.first { $0.event.type == "data-changed" && $0.event.command == CommandID("c1") })
        let apart = DossierArchive(
            dossierID: archive.dossierID, links: archive.links + [again], head: archive.head, exportedAt: archive.exportedAt,
            exportedBy: archive.exportedBy, documents: archive.documents, packs: archive.packs)
        let empty = InMemoryJournal()
        let fresh = try site.service(empty, BlobStore(folder: site.place.path + "/fresh"))
        await #expect(throws: RequestError.self) { _ = try await fresh.import(apart, by: "sbeaulieu", at: moment) }
        #expect(try await empty.readAll(after: 0, limit: 1_000).isEmpty)
    }

    /// Any byte that differs refuses the archive whole.
    @Test func alteredArchivesAreRefused() async throws {
        let site = try Site()
        let service = try site.service()
        try await act(service, "create", edits: Service.request)
        let bytes = try #require(try await service.export("D-1", by: "sbeaulieu", at: try Service.moment(Self.moment)).encoded())
        #expect(throws: Never.self) { try DossierArchive(bytes) }
        var places = Array(stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)))
        places += Array(0..<1_024) + [bytes.count - 1]
        for place in places {
            var altered = bytes
            altered[place] ^= 0x01
            #expect(throws: DiagnosticsError.self, "byte \(place)") { try DossierArchive(altered) }
        }
        for length in [0, 1, 511, 512, bytes.count - 1, bytes.count - 512] {
            #expect(throws: DiagnosticsError.self) { try DossierArchive(Array(bytes.prefix(length))) }
        }
        #expect(throws: DiagnosticsError.self) { try DossierArchive(bytes + [0]) }
    }

    /// An event rewritten with all digests around it still does not fit its link.
    @Test func aRewrittenEventDoesNotFitItsLink() async throws {
        let site = try Site()
        let service = try site.service()
        try await act(service, "create", edits: Service.request)
        let archive = try await service.export("D-1", by: "sbeaulieu", at: try Service.moment(Self.moment))
        var links = archive.links
        let text = String(decoding: links[1].event.data, as: UTF8.self).replacingOccurrences(of: "gcote", with: "jwhite")
        let event = links[1].event
        links[1] = DossierArchive.Link(
            event: RecordedEvent(
                sequence: event.sequence, stream: event.stream, streamVersion: event.streamVersion, command: event.command,
                type: event.type,
                version: event.version, data: Array(text.utf8)), previous: links[1].previous, hash: links[1].hash)
        let forged = DossierArchive(
            dossierID: archive.dossierID, links: links, head: archive.head, exportedAt: archive.exportedAt, exportedBy: archive.exportedBy,
            documents: archive.documents, packs: archive.packs)
        let bytes = try #require(forged.encoded())
        do {
            _ = try DossierArchive(bytes)
            Issue.record("a forged event was taken")
        } catch {
            #expect(error.bag.diagnostics.map(\.code.name) == ["archive/event"])
        }
    }

    @Test func whoReadWhatIsToldInOrder() async throws {
        let site = try Site()
        let service = try site.service()
        try await act(service, "create", edits: Service.request)
        let later = try Service.moment("2026-11-24T15:00:00Z")
        try await service.note(.dossier, of: "D-1", by: "rtremblay", at: later, identifier: "1")
        try await service.note(.document, of: "D-1", by: "mnguyen", detail: "report.pdf", at: later, identifier: "2")
        let told = try await service.disclosures(of: "D-1", to: "sbeaulieu", at: later, identifier: "0")
        #expect(told.map(\.person) == ["gcote", "rtremblay", "mnguyen", "sbeaulieu"])
        #expect(told[1].words.en == "read the dossier" && told[2].words.fr == "a sorti le document report.pdf")
        #expect(try await service.dossierIDs() == ["D-1"], "accesses are no dossiers")
        #expect(try await service.list(WorklistFilter(), at: later).count == 1)
        await #expect(throws: RequestError.self) { try await service.note(.dossier, of: "D-9", by: "gcote", at: later, identifier: "3") }
        await #expect(throws: RequestError.self) { try await service.note(.dossier, of: "D-1", by: "nobody", at: later, identifier: "4") }
    }
}

/// Who may do what with a store beside actions.
@Suite struct StoreOperationTests {
    @Test func onlyThoseWhomThePackNames() async throws {
        let service = try Service()
        try await service.act("create", as: "gcote", edits: Service.request)
        let moment = try Service.moment("2026-11-24T15:00:00Z")
        for operation in StoreOperation.allCases {
            let error = #expect(throws: RequestError.self) {
                try service.requests.person("gcote", toDo: operation, at: moment)
            }
            let found = try #require(error?.bag.diagnostics.first)
            #expect(found.code == "request/operation-not-allowed" && found.span != nil, "\(found)")
            #expect(found.hint?.en == "roles that grant it: Clinical coordinator", "\(found)")
            #expect(throws: Never.self) { try service.requests.person("sbeaulieu", toDo: operation, at: moment) }
        }
        // Nothing is recorded of what was refused.
        let before = try await service.journal.readAll(after: 0, limit: 100).count
        await #expect(throws: RequestError.self) {
            _ = try await service.requests.disclosures(of: "D-1", to: "gcote", at: moment, identifier: "1")
        }
        await #expect(throws: RequestError.self) { _ = try await service.requests.export("D-1", by: "gcote", at: moment) }
        #expect(try await service.journal.readAll(after: 0, limit: 100).count == before)
    }

    @Test func nobodyDoesWhatThePackDoesNotName() async throws {
        let place = try TemporaryPlace()
        let path = place.path + "/pack"
        try FileManager.default.copyItem(atPath: Service.folder, toPath: path)
        let file = path + "/profiles.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "  export: dossier-transfer\n", with: "").write(toFile: file, atomically: true, encoding: .utf8)
        let pack = try LoadedPack.loadOrThrow(PackFolder(path: path), shelf: SourceShelf())
        let requests = RequestService(
            journal: InMemoryJournal(), rulebook: pack.rulebook, packHash: pack.hash, blobs: BlobStore(besideStore: place.store))
        let error = #expect(throws: RequestError.self) {
            try requests.person("sbeaulieu", toDo: .export, at: try Service.moment("2026-11-24T15:00:00Z"))
        }
        #expect(error?.bag.diagnostics.first?.hint?.fr.contains("operations: { export: PERMISSION }") == true)
    }
}

/// Dossiers that the pack will have erased one day.
@Suite struct ErasureTests {
    private struct Site {
        let place: TemporaryPlace
        let path: String
        let requests: RequestService
        let journal = InMemoryJournal()

        init() throws {
            place = try TemporaryPlace()
            path = place.path + "/pack"
            try FileManager.default.copyItem(atPath: Service.folder, toPath: path)
            let file = path + "/pack.yaml"
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try (text + "\nretention:\n  closed: { states: [cancelled, closed], after: { years: 5 }, basis: LSSSS }\n").write(
                toFile: file, atomically: true, encoding: .utf8)
            let shelf = SourceShelf()
            let pack = try LoadedPack.loadOrThrow(PackFolder(path: path), shelf: shelf)
            let blobs = BlobStore(besideStore: place.store)
            requests = RequestService(
                journal: journal, rulebook: pack.rulebook, packHash: pack.hash, blobs: blobs,
                versions: KeptPackVersions(blobs: blobs, present: pack.contents, shelf: shelf))
        }

        @discardableResult
        func act(_ action: String, _ id: String, edits: String = "{}", input: String = "{}", attaching file: String? = nil) async throws
            -> RequestOutcome
        {
            var order = RequestOrder(
                commandID: UUID().uuidString, dossierID: id, action: action, person: "gcote", input: try Service.json(input),
                edits: try Service.json(edits))
            let field = requests.rulebook.dossierFields.first { if case .list(.attachment) = $0.type { true } else { false } }?.id ?? ""
            if let file { order.attachments = [RequestOrder.Attachment(field: field, file: file, label: nil)] }
            return try await requests.act(order, at: try Service.moment("2026-11-23T15:00:00Z"))
        }

        func erase(_ ids: [String] = [], at moment: String, isRehearsal: Bool = false) async throws -> [String] {
            var entries: [String] = []
            try await DossierErasure(service: requests).run(
                only: ids, by: "sbeaulieu", at: try Service.moment(moment), isRehearsal: isRehearsal
            ) { entries.append("\($0.dossier) \($0.status.rawValue)") }
            return entries
        }

        func stored() async throws -> String {
            try await journal.readAll(after: 0, limit: 1_000).map { String(decoding: $0.data, as: UTF8.self) }.joined()
        }
    }

    /// A lost key loses its dossier, and no other.
    @Test func aDossierThatCannotBeReadKeepsNobodyFromTheOthers() async throws {
        let site = try Site()
        for id in ["D-1", "D-2", "D-3"] { try await site.act("create", id, edits: Service.request) }
        try site.requests.keys.destroy("D-2")
        var said: [String] = []
        let moment = try Service.moment("2026-11-23T16:00:00Z")
        let shown = try await site.requests.list(WorklistFilter(person: "gcote"), at: moment) { _ in
        } unreadable: {
            said += $0.diagnostics.map(\.code.name)
        }
        #expect(shown.map(\.dossier.id) == ["D-1", "D-3"] && said == ["request/key-missing"])
        // Work on the whole store goes on, and says at its end what it could not read.
        await #expect(throws: RequestError.self) { try await site.erase(at: "2026-11-23T16:00:00Z") }
    }

    @Test func aFileGoesWithTheLastDossierThatHasIt() async throws {
        let site = try Site()
        let photo = site.place.path + "/one"
        try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: photo)
        let path = site.requests.blobs.path(of: BlobStore.hash(of: try FileAccess.read(photo)))
        let reason = try #require(site.requests.rulebook.actions["cancel"]?.inputs.first).id
        for id in ["D-1", "D-2", "D-3"] {
            try await site.act("create", id, edits: Service.request)
            try await site.act("modify", id, attaching: photo)
            try await site.act("cancel", id, input: "{\"\(reason)\": \"\(Self.reason(site))\"}")
        }
        #expect(try await site.erase(["D-1"], at: "2031-11-23T15:00:00Z") == ["D-1 erased"])
        #expect(FileAccess.exists(path))
        // A dossier that is not there stops the command, and what it erased before leaves nothing.
        await #expect(throws: RequestError.self) { try await site.erase(["D-2", "D-3", "D-9"], at: "2031-11-23T15:00:00Z") }
        #expect(!FileAccess.exists(path))
    }

    @Test func erasedDossiersLeaveATombstoneAndAnIntactChain() async throws {
        let site = try Site()
        let photos = try ["one", "two"].map { name in
            let path = site.place.path + "/" + name
            try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(name.utf8), to: path)
            return path
        }
        for id in ["D-1", "D-2"] { try await site.act("create", id, edits: Service.request) }
        try await site.act("modify", "D-1", attaching: photos[0])
        try await site.act("modify", "D-1", attaching: photos[1])
        try await site.act("modify", "D-2", attaching: photos[1])
        // What people write is not legible in the store, and is to those who hold the keys.
        #expect(try await !site.stored().contains("Lavoie"))
        #expect(try await site.requests.load("D-1")?.data.value(at: ["patient", "familyName"])?.stringValue == "Lavoie")
        let archive = try #require(
            try await site.requests.export("D-1", by: "sbeaulieu", at: try Service.moment("2026-11-23T16:00:00Z")).encoded())
        let reason = try #require(
            site.requests.rulebook.actions["cancel"]?.inputs.first
        ).id
        let cancelled = try await site.act("cancel", "D-1", input: "{\"\(reason)\": \"\(Self.reason(site))\"}")
        #expect(cancelled.dossier.state == "cancelled")

        #expect(try await site.erase(at: "2031-11-22T15:00:00Z").isEmpty)
        #expect(try await site.erase(["D-1"], at: "2031-11-22T15:00:00Z") == ["D-1 kept"])
        #expect(try await site.erase(at: "2031-11-23T15:00:00Z", isRehearsal: true) == ["D-1 would-erase"])
        let before = try await site.journal.readAll(after: 0, limit: 1_000)
        #expect(try await site.erase(at: "2031-11-23T15:00:00Z") == ["D-1 erased"])
        #expect(try await site.erase(at: "2031-11-23T15:00:00Z").isEmpty)

        let dossier = try #require(try await site.requests.load("D-1"))
        #expect(dossier.isErased && dossier.data.isEmptyRecord && dossier.state == "cancelled")
        let last = try #require(try await site.requests.history("D-1").last)
        #expect(last.label.en.contains("closed [LSSSS]") && last.label.fr.contains("2031-11-23"))
        await #expect(throws: RequestError.self) { try await site.act("modify", "D-1", edits: #"{"allergies": "x"}"#) }
        // Nothing that was written is changed: the chain holds, with a tombstone at its end.
        let after = try await site.journal.readAll(after: 0, limit: 1_000)
        #expect(Array(after.dropLast()) == before && after.last?.type == "dossier-erased")
        // Its files are gone, but for those that another dossier has too.
        let hashes = try photos.map { BlobStore.hash(of: try FileAccess.read($0)) }
        #expect(hashes.map { FileAccess.exists(site.requests.blobs.path(of: $0)) } == [false, true])
        #expect(try await site.requests.load("D-2")?.isErased == false)
        // An archive of before brings the dossier to another store, with its key.
        let other = RequestService(
            journal: InMemoryJournal(), rulebook: site.requests.rulebook, packHash: site.requests.packHash,
            blobs: BlobStore(folder: site.place.path + "/other"))
        let imported = try await other.import(
            try DossierArchive(archive), by: "sbeaulieu", at: try Service.moment("2031-11-24T15:00:00Z")
        ).dossier
        #expect(imported.data.value(at: ["patient", "familyName"])?.stringValue == "Lavoie")
    }

    /// An audit looks for what sealed events and faxes name; what only erased dossiers had may be gone.
    @Test func anAuditSeesTheFilesOfSealedDossiers() async throws {
        let site = try Site()
        let blobs = site.requests.blobs
        let photos = try ["one", "two"].map { name in
            let path = site.place.path + "/" + name
            try FileAccess.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(name.utf8), to: path)
            return path
        }
        let hashes = try photos.map { BlobStore.hash(of: try FileAccess.read($0)) }
        func audit() async throws -> (count: Int, faults: [String]) {
            var audit = DocumentAudit(blobs)
            for event in try await site.journal.readAll(after: 0, limit: 1_000) { audit.take(event) }
            return (audit.count, audit.faults().map { "\($0.kind.rawValue) \($0.stream) \($0.hash)" })
        }
        for id in ["D-1", "D-2"] { try await site.act("create", id, edits: Service.request) }
        try await site.act("modify", "D-1", attaching: photos[0])
        try await site.act("modify", "D-1", attaching: photos[1])
        try await site.act("modify", "D-2", attaching: photos[1])
        let page = try blobs.put(Array("%PDF".utf8))
        let at = try Service.moment("2026-11-23T15:00:00Z").now
        let record = Value.record([
            ("at", .timestamp(at)), ("document", .string("fax-order")), ("count", .int(1)), ("pdf", .string(page)), ("tiff", .string("")),
        ])
        _ = try await site.journal.append(
            [NewEvent(type: "fax-queued", version: 1, data: ValueCodec.encode(record))], to: StreamID("delivery:D-2"), expecting: .any,
            command: CommandID("fax"))
        var found = try await audit()
        #expect(found.count == 3 && found.faults.isEmpty, "\(found)")
        for hash in hashes + [page] { try FileAccess.move(blobs.path(of: hash), to: site.place.path + "/kept-" + hash) }
        found = try await audit()
        #expect(
            found.faults == ["missing dossier:D-1 \(hashes[0])", "missing dossier:D-1 \(hashes[1])", "missing delivery:D-2 \(page)"])
        for hash in hashes + [page] { try FileAccess.move(site.place.path + "/kept-" + hash, to: blobs.path(of: hash)) }

        let reason = try #require(site.requests.rulebook.actions["cancel"]?.inputs.first).id
        try await site.act("cancel", "D-1", input: "{\"\(reason)\": \"\(Self.reason(site))\"}")
        #expect(try await site.erase(at: "2031-11-23T15:00:00Z") == ["D-1 erased"])
        found = try await audit()
        #expect(found.count == 2 && found.faults.isEmpty, "\(found)")
        // That one dossier was erased is no excuse for a file that another has too.
        try FileAccess.remove(blobs.path(of: hashes[1]))
        found = try await audit()
        #expect(found.faults == ["missing dossier:D-2 \(hashes[1])"])
        // Without the key nobody knows which files there were to be.
        try FileAccess.remove(blobs.folder + "/keys")
        found = try await audit()
        #expect(found.faults == ["sealed dossier:D-2 "])
    }

    private static func reason(_ site: Site) -> String {
        guard case .reason(let list)? = site.requests.rulebook.actions["cancel"]?.inputs.first?.type else { return "x" }
        return site.requests.rulebook.reasonLists[list]?.reasons.elements.first?.id ?? "x"
    }

    /// Without its key a dossier is not taken for an empty one.
    @Test func aMissingKeyIsTold() async throws {
        let site = try Site()
        try await site.act("create", "D-1", edits: Service.request)
        try FileAccess.remove(site.requests.blobs.folder + "/keys")
        do {
            _ = try await site.requests.load("D-1")
            Issue.record("opened without its key")
        } catch {
            #expect(error.bag.diagnostics.map(\.code.name) == ["request/key-missing"])
        }
    }

    @Test(arguments: [
        ("closed: { states: [draft], after: { years: 5 } }", "pack/retention"),
        ("closed: { states: [closed], after: { years: 0 } }", "pack/retention"),
        ("closed: { states: [closed], after: { years: 5, days: 1 } }", "pack/retention"),
        ("closed: { states: [clsoed], after: { days: 5 } }", "pack/unknown-name"), ("closed: { states: [closed] }", "pack/missing-key"),
    ])
    func badSchedules(_ rule: String, _ code: String) throws {
        let place = try TemporaryPlace()
        let pack = place.path + "/pack"
        try FileManager.default.copyItem(atPath: Service.folder, toPath: pack)
        let path = pack + "/pack.yaml"
        try FileAccess.write(try FileAccess.read(path) + Array("\nretention:\n  \(rule)\n".utf8), to: path)
        var sources = SourceMap()
        let (_, bag) = try PackFolder(path: pack).load(sources: &sources)
        #expect(bag.diagnostics.map(\.code.name) == [code])
    }
}
