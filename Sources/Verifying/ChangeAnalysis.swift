import Certificates
import Diagnostics
import PDF

/// What was added after a signature, by an allow-list: each rule explains the objects that it knows, and whatever is left is refused.
///
/// Allowed: filling empty signature fields, new invisible signature fields, form filling where certification leaves it open, validation data
/// (DSS), document information about the update itself. Everything else is named.
struct ChangeAnalysis {
    struct Result {
        var refused: [Finding] = []
        var allowed: [Finding] = []
    }

    let old: PDFFile
    let new: PDFFile
    /// Numbers that some later section lists.
    let changed: Set<Int>
    let referrers: ObjectReferrers
    /// Of the certifying signature; nil for an approval signature.
    let level: Int?

    private var explained: Set<Int> = []
    private var result = Result()
    /// Signature widgets that may be added to pages.
    private var newWidgets: Set<PDFReference> = []
    private var lockers: [PDFDictionary] = []

    init(old: PDFFile, new: PDFFile, changed: Set<Int>, referrers: ObjectReferrers, level: Int?) {
        self.old = old
        self.new = new
        self.changed = changed
        self.referrers = referrers
        // A later or earlier certification of the document binds all signatures.
        let certified = DocumentPermissions.certification(old)?.permission
        self.level = [level, certified].compactMap { $0 }.min()
    }

    mutating func run() -> Result {
        checkTrailer()
        checkCatalog()
        checkFields()
        checkPages()
        checkInformation()
        explainContainers()
        reportRest()
        return result
    }

    private func isNew(_ number: Int) -> Bool { old.entries[number] ?? .free == .free }

    private mutating func refuse(_ finding: Finding) {
        if !result.refused.contains(finding) { result.refused.append(finding) }
    }

    private mutating func allow(_ finding: Finding) {
        if !result.allowed.contains(finding) { result.allowed.append(finding) }
    }

    private func differs(_ number: Int) -> Bool { changed.contains(number) && old.object(number: number) != new.object(number: number) }

    /// Takes an object that was there before as changed for a good reason, if nobody but `holders` used it.
    private mutating func explain(_ number: Int, holders: Set<Int>) {
        guard referrers.of(number).isSubset(of: holders) else { return }
        explained.insert(number)
    }

    /// Takes new objects that hang on an allowed value; old ones stay to be judged by themselves.
    private mutating func explainNew(_ object: PDFObject, depth: Int = 0) {
        guard depth < 64 else { return }
        var targets: [Int] = []
        ObjectReferrers.visit(object) { targets.append($0) }
        for number in targets where isNew(number) && !explained.contains(number) {
            // An object that the signed content named and lacked would come to life in it.
            guard referrers.of(number).isEmpty else {
                refuse(Findings.filledGap(number))
                continue
            }
            explained.insert(number)
            explainNew(new.object(number: number), depth: depth + 1)
        }
    }

    // MARK: trailer and catalog

    private mutating func checkTrailer() {
        if old.trailer["Root"] != new.trailer["Root"] { refuse(Findings.trailer("Root")) }
        if let information = old.trailer["Info"], information != new.trailer["Info"], new.trailer["Info"] != nil {
            refuse(Findings.trailer("Info"))
        }
        if old.trailer["Info"] == nil, let added = new.trailer["Info"] { explainNew(.array([added])) }
        let first = { (file: PDFFile) in file.resolve(file.trailer["ID"]).arrayValue?.first.map { file.resolve($0) } }
        if let identifier = first(old), identifier != first(new) { refuse(Findings.trailer("ID")) }
    }

    private var rootNumber: Int { old.trailer["Root"]?.referenceValue?.number ?? 0 }

