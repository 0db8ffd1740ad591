import Diagnostics
import PDF
import Verifying

/// Takes out of PDF files what they carry, checked against their signatures: `paraphe extract`.
package struct AttachmentExtraction: Sendable {
    /// Bytes of all files of one document together.
    private static let byteLimit = 512 << 20

    private let verification: DocumentVerification
    private let acceptsUnverified: Bool

    /// - Parameter acceptsUnverified: gives files that no sound signature covers, too.
    package init(verification: DocumentVerification, acceptsUnverified: Bool) {
        self.verification = verification
        self.acceptsUnverified = acceptsUnverified
    }

    /// The files that a document carries, in the order of names, and what its signatures are worth.
    ///
    /// - Throws: `extract/none` when there is none, `extract/not-verified` when the document does not meet the policy, `extract/not-signed`
    ///   when no signature covers a file.
    package func files(of path: String) throws(DiagnosticsError) -> (files: [ExtractedFile], report: VerificationReport) {
        let bytes = try FileAccess.read(path, limitBytes: FileAccess.longestDocumentBytes)
        let report = verification.verify(bytes)
        let file: PDFFile
        var files: [ExtractedFile] = []
        var bag = DiagnosticBag()
        do throws(PDFFault) {
            file = try PDFFile(bytes: bytes)
            let coverage = ObjectCoverage(file)
            var room = Self.byteLimit
            for attachment in file.attachments() {
                let content = try file.content(of: attachment, limit: room)
                room -= content.count
                let signers = report.signatures.filter { signature in
                    signature.unchanged == .yes && attachment.objectNumbers.allSatisfy { coverage.isCovered($0, by: signature) }
                }
                files.append(
                    ExtractedFile(
                        name: attachment.name, mediaType: attachment.mediaType, relationship: attachment.relationship,
                        description: attachment.description, bytes: content, signedBy: signers.map(\.fieldName)))
            }
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
        guard !files.isEmpty else { throw DiagnosticsError(ExtractionDiagnostics.none(path)) }
        guard !acceptsUnverified else { return (files, report) }
        if !report.isValid { bag.append(ExtractionDiagnostics.notVerified(path)) }
        for file in files where file.signedBy.isEmpty { bag.append(ExtractionDiagnostics.notSigned(file.name)) }
        try bag.throwIfErrors()
        return (files, report)
    }

    /// Writes files into a folder, all or none.
    ///
    /// - Throws: `extract/name` for a name that would lead elsewhere, or that two files bear.
    package static func write(_ files: [ExtractedFile], into folder: String) throws(DiagnosticsError) {
        var bag = DiagnosticBag()
        var names: Set<String> = []
        for file in files where !isPlain(file.name) || !names.insert(file.name).inserted {
            bag.append(ExtractionDiagnostics.name(file.name))
        }
        try bag.throwIfErrors()
        try FileAccess.makeFolder(folder)
        try FileAccess.write(files.map { (path: folder + "/" + $0.name, bytes: $0.bytes) })
    }

    /// A name that a file in a folder can have: names come from whoever made the document.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".")
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" && $0 != ":" }
    }
}
