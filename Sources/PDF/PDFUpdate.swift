/// Appends changes to a file without touching a byte of it (ISO 32000-1, clause 7.5.6).
///
/// The new section is of the same kind as the file's newest: a table after a table, a stream after a stream.
package struct PDFUpdate {
    private let file: PDFFile
    private var buffer = PDFBuffer()
    private var base: Int
    private var nextNumber: Int
    private var places: [Int: (offset: Int, generation: Int)] = [:]
    private let deflater = Deflater()
    /// Replaces entries of the trailer.
    package var trailer: PDFDictionary = [:]

    package init(_ file: PDFFile) {
        self.file = file
        base = file.end
        nextNumber = file.nextNumber
        // PDF/A-2 asks for `n g obj` on its own line (ISO 19005-2, clause 6.1.9), so the old end needs an end of line.
        if let last = file.end > 0 ? file.bytes[file.end - 1] : nil, last != 0x0A, last != 0x0D { buffer.append(byte: 0x0A) }
    }

    /// The offset in the whole file at which the next byte will stand.
    package var position: Int { base + buffer.count }

    package mutating func reserve() -> PDFReference {
        defer { nextNumber += 1 }
        return PDFReference(nextNumber)
    }

    /// Writes a new object, or an existing one anew.
    package mutating func write(_ object: PDFObject, as reference: PDFReference) {
        write(as: reference) { buffer, _ in buffer.append(object) }
    }

    /// Writes a stream, compressed when that makes it smaller.
    @discardableResult
    package mutating func addStream(_ dictionary: PDFDictionary = [:], data: [UInt8], isCompressed: Bool = true) -> PDFReference {
        var dictionary = dictionary
        if isCompressed, let packed = deflater.deflate(data), packed.count + 20 < data.count {
            dictionary["Filter"] = .name("FlateDecode")
            return add(.stream(PDFStream(dictionary: dictionary, encoded: packed)))
        }
        return add(.stream(PDFStream(dictionary: dictionary, encoded: data)))
    }

    /// Writes an object's bytes by hand; the closure is given the offset in the whole file of the buffer's first byte.
    package mutating func write(as reference: PDFReference, _ body: (inout PDFBuffer, Int) -> Void) {
        places[reference.number] = (position, reference.generation)
        buffer.append(integer: reference.number)
        buffer.append(byte: 0x20)
        buffer.append(integer: reference.generation)
        buffer.append(" obj\n")
        body(&buffer, base)
        buffer.append("\nendobj\n")
    }

    /// The file's bytes followed by the update.
    package consuming func finish() -> [UInt8] {
        var trailer: PDFDictionary = [:]
        for entry in file.trailer.entries where ["Root", "Info"].contains(entry.key.text) { trailer[entry.key] = entry.value }
        for entry in self.trailer.entries { trailer[entry.key] = entry.value }
        trailer["Prev"] = .integer(file.sections.first?.offset ?? 0)
        let fresh = PDFFileIdentifier.of(buffer.bytes)
        let old = file.resolve(file.trailer["ID"]).arrayValue?.first.flatMap { file.resolve($0).stringValue } ?? fresh
        trailer["ID"] = .array([.string(old), .string(fresh)])
        if file.sections.first?.kind == .stream { finishWithStream(trailer) } else { finishWithTable(trailer) }
        var out: [UInt8] = []
        out.reserveCapacity(base + buffer.count)
        out.append(contentsOf: file.bytes[0..<base])
        out.append(contentsOf: buffer.bytes)
        return out
    }

    /// Runs of consecutive numbers, as subsections need them.
    private func subsections() -> [(first: Int, count: Int)] {
        var runs: [(first: Int, count: Int)] = []
        for number in places.keys.sorted() {
            if let last = runs.last, last.first + last.count == number {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((number, 1))
            }
        }
        return runs
    }

    private mutating func finishWithTable(_ trailer: PDFDictionary) {
        let start = position
        buffer.append("xref\n")
        for run in subsections() {
            buffer.append(integer: run.first)
            buffer.append(byte: 0x20)
            buffer.append(integer: run.count)
            buffer.append(byte: 0x0A)
            for number in run.first..<run.first + run.count {
                let place = places[number] ?? (0, 0)
                buffer.append(tableEntry: place.offset, generation: place.generation, isInUse: true)
            }
        }
        buffer.append("trailer\n<</Size ")
        buffer.append(integer: nextNumber)
        append(trailer)
        buffer.append(">>\n")
        buffer.append(endOfFileWithStart: start)
    }

    private mutating func finishWithStream(_ trailer: PDFDictionary) {
        let reference = reserve()
        let start = position
        places[reference.number] = (start, 0)
        let width = start < 0xFF_FFFF ? 3 : 4
        let runs = subsections()
        let rows = runs.flatMap { run in
            (run.first..<run.first + run.count).map { (UInt8(1), places[$0]?.offset ?? 0, places[$0]?.generation ?? 0) }
        }
        let dictionary = PDFCrossReference.streamDictionary(trailer: trailer, size: nextNumber, subsections: runs, offsetWidth: width)
        let data = PDFCrossReference.encode(rows, offsetWidth: width)
        buffer.append(integer: reference.number)
        buffer.append(" 0 obj\n<</Length ")
        buffer.append(integer: data.count)
        append(dictionary)
        buffer.append(">>\nstream\n")
        buffer.append(bytes: data)
        buffer.append("\nendstream\nendobj\n")
        buffer.append(endOfFileWithStart: start)
    }

    private mutating func append(_ trailer: PDFDictionary) {
        for entry in trailer.entries {
            buffer.append(name: entry.key)
            if entry.key == "ID", case .array(let parts) = entry.value {
                buffer.append("[")
                for part in parts { buffer.append(hexString: part.stringValue ?? []) }
                buffer.append("]")
            } else {
                buffer.append(byte: 0x20)
                buffer.append(entry.value)
            }
        }
    }
}