    private mutating func checkCatalog() {
        let (before, after) = (old.catalog, new.catalog)
        explained.insert(rootNumber)
        for key in Set(before.keys + after.keys).sorted(by: { $0.text < $1.text }) {
            switch key {
            case "AcroForm": continue
            case "DSS": checkSecurityStore(before[key], after[key])
            case "Metadata": checkMetadata(before[key], after[key])
            case "Extensions", "Version":
                if before[key] != after[key], let value = after[key] { explainNew(.array([value])) }
            default:
                if before[key] != after[key] { refuse(Findings.catalog(key.displayText)) }
            }
        }
        if before != after, before["Type"] != after["Type"] { refuse(Findings.catalog("Type")) }
        checkForm(before["AcroForm"], after["AcroForm"])
    }

    /// Validation data may grow, never shrink (ETSI EN 319 142-1, clause 5.4.2).
    private mutating func checkSecurityStore(_ before: PDFObject?, _ after: PDFObject?) {
        guard let after else {
            if before != nil { refuse(Findings.catalog("DSS")) }
            return
        }
        let oldStore = old.resolve(before).dictionaryValue ?? [:]
        guard let newStore = new.resolve(after).dictionaryValue else { return refuse(Findings.catalog("DSS")) }
        var holders: Set<Int> = [rootNumber]
        func note(_ object: PDFObject?) { if let number = object?.referenceValue?.number { holders.insert(number) } }
        note(before)
        note(after)
        note(newStore["VRI"])
        note(oldStore["VRI"])
        var isSound = true
        for key: PDFName in ["Certs", "CRLs", "OCSPs"] { isSound = grows(oldStore[key], newStore[key]) && isSound }
        let (oldEntries, newEntries) = (
            old.resolve(oldStore["VRI"]).dictionaryValue ?? [:], new.resolve(newStore["VRI"]).dictionaryValue ?? [:]
        )
        for entry in oldEntries.entries where newEntries[entry.key] == nil { isSound = false }
        let known: Set<PDFName> = ["Type", "VRI", "Certs", "CRLs", "OCSPs"]
        if !newStore.keys.allSatisfy({ known.contains($0) }) { isSound = false }
        guard isSound else { return refuse(Findings.securityStore()) }
        var parts: [PDFObject?] = [before, oldStore["VRI"], oldStore["Certs"], oldStore["CRLs"], oldStore["OCSPs"]]
        for entry in oldEntries.entries {
            parts.append(entry.value)
            note(entry.value)
        }
        var hasChanges = before != after
        for part in parts {
            if let number = part?.referenceValue?.number, differs(number) {
                hasChanges = true
                explain(number, holders: holders)
                explainNew(new.object(number: number))
            }
        }
        if before != after || oldStore != newStore {
            explainNew(.array([after]))
            explainNew(.dictionary(newStore))
            hasChanges = true
        }
        if hasChanges { allow(Findings.addedValidationData()) }
    }

    /// Whether an array kept its elements, in order, and only got more.
    private func grows(_ before: PDFObject?, _ after: PDFObject?) -> Bool {
        let (earlier, later) = (old.resolve(before).arrayValue ?? [], new.resolve(after).arrayValue ?? [])
        return later.starts(with: earlier)
    }

    /// The update may say in the metadata that it took place; the title stays.
    private mutating func checkMetadata(_ before: PDFObject?, _ after: PDFObject?) {
        if before == nil, let after { return checkNewMetadata(after) }
        if before != after { return refuse(Findings.catalog("Metadata")) }
        guard let number = before?.referenceValue?.number, differs(number) else { return }
        guard let earlier = old.object(number: number).streamValue, let later = new.object(number: number).streamValue,
            let a = try? old.decoded(earlier, limit: 4 << 20), let b = try? new.decoded(later, limit: 4 << 20),
            later.dictionary["Type"] == earlier.dictionary["Type"], Self.fixedParts(a) == Self.fixedParts(b)
        else { return refuse(Findings.metadata()) }
        explain(number, holders: [rootNumber])
        allow(Findings.changedMetadata())
    }

