import Diagnostics

/// Checks the table directory of a font file (ISO/IEC 14496-22, clause 4) before any C library sees it.
enum SFNT {
    /// No font of our scripts is larger.
    static let longestFileBytes = 64 << 20
    private static let mostTables = 256

    /// Why the bytes are no font that we take; nil when they are.
    static func fault(in bytes: UnsafeRawBufferPointer) -> Bilingual? {
        guard bytes.count >= 12 else { return Bilingual(fr: "il est trop court", en: "it is too short") }
        guard bytes.count <= longestFileBytes else { return Bilingual(fr: "il est trop grand", en: "it is too large") }
        let version = word(bytes, 0)
        guard version == 0x0001_0000 || version == 0x4F54_544F || version == 0x7472_7565 else {
            return Bilingual(fr: "il n’est ni TrueType ni OpenType", en: "it is neither TrueType nor OpenType")
        }
        let count = Int(bytes[4]) << 8 | Int(bytes[5])
        guard count > 0, count <= mostTables, bytes.count >= 12 + 16 * count else {
            return Bilingual(fr: "sa table des matières est tronquée", en: "its table directory is cut short")
        }
        var tags: Set<UInt32> = []
        for index in 0..<count {
            let entry = 12 + 16 * index
            let (offset, length) = (Int(word(bytes, entry + 8)), Int(word(bytes, entry + 12)))
            guard offset <= bytes.count, length <= bytes.count - offset else {
                return Bilingual(fr: "une table dépasse la fin du fichier", en: "a table runs past the end of the file")
            }
            tags.insert(word(bytes, entry))
        }
        // cmap, head, hhea, hmtx, maxp
        for required: UInt32 in [0x636D_6170, 0x6865_6164, 0x6868_6561, 0x686D_7478, 0x6D61_7870] where !tags.contains(required) {
            return Bilingual(fr: "une table obligatoire manque", en: "a required table is missing")
        }
        return nil
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
}
