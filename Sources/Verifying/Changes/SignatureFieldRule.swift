import PDF

/// An empty signature field may be signed; a signed one never changes.
enum SignatureFieldRule: ChangeRule {
    private static let free: Set<PDFName> = ["V", "AP", "M"]
    static let holders: Set<PDFName> = ["Fields", "Kids", "Annots", "Parent", "Obj"]

    static func judge(_ changes: ChangeJudgement) {
        let locks = FieldLocks(changes.old)
        for field in SignatureFields.all(changes.old) where changes.differs(field.reference.number) {
            judge(field, isLocked: locks.hold(field.name), changes)
        }
    }

    private static func judge(_ field: SignatureFieldEntry, isLocked: Bool, _ changes: ChangeJudgement) {
        let new = changes.new
        guard let (before, after) = changes.dictionaries(field.reference.number) else { return changes.refuse(Findings.field(field.name)) }
        guard field.value == nil, !isLocked else { return changes.refuse(Findings.signedField(field.name)) }
        for key in Set(before.keys + after.keys) where !free.contains(key) && before[key] != after[key] {
            return changes.refuse(Findings.field(field.name))
        }
        guard let value = after["V"], case .dictionary(let signature) = new.resolve(value),
            value.referenceValue.map({ changes.isNew($0.number) }) ?? true
        else { return changes.refuse(Findings.field(field.name)) }
        let isStamp = new.resolve(signature["Type"]).nameValue == "DocTimeStamp"
        if changes.level == 1, !isStamp { return changes.refuse(Findings.notAllowedByCertification(field.name)) }
        changes.explain(field.reference.number, namedUnder: holders)
        changes.explainNew(.array([value, after["AP"] ?? .null]))
        changes.allow(isStamp ? Findings.addedTimeStamp(field.name) : Findings.filledSignature(field.name))
    }
}

/// Fields that the signatures of a file lock (FieldMDP; ISO 32000-1, clause 12.8.2.4).
struct FieldLocks {
    private let file: PDFFile
    private let parameters: [PDFDictionary]

    init(_ file: PDFFile) {
        self.file = file
        parameters = SignatureFields.all(file).compactMap { $0.value.flatMap { DocumentPermissions.transform("FieldMDP", of: $0, file) } }
    }

    func hold(_ name: String) -> Bool { parameters.contains { DocumentPermissions.isLocked(name, by: $0, file) } }
}
