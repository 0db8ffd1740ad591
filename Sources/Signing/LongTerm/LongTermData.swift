import Certificates
import Crypto
import Diagnostics
import PDF

/// The two updates that make signatures last: validation data, and document time stamps (ETSI EN 319 142-1, clauses 5.4 and 6).
package enum LongTermData {
    /// Room for a token with its chain.
    private static let tokenRoom = 16_384

    /// The file with the data added to its document security store; what is there already is kept and not repeated.
    ///
    /// - Parameter bySignature: which of it belongs to which signature, by the bytes of its `/Contents` (VRI, clause 5.4.2.3).
    package static func addValidationData(
        _ data: ValidationData, bySignature: [(contents: [UInt8], data: ValidationData)] = [], to pdf: [UInt8]
    ) throws(DiagnosticsError) -> [UInt8] {
        let file = try PDFFile.opened(pdf)
        var update = PDFUpdate(file)
        var catalog = file.catalog
        var store = file.resolve(catalog["DSS"]).dictionaryValue ?? ["Type": .name("DSS")]
        var all = data
        for part in bySignature { all.merge(part.data) }
        var places: [[UInt8]: PDFReference] = [:]
        for (key, items) in [("Certs", all.certificates), ("CRLs", all.revocationLists), ("OCSPs", all.statusResponses)] {
            let key = PDFName(key)
            var references = file.resolve(store[key]).arrayValue ?? []
            for reference in references {
                guard let place = reference.referenceValue, let stream = file.resolve(reference).streamValue,
                    let bytes = try? file.decoded(stream, limit: 1 << 24)
                else { continue }
                places[bytes] = place
            }
            for item in items where places[item] == nil {
                let place = update.addStream(data: item)
                places[item] = place
                references.append(.reference(place))
            }
            if !references.isEmpty { store[key] = .array(references) }
        }
        if !bySignature.isEmpty {
            var records = file.resolve(store["VRI"]).dictionaryValue ?? [:]
            for (contents, data) in bySignature {
                var record: PDFDictionary = ["Type": .name("VRI")]
                for (key, items) in [("Cert", data.certificates), ("CRL", data.revocationLists), ("OCSP", data.statusResponses)] {
                    let references = items.compactMap { places[$0] }.map { PDFObject.reference($0) }
                    if !references.isEmpty { record[PDFName(key)] = .array(references) }
                }
                records[recordName(contents)] = .dictionary(record)
            }
            if let reference = store["VRI"]?.referenceValue {
                update.write(.dictionary(records), as: reference)
            } else {
                store["VRI"] = .dictionary(records)
            }
        }
        if let reference = catalog["DSS"]?.referenceValue {
            update.write(.dictionary(store), as: reference)
        } else {
            catalog["DSS"] = .reference(update.add(.dictionary(store)))
            update.write(.dictionary(catalog), as: file.trailer["Root"]?.referenceValue ?? PDFReference(0))
        }
        return update.finish()
    }

    /// The name of a signature's record: the SHA-1 of its contents, in capitals. It is a name and protects nothing.
    static func recordName(_ contents: [UInt8]) -> PDFName {
        let digits = Array("0123456789ABCDEF")
        return PDFName(String(Insecure.SHA1.hash(data: contents).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
    }

    /// The file with a time stamp over all of it.
    package static func addTimeStamp(
        to pdf: [UInt8], from source: any TimeStampSource, hash: HashAlgorithm = .sha256
    ) throws(DiagnosticsError) -> [UInt8] {
        let file = try PDFFile.opened(pdf)
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
}
