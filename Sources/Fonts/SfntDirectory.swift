/// The table directory of a font file (OpenType 1.9, "Table directory"), checked against the file's length before anything reads tables.
struct SfntDirectory {
    /// Real fonts have some twenty tables.
    static let mostTables = 128

    private var tables: [(tag: UInt32, range: Range<Int>)] = []

    init(_ bytes: UnsafeRawBufferPointer) throws(FontFault) {
        let reader = SfntReader(bytes)
        guard let magic = reader.tag(at: 0) else { throw FontFault.truncated }
        var start = 0
        switch magic {
        case "\u{0}\u{1}\u{0}\u{0}", "true", "OTTO": break
        case "ttcf":
            guard let first = reader.unsigned32(at: 12), let inner = reader.tag(at: first), inner != "ttcf" else {
                throw FontFault.truncated
            }
            start = first
        case "wOFF", "wOF2": throw FontFault.compressed
        default: throw FontFault.notFont
        }
        guard let count = reader.unsigned16(at: start + 4) else { throw FontFault.truncated }
        guard count > 0, count <= Self.mostTables else { throw FontFault.directory }
        for index in 0..<count {
            let entry = start + 12 + 16 * index
            guard let tag = reader.unsigned32(at: entry), let offset = reader.unsigned32(at: entry + 8),
                let length = reader.unsigned32(at: entry + 12)
            else { throw FontFault.truncated }
            guard offset <= bytes.count, length <= bytes.count - offset else { throw FontFault.table(Self.text(UInt32(tag))) }
            tables.append((UInt32(tag), offset..<offset + length))
        }
        for tag in ["head", "hhea", "hmtx", "maxp", "cmap"] where range(of: tag) == nil { throw FontFault.missingTable(tag) }
        guard range(of: "CFF ") != nil || range(of: "glyf") != nil && range(of: "loca") != nil else { throw FontFault.missingTable("glyf") }
        guard (range(of: "head")?.count ?? 0) >= 54 else { throw FontFault.table("head") }
        guard (range(of: "hhea")?.count ?? 0) >= 36 else { throw FontFault.table("hhea") }
        guard (range(of: "maxp")?.count ?? 0) >= 6 else { throw FontFault.table("maxp") }
    }

    func range(of tag: String) -> Range<Int>? {
        var value: UInt32 = 0
        for byte in tag.utf8 { value = value << 8 | UInt32(byte) }
        return tables.first { $0.tag == value }?.range
    }

    private static func text(_ tag: UInt32) -> String {
        var scalars = String.UnicodeScalarView()
        for shift: UInt32 in [24, 16, 8, 0] {
            let byte = UInt8(truncatingIfNeeded: tag >> shift)
            scalars.append(byte >= 0x20 && byte < 0x7F ? Unicode.Scalar(byte) : "?")
        }
        return String(scalars)
    }
}

/// Big-endian numbers at offsets that may lie outside: nil there.
struct SfntReader {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    func unsigned16(at offset: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - 2 else { return nil }
        return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    }

    func signed16(at offset: Int) -> Int? {
        unsigned16(at: offset).map { Int(Int16(truncatingIfNeeded: $0)) }
    }

    func unsigned32(at offset: Int) -> Int? {
        guard let high = unsigned16(at: offset), let low = unsigned16(at: offset + 2) else { return nil }
        return high << 16 | low
    }

    func tag(at offset: Int) -> String? {
        guard let value = unsigned32(at: offset) else { return nil }
        var scalars = String.UnicodeScalarView()
        for shift in [24, 16, 8, 0] { scalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: value >> shift))) }
        return String(scalars)
    }
}