    /// Metadata where there was none must not give the document another title.
    private mutating func checkNewMetadata(_ after: PDFObject) {
        guard let number = after.referenceValue?.number, isNew(number), let stream = new.object(number: number).streamValue,
            stream.dictionary["Type"]?.nameValue == "Metadata", let bytes = try? new.decoded(stream, limit: 4 << 20)
        else { return refuse(Findings.catalog("Metadata")) }
        let text = String(decoding: bytes, as: UTF8.self)
        let title = old.resolve(old.resolve(old.trailer["Info"]).dictionaryValue?["Title"]).textValue ?? ""
        guard !text.contains("dc:title") || !title.isEmpty && text.contains(title) else { return refuse(Findings.metadata()) }
        explainNew(.array([after]))
        allow(Findings.changedMetadata())
    }

    /// The metadata without what an update may rewrite: the producer and the dates of change.
    private static func fixedParts(_ bytes: [UInt8]) -> [Substring] {
        let text = String(decoding: bytes, as: UTF8.self)
        let free = ["ModifyDate", "MetadataDate", "Producer"]
        return text.split(whereSeparator: \.isNewline).filter { line in !free.contains { line.contains($0) } }
            .map { line in
                var line = line
                while line.last?.isWhitespace == true { line.removeLast() }
                return line.drop(while: \.isWhitespace)
            }.filter { !$0.isEmpty }
    }

    private mutating func checkInformation() {
        guard let number = old.trailer["Info"]?.referenceValue?.number, differs(number) else { return }
        guard let before = old.object(number: number).dictionaryValue, let after = new.object(number: number).dictionaryValue else {
            return
        }
        let free: Set<PDFName> = ["ModDate", "Producer"]
        for key in Set(before.keys + after.keys) where !free.contains(key) && !isSameText(before[key], after[key]) {
            return refuse(Findings.information(key.displayText))
        }
        explained.insert(number)
    }

    /// The same value, be it in another encoding of text.
    private func isSameText(_ before: PDFObject?, _ after: PDFObject?) -> Bool {
        if before == after { return true }
        guard let earlier = old.resolve(before).textValue, let later = new.resolve(after).textValue else { return false }
        return earlier == later
    }

    // MARK: form

    private mutating func checkForm(_ before: PDFObject?, _ after: PDFObject?) {
        guard let after else {
            if before != nil { refuse(Findings.catalog("AcroForm")) }
            return
        }
        let oldForm = old.resolve(before).dictionaryValue ?? [:]
        guard let newForm = new.resolve(after).dictionaryValue else { return refuse(Findings.catalog("AcroForm")) }
        guard before == nil || before?.referenceValue == after.referenceValue else { return refuse(Findings.catalog("AcroForm")) }
        if before == nil { explainNew(.array([after])) }
        for key in Set(oldForm.keys + newForm.keys).sorted(by: { $0.text < $1.text }) {
            switch key {
            case "Fields": continue
            case "SigFlags":
                let flags = (old.resolve(oldForm[key]).integerValue ?? 0, new.resolve(newForm[key]).integerValue ?? 0)
                if flags.0 & ~flags.1 != 0 || flags.1 & ~3 != 0 { refuse(Findings.form(key.displayText)) }
            default:
                // A form made by the update may bring what its appearances need.
                if before == nil, key == "DA" || key == "DR" { continue }
                if oldForm[key] != newForm[key] { refuse(Findings.form(key.displayText)) }
            }
        }
        let formNumber = after.referenceValue?.number ?? rootNumber
        if formNumber != rootNumber { explained.insert(formNumber) }
        let (oldFields, newFields) = (old.resolve(oldForm["Fields"]).arrayValue ?? [], new.resolve(newForm["Fields"]).arrayValue ?? [])
        if let number = oldForm["Fields"]?.referenceValue?.number {
            if oldForm["Fields"] != newForm["Fields"] { refuse(Findings.form("Fields")) }
            explain(number, holders: [formNumber])
        } else if newForm["Fields"]?.referenceValue != nil {
            if oldForm["Fields"] != nil {
                refuse(Findings.form("Fields"))
            } else {
                explainNew(.dictionary(["Fields": newForm["Fields"] ?? .null]))
            }
        }
        guard newFields.starts(with: oldFields) else { return refuse(Findings.removedField()) }
        for field in newFields.dropFirst(oldFields.count) { checkNewField(field) }
    }

