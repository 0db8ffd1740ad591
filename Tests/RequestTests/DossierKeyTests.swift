import CEL
import Diagnostics
import Testing
import Workflow

@testable import Paraphe

/// What stores hold under the keys of their dossiers stays readable, and opens nowhere else.
@Suite struct DossierKeyTests {
    /// Bytes 0 to 31.
    private static let bytes = (0..<32).map { UInt8($0) }

    /// Sealed by another implementation (OpenSSL's, through Python), as the first stores have it: Base64 of nonce, content and tag, with the
    /// purpose, a line feed and the dossier as associated data.
    private static let secret = "AAECAwQFBgcICQoLdjDlL/DT9SO0caa5gt1NW7TuvgSdy88ZQaJJndN1GpySZJDq"
    private static let form =
        "AAECAwQFBgcICQoLdgitOaSR4CH2Y7P/2IQdHve36kTSQX1OCFXTqCxYLYAyRJ/JlfEiokSUJc/1qwpZjS0P/3jsgb1c+F58Os/Xj5NIrxW98xxDbzXcC82jLJhZ6aI0"
        + "ExEgAZKTvPZawZe95ch7yoYnp2jzPgSQOhBREMgTQIfBrFbeP54xuaDcGnzONyzkwranJm2SaptG+CSrRYCMR0wzqWjfNpBXl72AnbHq49FqcXodP8wpBjnqIgf6NqY="

    private static func formSaved(_ values: [(String, String)], isDraft: Bool = true) throws -> Event {
        let header = Event.Header(
            at: try Service.moment("2026-11-23T15:00:00Z").now, actor: "gcote", action: "save", packVersion: "1.0.0")
        let record = Value.record(values.map { ($0.0, .string($0.1)) })
        return Event(header: header, body: .formSaved(FormSaved(form: "report", values: record, isDraft: isDraft)))
    }

    @Test func whatStoresHoldIsRead() throws {
        let key = try #require(DossierKey(Self.bytes, of: "D-1"))
        #expect(key.open(Self.secret, for: "second factor") == Array("12345678901234567890".utf8))
        let sealer = EventSealer(key: key, format: EventFormat())
        #expect(try sealer.open(Self.formSaved([("@sealed", Self.form)])) == Self.formSaved([("history", "Six mois")]))
    }

    @Test func whatIsSealedOpensInItsPlaceAlone() throws {
        let key = DossierKey(madeFor: "D-1")
        let content = Array("Lésion pigmentée".utf8)
        let sealed = key.seal(content, for: "data-changed")
        #expect(key.open(sealed, for: "data-changed") == content && key.seal(content, for: "data-changed") != sealed, "a fresh nonce")
        #expect(DossierKey(key.bytes, of: "D-1")?.open(sealed, for: "data-changed") == content)
        #expect(key.open(sealed, for: "form-saved") == nil && DossierKey(key.bytes, of: "D-2")?.open(sealed, for: "data-changed") == nil)
        #expect(DossierKey(madeFor: "D-1").open(sealed, for: "data-changed") == nil)
        for text in ["", "A", "AAAA", String(sealed.dropLast(4)), "A" + sealed.dropFirst(), sealed + sealed] {
            #expect(text == sealed || key.open(text, for: "data-changed") == nil, "\(text)")
        }
        #expect(key.open(key.seal([], for: ""), for: "") == [])
    }

    @Test func eventsAreSealedForTheirType() throws {
        let sealer = EventSealer(key: DossierKey(madeFor: "D-1"), format: EventFormat())
        let event = try Self.formSaved([("history", "Six mois")])
        let sealed = sealer.seal(event)
        #expect(EventSealer.isSealed(sealed) && sealed != event && sealer.open(sealed) == event && sealer.open(event) == event)
        #expect(EventSealer.erased(sealed) == (try Self.formSaved([])))
        // The content of one event put into another is not taken for its own.
        guard case .formSaved(let saved) = sealed.body else { return #expect(Bool(false)) }
        let other = Event(
            header: event.header,
            body: .notificationDue(NotificationDue(notification: "n", recipients: [], parameters: saved.values)))
        #expect(sealer.open(other) == nil)
    }

    @Test(arguments: [0, 16, 31, 33]) func otherLengthsAreNoKey(count: Int) throws {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(DossierKey(bytes, of: "D-1") == nil)
        let place = try TemporaryPlace()
        let blobs = BlobStore(besideStore: place.store)
        let keys = DossierKeys(besideDocuments: blobs)
        let made = try keys.made(for: "D-1")
        let path = blobs.folder + "/keys/" + BlobStore.hash(of: Array("dossier D-1".utf8))
        #expect(try FileAccess.read(path) == made.bytes && keys.made(for: "D-1").bytes == made.bytes)
        try FileAccess.write(bytes, to: path)
        #expect(throws: DiagnosticsError.self) { try keys.key(of: "D-1") }
        try keys.destroy("D-1")
        #expect(try keys.key(of: "D-1") == nil)
    }
}
