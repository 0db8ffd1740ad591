/// Writes a PDF file from its first byte to its last: objects in the order given, cross-references by number.
///
/// Objects other than streams are gathered in compressed object streams unless ``Options/usesObjectStreams`` is off. Output depends on nothing but the calls.
package struct PDFWriter: PDFObjectReceiver {
    package struct Options: Sendable {
        /// `1.7` or `2.0`: the header's words.
        package var version = "1.7"
        /// Object streams and a cross-reference stream in place of plain objects and a table.
        package var usesObjectStreams = true
        /// Of ``Deflater``, 0 to 12.
        package var compressionLevel = Deflater.usualLevel

        package init() {}
    }

    /// Where an object stands: PDF 32000-1, tables 17 and 18.
    private enum Place {
        case unwritten
        case offset(Int)
        case inObjectStream(number: Int, index: Int)
    }

    /// Objects in one object stream: small enough to be read alone, large enough to compress well.
    private static let objectStreamCount = 128

    private let options: Options
    private var buffer: PDFBuffer
    private let deflater: Deflater
    /// By object number; number 0 is the head of the free list.
    private var places: [Place] = [.unwritten]
    private var pending = PDFBuffer()
    private var pendingIndex: [(number: Int, offset: Int)] = []

    package init(options: Options = Options(), capacity: Int = 1 << 16) {
        self.options = options
        buffer = PDFBuffer(capacity: capacity)
        deflater = Deflater(level: options.compressionLevel)
        buffer.append("%PDF-")
        buffer.append(raw: options.version)
        // Four bytes above 127 tell transfer programs that the file is binary (ISO 19005-2, clause 6.1.2).
        buffer.append(bytes: [0x0A, 0x25, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    /// A number for an object that is written later. Each reserved number must be written before ``finish(root:info:identifier:)``.
    package mutating func reserve() -> PDFReference {
        places.append(.unwritten)
        return PDFReference(places.count - 1)
    }

    /// Writes an object under a reserved number.
    package mutating func write(_ object: PDFObject, as reference: PDFReference) {
        if case .stream(let stream) = object {
            writeObject(reference) { $0.append(stream: stream) }
        } else {
            write(as: reference) { $0.append(object) }
        }
    }

    /// Writes an object by hand: the body writes one object in PDF syntax, and no stream.
    package mutating func write(as reference: PDFReference, _ body: (inout PDFBuffer) -> Void) {
        if options.usesObjectStreams {
            pendingIndex.append((reference.number, pending.count))
            body(&pending)
            pending.append(byte: 0x0A)
            if pendingIndex.count >= Self.objectStreamCount { flushObjectStream() }
        } else {
            writeObject(reference, body)
        }
    }

    /// Writes a stream; compressed when `isCompressed` and when that makes it smaller (its `Filter` is then set).
    package mutating func writeStream(
        _ dictionary: PDFDictionary = [:], data: [UInt8], as reference: PDFReference, isCompressed: Bool = true
    ) {
        let stream = encode(dictionary, data: data, isCompressed: isCompressed)
        writeObject(reference) { $0.append(stream: stream) }
    }

    @discardableResult
    package mutating func addStream(_ dictionary: PDFDictionary = [:], data: [UInt8], isCompressed: Bool = true) -> PDFReference {
        let reference = reserve()
        writeStream(dictionary, data: data, as: reference, isCompressed: isCompressed)
        return reference
    }

    /// Ends the file and gives its bytes.
    ///
    /// - Parameter identifier: both parts of `/ID`; by default a digest of the file's bytes, the same for the same document.
    package consuming func finish(root: PDFReference, info: PDFReference? = nil, identifier: [UInt8]? = nil) -> [UInt8] {
        flushObjectStream()
        let identifier = identifier ?? PDFFileIdentifier.of(buffer.bytes)
        var trailer: PDFDictionary = ["Root": .reference(root)]
        if let info { trailer["Info"] = .reference(info) }
        if options.usesObjectStreams {
            finishWithStream(trailer, identifier: identifier)
        } else {
            finishWithTable(trailer, identifier: identifier)
        }
        return buffer.bytes
    }

    private func encode(_ dictionary: PDFDictionary, data: [UInt8], isCompressed: Bool) -> PDFStream {
        var dictionary = dictionary
        if isCompressed, let packed = deflater.deflate(data), packed.count + 20 < data.count {
            dictionary["Filter"] = .name("FlateDecode")
            return PDFStream(dictionary: dictionary, encoded: packed)
        }
        return PDFStream(dictionary: dictionary, encoded: data)
    }

    /// `n g obj` alone on its line, with single spaces (ISO 19005-2, clause 6.1.9).
    private mutating func writeObject(_ reference: PDFReference, _ body: (inout PDFBuffer) -> Void) {
        place(reference.number, .offset(buffer.count))
        buffer.append(integer: reference.number)
        buffer.append(" 0 obj\n")
        body(&buffer)
        buffer.append("\nendobj\n")
    }

    private mutating func place(_ number: Int, _ place: Place) {
        precondition(places.indices.contains(number), "a number that was not reserved")
        if case .unwritten = places[number] {} else { preconditionFailure("object \(number) is written twice") }
        places[number] = place
    }

    private mutating func flushObjectStream() {
        guard !pendingIndex.isEmpty else { return }
        let stream = reserve()
        var head = PDFBuffer(capacity: pendingIndex.count * 10 + pending.count)
        for (index, entry) in pendingIndex.enumerated() {
            head.append(integer: entry.number)
            head.append(byte: 0x20)
            head.append(integer: entry.offset)
            head.append(byte: 0x20)
            place(entry.number, .inObjectStream(number: stream.number, index: index))
        }
        let dictionary: PDFDictionary = [
            "Type": .name("ObjStm"), "N": .integer(pendingIndex.count), "First": .integer(head.count),
        ]
        head.append(bytes: pending.bytes)
        writeStream(dictionary, data: head.bytes, as: stream)
        pending.bytes.removeAll(keepingCapacity: true)
        pendingIndex.removeAll(keepingCapacity: true)
    }

    private mutating func finishWithStream(_ trailer: PDFDictionary, identifier: [UInt8]) {
        let reference = reserve()
        let start = buffer.count
        place(reference.number, .offset(start))
        let offsetWidth = start < 0xFFFF ? 2 : start < 0xFF_FFFF ? 3 : 4
        let rows = places.map { place -> (UInt8, Int, Int) in
            switch place {
            case .unwritten: (0, 0, 0xFF)
            case .offset(let offset): (1, offset, 0)
            case .inObjectStream(let number, let index): (2, number, index)
            }
        }
        let dictionary = PDFCrossReference.streamDictionary(
            trailer: trailer, size: places.count, subsections: [(0, places.count)], offsetWidth: offsetWidth)
        let data = PDFCrossReference.encode(rows, offsetWidth: offsetWidth)
        let stream = encode(dictionary, data: data, isCompressed: true)
        buffer.append(integer: reference.number)
        buffer.append(" 0 obj\n")
        buffer.append(crossReferenceStream: stream, identifier: identifier)
        buffer.append("\nendobj\n")
        buffer.append(endOfFileWithStart: start)
    }

    private mutating func finishWithTable(_ trailer: PDFDictionary, identifier: [UInt8]) {
        let start = buffer.count
        buffer.append("xref\n0 ")
        buffer.append(integer: places.count)
        buffer.append("\n0000000000 65535 f\r\n")
        for place in places.dropFirst() {
            if case .offset(let offset) = place {
                buffer.append(tableEntry: offset, generation: 0, isInUse: true)
            } else {
                buffer.append(tableEntry: 0, generation: 65_535, isInUse: false)
            }
        }
        buffer.append("trailer\n<</Size ")
        buffer.append(integer: places.count)
        buffer.append(trailerEntries: trailer, identifier: identifier)
        buffer.append(">>\n")
        buffer.append(endOfFileWithStart: start)
    }
}
