/// A file embedded in a PDF file.
package struct PDFAttachment: Sendable {
    /// As the file specification says; it may be any text, a path too.
    package let name: String
    package let mediaType: String?
    /// `AFRelationship`; nil for a plain attachment.
    package let relationship: String?
    package let description: String?
    /// The numbers of every object that says what the attachment is, from the catalog to the content.
    package let objectNumbers: [Int]
    let stream: PDFStream
}

extension PDFFile {
    /// No file is asked for more.
    private static let attachmentLimit = 1_000
    private static let treeDepthLimit = 16

    /// The embedded files of the name tree (ISO 32000-1, clause 7.11.4) and those associated with the document (ISO 32000-2, clause 14.13),
    /// each once, in the order of names.
    package func attachments() -> [PDFAttachment] {
        var found: [PDFAttachment] = []
        var seen: Set<PDFReference> = []
        let root = trailer["Root"]?.referenceValue.map { [$0.number] } ?? []
        func take(_ object: PDFObject, _ path: [Int]) {
            guard found.count < Self.attachmentLimit else { return }
            var path = path
            if let reference = object.referenceValue {
                guard seen.insert(reference).inserted else { return }
                path.append(reference.number)
            }
            guard let attachment = attachment(object, path) else { return }
            found.append(attachment)
        }
        var visited: Set<PDFReference> = []
        func walk(_ node: PDFObject, _ path: [Int], depth: Int) {
            var path = path
            if let reference = node.referenceValue {
                guard visited.insert(reference).inserted else { return }
                path.append(reference.number)
            }
            guard depth < Self.treeDepthLimit, let dictionary = resolve(node).dictionaryValue else { return }
            let names = resolve(dictionary["Names"]).arrayValue ?? []
            for index in stride(from: 1, to: names.count, by: 2) { take(names[index], path) }
            for kid in resolve(dictionary["Kids"]).arrayValue ?? [] { walk(kid, path, depth: depth + 1) }
        }
        let names = catalog["Names"]
        let namesPath = root + (names?.referenceValue.map { [$0.number] } ?? [])
        if let files = resolve(names).dictionaryValue?["EmbeddedFiles"] { walk(files, namesPath, depth: 0) }
        let associated = catalog["AF"]
        let associatedPath = root + (associated?.referenceValue.map { [$0.number] } ?? [])
        for file in resolve(associated).arrayValue ?? [] { take(file, associatedPath) }
        return found
    }

    /// The content of an attachment, its filters undone.
    ///
    /// - Parameter limit: bytes that it may have.
    package func content(of attachment: PDFAttachment, limit: Int = PDFLimits.decodedBytes) throws(PDFFault) -> [UInt8] {
        try decoded(attachment.stream, limit: min(limit, PDFLimits.decodedBytes))
    }

    private func attachment(_ object: PDFObject, _ path: [Int]) -> PDFAttachment? {
        guard let specification = resolve(object).dictionaryValue, let embedded = resolve(specification["EF"]).dictionaryValue else {
            return nil
        }
        let place = embedded["UF"] ?? embedded["F"]
        guard let stream = resolve(place).streamValue else { return nil }
        let name = resolve(specification["UF"]).textValue ?? resolve(specification["F"]).textValue ?? ""
        let indirect = [specification["EF"]?.referenceValue, place?.referenceValue].compactMap { $0?.number }
        return PDFAttachment(
            name: name, mediaType: resolve(stream.dictionary["Subtype"]).nameValue?.text,
            relationship: resolve(specification["AFRelationship"]).nameValue?.text,
            description: resolve(specification["Desc"]).textValue, objectNumbers: path + indirect, stream: stream)
    }
}
