import CEL
import Diagnostics
import Journal
import Rules
import Workflow

extension RequestService {
    /// A dossier as an archive; reads the whole chain of the store for its links.
    ///
    /// - Parameter progress: hears how many events of the store were read.
    package func export(
        _ id: String, by person: String, at moment: DecisionMoment, progress: @escaping ProgressListener = { _ in }
    ) async throws(RequestError) -> DossierArchive {
        try self.person(person, toDo: .export, at: moment)
        guard let dossier = try await load(id) else { throw RequestError(RequestDiagnostics.notFound(id)) }
        let stream = StreamID(Self.streamPrefix + id)
        var head = ChainHead.empty
        var links: [DossierArchive.Link] = []
        do throws(JournalError) {
            var counter = ProgressCounter(.events, of: await journal.eventCount(), every: 64, progress)
            try await journal.forEachEvent { event in
                let next = head.following(event)
                if event.stream == stream { links.append(DossierArchive.Link(event: event, previous: head.hash, hash: next.hash)) }
                head = next
                counter.advance()
            }
        } catch {
            throw RequestError(RequestDiagnostics.journal(error))
        }
        let events = try self.events(links.map(\.event), id: id)
        do throws(DiagnosticsError) {
            var documents: [(hash: String, bytes: [UInt8])] = []
            for (hash, _) in Self.files(of: events) where !documents.contains(where: { $0.hash == hash }) {
                if dossier.isErased, !FileAccess.exists(blobs.path(of: hash)) { continue }
                documents.append((hash, try blobs.get(hash)))
            }
            var packs: [PackContents] = []
            let folder = KeptPackVersions.folder(of: blobs)
            for hash in Self.packHashes(events) where FileAccess.isFolder(folder + "/" + hash) {
                packs.append(try PackContents(of: PackFolder(path: folder + "/" + hash)))
            }
            return DossierArchive(
                dossierID: dossier.id, links: links, head: head, exportedAt: moment.now.text, exportedBy: person, documents: documents,
                packs: packs, key: try keys.key(of: id))
        } catch {
            throw .faults(error.bag)
        }
    }

    /// Takes the dossier of an archive into the store, with its commands, so that repeating one does nothing here either. All is checked
    /// before anything is written; an import that was interrupted goes on where it was.
    ///
    /// - Parameter progress: hears how many of its events were written.
    /// - Returns: the dossier, and whether the store had all of it already.
    package func `import`(
        _ archive: DossierArchive, by person: String, at moment: DecisionMoment, progress: @escaping ProgressListener = { _ in }
    ) async throws(RequestError) -> (dossier: Dossier, isRepetition: Bool) {
        try self.person(person, toDo: .import, at: moment)
        let events = try self.events(archive.links.map(\.event), id: archive.dossierID, under: archive.key)
        let after: Dossier?
        do throws(ReplayError) {
            after = try Dossier.replay(events)
        } catch {
            throw RequestError(RequestDiagnostics.replay(error, dossier: archive.dossierID))
        }
        guard let dossier = after, dossier.id == archive.dossierID else { throw RequestError(ArchiveDiagnostics.event(1)) }
        let carried = Set(archive.documents.map(\.hash))
        for (hash, name) in Self.files(of: events) where !carried.contains(hash) && !dossier.isErased {
            throw RequestError(ArchiveDiagnostics.missing(name, hash: hash))
        }
        let stream = StreamID(Self.streamPrefix + archive.dossierID)
        let present = try await recorded(archive.dossierID)
        let isSame = zip(present, archive.links).allSatisfy { own, link in
            let theirs = link.event
            return own.type == theirs.type && own.version == theirs.version && own.data == theirs.data && own.command == theirs.command
        }
        guard isSame, present.count <= archive.links.count else { throw RequestError(ArchiveDiagnostics.exists(archive.dossierID)) }
        if present.count == archive.links.count { return (dossier, true) }
        try await refuseUsedCommands(of: archive.links.map(\.event), after: present.count, in: stream)
        do throws(DiagnosticsError) {
            if let key = archive.key { try keys.keep(key) }
            for document in archive.documents { _ = try blobs.put(document.bytes) }
            for pack in archive.packs { try KeptPackVersions.keep(pack, in: KeptPackVersions.folder(of: blobs)) }
        } catch {
            throw .faults(error.bag)
        }
        var next = present.count
        progress(ProgressStep(.events, Int64(next), of: Int64(archive.links.count)))
        while next < archive.links.count {
            let command = archive.links[next].event.command
            let group = archive.links[next...].prefix { $0.event.command == command }.map(\.event)
            do throws(JournalError) {
                _ = try await journal.append(
                    group.map { NewEvent(type: $0.type, version: $0.version, data: $0.data) }, to: stream, expecting: .exactly(Int64(next)),
                    command: command)
            } catch {
                if error.code == .versionConflict { throw RequestError(ArchiveDiagnostics.exists(archive.dossierID)) }
                throw RequestError(RequestDiagnostics.journal(error))
            }
            next += group.count
            progress(ProgressStep(.events, Int64(next), of: Int64(archive.links.count)))
        }
        return (dossier, false)
    }

