import Certificates
import PDF

/// Validation data kept in the file (DSS; ETSI EN 319 142-1, clause 5.4.2).
struct SecurityStore {
    private static let certificateLimit = 200

    let certificates: [SigningCertificate]
    let hasRevocationData: Bool

    init(_ file: PDFFile) {
        let store = file.resolve(file.catalog["DSS"]).dictionaryValue ?? [:]
        var found: [SigningCertificate] = []
        for entry in (file.resolve(store["Certs"]).arrayValue ?? []).prefix(Self.certificateLimit) {
            guard let stream = file.resolve(entry).streamValue, let der = try? file.decoded(stream, limit: 1 << 16),
                let certificate = SigningCertificate(der: der)
            else { continue }
            found.append(certificate)
        }
        certificates = found
        hasRevocationData = ["CRLs", "OCSPs"].contains { !(file.resolve(store[PDFName($0)]).arrayValue ?? []).isEmpty }
    }
}
