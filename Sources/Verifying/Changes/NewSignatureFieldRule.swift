import PDF

/// A signature or time stamp in a field of its own: on a certified document only an invisible one.
enum NewSignatureFieldRule: ChangeRule {
    /// What a new signature field may hold: no action, no kid, and nothing unknown. An empty one is refused too: a signature whose
    /// `/V` was spoilt must not pass for a field that nobody has signed yet.
    private static let keys: Set<PDFName> = [
        "Type", "Subtype", "FT", "T", "TU", "TM", "Ff", "V", "Rect", "F", "P", "AP", "MK", "DA", "Q", "BS", "Border", "H", "M", "NM",
        "Lock", "SV", "StructParent",
    ]

    static func judge(_ changes: ChangeJudgement) {
        let lists = [changes.old, changes.new].map { file in
            file.resolve(file.resolve(file.catalog["AcroForm"]).dictionaryValue?["Fields"]).arrayValue ?? []
        }
        guard lists[1].starts(with: lists[0]) else { return }
        var names = Set(SignatureFields.all(changes.old).map(\.name) + OtherFields.all(changes.old).map(\.name))
        for field in lists[1].dropFirst(lists[0].count) { judge(field, &names, changes) }
    }

    private static func judge(_ object: PDFObject, _ names: inout Set<String>, _ changes: ChangeJudgement) {
        let new = changes.new
        guard let reference = object.referenceValue, changes.isNew(reference.number), case .dictionary(let field) = new.object(reference)
        else { return changes.refuse(Findings.newField("?")) }
        let name = new.resolve(field["T"]).textValue ?? "?"
        // Kids, parents, actions and repeated names are no part of a signature.
        guard new.resolve(field["FT"]).nameValue == "Sig", names.insert(name).inserted,
            changes.referrers.of(reference.number).isEmpty, field.keys.allSatisfy({ keys.contains($0) }),
            case .dictionary(let signature) = new.resolve(field["V"])
        else { return changes.refuse(Findings.newField(name)) }
        // Something visible would change what a certified document shows; what is not plainly invisible counts as visible.
        if changes.level != nil, !isInvisible(field, new) { return changes.refuse(Findings.visibleField(name)) }
        let isStamp = new.resolve(signature["Type"]).nameValue == "DocTimeStamp"
        if changes.level == 1, !isStamp { return changes.refuse(Findings.newField(name)) }
        changes.newWidgets.insert(reference)
        changes.explainOwn(reference.number)
        var rest = field
        rest["P"] = nil
        changes.explainNew(.dictionary(rest))
        changes.allow(isStamp ? Findings.addedTimeStamp(name) : Findings.addedSignature(name))
    }

    private static func isInvisible(_ field: PDFDictionary, _ file: PDFFile) -> Bool {
        guard let object = field["Rect"] else { return field["AP"] == nil }
        guard let sides = file.resolve(object).arrayValue?.map({ file.resolve($0).numberValue }), sides.count == 4,
            let a = sides[0], let b = sides[1], let c = sides[2], let d = sides[3]
        else { return false }
        return a == c || b == d
    }
}
