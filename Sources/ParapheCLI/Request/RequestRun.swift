import ArgumentParser
import CEL
import Diagnostics
import Journal
import Paraphe
import Rules
import Workflow

/// Runs a request command and turns what it throws into words and an exit code.
enum RequestRun {
    /// A fault in a file that the command line names.
    struct FileFault: Error {
        let bag: DiagnosticBag
        let sources: SourceMap
    }

    static func run(_ options: RequestOptions, _ body: (RequestSession) async throws -> Void) async throws {
        try await run(options.place, as: options.person, format: options.format) { session in
            var session = session
            if let text = options.token {
                guard let token = SessionToken(text) else { throw DiagnosticsError(AccountDiagnostics.session) }
                let store = options.accounts ?? options.place.store
                let journal = try await store.open(.reading)
                let blobs = store.blobs(in: options.accounts == nil ? options.place.documents : nil) ?? BlobStore(folder: "")
                let accounts = RequestService(journal: journal, rulebook: session.rulebook, packHash: session.packHash, blobs: blobs)
                // A session is over when the clock says so, whatever `--at` says.
                session.person = try await AccountService.person(of: token, in: accounts, now: AccountService.systemClock())
                try journal.close()
            }
            try await body(session)
        }
    }

    static func run(
        _ place: StoreOptions, as person: String?, format: OutputFormat, _ body: (RequestSession) async throws -> Void
    ) async throws {
        let language = place.languageOption.language
        let shelf = SourceShelf()
        do {
            var sources = SourceMap()
            let (rulebook, bag) = try PackFolder(path: place.pack).load(sources: &sources)
            shelf.replace(with: sources)
            guard let rulebook, !bag.hasErrors else { throw DiagnosticsError(bag) }
            let moment =
                place.at.flatMap { Timestamp($0) }.map { DecisionMoment($0, timeZone: rulebook.timeZone) }
                ?? DecisionMoment.current(timeZone: rulebook.timeZone)
            let session = RequestSession(
                place: place, person: person, format: format, rulebook: rulebook, moment: moment, shelf: shelf,
                contents: try PackContents(of: PackFolder(path: place.pack)))
            try await body(session)
        } catch let error as RequestError {
            let report: String? =
                switch error {
                case .refused(let refusal): RequestReport.refusal(refusal, sources: shelf.map, language: language, format: format)
                case .stale(let stale): RequestReport.stale(stale, sources: shelf.map, language: language, format: format)
                case .faults: nil
                }
            guard let report else { throw CommandRun.exit(after: error, sources: shelf.map, language: language, format: format) }
            if format == .json { Console.print(report) } else { Console.complain(report) }
            throw ExitCode.failure
        } catch let fault as FileFault {
            Console.show(fault.bag, sources: fault.sources, format: format, language: language)
            throw ExitCode.failure
        } catch {
            throw CommandRun.exit(after: error, sources: shelf.map, language: language, format: format)
        }
    }
}
