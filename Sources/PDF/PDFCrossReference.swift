/// The shapes of cross-reference data, shared by whole files and updates (ISO 32000-1, clauses 7.5.4 and 7.5.8).
enum PDFCrossReference {
    /// The dictionary of a cross-reference stream, without `/ID`.
    static func streamDictionary(
        trailer: PDFDictionary, size: Int, subsections: [(first: Int, count: Int)], offsetWidth: Int
    ) -> PDFDictionary {
        var dictionary: PDFDictionary = ["Type": .name("XRef"), "Size": .integer(size)]
        if subsections.count != 1 || subsections[0].first != 0 || subsections[0].count != size {
            dictionary["Index"] = .array(subsections.flatMap { [.integer($0.first), .integer($0.count)] })
        }
        dictionary["W"] = [1, .integer(offsetWidth), 1]
        for entry in trailer.entries where dictionary[entry.key] == nil { dictionary[entry.key] = entry.value }
        return dictionary
    }

    static func encode(_ rows: [(type: UInt8, middle: Int, last: Int)], offsetWidth: Int) -> [UInt8] {
        var data: [UInt8] = []
        data.reserveCapacity(rows.count * (offsetWidth + 2))
        for row in rows {
            data.append(row.type)
            for position in stride(from: offsetWidth - 1, through: 0, by: -1) {
                data.append(UInt8(truncatingIfNeeded: row.middle >> (8 * position)))
            }
            data.append(UInt8(truncatingIfNeeded: row.last))
        }
        return data
    }
}

extension PDFBuffer {
    /// Twenty bytes (clause 7.5.4).
    mutating func append(tableEntry offset: Int, generation: Int, isInUse: Bool) {
        append(digits: UInt(max(0, offset)), minimumCount: 10)
        append(byte: 0x20)
        append(digits: UInt(max(0, generation)), minimumCount: 5)
        isInUse ? append(" n\r\n") : append(" f\r\n")
    }

    mutating func append(trailerEntries trailer: PDFDictionary, identifier: [UInt8]) {
        for entry in trailer.entries where entry.key != "Size" && entry.key != "ID" {
            append(name: entry.key)
            append(byte: 0x20)
            append(entry.value)
        }
        append("/ID[")
        append(hexString: identifier)
        append(hexString: identifier)
        append("]")
    }

    mutating func append(crossReferenceStream stream: PDFStream, identifier: [UInt8]) {
        append("<</Length ")
        append(integer: stream.encoded.count)
        for entry in stream.dictionary.entries where entry.key != "ID" && entry.key != "Length" {
            append(name: entry.key)
            append(byte: 0x20)
            append(entry.value)
        }
        append("/ID[")
        append(hexString: identifier)
        append(hexString: identifier)
        append("]>>\nstream\n")
        append(bytes: stream.encoded)
        append("\nendstream")
    }

    /// `%%EOF` followed by an end of line: PDF/A-2 allows one, and later updates need it.
    mutating func append(endOfFileWithStart start: Int) {
        append("startxref\n")
        append(integer: start)
        append("\n%%EOF\n")
    }
}
