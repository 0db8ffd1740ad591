import Fonts
import PDF

/// A cut font as it stands in files: program, widths and texts, compressed once.
final class EmbeddedFont: Sendable {
    struct GlyphText: Hashable, Sendable {
        var glyph: UInt32
        var text: String
    }

    struct Key: Hashable, Sendable {
        var face: Int
        var glyphs: GlyphSet
        var texts: [GlyphText]
    }

    /// With the tag of a subset (ISO 32000-1, clause 9.6.4).
    let name: PDFName
    private let face: FontFace
    private let program: PDFStream
    private let isCFF: Bool
    private let toUnicode: PDFStream
    private let widths: PDFObject

    init?(_ key: Key, table: FaceTable, level: Int) {
        face = table.face
        guard let program = face.subset(key.glyphs) else { return nil }
        let deflater = Deflater(level: level)
        isCFF = program.kind == .cff
        var dictionary: PDFDictionary = [:]
        if isCFF { dictionary["Subtype"] = .name("CIDFontType0C") } else { dictionary["Length1"] = .integer(program.bytes.count) }
        self.program = Self.compressed(program.bytes, dictionary, deflater)
        let glyphs = key.glyphs.glyphs
        toUnicode = Self.compressed(ToUnicodeMap.bytes(glyphs, table: table, texts: key.texts), [:], deflater)
        widths = Self.widths(glyphs, table)
        name = PDFName(Self.tag(key) + "+" + face.postScriptName)
    }

    private static func compressed(_ bytes: [UInt8], _ dictionary: PDFDictionary, _ deflater: Deflater) -> PDFStream {
        var dictionary = dictionary
        guard let packed = deflater.deflate(bytes) else { return PDFStream(dictionary: dictionary, encoded: bytes) }
        dictionary["Filter"] = .name("FlateDecode")
        return PDFStream(dictionary: dictionary, encoded: packed)
    }

    /// Runs of neighbouring glyphs (ISO 32000-1, clause 9.7.4.3).
    private static func widths(_ glyphs: [UInt32], _ table: FaceTable) -> PDFObject {
        var entries: [PDFObject] = []
        var run: [PDFObject] = []
        var start: UInt32 = 0
        for glyph in glyphs where glyph < UInt32(table.widths.count) {
            if run.isEmpty || glyph != start + UInt32(run.count) {
                if !run.isEmpty { entries += [.integer(Int(start)), .array(run)] }
                run = []
                start = glyph
            }
            run.append(.integer(Int(table.widths[Int(glyph)])))
        }
        if !run.isEmpty { entries += [.integer(Int(start)), .array(run)] }
        return .array(entries)
    }

    /// Six letters that depend on the glyphs (FNV-1a).
    private static func tag(_ key: Key) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in key.glyphs.words { hash = (hash ^ word) &* 0x100_0000_01B3 }
        hash ^= hash >> 29
        var letters = String.UnicodeScalarView()
        for _ in 0..<6 {
            letters.append(Unicode.Scalar(UInt8(0x41 + hash % 26)))
            hash /= 26
        }
        return String(letters)
    }

    /// Writes the font under a reserved number.
    func write(as reference: PDFReference, to writer: inout some PDFObjectReceiver) {
        let metrics = face.metrics
        func thousandths(_ ems: Double) -> PDFObject { .integer(Int((ems * 1_000).rounded())) }
        func box(_ units: Int) -> PDFObject { .integer(units * 1_000 / face.unitsPerEm) }
        let file = writer.add(.stream(program))
        let mapping = writer.add(.stream(toUnicode))
        var flags = 4
        if face.isMonospaced { flags |= 1 }
        if face.isItalic { flags |= 64 }
        let descriptor = writer.add([
            "Type": .name("FontDescriptor"), "FontName": .name(name), "Flags": .integer(flags),
            "FontBBox": .array([
                box(metrics.boundingBox.minX), box(metrics.boundingBox.minY), box(metrics.boundingBox.maxX), box(metrics.boundingBox.maxY),
            ]),
            "ItalicAngle": .real(metrics.italicAngle), "Ascent": thousandths(metrics.ascent), "Descent": thousandths(-metrics.descent),
            "CapHeight": thousandths(metrics.capHeight), "XHeight": thousandths(metrics.xHeight),
            "StemV": .integer(face.weight >= 600 ? 140 : 80),
            isCFF ? "FontFile3" : "FontFile2": .reference(file),
        ])
        var descendant: PDFDictionary = [
            "Type": .name("Font"), "Subtype": .name(isCFF ? "CIDFontType0" : "CIDFontType2"), "BaseFont": .name(name),
            "CIDSystemInfo": ["Registry": .text("Adobe"), "Ordering": .text("Identity"), "Supplement": 0],
            "FontDescriptor": .reference(descriptor), "DW": 0, "W": widths,
        ]
        if !isCFF { descendant["CIDToGIDMap"] = .name("Identity") }
        let child = writer.add(.dictionary(descendant))
        writer.write(
            [
                "Type": .name("Font"), "Subtype": .name("Type0"), "BaseFont": .name(name), "Encoding": .name("Identity-H"),
                "DescendantFonts": [.reference(child)], "ToUnicode": .reference(mapping),
            ], as: reference)
    }
}
