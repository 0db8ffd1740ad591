import Certificates
import Diagnostics
import PDF

/// Makes signatures last: validation data and document time stamps, each in an update of its own (ETSI EN 319 142-1, clauses 5.4 and 6).
///
/// The order for B-LTA: signature with a time stamp (B-T), ``addValidationData(_:to:)`` (B-LT), ``addTimeStamp(to:from:hash:)`` (B-LTA);
/// the last two again before the time-stamping authority's certificate expires.
package enum LongTermData {
    /// What shows that certificates were good: DER each, fetched by the caller.
    package struct ValidationData: Hashable, Sendable {
        package var certificates: [[UInt8]]
        package var revocationLists: [[UInt8]]
        package var statusResponses: [[UInt8]]

        package init(certificates: [[UInt8]] = [], revocationLists: [[UInt8]] = [], statusResponses: [[UInt8]] = []) {
            self.certificates = certificates
            self.revocationLists = revocationLists
            self.statusResponses = statusResponses
        }
    }

    /// Room for a token with its chain.
    private static let tokenRoom = 16_384

    /// The file with the data added to its document security store; what is there already is kept and not repeated.
    package static func addValidationData(_ data: ValidationData, to pdf: [UInt8]) throws(DiagnosticsError) -> [UInt8] {
        let file = try read(pdf)
        var update = PDFUpdate(file)
        var catalog = file.catalog
        var store = file.resolve(catalog["DSS"]).dictionaryValue ?? ["Type": .name("DSS")]
        for (key, items) in [("Certs", data.certificates), ("CRLs", data.revocationLists), ("OCSPs", data.statusResponses)] {
            let key = PDFName(key)
            var references = file.resolve(store[key]).arrayValue ?? []
            var known = Set(references.compactMap { file.resolve($0).streamValue.flatMap { try? file.decoded($0, limit: 1 << 24) } })
            for item in items where known.insert(item).inserted { references.append(.reference(update.addStream(data: item))) }
            if !references.isEmpty { store[key] = .array(references) }
        }
        if let reference = catalog["DSS"]?.referenceValue {
            update.write(.dictionary(store), as: reference)
        } else {
            catalog["DSS"] = .reference(update.add(.dictionary(store)))
            update.write(.dictionary(catalog), as: file.trailer["Root"]?.referenceValue ?? PDFReference(0))
        }
        return update.finish()
    }

    /// The file with a time stamp over all of it.
    package static func addTimeStamp(
        to pdf: [UInt8], from source: any TimeStampSource, hash: HashAlgorithm = .sha256
    ) throws(DiagnosticsError) -> [UInt8] {
        let file = try read(pdf)
        var update = try SignatureUpdate(stamping: file)
        update.write(reservedBytes: tokenRoom)
        var (bytes, place) = update.finish()
        let parts = [bytes[0..<place.lowerBound], bytes[place.upperBound...]]
        let token = try source.token(for: TimeStampRequest(hash: hash, digest: hash.digest(parts)))
        guard TimeStampToken.check(token[...], over: parts) != nil else { throw DiagnosticsError(SigningDiagnostics.badTimeStamp()) }
        guard token.count <= tokenRoom else { throw DiagnosticsError(SigningDiagnostics.noRoom()) }
        SignatureUpdate.fill(&bytes, place, with: token)
        return bytes
    }

    private static func read(_ pdf: [UInt8]) throws(DiagnosticsError) -> PDFFile {
        do {
            return try PDFFile(bytes: pdf)
        } catch {
            throw DiagnosticsError(error.diagnostic)
        }
    }
}
