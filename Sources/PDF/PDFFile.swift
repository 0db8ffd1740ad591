import Diagnostics

/// A PDF file being read: any file from anyone. Objects are parsed when asked for, and never trap.
///
/// An object that is missing or malformed reads as null, as ISO 32000-1, clause 7.3.10, has it; ``issues`` keeps why.
/// The class has caches and belongs to one task.
package final class PDFFile {
    package let bytes: [UInt8]
    /// One past the last byte read: less than the file's length when an earlier revision is looked at.
    package let end: Int
    /// From the newest to the oldest.
    package let sections: [PDFSection]
    /// The newest trailer.
    package let trailer: PDFDictionary
    /// Every object number of any section, with the newest entry.
    package let entries: [Int: PDFEntry]
    package private(set) var issues: [PDFFault] = []
    /// Objects read so far that readers may end elsewhere: a stream's length that is not its own, or no `endobj`.
    package private(set) var irregularNumbers: Set<Int> = []

    private var cache: [Int: PDFObject] = [:]
    private var extents: [Int: Range<Int>] = [:]
    private var streamContents: [Int: [(number: Int, object: PDFObject)]] = [:]
    private var openNumbers: Set<Int> = []
    private var structureBytes = 0

    /// Reads the cross-reference sections of the file, or of its first `end` bytes.
    package init(bytes: [UInt8], end: Int? = nil) throws(PDFFault) {
        let end = min(bytes.count, max(0, end ?? bytes.count))
        guard end <= PDFLimits.fileBytes else { throw PDFDiagnostics.tooLarge(.init(fr: "taille du fichier", en: "size of the file")) }
        guard PDFLexer(bytes, to: end).stands("%PDF-", at: 0) else { throw PDFDiagnostics.notPDF() }
        self.bytes = bytes
        self.end = end
        var reader = PDFSectionReader(bytes: bytes, end: end)
        sections = try reader.sections()
        var merged: [Int: PDFEntry] = [:]
        for section in sections {
            if merged.isEmpty { merged = section.entries } else { merged.merge(section.entries) { newer, _ in newer } }
        }
        entries = merged
        trailer = sections.first?.trailer ?? [:]
        guard !sections.contains(where: { $0.trailer["Encrypt"] != nil }) else { throw PDFDiagnostics.encrypted() }
        guard trailer["Root"]?.referenceValue != nil, !catalog.isEmpty else { throw PDFDiagnostics.noPages() }
    }

    /// The catalog; empty when it is malformed.
    package var catalog: PDFDictionary { resolve(trailer["Root"] ?? .null).dictionaryValue ?? [:] }

    /// A number above every one in use.
    package var nextNumber: Int {
        var greatest = entries.keys.max() ?? 0
        for section in sections {
            greatest = max(greatest, min(section.trailer["Size"]?.integerValue ?? 0, PDFReference.greatestNumber) - 1)
        }
        return greatest + 1
    }

    /// Follows references to the object itself.
    package func resolve(_ object: PDFObject) -> PDFObject {
        var object = object
        for _ in 0..<PDFLimits.referenceSteps {
            guard case .reference(let reference) = object else { return object }
            object = self.object(reference)
        }
        return .null
    }

    package func resolve(_ object: PDFObject?) -> PDFObject { resolve(object ?? .null) }

    /// The object of this number; null when there is none of this generation.
    package func object(_ reference: PDFReference) -> PDFObject {
        switch entries[reference.number] {
        case .offset(_, let generation)?: generation == reference.generation ? object(number: reference.number) : .null
        case .inStream?: reference.generation == 0 ? object(number: reference.number) : .null
        case .free?, nil: .null
        }
    }

    /// The object of this number, whatever its generation.
    package func object(number: Int) -> PDFObject {
        if let known = cache[number] { return known }
        // An object that needs itself to be read (its stream's length, its object stream) is null.
        guard openNumbers.insert(number).inserted else { return .null }
        defer { openNumbers.remove(number) }
        let object: PDFObject
        switch entries[number] {
        case .offset(let offset, let generation)?: object = read(number, generation: generation, at: offset)
        case .inStream(let stream, let index)?: object = read(number, inStream: stream, at: index)
        case .free?, nil: object = .null
        }
        cache[number] = object
        return object
    }

    /// Where an object written plainly stands, from its number to after `endobj`.
    package func extent(number: Int) -> Range<Int>? {
        _ = object(number: number)
        return extents[number]
    }

    /// The stream's bytes with its filters undone.
    package func decoded(_ stream: PDFStream, limit: Int = PDFLimits.decodedBytes) throws(PDFFault) -> [UInt8] {
        try PDFFilters.decode(stream, limit: limit, resolve: resolve)
    }

    private func report(_ fault: PDFFault) {
        if issues.count < 100 { issues.append(fault) }
    }

    private func read(_ number: Int, generation: Int, at offset: Int) -> PDFObject {
        guard offset < end else {
            report(PDFDiagnostics.object(number, offset))
            return .null
        }
        var parser = PDFParser(bytes, from: offset, to: end)
        do {
            let (reference, object, objectEnd, isExact) = try parser.indirectObject { resolve($0).integerValue }
            guard reference == PDFReference(number, generation: generation) else {
                report(PDFDiagnostics.object(number, offset))
                return .null
            }
            if !isExact {
                irregularNumbers.insert(number)
                report(PDFDiagnostics.streamLength(number, offset))
            }
            extents[number] = offset..<objectEnd
            return object
        } catch {
            report(error)
            return .null
        }
    }

    private func read(_ number: Int, inStream stream: Int, at index: Int) -> PDFObject {
        let contents = contents(ofStream: stream)
        if index < contents.count, contents[index].number == number { return contents[index].object }
        report(PDFDiagnostics.object(number, nil))
        return .null
    }

    /// The objects of an object stream (clause 7.5.7).
    package func contents(ofStream number: Int) -> [(number: Int, object: PDFObject)] {
        if let known = streamContents[number] { return known }
        streamContents[number] = []
        // An object stream inside an object stream is forbidden, and would recurse.
        guard case .offset? = entries[number], case .stream(let stream) = object(number: number) else { return [] }
        do {
            let objects = try parse(objectStream: stream, number)
            streamContents[number] = objects
            return objects
        } catch {
            report(error)
            return []
        }
    }

    private func parse(objectStream stream: PDFStream, _ number: Int) throws(PDFFault) -> [(number: Int, object: PDFObject)] {
        guard stream.dictionary["Type"]?.nameValue == "ObjStm", let count = resolve(stream.dictionary["N"]).integerValue, count >= 0,
            count <= PDFLimits.objectsInStream, let first = resolve(stream.dictionary["First"]).integerValue, first >= 0
        else { throw PDFDiagnostics.object(number, nil) }
        let budget = PDFLimits.structureBytes - structureBytes
        let data = try decoded(stream, limit: min(budget, PDFLimits.decodedBytes))
        structureBytes += data.count
        var head = PDFLexer(data, to: first)
        var objects: [(number: Int, object: PDFObject)] = []
        for _ in 0..<count {
            guard let member = head.takeNatural(), let offset = head.takeNatural(), offset <= data.count, first <= data.count else {
                throw PDFDiagnostics.object(number, nil)
            }
            var parser = PDFParser(data, from: first + offset)
            objects.append((member, (try? parser.object()) ?? .null))
        }
        return objects
    }
}
