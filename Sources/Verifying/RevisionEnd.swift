import PDF

/// Where a revision ends: after the `%%EOF` that follows its cross-reference section, and one end of line.
enum RevisionEnd {
    /// A producer's remark between trailer and `startxref` is no longer than this.
    private static let longestRemark = 120

    static func find(after section: PDFSection, in file: PDFFile) -> Int? {
        let bytes = file.bytes
        var position = section.end
        func skip() { while position < file.end, isSpace(bytes[position]) { position += 1 } }
        func take(_ text: String) -> Bool {
            let wanted = Array(text.utf8)
            guard file.end - position >= wanted.count, bytes[position..<position + wanted.count].elementsEqual(wanted) else { return false }
            position += wanted.count
            return true
        }
        skip()
        while let end = remarkEnd(bytes, position, file.end) {
            position = end
            skip()
        }
        guard take("startxref") else { return nil }
        skip()
        var digits = 0
        var value = 0
        while position < file.end, bytes[position] >= 0x30, bytes[position] <= 0x39, digits < 15 {
            value = value * 10 + Int(bytes[position] - 0x30)
            digits += 1
            position += 1
        }
        // A linearised file's first section ends with `startxref 0`.
        guard digits > 0, value == section.offset || value == 0 else { return nil }
        skip()
        guard take("%%EOF") else { return nil }
        if position < file.end, bytes[position] == 0x0D { position += 1 }
        if position < file.end, bytes[position] == 0x0A { position += 1 }
        return position
    }

    static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09, 0x0C, 0].contains(byte) }

    /// Some libraries leave their name in a comment (`%iText-…`). It is taken when it is one short line without a word that a reader
    /// looking for the structure of a damaged file could take for one.
    private static func remarkEnd(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int? {
        guard start < limit, bytes[start] == 0x25 else { return nil }
        var end = start
        while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D {
            end += 1
            guard end - start <= longestRemark else { return nil }
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let words = ["%PDF", "EOF", "obj", "xref", "trailer", "stream"]
        return words.contains { text.contains($0) } ? nil : end
    }
}
