import PDF

/// The root stays; document information may come where there was none, and say nothing but who wrote the update and when.
enum TrailerRule: ChangeRule {
    private static let harmless: Set<PDFName> = ["ModDate", "CreationDate", "Producer", "Creator"]

    static func judge(_ changes: ChangeJudgement) {
        let (old, new) = (changes.old.trailer, changes.new.trailer)
        if old["Root"] != new["Root"] { changes.refuse(Findings.trailer("Root")) }
        if let information = old["Info"], information != new["Info"], new["Info"] != nil { changes.refuse(Findings.trailer("Info")) }
        if old["Info"] == nil, let added = new["Info"] {
            let isHarmless = changes.new.resolve(added).dictionaryValue?.keys.allSatisfy { harmless.contains($0) } ?? true
            if isHarmless { changes.explainNew(.array([added])) } else { changes.refuse(Findings.trailer("Info")) }
        }
        let first = { (file: PDFFile) in file.resolve(file.trailer["ID"]).arrayValue?.first.map { file.resolve($0) } }
        if let identifier = first(changes.old), identifier != first(changes.new) { changes.refuse(Findings.trailer("ID")) }
    }
}
