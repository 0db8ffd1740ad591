import PDF

/// The document information may say when and by what the update was made; title, author and subject stay.
enum InformationRule: ChangeRule {
    private static let free: Set<PDFName> = ["ModDate", "Producer"]

    static func judge(_ changes: ChangeJudgement) {
        guard let number = changes.old.trailer["Info"]?.referenceValue?.number, changes.differs(number),
            let (before, after) = changes.dictionaries(number)
        else { return }
        for key in Set(before.keys + after.keys).sorted(by: { $0.text < $1.text }) where !free.contains(key) {
            if !isSameText(before[key], after[key], changes) { return changes.refuse(Findings.information(key.displayText)) }
        }
        // Nothing but the trailer may use it.
        changes.explain(number, holders: [])
        changes.explainNew(.dictionary(after))
    }

    /// The same value, be it in another encoding of text.
    private static func isSameText(_ before: PDFObject?, _ after: PDFObject?, _ changes: ChangeJudgement) -> Bool {
        if before == after { return true }
        guard let earlier = changes.old.resolve(before).textValue, let later = changes.new.resolve(after).textValue else { return false }
        return earlier == later
    }
}