    /// Every command of an archive is stored by itself: one that cannot be would end the import half-way.
    ///
    /// - Parameter count: how many of the events the store has.
    private func refuseUsedCommands(of events: [RecordedEvent], after count: Int, in stream: StreamID) async throws(RequestError) {
        var seen: Set<CommandID> = []
        var last: CommandID?
        for (index, event) in events.enumerated() where event.command != last {
            last = event.command
            // The events of a command stand together.
            guard seen.insert(event.command).inserted else { throw RequestError(ArchiveDiagnostics.event(event.streamVersion)) }
            guard index >= count else { continue }
            let receipt: AppendReceipt?
            do throws(JournalError) {
                receipt = try await journal.receipt(of: event.command)
            } catch {
                throw RequestError(RequestDiagnostics.journal(error))
            }
            guard let other = receipt?.events.first?.stream, other != stream else { continue }
            throw RequestError(ArchiveDiagnostics.usedCommand(event.command.text, in: other.name))
        }
    }

    /// The files of a dossier as it stands: attachments, then documents.
    static func files(of dossier: Dossier) -> [(hash: String, name: String)] {
        attachments(in: dossier.data) + attachments(in: dossier.forms) + dossier.documents.flatMap(\.made).map { ($0.hash, $0.fileName) }
    }

    private static func attachments(in value: Value) -> [(hash: String, name: String)] {
        if let entries = value.entries {
            if value.field("mediaType") != nil, let hash = value.field("id")?.stringValue, hash.utf8.count == 64 {
                return [(hash, value.field("name")?.stringValue ?? hash)]
            }
            return entries.flatMap { attachments(in: $0.1) }
        }
        return (value.elements ?? []).flatMap { attachments(in: $0) }
    }

    /// The digests of the files that events name, documents and attachments, each with its name.
    static func files(of events: [Event]) -> [(hash: String, name: String)] {
        var found: [(hash: String, name: String)] = []
        func look(_ value: Value) { found += attachments(in: value) }
        func lookChange(_ change: DataChange) {
            switch change.operation {
            case .set(let value), .append(let value): look(value)
            case .clear: return
            }
        }
        for event in events {
            switch event.body {
            case .documentMade(let made): found.append((made.hash, made.fileName))
            case .actionTaken(let taken): look(taken.input)
            case .formSaved(let saved): look(saved.values)
            case .dataChanged(let changes): changes.forEach(lookChange)
            case .migrated(let moved): (moved.changes + moved.formChanges).forEach(lookChange)
            case .erased(let erased): for file in erased.files { found.append((file, file)) }
            case .opened, .notificationDue, .documentDue, .deadlinePassed: continue
            }
        }
        return found
    }

    private static func packHashes(_ events: [Event]) -> [String] {
        var found: [String] = []
        for event in events {
            switch event.body {
            case .opened(let opened): found.append(opened.packHash)
            case .migrated(let moved): found.append(moved.packHash)
            default: continue
            }
        }
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
