import PDF

/// Whether signatures cover an object: whether its newest definition stands within the bytes that they sign.
package struct ObjectCoverage {
    private let file: PDFFile

    package init(_ file: PDFFile) {
        self.file = file
    }

    /// False for objects that are not there, and for signatures whose bytes are unknown or altered.
    package func isCovered(_ number: Int, by signature: VerificationReport.Signature) -> Bool {
        guard signature.intact == .yes, signature.coveredBytes > 0 else { return false }
        switch file.entries[number] {
        case .offset?: return file.extent(number: number).map { $0.upperBound <= signature.coveredBytes } ?? false
        case .inStream(let container, _)?:
            guard case .offset? = file.entries[container] else { return false }
            return file.extent(number: container).map { $0.upperBound <= signature.coveredBytes } ?? false
        case .free?, nil: return false
        }
    }
}
