import CEL
import Diagnostics
import Rules
import Workflow

/// A finished fax in a store's documents, ready for the queue.
package struct StoredFax: Sendable {
    let pdf: String
    let tiff: String
    let data: String
    let pageCount: Int
    let language: Language
    let numbers: [FaxNumber]
    let document: String

    /// Puts the pages and the data among the documents of a store.
    ///
    /// - Parameter keepsData: false where the dossier itself has them.
    package init(
        _ made: FaxMaker.Made, of judgement: FaxJudgement, in language: Language, blobs: BlobStore, keepsData: Bool = true
    ) throws(DiagnosticsError) {
        pdf = try blobs.put(made.pdf)
        tiff = try blobs.put(made.tiff)
        data = keepsData ? try blobs.put(ValueCodec.encode(judgement.data)) : ""
        pageCount = made.pageCount
        self.language = language
        numbers = judgement.numbers
        document = judgement.definition.id
    }

    /// One job for each number.
    func jobs(dossierID: String, count: Int, at moment: Timestamp) -> [FaxJob] {
        numbers.map {
            FaxJob(
                dossierID: dossierID, document: document, count: count, number: $0.digits, language: language.rawValue,
                pageCount: pageCount, pdf: pdf, tiff: tiff, data: data, at: moment)
        }
    }
}
