/// What the tables `head`, `hhea`, `OS/2` and `post` say, in font units; zero where a table or a field is not there.
struct FontStyleTables {
    typealias Line = (ascent: Int, descent: Int, gap: Int)

    private(set) var weight = 400
    private(set) var isItalic = false
    private(set) var isMonospaced = false
    private(set) var isSerif = false
    private(set) var usesTypographicMetrics = false
    private(set) var horizontal: Line = (0, 0, 0)
    private(set) var typographic: Line = (0, 0, 0)
    private(set) var windows = (ascent: 0, descent: 0)
    private(set) var xHeight = 0
    private(set) var capHeight = 0
    /// Centre of the line, below the baseline when negative.
    private(set) var underlinePosition = 0
    private(set) var underlineThickness = 0
    /// Top of the line.
    private(set) var strikeoutPosition = 0
    private(set) var strikeoutThickness = 0
    private(set) var italicAngle = 0.0
    private(set) var boundingBox = GlyphExtents(minX: 0, minY: 0, maxX: 0, maxY: 0)

    init(_ bytes: UnsafeRawBufferPointer, _ directory: SfntDirectory) {
        func table(_ tag: String) -> SfntReader? {
            directory.range(of: tag).map { SfntReader(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
        }
        if let head = table("head") {
            let style = head.unsigned16(at: 44) ?? 0
            if style & 1 != 0 { weight = 700 }
            isItalic = style & 2 != 0
            boundingBox = GlyphExtents(
                minX: head.signed16(at: 36) ?? 0, minY: head.signed16(at: 38) ?? 0, maxX: head.signed16(at: 40) ?? 0,
                maxY: head.signed16(at: 42) ?? 0)
        }
        if let hhea = table("hhea") {
            horizontal = (hhea.signed16(at: 4) ?? 0, hhea.signed16(at: 6) ?? 0, hhea.signed16(at: 8) ?? 0)
        }
        if let post = table("post") {
            let angle = post.unsigned32(at: 4) ?? 0
            italicAngle = Double(Int32(truncatingIfNeeded: angle)) / 65_536
            underlinePosition = post.signed16(at: 8) ?? 0
            underlineThickness = post.signed16(at: 10) ?? 0
            isMonospaced = (post.unsigned32(at: 12) ?? 0) != 0
        }
        if let os2 = table("OS/2") { read(os2) }
    }

    private mutating func read(_ os2: SfntReader) {
        let version = os2.unsigned16(at: 0) ?? 0
        if let value = os2.unsigned16(at: 4), (1...1_000).contains(value) { weight = value }
        strikeoutThickness = os2.signed16(at: 26) ?? 0
        // The family's class, or, where it says nothing, PANOSE's kind of serifs of Latin text.
        let familyClass = (os2.unsigned16(at: 30) ?? 0) >> 8
        let serifs = os2.unsigned16(at: 32).map { ($0 >> 8, $0 & 0xFF) } ?? (0, 0)
        isSerif = (1...7).contains(familyClass) || familyClass == 0 && serifs.0 == 2 && (2...10).contains(serifs.1)
        strikeoutPosition = os2.signed16(at: 28) ?? 0
        let selection = os2.unsigned16(at: 62) ?? 0
        isItalic = isItalic || selection & 0x201 != 0
        usesTypographicMetrics = selection & 0x80 != 0
        typographic = (os2.signed16(at: 68) ?? 0, os2.signed16(at: 70) ?? 0, os2.signed16(at: 72) ?? 0)
        windows = (os2.unsigned16(at: 74) ?? 0, os2.unsigned16(at: 76) ?? 0)
        if version >= 2 {
            xHeight = os2.signed16(at: 86) ?? 0
            capHeight = os2.signed16(at: 88) ?? 0
        }
    }
}
