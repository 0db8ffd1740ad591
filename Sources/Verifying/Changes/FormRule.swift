import PDF

/// The form's own dictionary: new fields come after those that were there; what governs how fields look stays.
enum FormRule: ChangeRule {
    static func judge(_ changes: ChangeJudgement) {
        let (before, after) = (changes.old.catalog["AcroForm"], changes.new.catalog["AcroForm"])
        guard let after else {
            if before != nil { changes.refuse(Findings.catalog("AcroForm")) }
            return
        }
        let oldForm = changes.old.resolve(before).dictionaryValue ?? [:]
        guard case .dictionary(let newForm) = changes.new.resolve(after), before == nil || before?.referenceValue == after.referenceValue
        else { return changes.refuse(Findings.catalog("AcroForm")) }
        if before == nil { changes.explainNew(.array([after])) }
        for key in Set(oldForm.keys + newForm.keys).sorted(by: { $0.text < $1.text }) {
            switch key {
            case "Fields": continue
            case "SigFlags":
                let flags = (
                    changes.old.resolve(oldForm[key]).integerValue ?? 0, changes.new.resolve(newForm[key]).integerValue ?? 0
                )
                if flags.0 & ~flags.1 != 0 || flags.1 & ~3 != 0 { changes.refuse(Findings.form(key.displayText)) }
            default:
                // A form made by the update may bring what its appearances need.
                if before == nil, key == "DA" || key == "DR" { continue }
                if oldForm[key] != newForm[key] { changes.refuse(Findings.form(key.displayText)) }
            }
        }
        if let number = changes.formNumber { changes.explain(number, holders: [changes.rootNumber]) }
        judgeList(oldForm["Fields"], newForm["Fields"], changes)
    }

    private static func judgeList(_ before: PDFObject?, _ after: PDFObject?, _ changes: ChangeJudgement) {
        let fields = (changes.old.resolve(before).arrayValue ?? [], changes.new.resolve(after).arrayValue ?? [])
        guard fields.1.starts(with: fields.0) else { return changes.refuse(Findings.removedField()) }
        if let number = before?.referenceValue?.number {
            if before != after { changes.refuse(Findings.form("Fields")) }
            changes.explain(number, holders: [changes.formNumber ?? changes.rootNumber])
        } else if after?.referenceValue != nil, let after {
            if before == nil { changes.explainNew(.array([after])) } else { changes.refuse(Findings.form("Fields")) }
        }
    }
}
