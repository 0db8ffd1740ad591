import Certificates
import Diagnostics
import Signing

/// Raises the level of signed files, or renews their archive time stamps.
package struct DocumentExtension: Sendable {
    private let level: SignatureLevel
    private let worker: LongTermExtension

    package init(level: SignatureLevel, services: ServiceChoice, date: SigningDate) throws(DiagnosticsError) {
        self.level = level
        worker = LongTermExtension(services: try services.services(), date: date)
    }

    /// Each file is saved whole or not at all; one that fails keeps none of the others from being extended.
    ///
    /// - Parameter progress: hears how many files are done.
    package func extend(
        _ files: [(input: String, output: String)], progress: @escaping ProgressListener = { _ in }
    ) -> DiagnosticBag {
        var bag = DiagnosticBag()
        var counter = ProgressCounter(.files, of: Int64(files.count), progress)
        for file in files {
            defer { counter.advance() }
            bag.append(
                contentsOf: FileBatch.findings(file.input, isOne: files.count == 1) { () throws(DiagnosticsError) in
                    let pdf = try FileAccess.read(file.input, limitBytes: FileAccess.longestDocumentBytes)
                    let document = try worker.extend(pdf, to: level)
                    try FileAccess.write(document.bytes, to: file.output)
                    var found = DiagnosticBag()
                    found.append(contentsOf: document.warnings)
                    return found
                })
        }
        return bag
    }
}
