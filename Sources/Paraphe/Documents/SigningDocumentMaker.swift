import CivilTime
import CEL
import Diagnostics
import Localization
import Rules
import Certificates
import Signing
import Workflow

/// Makes the documents of actions: rendered in each language of the pack, and signed with the key of who acts.
package struct SigningDocumentMaker: DocumentMaker {
    /// Gives the signer of a person; nil when the person has no key here.
    package typealias SignerProvider = @Sendable (_ person: String) -> Signer?

    private let pack: LoadedPack
    private let shelf: SourceShelf
    private let shared: SharedPress
    private let signers: SignerProvider?

    /// - Parameter signers: nil to make nothing but what leaves as a fax, which nobody signs.
    package init(pack: LoadedPack, shelf: SourceShelf, signers: SignerProvider?) {
        self.pack = pack
        self.shelf = shelf
        self.signers = signers
        shared = SharedPress(pack: pack, shelf: shelf)
    }

    package func make(_ request: DocumentRequest) throws -> [MadeDocument] {
        let definition = request.definition
        if definition.fax != nil { return try fax(request) }
        // Without keys nothing but faxes is made: everything else stays due.
        guard let signers else { return [] }
        let signer = signers(request.actor.id)
        if definition.signatureField != nil, signer == nil {
            throw DiagnosticsError(DocumentDiagnostics.noKeyOfSigner(request.actor.id))
        }
        let context = DocumentContext(number: request.dossier.id, version: request.number, producedAt: request.producedAt)
        return try pack.rulebook.languages.map { language in
            let renderer = try DocumentRenderer(template: definition.id, pack: pack, language: language, shelf: shelf, shared: shared)
            var entries: [(String, Value)] = [
                ("dossier", request.dossierRecord), ("forms", request.formsRecord), ("actor", request.actor.record),
                ("signer", request.actor.record), ("earlier", earlier(request, language)),
            ]
            if let form = request.formRecord { entries.append(("form", form)) }
            var (bytes, _) = try renderer.render(.record(entries), at: context, dossier: request.dossier, actor: request.actor)
            if let field = definition.signatureField, let signer {
                bytes = try signer.sign(
                    bytes,
                    SignatureRequest(fieldName: field, date: pack.signingDate(request.producedAt), reason: definition.label[language]))
            }
            let name = "\(request.dossier.id)-\(definition.id)-\(request.number)-\(language.primarySubtag).pdf"
            return MadeDocument(language: language, bytes: bytes, fileName: name, isSigned: definition.signatureField != nil)
        }
    }

    /// The pages for one receiver, in the language of who sends them: as a file, and as a fax.
    private func fax(_ request: DocumentRequest) throws -> [MadeDocument] {
        let maker = try FaxMaker(pack: pack, document: request.definition.id, shelf: shelf, shared: shared)
        let language =
            request.actor.record.field("language")?.stringValue.flatMap { Language(tag: $0) } ?? pack.rulebook.languages.first ?? .french
        let context = DocumentContext(number: request.dossier.id, version: request.number, producedAt: request.producedAt)
        let judgement = try maker.judge(
            FaxSubject(dossier: request.dossier, actor: request.actor, blobs: request.blobs),
            at: DecisionMoment(request.producedAt, timeZone: pack.rulebook.timeZone))
        let made = try maker.make(judgement, in: language, at: context)
        let stored = try StoredFax(made, of: judgement, in: language, blobs: request.blobs, keepsData: false)
        let name = "\(request.dossier.id)-\(request.definition.id)-\(request.number)-\(language.primarySubtag)"
        return [
            MadeDocument(language: language, bytes: made.pdf, fileName: name + ".pdf", isSigned: false, fax: stored),
            MadeDocument(language: language, bytes: made.tiff, mediaType: "image/tiff", fileName: name + ".tiff", isSigned: false),
        ]
    }

    /// The signed documents that the dossier has already: a later report names them by their digest, so that neither can be put in place
    /// of the other.
    private func earlier(_ request: DocumentRequest, _ language: Language) -> Value {
        .list(
            request.dossier.documents.flatMap { document in
                document.made.filter { $0.isSigned && Language(tag: $0.language) == language }.map { made in
                    let title = pack.rulebook.documents[made.definition]?.label[language] ?? made.definition
                    return .record([
                        ("id", .string(made.definition)), ("title", .string(title)), ("kind", .string(made.kind)),
                        ("producedAt", .timestamp(document.dueAt)), ("digest", .string(made.hash)),
                    ])
                }
            })
    }
}

extension LoadedPack {
    /// A moment with the offset of the pack's time zone, as signatures state it.
    package func signingDate(_ moment: Timestamp) -> SigningDate {
        SigningDate(unixSeconds: moment.seconds, offsetMinutes: zone.offsetSeconds(at: moment.seconds) / 60)
    }
}
