import PDF

/// Pages stay as they were, but for the widgets of new signature fields.
enum PageRule: ChangeRule {
    static func judge(_ changes: ChangeJudgement) {
        for (index, page) in changes.old.pages().enumerated() {
            guard case .dictionary(let before) = changes.old.object(page) else { continue }
            let list = before["Annots"]?.referenceValue?.number
            guard changes.differs(page.number) || list.map(changes.differs) == true else { continue }
            judge(page, index + 1, before, list, changes)
        }
    }

    private static func judge(_ page: PDFReference, _ index: Int, _ before: PDFDictionary, _ list: Int?, _ changes: ChangeJudgement) {
        guard case .dictionary(let after) = changes.new.object(page) else { return changes.refuse(Findings.page(index, "Type")) }
        var isSound = true
        for key in Set(before.keys + after.keys).sorted(by: { $0.text < $1.text }) where key != "Annots" && before[key] != after[key] {
            changes.refuse(Findings.page(index, key.displayText))
            isSound = false
        }
        let earlier = changes.old.resolve(before["Annots"]).arrayValue ?? []
        let later = changes.new.resolve(after["Annots"]).arrayValue ?? []
        let added = later.dropFirst(earlier.count)
        if !later.starts(with: earlier) || !added.allSatisfy({ $0.referenceValue.map(changes.newWidgets.contains) == true }) {
            changes.refuse(Findings.annotations(index))
            isSound = false
        }
        // Refused changes are named once, here.
        changes.explain(page.number, holders: changes.referrers.of(page.number))
        if let list {
            if before["Annots"] != after["Annots"], isSound { changes.refuse(Findings.annotations(index)) }
            changes.explain(list, holders: [page.number])
        } else if before["Annots"] == nil, let added = after["Annots"], isSound {
            changes.explainNew(.array([added]))
        }
    }
}
