import PDF

/// Validation data may grow, never shrink (ETSI EN 319 142-1, clause 5.4.2).
enum SecurityStoreRule: ChangeRule {
    private static let known: Set<PDFName> = ["Type", "VRI", "Certs", "CRLs", "OCSPs"]

    static func judge(_ changes: ChangeJudgement) {
        let (before, after) = (changes.old.catalog["DSS"], changes.new.catalog["DSS"])
        guard let after else {
            if before != nil { changes.refuse(Findings.catalog("DSS")) }
            return
        }
        let (old, new) = (changes.old, changes.new)
        let oldStore = old.resolve(before).dictionaryValue ?? [:]
        guard let newStore = new.resolve(after).dictionaryValue else { return changes.refuse(Findings.catalog("DSS")) }
        let oldEntries = old.resolve(oldStore["VRI"]).dictionaryValue ?? [:]
        let newEntries = new.resolve(newStore["VRI"]).dictionaryValue ?? [:]
        func grows(_ key: PDFName) -> Bool {
            let earlier = old.resolve(oldStore[key]).arrayValue ?? []
            let later = new.resolve(newStore[key]).arrayValue ?? []
            // Some libraries write the lists in another order.
            return later.starts(with: earlier) || Set(earlier).isSubset(of: Set(later))
        }
        let isSound =
            grows("Certs") && grows("CRLs") && grows("OCSPs") && oldEntries.entries.allSatisfy { newEntries[$0.key] != nil }
            && newStore.keys.allSatisfy { known.contains($0) }
        guard isSound else { return changes.refuse(Findings.securityStore()) }
        var holders: Set<Int> = [changes.rootNumber]
        for part in [before, after, newStore["VRI"], oldStore["VRI"]] + oldEntries.entries.map(\.value) {
            if let number = part?.referenceValue?.number { holders.insert(number) }
        }
        var parts: [PDFObject?] = [before, oldStore["VRI"], oldStore["Certs"], oldStore["CRLs"], oldStore["OCSPs"]]
        parts += oldEntries.entries.map(\.value)
        var hasChanges = before != after
        for number in parts.compactMap({ $0?.referenceValue?.number }) where changes.differs(number) {
            hasChanges = true
            changes.explain(number, holders: holders)
            changes.explainNew(new.object(number: number))
        }
        if before != after || oldStore != newStore {
            changes.explainNew(.array([after]))
            changes.explainNew(.dictionary(newStore))
            hasChanges = true
        }
        if hasChanges { changes.allow(Findings.addedValidationData()) }
    }
}
