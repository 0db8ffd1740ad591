/// Some objects that belong together and to no file yet, such as an appearance with its fonts: numbered from 1 among themselves.
package struct PDFFragment: Hashable, Sendable, PDFObjectReceiver {
    private var objects: [PDFObject] = []
    /// The object that stands for the whole.
    package var root = PDFReference(1)

    package init() {}

    package mutating func reserve() -> PDFReference {
        objects.append(.null)
        return PDFReference(objects.count)
    }

    package mutating func write(_ object: PDFObject, as reference: PDFReference) {
        precondition(objects.indices.contains(reference.number - 1), "a number that was not reserved")
        objects[reference.number - 1] = object
    }

    /// Sets an entry of the root's dictionary.
    package mutating func setRoot(_ key: PDFName, _ value: PDFObject) {
        let index = root.number - 1
        guard objects.indices.contains(index) else { return }
        switch objects[index] {
        case .dictionary(var dictionary):
            dictionary[key] = value
            objects[index] = .dictionary(dictionary)
        case .stream(var stream):
            stream.dictionary[key] = value
            objects[index] = .stream(stream)
        default: break
        }
    }

    /// Writes all objects under numbers of the receiver; answers with that of the root.
    package func write(to receiver: inout some PDFObjectReceiver) -> PDFReference {
        let numbers = objects.map { _ in receiver.reserve() }
        func renumbered(_ reference: PDFReference) -> PDFReference {
            numbers.indices.contains(reference.number - 1) ? numbers[reference.number - 1] : reference
        }
        for (object, number) in zip(objects, numbers) { receiver.write(object.mapReferences(renumbered), as: number) }
        return renumbered(root)
    }
}

extension PDFObject {
    /// The object with each reference in it replaced.
    func mapReferences(_ transform: (PDFReference) -> PDFReference) -> PDFObject {
        switch self {
        case .reference(let reference): .reference(transform(reference))
        case .array(let items): .array(items.map { $0.mapReferences(transform) })
        case .dictionary(let dictionary): .dictionary(dictionary.mapReferences(transform))
        case .stream(let stream):
            .stream(PDFStream(dictionary: stream.dictionary.mapReferences(transform), encoded: stream.encoded))
        case .null, .bool, .integer, .real, .name, .string: self
        }
    }
}

extension PDFDictionary {
    fileprivate func mapReferences(_ transform: (PDFReference) -> PDFReference) -> PDFDictionary {
        PDFDictionary(uniqueEntries: entries.map { Entry(key: $0.key, value: $0.value.mapReferences(transform)) })
    }
}
