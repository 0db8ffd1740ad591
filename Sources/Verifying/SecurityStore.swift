import Certificates
import PDF

/// Validation data kept in the file (DSS; ETSI EN 319 142-1, clause 5.4.2).
struct SecurityStore {
    private static let certificateLimit = 500
    private static let dataLimit = 500
    private static let longestData = 32 << 20

    let certificates: [SigningCertificate]
    /// CRLs and OCSP responses, those of `VRI` entries too, each once.
    let revocationData: [[UInt8]]
    /// Names of the signatures that have an entry of their own.
    let entryKeys: Set<String>

    init(_ file: PDFFile) {
        let store = file.resolve(file.catalog["DSS"]).dictionaryValue ?? [:]
        var seen: Set<PDFObject> = []
        func streams(_ object: PDFObject?, limit: Int, longest: Int) -> [[UInt8]] {
            var found: [[UInt8]] = []
            for entry in (file.resolve(object).arrayValue ?? []).prefix(limit) where seen.insert(entry).inserted {
                guard let stream = file.resolve(entry).streamValue, let der = try? file.decoded(stream, limit: longest) else { continue }
                found.append(der)
            }
            return found
        }
        var certificates = streams(store["Certs"], limit: Self.certificateLimit, longest: 1 << 16)
        var data: [[UInt8]] = []
        for key: PDFName in ["OCSPs", "CRLs"] { data += streams(store[key], limit: Self.dataLimit, longest: Self.longestData) }
        var keys: Set<String> = []
        for entry in (file.resolve(store["VRI"]).dictionaryValue?.entries ?? []).prefix(Self.dataLimit) {
            guard let own = file.resolve(entry.value).dictionaryValue else { continue }
            let lists = streams(own["CRL"], limit: 50, longest: Self.longestData) + streams(own["OCSP"], limit: 50, longest: 1 << 20)
            if own["CRL"] != nil || own["OCSP"] != nil { keys.insert(entry.key.text.uppercased()) }
            data += lists
            certificates += streams(own["Cert"], limit: 50, longest: 1 << 16)
        }
        self.certificates = certificates.compactMap { SigningCertificate(der: $0) }
        revocationData = data
        entryKeys = keys
    }
}
