import CEL
import Diagnostics
import Journal
import Rules
import Workflow

/// A fax on its way to one number: what the outbox keeps of it. The pages and the data are documents of the store, under their digests.
package struct FaxJob: Hashable, Sendable {
    /// The dossier, or the name that a fax of plain data was given.
    package let dossierID: String
    /// The document of the pack.
    package let document: String
    /// Counts the faxes of the document in the dossier, from 1.
    package let count: Int
    /// Digits, with the country code.
    package let number: String
    /// BCP 47 tag of the pages.
    package let language: String
    package let pageCount: Int
    package let pdf: String
    package let tiff: String
    /// The data as JSON: no mail may name what is confidential in them. Empty where the dossier has them.
    package let data: String
    package let at: Timestamp

    /// Names the work in its queue.
    package var key: String { "\(dossierID)/\(document)/\(count)/\(number)" }

    /// The same for each try, and it tells nothing of the dossier: the Message-ID, the name of the file, the tag of the job.
    package func identifier(pack: String) -> String { String(BlobStore.hash(of: Array("\(pack)\nfax\n\(key)".utf8)).prefix(32)) }

    var payload: [UInt8] {
        ValueCodec.encode(
            .record([
                ("dossier", .string(dossierID)), ("document", .string(document)), ("count", .int(Int64(count))),
                ("number", .string(number)), ("language", .string(language)), ("pages", .int(Int64(pageCount))), ("pdf", .string(pdf)),
                ("tiff", .string(tiff)), ("data", .string(data)), ("at", .timestamp(at)),
            ]))
    }

    package init(
        dossierID: String, document: String, count: Int, number: String, language: String, pageCount: Int, pdf: String, tiff: String,
        data: String, at: Timestamp
    ) {
        self.dossierID = dossierID
        self.document = document
        self.count = count
        self.number = number
        self.language = language
        self.pageCount = pageCount
        self.pdf = pdf
        self.tiff = tiff
        self.data = data
        self.at = at
    }

    /// Nil when the bytes are none that this program wrote.
    package init?(_ item: WorkItem) {
        guard let record = try? ValueCodec.decode(item.payload) else { return nil }
        func text(_ name: String) -> String? { record.field(name)?.stringValue }
        guard let dossier = text("dossier"), let document = text("document"), case .int(let count)? = record.field("count"),
            let number = text("number"), let language = text("language"), case .int(let pages)? = record.field("pages"),
            let pdf = text("pdf"), let tiff = text("tiff"), let data = text("data"), case .timestamp(let at)? = record.field("at")
        else { return nil }
        self.init(
            dossierID: dossier, document: document, count: Int(clamping: count), number: number, language: language,
            pageCount: Int(clamping: pages), pdf: pdf, tiff: tiff, data: data, at: at)
    }
}
