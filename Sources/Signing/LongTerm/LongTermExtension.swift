import Certificates
import Diagnostics
import PDF

/// Raises the level of all signatures of a file, and renews the archive time stamp of one that is at B-LTA already: each in updates that
/// every earlier signature allows (ETSI EN 319 142-1, clause 6.3).
package struct LongTermExtension: Sendable {
    /// Less room than any token takes is not tried.
    private static let leastTokenRoom = 1_024

    private let services: SigningServices
    private let date: SigningDate

    /// - Parameter date: now.
    package init(services: SigningServices, date: SigningDate) {
        self.services = services
        self.date = date
    }

    /// - Parameter level: from B-T on.
    package func extend(_ pdf: [UInt8], to level: SignatureLevel) throws(DiagnosticsError) -> SignedDocument {
        var document = SignedDocument(bytes: pdf)
        var inventory = SignatureInventory(try PDFFile.opened(pdf))
        guard inventory.entries.contains(where: { !$0.isDocumentTimeStamp }) else {
            throw DiagnosticsError(SigningDiagnostics.nothingToExtend())
        }
        if try stampLast(&document, inventory, level) { inventory = SignatureInventory(try PDFFile.opened(document.bytes)) }
        // A signature that has no room for a time stamp of its own gets one that covers the whole file.
        if inventory.entries.contains(where: { inventory.provenTime($0) == nil }) {
            document.bytes = try LongTermData.addTimeStamp(to: document.bytes, from: try timeStamps(level))
            inventory = SignatureInventory(try PDFFile.opened(document.bytes))
        }
        if level >= .bLT { try addValidationData(&document, inventory, level) }
        if level == .bLTA { document.bytes = try LongTermData.addTimeStamp(to: document.bytes, from: try timeStamps(level)) }
        return document
    }

    /// Puts a time stamp beside the value of the newest signature, when nothing was added after it and the reserved place has room: no signed
    /// byte changes.
    private func stampLast(
        _ document: inout SignedDocument, _ inventory: SignatureInventory, _ level: SignatureLevel
    ) throws(DiagnosticsError) -> Bool {
        guard let last = inventory.entries.last, !last.isDocumentTimeStamp, last.stamps.isEmpty, last.end == document.bytes.count,
            last.contents.count - last.length >= Self.leastTokenRoom, last.place.count == last.contents.count * 2 + 2
        else { return false }
        let stamped = try SignedDataStamping.stamp(Array(last.contents.prefix(last.length)), from: try timeStamps(level))
        guard stamped.count <= last.contents.count else { return false }
        SignatureUpdate.fill(&document.bytes, last.place, with: stamped)
        return true
    }

    private func timeStamps(_ level: SignatureLevel) throws(DiagnosticsError) -> any TimeStampSource {
        guard let source = services.timeStamps else { throw DiagnosticsError(SigningDiagnostics.noTimeStamps(level)) }
        return source
    }

    private func addValidationData(
        _ document: inout SignedDocument, _ inventory: SignatureInventory, _ level: SignatureLevel
    ) throws(DiagnosticsError) {
        guard let revocation = services.revocation else { throw DiagnosticsError(SigningDiagnostics.noRevocationSource(level)) }
        let file = try PDFFile.opened(document.bytes)
        let store = Self.store(file)
        var collector = ValidationDataCollector(
            source: revocation, date: date, store: store, certificates: services.certificates)
        var bySignature: [(contents: [UInt8], data: ValidationData)] = []
        for entry in inventory.entries {
            var data = ValidationData()
            let used = inventory.provenTime(entry) ?? date
            if !entry.isDocumentTimeStamp { data.merge(try collector.collect(entry.signer, with: entry.certificates, usedAt: used)) }
            for stamp in entry.stamps {
                data.merge(
                    try collector.collect(
                        stamp.signer, with: stamp.certificates, usedAt: stamp.time,
                        isRenewed: entry.isDocumentTimeStamp && entry.end == inventory.entries.last?.end))
            }
            bySignature.append((entry.contents, data))
        }
        var others = ValidationData()
        if level == .bLTA {
            // Whoever stamps the archive is shown to be good by what lies under the stamp: a trial tells who that is.
            let digest = HashAlgorithm.sha256.digest(document.bytes)
            let token = try timeStamps(level).token(for: TimeStampRequest(hash: .sha256, digest: digest))
            guard let stamp = TimeStampToken.check(token[...], over: [document.bytes[...]]) else {
                throw DiagnosticsError(SigningDiagnostics.badTimeStamp())
            }
            others = try collector.collect(stamp.signer, with: stamp.certificates, usedAt: min(stamp.time, date))
        }
        document.warnings += collector.warnings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        var all = others
        for part in bySignature { all.merge(part.data) }
        let records = file.resolve(file.resolve(file.catalog["DSS"]).dictionaryValue?["VRI"]).dictionaryValue ?? [:]
        let isNew =
            bySignature.contains { records[LongTermData.recordName($0.contents)] == nil }
            || all.certificates.contains { !store.certificates.contains($0) }
            || all.revocationLists.contains { !store.revocationLists.contains($0) }
            || all.statusResponses.contains { !store.statusResponses.contains($0) }
        if isNew { document.bytes = try LongTermData.addValidationData(others, bySignature: bySignature, to: document.bytes) }
    }

    /// What the file's security store holds.
    private static func store(_ file: PDFFile) -> ValidationData {
        let store = file.resolve(file.catalog["DSS"]).dictionaryValue ?? [:]
        func items(_ key: PDFName) -> [[UInt8]] {
            (file.resolve(store[key]).arrayValue ?? []).prefix(1_000).compactMap {
                file.resolve($0).streamValue.flatMap { try? file.decoded($0, limit: RevocationList.lengthLimit) }
            }
        }
        return ValidationData(certificates: items("Certs"), revocationLists: items("CRLs"), statusResponses: items("OCSPs"))
    }
}
