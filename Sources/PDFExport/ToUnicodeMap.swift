import PDF

/// The CMap by which readers turn glyphs into text (ISO 32000-1, clause 9.10.3).
enum ToUnicodeMap {
    /// The most entries of one section.
    private static let sectionLength = 100

    static func bytes(_ glyphs: [UInt32], table: FaceTable, texts: [EmbeddedFont.GlyphText]) -> [UInt8] {
        var entries: [(glyph: UInt32, text: String)] = []
        var own = texts[...]
        for glyph in glyphs {
            while let first = own.first, first.glyph < glyph { own.removeFirst() }
            if let first = own.first, first.glyph == glyph {
                entries.append((glyph, first.text))
            } else if glyph < UInt32(table.characters.count), let scalar = Unicode.Scalar(table.characters[Int(glyph)]), scalar != "\0" {
                entries.append((glyph, String(scalar)))
            }
        }
        var buffer = PDFBuffer(capacity: 256 + 15 * entries.count)
        buffer.append(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """)
        var start = 0
        while start < entries.count {
            let end = min(start + sectionLength, entries.count)
            buffer.append(integer: end - start)
            buffer.append(" beginbfchar\n")
            for entry in entries[start..<end] {
                buffer.append("<")
                buffer.append(hex: UInt16(truncatingIfNeeded: entry.glyph))
                // With a space between, as in every example of the standard: one reader of such maps takes `><` for a fault.
                buffer.append("> <")
                for unit in entry.text.utf16 { buffer.append(hex: unit) }
                buffer.append(">\n")
            }
            buffer.append("endbfchar\n")
            start = end
        }
        buffer.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        return buffer.bytes
    }
}
