import CFreeType
import Glibc
import Synchronization

/// Names and measures of a face, as FreeType reads them.
struct FreeTypeProperties {
    let family: String
    let postScriptName: String
    let weight: Int
    let isItalic: Bool
    let isMonospaced: Bool
    let isSerif: Bool
    let metrics: FontMetrics

    /// FreeType's library handle is not for several threads at once.
    private static let lock = Mutex<Void>(())

    init?(data: FontData) {
        let read = Self.lock.withLock { _ in Self.read(data) }
        guard let read else { return nil }
        self = read
    }

    private init(
        family: String, postScriptName: String, weight: Int, isItalic: Bool, isMonospaced: Bool, isSerif: Bool, metrics: FontMetrics
    ) {
        self.family = family
        self.postScriptName = postScriptName
        self.weight = weight
        self.isItalic = isItalic
        self.isMonospaced = isMonospaced
        self.isSerif = isSerif
        self.metrics = metrics
    }

    private static func read(_ data: FontData) -> FreeTypeProperties? {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0 else { return nil }
        defer { FT_Done_FreeType(library) }
        var handle: FT_Face?
        let base = data.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard FT_New_Memory_Face(library, base, FT_Long(data.bytes.count), 0, &handle) == 0, let handle else { return nil }
        defer { FT_Done_Face(handle) }
        let face = handle.pointee
        guard face.units_per_EM > 0, face.num_glyphs > 0 else { return nil }
        let em = Double(face.units_per_EM)
        var metrics = FontMetrics()
        metrics.ascent = Double(face.ascender) / em
        metrics.descent = -Double(face.descender) / em
        metrics.lineGap = max(0, Double(face.height) - Double(face.ascender) + Double(face.descender)) / em
        metrics.underlinePosition = Double(face.underline_position) / em
        metrics.underlineThickness = Double(face.underline_thickness) / em
        metrics.boundingBox = (
            Double(face.bbox.xMin) / em, Double(face.bbox.yMin) / em, Double(face.bbox.xMax) / em, Double(face.bbox.yMax) / em
        )
        var weight = face.style_flags & 2 != 0 ? 700 : 400
        var isSerif = false
        if let table = FT_Get_Sfnt_Table(handle, FT_SFNT_OS2) {
            let os2 = table.assumingMemoryBound(to: TT_OS2.self).pointee
            // USE_TYPO_METRICS (bit 7 of fsSelection): the designer asks for the typographic line, as browsers do.
            if os2.version != 0xFFFF, os2.fsSelection & 0x80 != 0 {
                metrics.ascent = Double(os2.sTypoAscender) / em
                metrics.descent = -Double(os2.sTypoDescender) / em
                metrics.lineGap = max(0, Double(os2.sTypoLineGap)) / em
            }
            if os2.version >= 2, os2.version != 0xFFFF {
                if os2.sxHeight > 0 { metrics.xHeight = Double(os2.sxHeight) / em }
                if os2.sCapHeight > 0 { metrics.capHeight = Double(os2.sCapHeight) / em }
            }
            if os2.yStrikeoutSize > 0 {
                metrics.strikeoutPosition = Double(os2.yStrikeoutPosition) / em
                metrics.strikeoutThickness = Double(os2.yStrikeoutSize) / em
            }
            if (1...1_000).contains(os2.usWeightClass) { weight = Int(os2.usWeightClass) }
            let familyClass = Int(os2.sFamilyClass) >> 8
            isSerif = (1...5).contains(familyClass) || familyClass == 7
        }
        if let table = FT_Get_Sfnt_Table(handle, FT_SFNT_POST) {
            metrics.italicAngle = Double(table.assumingMemoryBound(to: TT_Postscript.self).pointee.italicAngle) / 65_536
        }
        let family = face.family_name.map { String(cString: $0) } ?? "?"
        let postScriptName = FT_Get_Postscript_Name(handle).map { String(cString: $0) } ?? family.filter { $0 != " " }
        return FreeTypeProperties(
            family: family, postScriptName: postScriptName, weight: weight, isItalic: face.style_flags & 1 != 0,
            isMonospaced: face.face_flags & 4 != 0, isSerif: isSerif, metrics: metrics)
    }
}
