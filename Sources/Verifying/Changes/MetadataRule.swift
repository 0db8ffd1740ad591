import PDF

/// The update may say in the XMP metadata when and by what it was made; everything else there stays, the title above all.
enum MetadataRule: ChangeRule {
    private static let longest = 4 << 20
    private static let free = ["xmp:ModifyDate", "xmp:MetadataDate", "pdf:Producer", "xmpMM:InstanceID"]

    static func judge(_ changes: ChangeJudgement) {
        let (before, after) = (changes.old.catalog["Metadata"], changes.new.catalog["Metadata"])
        guard let before else {
            if let after { judgeNew(after, changes) }
            return
        }
        if before != after { return changes.refuse(Findings.catalog("Metadata")) }
        guard let number = before.referenceValue?.number, changes.differs(number) else { return }
        guard let earlier = changes.old.object(number: number).streamValue, let later = changes.new.object(number: number).streamValue,
            let a = try? changes.old.decoded(earlier, limit: longest), let b = try? changes.new.decoded(later, limit: longest),
            isSame(earlier.dictionary, later.dictionary), fixedParts(a) == fixedParts(b)
        else { return changes.refuse(Findings.metadata()) }
        changes.explainStream(number, holders: [changes.rootNumber])
        changes.allow(Findings.changedMetadata())
    }

    /// The same stream, but for how it is encoded.
    private static func isSame(_ before: PDFDictionary, _ after: PDFDictionary) -> Bool {
        Set(before.keys + after.keys).subtracting(["Length", "Filter", "DecodeParms"]).allSatisfy { before[$0] == after[$0] }
    }

    /// Metadata where there was none must not give the document another title.
    private static func judgeNew(_ after: PDFObject, _ changes: ChangeJudgement) {
        guard let number = after.referenceValue?.number, changes.isNew(number),
            let stream = changes.new.object(number: number).streamValue, stream.dictionary["Type"]?.nameValue == "Metadata",
            let bytes = try? changes.new.decoded(stream, limit: longest)
        else { return changes.refuse(Findings.catalog("Metadata")) }
        let text = String(decoding: bytes, as: UTF8.self)
        let information = changes.old.resolve(changes.old.trailer["Info"]).dictionaryValue
        let title = changes.old.resolve(information?["Title"]).textValue ?? ""
        guard !text.contains("title") || !title.isEmpty && text.contains(">\(title)<") else { return changes.refuse(Findings.metadata()) }
        changes.explainNew(.array([after]))
        changes.allow(Findings.changedMetadata())
    }

    /// The metadata without white space and without what an update may rewrite, be it an element or an attribute.
    private static func fixedParts(_ bytes: [UInt8]) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        for name in free {
            for (open, close) in [("<\(name)>", "</\(name)>"), ("\(name)=\"", "\"")] {
                guard let start = text.firstRange(of: open), let end = text[start.upperBound...].firstRange(of: close) else { continue }
                // A value is plain text: markup in it would be something else.
                guard !text[start.upperBound..<end.lowerBound].contains("<") else { continue }
                text.removeSubrange(start.lowerBound..<end.upperBound)
            }
        }
        return text.filter { !$0.isWhitespace }
    }
}
