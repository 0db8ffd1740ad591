import PDF

/// A form field may be filled where certification leaves it open: a new value with an appearance that shows text in the fonts of the
/// signed form, or another of the states that a button had. An appearance without a new value would show what nobody filled in (shadow
/// attacks by form overlay).
enum FilledFieldRule: ChangeRule {
    private static let free: Set<PDFName> = ["V", "AP", "AS", "I", "M", "RV"]
    /// Resources of an appearance that draw what the signed file does not have.
    private static let foreign: Set<PDFName> = ["XObject", "Pattern", "Shading", "ExtGState", "Properties"]

    static func judge(_ changes: ChangeJudgement) {
        let locks = FieldLocks(changes.old)
        let signatures = Set(SignatureFields.all(changes.old).map(\.reference.number))
        for (reference, name) in OtherFields.all(changes.old) where changes.differs(reference.number) {
            if signatures.contains(reference.number) { continue }
            judge(reference.number, name, isLocked: locks.hold(name), changes)
        }
    }

    private static func judge(_ number: Int, _ name: String, isLocked: Bool, _ changes: ChangeJudgement) {
        guard let (before, after) = changes.dictionaries(number) else { return changes.refuse(Findings.field(name)) }
        guard changes.level != 1, !isLocked else { return changes.refuse(Findings.notAllowedByCertification(name)) }
        for key in Set(before.keys + after.keys) where !free.contains(key) && before[key] != after[key] {
            return changes.refuse(Findings.field(name))
        }
        if before["AS"] != after["AS"], !isKnownState(after["AS"], before, changes) { return changes.refuse(Findings.appearance(name)) }
        if before["AP"] != after["AP"], !isPlain(before, after, changes) { return changes.refuse(Findings.appearance(name)) }
        changes.explain(number, namedUnder: SignatureFieldRule.holders)
        changes.explainNew(.array([after["V"] ?? .null, after["AP"] ?? .null, after["RV"] ?? .null]))
        changes.allow(Findings.filledField(name))
    }

    /// A state of a button that its signed appearance has.
    private static func isKnownState(_ state: PDFObject?, _ before: PDFDictionary, _ changes: ChangeJudgement) -> Bool {
        guard case .name(let name)? = state else { return false }
        if name == "Off" { return true }
        let normal = changes.old.resolve(changes.old.resolve(before["AP"]).dictionaryValue?["N"])
        return normal.dictionaryValue?[name] != nil
    }

    /// Whether a new appearance is the plain one of a text: one new stream, without images, patterns or fonts that the file did not have.
    private static func isPlain(_ before: PDFDictionary, _ after: PDFDictionary, _ changes: ChangeJudgement) -> Bool {
        let new = changes.new
        let type = new.resolve(after["FT"]).nameValue ?? new.resolve(new.resolve(after["Parent"]).dictionaryValue?["FT"]).nameValue
        let parent = after["Parent"]?.referenceValue?.number
        let hasNewValue = before["V"] != after["V"] || parent.map(changes.differs) == true
        guard type != "Btn", hasNewValue, case .dictionary(let looks) = new.resolve(after["AP"]), looks.keys == ["N"],
            let number = looks["N"]?.referenceValue?.number, changes.isNew(number), case .stream(let stream) = new.object(number: number)
        else { return false }
        let resources = new.resolve(stream.dictionary["Resources"]).dictionaryValue ?? [:]
        guard !resources.keys.contains(where: { foreign.contains($0) }) else { return false }
        for font in new.resolve(resources["Font"]).dictionaryValue?.entries ?? [] {
            guard let number = font.value.referenceValue?.number, !changes.isNew(number), !changes.changed.contains(number) else {
                return false
            }
        }
        // An inline image would be content as well.
        guard let content = try? new.decoded(stream, limit: 1 << 20) else { return false }
        return !content.split(whereSeparator: RevisionEnd.isSpace).contains {
            ["BI", "Do", "sh", "gs"].contains(String(decoding: $0, as: UTF8.self))
        }
    }
}
