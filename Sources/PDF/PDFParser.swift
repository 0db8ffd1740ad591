/// Reads objects out of tokens (ISO 32000-1, clause 7.3).
struct PDFParser {
    var lexer: PDFLexer

    init(_ lexer: PDFLexer) {
        self.lexer = lexer
    }

    init(_ bytes: [UInt8], from position: Int = 0, to end: Int? = nil) {
        lexer = PDFLexer(bytes, from: position, to: end)
    }

    /// A direct object or a reference; never a stream.
    mutating func object(depth: Int = 0) throws(PDFFault) -> PDFObject {
        let start = lexer.position
        return try object(from: lexer.next(), at: start, depth: depth)
    }

    private mutating func object(from token: PDFLexer.Token, at start: Int, depth: Int) throws(PDFFault) -> PDFObject {
        switch token {
        case .integer(let value): return reference(value) ?? .integer(value)
        case .real(let value): return .real(value)
        case .name(let name): return .name(name)
        case .string(let string): return .string(string)
        case .arrayStart: return try array(at: start, depth: depth + 1)
        case .dictionaryStart: return .dictionary(try dictionary(at: start, depth: depth + 1))
        case .keyword(let word):
            if word.elementsEqual("null".utf8) { return .null }
            if word.elementsEqual("true".utf8) { return .bool(true) }
            if word.elementsEqual("false".utf8) { return .bool(false) }
            throw PDFDiagnostics.syntax(start)
        case .arrayEnd, .dictionaryEnd, .end, .invalid: throw PDFDiagnostics.syntax(start)
        }
    }

    private mutating func reference(_ number: Int) -> PDFObject? {
        guard number >= 0, number <= PDFReference.greatestNumber else { return nil }
        let mark = lexer.position
        if let generation = lexer.takeNatural(), generation <= 65_535, lexer.take("R") {
            return .reference(PDFReference(number, generation: generation))
        }
        lexer.position = mark
        return nil
    }

    private mutating func array(at start: Int, depth: Int) throws(PDFFault) -> PDFObject {
        guard depth <= PDFLimits.depth else { throw PDFDiagnostics.tooDeep(start) }
        var elements: [PDFObject] = []
        while true {
            let mark = lexer.position
            let token = lexer.next()
            if token == .arrayEnd { return .array(elements) }
            elements.append(try object(from: token, at: mark, depth: depth))
        }
    }

    /// After `<<`. A repeated key is malformed: readers differ on which of the values holds, and attacks use that.
    private mutating func dictionary(at start: Int, depth: Int) throws(PDFFault) -> PDFDictionary {
        guard depth <= PDFLimits.depth else { throw PDFDiagnostics.tooDeep(start) }
        var entries: [PDFDictionary.Entry] = []
        var keys: Set<PDFName> = []
        while true {
            let mark = lexer.position
            switch lexer.next() {
            case .dictionaryEnd: return PDFDictionary(uniqueEntries: entries)
            case .name(let key):
                let value = try object(depth: depth)
                let isNew = entries.count < 16 ? !entries.contains { $0.key == key } : isNew(key, entries, &keys)
                guard isNew else { throw PDFDiagnostics.syntax(mark) }
                entries.append(PDFDictionary.Entry(key: key, value: value))
            default: throw PDFDiagnostics.syntax(mark)
            }
        }
    }

    private func isNew(_ key: PDFName, _ entries: [PDFDictionary.Entry], _ keys: inout Set<PDFName>) -> Bool {
        if keys.isEmpty { keys.formUnion(entries.map(\.key)) }
        return keys.insert(key).inserted
    }

    /// `n g obj … endobj` at the lexer's place; a stream's bytes are found with `length`.
    mutating func indirectObject(
        length: (PDFObject) -> Int?
    ) throws(PDFFault) -> (reference: PDFReference, object: PDFObject, end: Int, hasExactLength: Bool) {
        let start = lexer.position
        guard let number = lexer.takeNatural(), let generation = lexer.takeNatural(), lexer.take("obj") else {
            throw PDFDiagnostics.syntax(start)
        }
        let reference = PDFReference(number, generation: generation)
        var value: PDFObject = .null
        var isExact = true
        let mark = lexer.position
        // `n g obj endobj` is null.
        if lexer.take("endobj") { return (reference, .null, lexer.position, true) }
        lexer.position = mark
        value = try object()
        if case .dictionary(let dictionary) = value, lexer.take("stream") {
            let (stream, exact) = try streamBody(dictionary, length: length)
            value = .stream(stream)
            isExact = exact
        }
        // Without `endobj` the object is read all the same; what follows is then nobody's.
        if !lexer.take("endobj") { isExact = false }
        return (reference, value, lexer.position, isExact)
    }

    /// After `stream`.
    private mutating func streamBody(
        _ dictionary: PDFDictionary, length: (PDFObject) -> Int?
    ) throws(PDFFault) -> (PDFStream, Bool) {
        var start = lexer.position
        if start < lexer.end, lexer.bytes[start] == 0x0D { start += 1 }
        if start < lexer.end, lexer.bytes[start] == 0x0A { start += 1 }
        if let value = dictionary["Length"], let count = length(value), count >= 0, count <= lexer.end - start {
            lexer.position = start + count
            if lexer.take("endstream") {
                return (PDFStream(dictionary: dictionary, encoded: Array(lexer.bytes[start..<start + count])), true)
            }
        }
        guard let end = find("endstream", from: start) else { throw PDFDiagnostics.syntax(start) }
        var dataEnd = end
        if dataEnd > start, lexer.bytes[dataEnd - 1] == 0x0A { dataEnd -= 1 }
        if dataEnd > start, lexer.bytes[dataEnd - 1] == 0x0D { dataEnd -= 1 }
        lexer.position = end
        _ = lexer.take("endstream")
        return (PDFStream(dictionary: dictionary, encoded: Array(lexer.bytes[start..<dataEnd])), false)
    }

    private func find(_ text: StaticString, from start: Int) -> Int? {
        let first = text.withUTF8Buffer { $0[0] }
        var index = start
        while index < lexer.end {
            if lexer.bytes[index] == first, lexer.stands(text, at: index) { return index }
            index += 1
        }
        return nil
    }
}
