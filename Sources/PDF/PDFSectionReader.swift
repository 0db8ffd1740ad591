import Diagnostics

/// Follows the chain of cross-reference sections from the newest to the oldest.
struct PDFSectionReader {
    let bytes: [UInt8]
    let end: Int
    private var entryCount = 0
    private var structureBytes = 0

    init(bytes: [UInt8], end: Int) {
        self.bytes = bytes
        self.end = end
    }

    /// The offset that the last `startxref` names, and where the number after it ends.
    static func start(_ bytes: [UInt8], end: Int) -> (keyword: Int, target: Int, numberEnd: Int)? {
        let lexer = PDFLexer(bytes, to: end)
        var index = end - 9
        // Readers look at the last kilobyte only; so do we, to see the same file.
        let first = max(0, end - 2_048)
        while index >= first {
            if bytes[index] == 0x73, lexer.stands("startxref", at: index) {
                var after = PDFLexer(bytes, from: index + 9, to: end)
                guard let target = after.takeNatural() else { return nil }
                return (index, target, after.position)
            }
            index -= 1
        }
        return nil
    }

    mutating func sections() throws(PDFFault) -> [PDFSection] {
        guard let start = Self.start(bytes, end: end) else { throw PDFDiagnostics.noStart() }
        var sections: [PDFSection] = []
        var seen: Set<Int> = []
        var next: Int? = start.target
        while let offset = next {
            guard seen.insert(offset).inserted else { throw PDFDiagnostics.loop(offset) }
            guard sections.count < PDFLimits.sections else {
                throw PDFDiagnostics.tooLarge(.init(fr: "nombre de révisions", en: "number of revisions"))
            }
            let section = try section(at: offset)
            sections.append(section)
            switch section.trailer["Prev"] {
            case nil: next = nil
            case .integer(let previous)?: next = previous
            case .real(let previous)? where previous.magnitude < 1e15: next = Int(previous)
            default: throw PDFDiagnostics.crossReference(offset)
            }
        }
        return sections
    }

    private mutating func section(at offset: Int) throws(PDFFault) -> PDFSection {
        guard offset >= 0, offset < end else { throw PDFDiagnostics.crossReference(offset) }
        var lexer = PDFLexer(bytes, from: offset, to: end)
        return lexer.take("xref") ? try table(&lexer, at: offset) : try stream(at: offset)
    }

    private mutating func count(_ more: Int) throws(PDFFault) {
        entryCount += more
        guard entryCount <= PDFLimits.entries else {
            throw PDFDiagnostics.tooLarge(.init(fr: "nombre d’objets", en: "number of objects"))
        }
    }

    private mutating func table(_ lexer: inout PDFLexer, at offset: Int) throws(PDFFault) -> PDFSection {
        var entries: [Int: PDFEntry] = [:]
        var isRegular = true
        while let first = lexer.takeNatural() {
            guard let count = lexer.takeNatural(), count <= (end - lexer.position) / 10 + 1, first <= PDFReference.greatestNumber else {
                throw PDFDiagnostics.crossReference(offset)
            }
            try self.count(count)
            lexer.skipSpace()
            let rows = lexer.position
            for number in first..<(first + count) {
                if lexer.position > rows { lexer.skipSpace() }
                if lexer.position != rows + 20 * (number - first) { isRegular = false }
                guard let place = lexer.takeNatural(), let generation = lexer.takeNatural() else {
                    throw PDFDiagnostics.crossReference(offset)
                }
                let entry: PDFEntry
                if lexer.take("n") {
                    entry = place == 0 ? .free : .offset(place, generation: generation)
                } else if lexer.take("f") {
                    entry = .free
                } else {
                    throw PDFDiagnostics.crossReference(offset)
                }
                // The row ends two bytes after its letter.
                if lexer.position != rows + 20 * (number - first) + 18 { isRegular = false }
                // Two entries for one number in one section: readers differ, so neither is taken on trust.
                guard entries.updateValue(entry, forKey: number) == nil else { throw PDFDiagnostics.crossReference(offset) }
            }
        }
        guard lexer.take("trailer") else { throw PDFDiagnostics.crossReference(offset) }
        var parser = PDFParser(lexer)
        guard case .dictionary(let trailer) = try parser.object() else { throw PDFDiagnostics.crossReference(offset) }
        var kind = PDFSection.Kind.table
        if let hidden = trailer["XRefStm"]?.integerValue {
            kind = .hybrid
            for (number, entry) in try stream(at: hidden).entries where entries[number] ?? .free == .free { entries[number] = entry }
        }
        return PDFSection(
            kind: kind, offset: offset, end: parser.lexer.position, entries: entries, trailer: trailer, isRegular: isRegular,
            streamNumber: nil)
    }

    private mutating func stream(at offset: Int) throws(PDFFault) -> PDFSection {
        guard offset >= 0, offset < end else { throw PDFDiagnostics.crossReference(offset) }
        var parser = PDFParser(bytes, from: offset, to: end)
        let (reference, object, objectEnd, _) = try parser.indirectObject { $0.integerValue }
        guard case .stream(let stream) = object, stream.dictionary["Type"]?.nameValue == "XRef",
            let size = stream.dictionary["Size"]?.integerValue, size >= 0,
            let widths = stream.dictionary["W"]?.arrayValue?.map({ $0.integerValue ?? -1 }), widths.count == 3,
            widths.allSatisfy({ $0 >= 0 && $0 <= 8 })
        else { throw PDFDiagnostics.crossReference(offset) }
        let budget = PDFLimits.structureBytes - structureBytes
        let data = try PDFFilters.decode(stream, limit: min(budget, PDFLimits.decodedBytes)) { $0 }
        structureBytes += data.count
        let subsections: [Int] = stream.dictionary["Index"]?.arrayValue?.map { $0.integerValue ?? -1 } ?? [0, size]
        let entries = try rows(data, widths: widths, subsections: subsections, at: offset)
        return PDFSection(
            kind: .stream, offset: offset, end: objectEnd, entries: entries, trailer: stream.dictionary,
            isRegular: true, streamNumber: reference.number)
    }

    private mutating func rows(
        _ data: [UInt8], widths: [Int], subsections: [Int], at offset: Int
    ) throws(PDFFault) -> [Int: PDFEntry] {
        let width = widths[0] + widths[1] + widths[2]
        guard width > 0, subsections.count % 2 == 0, subsections.allSatisfy({ $0 >= 0 && $0 <= PDFReference.greatestNumber + 1 }) else {
            throw PDFDiagnostics.crossReference(offset)
        }
        var entries: [Int: PDFEntry] = [:]
        var position = 0
        func field(_ count: Int) -> Int {
            var value: UInt64 = 0
            for _ in 0..<count {
                value = value << 8 | UInt64(data[position])
                position += 1
            }
            return Int(clamping: value)
        }
        for pair in stride(from: 0, to: subsections.count, by: 2) {
            let (first, count) = (subsections[pair], subsections[pair + 1])
            guard count <= (data.count - position) / width else { throw PDFDiagnostics.crossReference(offset) }
            try self.count(count)
            for number in first..<(first + count) {
                let type = widths[0] == 0 ? 1 : field(widths[0])
                let (middle, last) = (field(widths[1]), field(widths[2]))
                let entry: PDFEntry
                switch type {
                case 0: entry = .free
                case 1: entry = middle == 0 ? .free : .offset(middle, generation: last)
                case 2: entry = .inStream(number: middle, index: last)
                default: continue
                }
                guard entries.updateValue(entry, forKey: number) == nil else { throw PDFDiagnostics.crossReference(offset) }
            }
        }
        return entries
    }
}
