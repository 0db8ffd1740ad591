import PDF

/// Entries of the catalog stay as they were, but for those that other rules judge. The version may be raised by an update.
enum CatalogRule: ChangeRule {
    static func judge(_ changes: ChangeJudgement) {
        guard changes.dictionaries(changes.rootNumber) != nil else { return changes.refuse(Findings.catalog("Root")) }
        let (before, after) = (changes.old.catalog, changes.new.catalog)
        for key in Set(before.keys + after.keys).sorted(by: { $0.text < $1.text }) {
            switch key {
            case "AcroForm", "DSS", "Metadata": continue
            case "Version":
                if before[key] == after[key] { continue }
                guard case .name? = after[key] else { return changes.refuse(Findings.catalog(key.displayText)) }
            case "Extensions":
                if before[key] != after[key], let value = after[key] { changes.explainNew(.array([value])) }
            default: if before[key] != after[key] { changes.refuse(Findings.catalog(key.displayText)) }
            }
        }
        changes.explain(changes.rootNumber, holders: changes.referrers.of(changes.rootNumber))
    }
}