    /// What a new signature field may hold: no action, no kid, and nothing unknown. An empty one is refused too: a signature whose
    /// `/V` was spoilt must not pass for a field that nobody has signed yet.
    private static let signatureFieldKeys: Set<PDFName> = [
        "Type", "Subtype", "FT", "T", "TU", "TM", "Ff", "V", "Rect", "F", "P", "AP", "MK", "DA", "Q", "BS", "Border", "H", "M", "NM",
        "Lock", "SV",
    ]

    private mutating func checkNewField(_ object: PDFObject) {
        guard let reference = object.referenceValue, isNew(reference.number), let field = new.object(reference).dictionaryValue else {
            return refuse(Findings.newField("?"))
        }
        let name = new.resolve(field["T"]).textValue ?? "?"
        // Kids, parents, actions and repeated names are no part of a signature.
        let names = Set(SignatureFields.all(old).map(\.name))
        guard new.resolve(field["FT"]).nameValue == "Sig", !names.contains(name),
            referrers.of(reference.number).isEmpty, field.keys.allSatisfy({ Self.signatureFieldKeys.contains($0) }),
            new.resolve(field["V"]).dictionaryValue != nil
        else { return refuse(Findings.newField(name)) }
        let rectangle = (new.resolve(field["Rect"]).arrayValue ?? []).compactMap { new.resolve($0).numberValue }
        let isVisible = rectangle.count == 4 && rectangle[0] != rectangle[2] && rectangle[1] != rectangle[3]
        // Something visible would change what a certified document shows.
        if isVisible, level != nil { return refuse(Findings.visibleField(name)) }
        let isStamp = new.resolve(new.resolve(field["V"]).dictionaryValue?["Type"]).nameValue == "DocTimeStamp"
        if level == 1, !isStamp { return refuse(Findings.newField(name)) }
        newWidgets.insert(reference)
        explained.insert(reference.number)
        var rest = field
        rest["P"] = nil
        explainNew(.dictionary(rest))
        allow(isStamp ? Findings.addedTimeStamp(name) : Findings.addedSignature(name))
    }

    /// Fields that were there: an empty signature field may be signed, others filled where that is allowed.
    private mutating func checkFields() {
        let signed = SignatureFields.all(old)
        let locks = signed.compactMap { $0.value.flatMap { DocumentPermissions.transform("FieldMDP", of: $0, old) } }
        var known: Set<Int> = []
        for field in signed where differs(field.reference.number) {
            known.insert(field.reference.number)
            checkSignatureField(field, isLocked: locks.contains { DocumentPermissions.isLocked(field.name, by: $0, old) })
        }
        for (reference, name) in OtherFields.all(old) where differs(reference.number) && !known.contains(reference.number) {
            checkFilled(reference, name, isLocked: locks.contains { DocumentPermissions.isLocked(name, by: $0, old) })
        }
    }

