import Certificates
import Diagnostics
import PDF

/// The signatures that a file holds, read for what long-term levels need: their certificates and when they existed at the latest.
struct SignatureInventory {
    struct Entry {
        /// The bytes of `/Contents`, padding included.
        let contents: [UInt8]
        /// Where `/Contents` stands in the file, brackets included.
        let place: Range<Int>
        /// Of the CMS, without padding.
        let length: Int
        let isDocumentTimeStamp: Bool
        /// Where the signed revision ends.
        let end: Int
        let signer: SigningCertificate
        /// Certificates sent along by the signature.
        let certificates: [SigningCertificate]
        /// Time stamps on the signature's value; of a document time stamp, itself.
        let stamps: [TimeStampToken]
    }

    /// In the order in which they were made.
    let entries: [Entry]

    init(_ file: PDFFile) {
        entries = SignatureFields.all(file).compactMap { Self.entry($0, file) }.sorted { $0.end < $1.end }
    }

    /// A time by which the entry is known to have existed; nil when no time stamp shows it.
    func provenTime(_ entry: Entry) -> SigningDate? {
        let later = entries.filter { $0.isDocumentTimeStamp && $0.end > entry.end }
        return (entry.stamps + later.flatMap(\.stamps)).map(\.time).min()
    }

    private static func entry(_ field: SignatureFieldEntry, _ file: PDFFile) -> Entry? {
        guard let value = field.value, let contents = file.resolve(value["Contents"]).stringValue,
            let range = file.resolve(value["ByteRange"]).arrayValue?.compactMap({ file.resolve($0).integerValue }), range.count == 4,
            range[0] == 0, range[1] >= 0, range[2] >= range[1], range[3] >= 0, range[2] <= file.bytes.count,
            range[3] <= file.bytes.count - range[2],
            let length = SignedDataReader.length(contents), let cms = SignedDataReader(contents[0..<length]), let signer = cms.signer
        else { return nil }
        let isTimeStamp = file.resolve(value["SubFilter"]).nameValue == "ETSI.RFC3161"
        let stamps =
            isTimeStamp
            ? [
                TimeStampToken.check(
                    contents[0..<length], over: [file.bytes[0..<range[1]], file.bytes[range[2]..<range[2] + range[3]]])
            ]
            : cms.timeStampTokens.map { TimeStampToken.check($0, over: [cms.signature[...]]) }
        return Entry(
            contents: contents, place: range[1]..<range[2], length: length, isDocumentTimeStamp: isTimeStamp, end: range[2] + range[3],
            signer: signer, certificates: cms.certificates,
            stamps: stamps.compactMap { $0 })
    }
}
