import CEL
import Diagnostics
import Rules
import Workflow

// The files of dossiers: those that people attach, those that actions make.
extension RequestService {
    /// A document that a dossier made, or an attachment that the person may see, by its file name; its bytes are checked against the digest
    /// that the history keeps.
    package func document(
        _ fileName: String, of id: String, to personID: String, at moment: DecisionMoment
    ) async throws(RequestError) -> [UInt8] {
        let dossier = try await show(id, to: personID, at: moment).dossier
        let files = Self.files(of: dossier)
        guard let file = files.last(where: { $0.name == fileName }) else {
            throw RequestError(RequestDiagnostics.noDocument(fileName, of: id, made: files.map(\.name)))
        }
        do throws(DiagnosticsError) {
            return try blobs.get(file.hash)
        } catch {
            throw RequestError.faults(error.bag)
        }
    }

    /// Brings in the files that an order attaches: each for the field that takes it, with the record that the dossier will hold.
    func stageAttachments(_ order: RequestOrder) throws(RequestError) -> [StagedAttachment] {
        var staged: [StagedAttachment] = []
        var isWhole = false
        defer { if !isWhole { for attachment in staged { blobs.discard(attachment.file) } } }
        for attachment in order.attachments {
            switch rulebook.dossierFields[attachment.field]?.type {
            case .attachment, .list(.attachment): break
            default: throw RequestError(RequestDiagnostics.unknownAttachmentField(attachment.field))
            }
            do throws(DiagnosticsError) {
                let file = try blobs.stage(attachment.file)
                let record = Value.record([
                    ("id", .string(file.hash)), ("name", .string(attachment.fileName)), ("mediaType", .string(file.mediaType)),
                    ("label", .string(attachment.label ?? attachment.fileName)),
                ])
                staged.append(StagedAttachment(field: attachment.field, record: record, file: file))
            } catch {
                throw .faults(error.bag)
            }
        }
        isWhole = true
        return staged
    }

    /// Makes and stores the documents that are due, and adds the events that name them.
    func makeDocuments(
        _ events: [Event], _ dossier: Dossier?, _ id: String, _ actor: Actor, _ moment: DecisionMoment
    ) throws(RequestError) -> (events: [Event], after: Dossier, faxes: [FaxJob]) {
        var all = events
        var after = try evolve(dossier, events, id)
        var faxes: [FaxJob] = []
        guard let maker else { return (all, after, []) }
        for event in events {
            guard case .documentDue(let due) = event.body, let definition = rulebook.documents[due.definition] else { continue }
            let request = DocumentRequest(
                definition: definition, rulebook: rulebook, dossier: after, actor: actor, number: due.number, producedAt: moment.now,
                packHash: decider.packHash, blobs: blobs)
            do {
                for document in try maker.make(request) {
                    let hash = try blobs.put(document.bytes)
                    let made = Event(
                        header: event.header,
                        body: .documentMade(
                            DocumentMade(
                                definition: due.definition, number: due.number, language: document.language.rawValue,
                                kind: definition.kind, fileName: document.fileName, mediaType: document.mediaType, hash: hash,
                                byteCount: document.bytes.count, isSigned: document.isSigned)))
                    all.append(made)
                    after = try evolve(after, [made], id)
                    faxes += document.fax?.jobs(dossierID: id, count: due.number, at: moment.now) ?? []
                }
            } catch let error as DiagnosticsError {
                throw .faults(error.bag)
            } catch let error as RequestError {
                throw error
            } catch {
                throw RequestError(RequestDiagnostics.makerFailed(due.definition, reason: "\(error)"))
            }
        }
        return (all, after, faxes)
    }
}