    private mutating func checkSignatureField(_ field: SignatureFieldEntry, isLocked: Bool) {
        let before = field.dictionary
        guard let after = new.object(field.reference).dictionaryValue else { return refuse(Findings.field(field.name)) }
        guard field.value == nil, !isLocked else { return refuse(Findings.signedField(field.name)) }
        let free: Set<PDFName> = ["V", "AP", "M"]
        for key in Set(before.keys + after.keys) where !free.contains(key) && before[key] != after[key] {
            return refuse(Findings.field(field.name))
        }
        guard let value = after["V"], let signature = new.resolve(value).dictionaryValue,
            value.referenceValue.map({ isNew($0.number) }) ?? true
        else {
            return refuse(Findings.field(field.name))
        }
        let isStamp = new.resolve(signature["Type"]).nameValue == "DocTimeStamp"
        if level == 1, !isStamp { return refuse(Findings.notAllowedByCertification(field.name)) }
        explained.insert(field.reference.number)
        explainNew(.array([value, after["AP"] ?? .null]))
        allow(isStamp ? Findings.addedTimeStamp(field.name) : Findings.filledSignature(field.name))
    }

    private mutating func checkFilled(_ reference: PDFReference, _ name: String, isLocked: Bool) {
        guard let before = old.object(reference).dictionaryValue, let after = new.object(reference).dictionaryValue else {
            return refuse(Findings.field(name))
        }
        guard level != 1, !isLocked else { return refuse(Findings.notAllowedByCertification(name)) }
        let free: Set<PDFName> = ["V", "AP", "AS", "I", "M", "RV"]
        for key in Set(before.keys + after.keys) where !free.contains(key) && before[key] != after[key] {
            return refuse(Findings.field(name))
        }
        explained.insert(reference.number)
        explainNew(.array([after["V"] ?? .null, after["AP"] ?? .null]))
        allow(Findings.filledField(name))
    }

    // MARK: pages

    private mutating func checkPages() {
        for (index, page) in old.pages().enumerated() {
            guard let before = old.object(page).dictionaryValue else { continue }
            let after = new.object(page).dictionaryValue ?? [:]
            let list = before["Annots"]?.referenceValue?.number
            guard differs(page.number) || list.map(differs) == true else { continue }
            var isSound = true
            for key in Set(before.keys + after.keys).sorted(by: { $0.text < $1.text }) where key != "Annots" && before[key] != after[key] {
                refuse(Findings.page(index + 1, key.displayText))
                isSound = false
            }
            let (earlier, later) = (old.resolve(before["Annots"]).arrayValue ?? [], new.resolve(after["Annots"]).arrayValue ?? [])
            if !later.starts(with: earlier)
                || !later.dropFirst(earlier.count).allSatisfy({ $0.referenceValue.map(newWidgets.contains) == true })
            {
                refuse(Findings.annotations(index + 1))
                isSound = false
            }
            // Refused changes are named once, here.
            explained.insert(page.number)
            if let list {
                if before["Annots"] != after["Annots"] { if isSound { refuse(Findings.annotations(index + 1)) } }
                explain(list, holders: [page.number])
            } else if before["Annots"] == nil, let added = after["Annots"], isSound {
                explainNew(.array([added]))
            }
        }
    }

    // MARK: the rest

    /// Object streams and cross-reference streams hold the update itself.
    private mutating func explainContainers() {
        for number in changed where isNew(number) {
            guard let type = new.object(number: number).streamValue?.dictionary["Type"]?.nameValue, type == "ObjStm" || type == "XRef",
                referrers.of(number).isEmpty
            else { continue }
            explained.insert(number)
        }
        for section in new.sections { if let number = section.streamNumber, isNew(number) { explained.insert(number) } }
    }

    private mutating func reportRest() {
        var places: ObjectPlaces?
        for number in changed.sorted() where number != 0 && differs(number) && !explained.contains(number) {
            if result.refused.count >= 20 { return }
            if referrers.containers.contains(number) {
                refuse(Findings.container(number))
                continue
            }
            if isNew(number), !referrers.of(number).isEmpty {
                refuse(Findings.filledGap(number))
                continue
            }
            let known = places ?? ObjectPlaces(old, new)
            places = known
            if let place = known.place(of: number) {
                refuse(Findings.changed(number, place))
            } else if isNew(number) {
                refuse(Findings.unusedObject(number))
            } else {
                refuse(Findings.changed(number, nil))
            }
        }
    }
}
