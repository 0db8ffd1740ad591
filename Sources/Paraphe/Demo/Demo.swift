import CEL
import Diagnostics
import Journal
import Localization
import PDF
import Rules
import Certificates
import Signing
import Verifying
import Workflow

/// Runs a pack's demonstration from beginning to end and leaves what it made in a folder: `paraphe demo`.
package struct Demo: Sendable {
    /// Opens a new store at a path.
    package typealias StoreOpener = @Sendable (_ path: String) throws -> any AuditedJournal

    private let packPath: String
    private let folder: String
    private let language: Language
    private let progress: @Sendable (String) -> Void

    /// - Parameter progress: is told what goes on, line by line.
    package init(packPath: String, folder: String, language: Language, progress: @escaping @Sendable (String) -> Void) {
        self.packPath = packPath
        self.folder = folder
        self.language = language
        self.progress = progress
    }

    /// Does all of it and answers with the files, their pages and verdicts.
    package func run(openStore: StoreOpener, shelf: SourceShelf) async throws -> DemoReport {
        progress(DemoWords.loading(packPath)[language])
        let pack = try LoadedPack.loadOrThrow(PackFolder(path: packPath), shelf: shelf)
        let scenario = try DemoScenario.read(try shelf.read(packPath + "/demo.json"))
        guard let first = scenario.steps.first else { return DemoReport(folder: folder, lines: []) }
        let folder = try DemoFolder(path: folder)
        defer { folder.discard() }
        let keys = try DemoKeys(pack: pack, people: Set(scenario.steps.map(\.person)), at: first.at)
        try FileAccess.write(Array(keys.rootPEM.utf8), to: folder.staging + "/authority.pem")
        let journal = try openStore(folder.storePath)
        let blobs = BlobStore(besideStore: folder.storePath)
        let service = RequestService(
            journal: journal, rulebook: pack.rulebook, packHash: pack.hash, blobs: blobs,
            versions: KeptPackVersions(blobs: blobs, present: pack.contents, shelf: shelf),
            maker: SigningDocumentMaker(pack: pack, shelf: shelf, signers: { keys.signer($0) }))
        var files: [String] = []
        for (index, step) in scenario.steps.enumerated() {
            files += try await act(step, number: index + 1, of: scenario, service, pack, folder)
        }
        for paper in scenario.papers { files += try make(paper, pack, shelf, folder) }
        for companion in scenario.companions { files += try make(papersOf: packPath + "/" + companion, shelf, folder) }
        let made = try self.report(files, keys: keys, at: scenario.steps.map(\.at).max() ?? first.at, pack, folder)
        let report = try await journal.audit()
        guard report.isSound else { throw DiagnosticsError(DocumentDiagnostics.demoInvalid()) }
        try journal.close()
        let last = scenario.steps.map(\.at).max() ?? first.at
        try CheckpointFile.write(
            Checkpoint(head: report.head, at: pack.signingDate(last)), to: folder.checkpointPath, signer: keys.registrar)
        try folder.publish()
        return made
    }

    private func act(
        _ step: DemoScenario.Step, number: Int, of scenario: DemoScenario, _ service: RequestService, _ pack: LoadedPack,
        _ folder: DemoFolder
    ) async throws -> [String] {
        let label = pack.rulebook.actions[step.action]?.label[language] ?? step.action
        let name = pack.rulebook.people[step.person].map { "\($0.givenName) \($0.familyName)" } ?? step.person
        progress(DemoWords.step(number, scenario.steps.count, name, label)[language])
        let order = RequestOrder(
            commandID: "\(scenario.dossier)-\(number)", dossierID: scenario.dossier, action: step.action, person: step.person,
            input: step.input, edits: step.edits, form: step.form)
        let moment = DecisionMoment(step.at, timeZone: pack.rulebook.timeZone)
        do {
            let outcome = try await service.act(order, at: moment)
            guard !step.isRefused else { throw DiagnosticsError(DocumentDiagnostics.notRefused(step.action)) }
            return try keep(outcome, service, folder)
        } catch RequestError.refused(let refusal) where step.isRefused {
            for failure in refusal.failures { progress("      – \(failure.reason[language])") }
            return []
        } catch let error as RequestError {
            throw DiagnosticsError(error.bag)
        }
    }

    /// Copies the documents that an action made out of the store, under readable names.
    private func keep(_ outcome: RequestOutcome, _ service: RequestService, _ folder: DemoFolder) throws -> [String] {
        var files: [String] = []
        for event in outcome.events {
            guard case .documentMade(let made) = event.body else { continue }
            let name = "\(made.definition).\(Language(tag: made.language)?.primarySubtag ?? made.language).pdf"
            try FileAccess.write(try service.blobs.get(made.hash), to: folder.staging + "/" + name)
            files.append(name)
        }
        return files
    }

    /// The documents of another pack, which its own `demo.json` lists.
    private func make(papersOf packPath: String, _ shelf: SourceShelf, _ folder: DemoFolder) throws -> [String] {
        progress(DemoWords.loading(packPath)[language])
        let pack = try LoadedPack.loadOrThrow(PackFolder(path: packPath), shelf: shelf)
        let scenario = try DemoScenario.read(try shelf.read(packPath + "/demo.json"))
        return try scenario.papers.flatMap { try make($0, pack, shelf, folder) }
    }

    private func make(
        _ paper: DemoScenario.Paper, _ pack: LoadedPack, _ shelf: SourceShelf, _ folder: DemoFolder
    ) throws -> [String] {
        let label = pack.rulebook.documents[paper.document]?.label[language] ?? paper.document
        progress(DemoWords.making(label)[language])
        if pack.rulebook.documents[paper.document]?.fax != nil { return try fax(paper, pack, shelf, folder) }
        let shared = SharedPress(pack: pack, shelf: shelf)
        let context = DocumentContext(number: "", version: 1, producedAt: paper.at)
        let data = Value.record([("data", paper.data)])
        let renderers = try pack.rulebook.languages.map { language in
            try DocumentRenderer(template: paper.document, pack: pack, language: language, shelf: shelf, shared: shared)
        }
        var names = try zip(pack.rulebook.languages, renderers).flatMap { language, renderer in
            try paper.kinds.map { kind in
                let name = "\(paper.document).\(language.primarySubtag).\(kind.rawValue)"
                _ = try renderer.render(data, at: context, to: OutputRequest(path: folder.staging + "/" + name))
                return name
            }
        }
        if paper.isBeside, renderers.count == 2 {
            let halves = try pack.rulebook.languages.map { language in
                try DocumentRenderer(
                    template: paper.document, pack: pack, language: language, shelf: shelf, shared: shared, room: .halfSheet)
            }
            let name = "\(paper.document).\(pack.rulebook.languages.map(\.primarySubtag).joined(separator: "-")).pdf"
            _ = try halves[0].render(data, beside: halves[1], at: context, to: OutputRequest(path: folder.staging + "/" + name))
            names.append(name)
        }
        return names
    }

    /// A fax in each language, as a file and as a fax; or the reasons that refuse it, in both languages.
    private func fax(
        _ paper: DemoScenario.Paper, _ pack: LoadedPack, _ shelf: SourceShelf, _ folder: DemoFolder
    ) throws -> [String] {
        let maker = try FaxMaker(pack: pack, document: paper.document, shelf: shelf)
        var subject = FaxSubject()
        subject.give(paper.data)
        let judgement = try maker.judge(subject, at: DecisionMoment(paper.at, timeZone: pack.rulebook.timeZone))
        if paper.isRefused {
            guard !judgement.isAllowed else { throw DiagnosticsError(DocumentDiagnostics.notRefused(paper.document)) }
            for reason in judgement.reasons {
                progress("      – \(reason.failure.reason[language])")
                progress("        \(reason.failure.reason[language == .french ? .english : .french])")
            }
            return []
        }
        return try pack.rulebook.languages.flatMap { language in
            let made = try maker.make(judgement, in: language, at: DocumentContext(number: "", version: 1, producedAt: paper.at))
            let name = "\(paper.document).\(language.primarySubtag)"
            try FileAccess.write([(folder.staging + "/\(name).pdf", made.pdf), (folder.staging + "/\(name).tiff", made.tiff)])
            return [name + ".pdf", name + ".tiff"]
        }
    }

    /// What was made, and what verifying says of each.
    private func report(
        _ files: [String], keys: DemoKeys, at moment: Timestamp, _ pack: LoadedPack, _ folder: DemoFolder
    ) throws -> DemoReport {
        let verifier = SignatureVerifier(roots: SigningCertificate.all(pem: Array(keys.rootPEM.utf8)), date: pack.signingDate(moment))
        let lines = try files.map { name in
            let bytes = try FileAccess.read(folder.staging + "/" + name, limitBytes: FileAccess.longestDocumentBytes)
            guard OutputKind(path: name) == .pdf else {
                return DemoReport.Line(file: name, byteCount: bytes.count, kind: OutputKind(path: name) == .html ? .web : .fax)
            }
            let report = verifier.verify(bytes)
            let kind: DemoReport.Kind =
                if report.signatures.isEmpty { .unsigned } else {
                    report.isValid ? .signed(by: report.signatures.compactMap(\.signerName)) : .unsound
                }
            return DemoReport.Line(
                file: name, byteCount: bytes.count, kind: kind, pageCount: (try? PDFFile(bytes: bytes))?.pages().count ?? 0)
        }
        guard !lines.contains(where: { $0.kind == .unsound }) else { throw DiagnosticsError(DocumentDiagnostics.demoInvalid()) }
        return DemoReport(folder: folder.path, lines: lines)
    }
}
