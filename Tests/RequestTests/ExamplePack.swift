import CEL
import Diagnostics
import Foundation
import Journal
import JournalSQLite
import Rules
import Testing
import Workflow

@testable import Paraphe

/// The pack of the repository's example, and a service on it.
struct Service {
    static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/examples/teleconsultation"

    let rulebook: Rulebook
    let requests: RequestService
    let journal: any Store
    let place: TemporaryPlace

    init(maker: (any DocumentMaker)? = nil, onDisk: Bool = false) throws {
        var sources = SourceMap()
        let (book, bag) = try PackFolder(path: Self.folder).load(sources: &sources)
        let rendered = TextRenderer(sources: sources, language: .english).render(bag)
        let rulebook = try #require(book, "\(rendered)")
        let place = try TemporaryPlace()
        let journal: any Store = onDisk ? try SQLiteJournal.open(place.store, access: .creating) : InMemoryJournal()
        self.init(rulebook: rulebook, journal: journal, place: place, maker: maker)
    }

    private init(rulebook: Rulebook, journal: any Store, place: TemporaryPlace, maker: (any DocumentMaker)?) {
        self.rulebook = rulebook
        self.journal = journal
        self.place = place
        requests = RequestService(
            journal: journal, rulebook: rulebook, packHash: BlobStore.hash(of: rulebook.hashInput),
            blobs: BlobStore(besideStore: place.store), maker: maker)
    }

    /// The same journal as another process would see it.
    func again(maker: (any DocumentMaker)? = nil) -> Service {
        Service(rulebook: rulebook, journal: journal, place: place, maker: maker)
    }

    static func moment(_ text: String) throws -> DecisionMoment {
        DecisionMoment(try #require(Timestamp(text)), timeZone: "America/Toronto")
    }

    static func json(_ text: String) throws -> Value { try ValueCodec.decode(Array(text.utf8)) }

    /// Does an action on the dossier D-1, one minute after the last.
    @discardableResult
    func act(
        _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
        texts: [(name: String, text: String)] = [], expecting: Int64? = nil, command: String? = nil, dossier: String = "D-1"
    ) async throws -> RequestOutcome {
        var order = RequestOrder(
            commandID: command ?? UUID().uuidString, dossierID: dossier, action: action, person: person, input: try Self.json(input),
            edits: try Self.json(edits), texts: texts, expectedVersion: expecting)
        if let form { order.form = try Self.json(form) }
        return try await requests.act(order, at: try Self.moment("2026-11-23T15:00:00Z"))
    }

    /// The codes and rules of a refusal; empty when the action was done.
    func refusal(
        _ action: String, as person: String, input: String = "{}", edits: String = "{}", form: String? = nil,
        texts: [(name: String, text: String)] = [], expecting: Int64? = nil
    ) async throws -> [String] {
        do {
            try await act(action, as: person, input: input, edits: edits, form: form, texts: texts, expecting: expecting)
            return []
        } catch let error as RequestError {
            guard let refusal = error.refusal else { throw error }
            return refusal.failures.map { "\($0.code.name.dropFirst("workflow/".count)) \($0.rule)" }
        }
    }

    static let request = """
        {
          "patient": {
            "familyName": "Lavoie", "givenName": "Élise", "birthDate": "1980-05-12", "sex": "female", "nam": "LAVE80551234",
            "cardExpiry": "2027-03", "fileNumber": "H-1234", "phone": "418 555-0150"
          },
          "urgency": "elective", "specialty": "dermatology", "reasonForConsultation": "Lésion pigmentée de la jambe",
          "clinicalHistory": "Apparue il y a six mois.", "providerGroup": "Clinique de dermatologie du Fleuve",
          "attendingPhysician": { "familyName": "Côté", "givenName": "Geneviève", "phone": "418 555-0142" }
        }
        """

    static let report = """
        {
          "reasonForConsultation": "Lésion pigmentée", "history": "Six mois", "evaluatedOn": "2026-11-23", "photoQuality": "good",
          "examination": "Macule brune", "impression": "Naevus", "recommendations": "Surveillance", "followUp": "none"
        }
        """
}

/// A folder that goes with the test.
final class TemporaryPlace: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/paraphe-requests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/requests.sqlite" }
}
