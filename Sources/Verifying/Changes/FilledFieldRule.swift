import PDF

/// A form field may be filled where certification leaves it open: a new value with an appearance that shows this value and nothing else, in
/// the fonts of the signed form or in embedded ones, or another of the states that a button had. Whatever else an appearance shows, nobody filled in (shadow
/// attacks by form overlay).
enum FilledFieldRule: ChangeRule {
    private static let free: Set<PDFName> = ["V", "AP", "AS", "I", "M", "RV"]
    /// Flags of fields (ISO 32000-1, tables 226 and 228).
    private static let pushButton = 1 << 16
    private static let password = 1 << 13

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
        if inherited("FT", after, changes.new).nameValue == "Btn" {
            guard isState(before, after, changes) else { return changes.refuse(Findings.appearance(name)) }
        } else {
            if before["AS"] != after["AS"] { return changes.refuse(Findings.appearance(name)) }
            if before["AP"] != after["AP"], !isPlain(before, after, changes) { return changes.refuse(Findings.appearance(name)) }
        }
        changes.explain(number, namedUnder: SignatureFieldRule.holders)
        changes.explainNew(.array([after["V"] ?? .null, after["AP"] ?? .null, after["RV"] ?? .null]))
        if let signature = sealing(name, changes) {
            changes.allow(Findings.addedText(name, signature: signature))
        } else {
            changes.allow(Findings.filledField(name))
        }
    }

    /// The name of a signature that came afterwards and locks the field: what was filled in is an addition that somebody answers for.
    private static func sealing(_ name: String, _ changes: ChangeJudgement) -> String? {
        let known = Set(SignatureFields.all(changes.old).filter { $0.value != nil }.map(\.name))
        return SignatureFields.all(changes.new).first { field in
            guard !known.contains(field.name), let value = field.value,
                let lock = DocumentPermissions.transform("FieldMDP", of: value, changes.new)
            else { return false }
            return DocumentPermissions.isLocked(name, by: lock, changes.new)
        }?.name
    }

    /// A field's entry, its own or of one of its parents.
    private static func inherited(_ key: PDFName, _ field: PDFDictionary, _ file: PDFFile) -> PDFObject {
        var next: PDFDictionary? = field
        for _ in 0..<32 {
            guard let field = next else { break }
            if let value = field[key] { return file.resolve(value) }
            next = file.resolve(field["Parent"]).dictionaryValue
        }
        return .null
    }

    // MARK: buttons

    /// A check box or radio button that shows its value, by a picture that was signed.
    private static func isState(_ before: PDFDictionary, _ after: PDFDictionary, _ changes: ChangeJudgement) -> Bool {
        guard before["AP"] == after["AP"], (inherited("Ff", before, changes.old).integerValue ?? 0) & pushButton == 0 else { return false }
        // The field above its widgets has no picture.
        if before["AS"] == after["AS"], before["AP"] == nil { return true }
        let states = changes.old.resolve(changes.old.resolve(before["AP"]).dictionaryValue?["N"]).dictionaryValue ?? [:]
        let value = inherited("V", after, changes.new).nameValue ?? "Off"
        return after["AS"]?.nameValue ?? "Off" == (states[value] != nil ? value : "Off")
    }

    // MARK: text and choices

    private static func isKnown(_ number: Int, _ changes: ChangeJudgement) -> Bool {
        !changes.isNew(number) && !changes.changed.contains(number)
    }

    /// A new font of characters that brings its glyphs along: one that is taken from the reader's system would show something else
    /// elsewhere, and glyphs of a Type 3 font are drawings.
    private static func isEmbedded(_ number: Int, _ changes: ChangeJudgement) -> Bool {
        let new = changes.new
        guard changes.isNew(number), case .dictionary(let font) = new.object(number: number),
            new.resolve(font["Subtype"]).nameValue == "Type0", new.resolve(font["ToUnicode"]).streamValue != nil,
            let descendant = new.resolve(new.resolve(font["DescendantFonts"]).arrayValue?.first).dictionaryValue,
            let descriptor = new.resolve(descendant["FontDescriptor"]).dictionaryValue
        else { return false }
        return ["FontFile2", "FontFile3"].contains { new.resolve(descriptor[$0]).streamValue != nil }
    }

    /// Whether a new appearance is the plain one of a new value: one new stream with its text.
    private static func isPlain(_ before: PDFDictionary, _ after: PDFDictionary, _ changes: ChangeJudgement) -> Bool {
        let new = changes.new
        let parent = after["Parent"]?.referenceValue?.number
        let hasNewValue = before["V"] != after["V"] || parent.map(changes.differs) == true
        guard hasNewValue, case .dictionary(let looks) = new.resolve(after["AP"]), looks.keys == ["N"],
            let number = looks["N"]?.referenceValue?.number, changes.isNew(number), case .stream(let stream) = new.object(number: number)
        else { return false }
        let style = changes.old.resolve(before["MK"]).dictionaryValue
        // A text may need letters that the signed form does not have.
        let isText = inherited("FT", after, new).nameValue == "Tx"
        var appearance = PlainAppearance(new, paints: style?["BG"] != nil || style?["BC"] != nil)
        guard let pieces = appearance.pieces(of: stream, isKnownFont: { isKnown($0, changes) || isText && isEmbedded($0, changes) }) else {
            return false
        }
        let values = texts(inherited("V", after, new), new)
        if inherited("FT", after, new).nameValue == "Ch" {
            // A list shows all that there is to choose from.
            let options = (inherited("Opt", before, changes.old).arrayValue ?? []).flatMap { option in
                (changes.old.resolve(option).arrayValue ?? [option]).flatMap { texts($0, changes.old) }
            }
            return pieces.allSatisfy { piece in (values + options).contains { PlainAppearance.agree([piece], $0) } }
        }
        let text = values.first ?? ""
        if (inherited("Ff", before, changes.old).integerValue ?? 0) & password != 0 {
            return pieces.joined().allSatisfy { $0 == "*" || $0?.properties.isWhitespace == true }
        }
        return PlainAppearance.agree(pieces, text)
    }

    private static func texts(_ value: PDFObject, _ file: PDFFile) -> [String] {
        let value = file.resolve(value)
        if let text = value.textValue { return [text] }
        if let stream = value.streamValue { return (try? file.decoded(stream, limit: 1 << 20)).map { [PDFText.decode($0)] } ?? [] }
        return (value.arrayValue ?? []).compactMap { file.resolve($0).textValue }
    }
}
