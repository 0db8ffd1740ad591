import Fonts
import Pages

/// Shaped words of one shaping plan, found by their bytes without making a `String`.
///
/// Belongs to one workspace, so that no lock is taken per word.
final class WordCache {
    static let mostWords = 60_000

    /// A glyph, measured in ems.
    struct EmGlyph {
        var glyph: UInt32
        /// UTF-8 offset from the word's start.
        var cluster: UInt32
        var advance: Double
        var xOffset: Double
        var yOffset: Double
    }

    /// Numbers alone: entries are copied for each word of a text, and an array inside would be counted up and down each time.
    struct Entry {
        var hash: UInt64
        var keyStart: Int32
        var keyCount: Int32
        var glyphStart: Int32
        var glyphCount: Int32
        /// Width in ems.
        var advance: Double
        var clusterCount: Int32
        /// Whether the face lacks a glyph of it.
        var isIncomplete: Bool
        /// Index into ``divisions``; below 0 when the hyphenator was not asked yet, in ``divisionLanguage``.
        var divisionIndex: Int32 = -1
        var divisionLanguage = Hyphenator.Language.french
    }

    let plan: ShapingPlan
    let spaceGlyph: UInt32
    /// In ems.
    let spaceAdvance: Double
    private let unit: Double
    private(set) var entries: ContiguousArray<Entry> = []
    private var glyphs: ContiguousArray<EmGlyph> = []
    private var keys: ContiguousArray<UInt8> = []
    /// Where words may be divided; the first is of all that may not.
    private var divisions: [[UInt8]] = [[]]
    private var slots: ContiguousArray<Int32>
    private var mask: Int

    init(plan: ShapingPlan, face: FontFace) {
        self.plan = plan
        unit = 1 / Double(face.unitsPerEm)
        spaceGlyph = plan.space.glyphs.first?.glyph ?? 0
        spaceAdvance = Double(plan.space.advance) * unit
        slots = ContiguousArray(repeating: -1, count: 1024)
        mask = 1023
    }

    /// Forgets all words when there are too many; only between documents, since indices are kept in paragraphs.
    func trim() {
        guard entries.count > Self.mostWords else { return }
        entries.removeAll()
        glyphs.removeAll()
        keys.removeAll()
        divisions = [[]]
        slots = ContiguousArray(repeating: -1, count: 1024)
        mask = 1023
    }

    /// The index of a word's entry.
    func index(of bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 29
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let index = slots[slot]
            if index < 0 { break }
            let found = keys.withUnsafeBufferPointer { keys -> Bool in
                let entry = entries.withUnsafeBufferPointer { ($0[Int(index)].hash, $0[Int(index)].keyStart, $0[Int(index)].keyCount) }
                guard entry.0 == hash, Int(entry.2) == bytes.count else { return false }
                let start = Int(entry.1)
                for offset in 0..<bytes.count where keys[start + offset] != bytes[offset] { return false }
                return true
            }
            if found { return index }
            slot = (slot + 1) & mask
        }
        let word = plan.word(bytes)
        var clusters: Int32 = 0
        var last = UInt32.max
        let glyphStart = Int32(glyphs.count)
        for glyph in word.glyphs {
            if glyph.cluster != last { clusters += 1 }
            last = glyph.cluster
            glyphs.append(
                EmGlyph(
                    glyph: glyph.glyph, cluster: glyph.cluster, advance: Double(glyph.advance) * unit,
                    xOffset: Double(glyph.xOffset) * unit,
                    yOffset: Double(glyph.yOffset) * unit))
        }
        let index = Int32(entries.count)
        entries.append(
            Entry(
                hash: hash, keyStart: Int32(keys.count), keyCount: Int32(bytes.count), glyphStart: glyphStart,
                glyphCount: Int32(glyphs.count) - glyphStart, advance: Double(word.advance) * unit, clusterCount: clusters,
                isIncomplete: word.hasMissingGlyph))
        keys.append(contentsOf: bytes)
        slots[slot] = index
        if entries.count * 2 > slots.count { grow() }
        return index
    }

    /// The glyphs of a word, in visual order.
    func glyphs(of index: Int32) -> ContiguousArray<EmGlyph>.SubSequence {
        let entry = entries[Int(index)]
        return glyphs[Int(entry.glyphStart)..<Int(entry.glyphStart + entry.glyphCount)]
    }

    /// Appends the glyphs of a word at a size in points, and gives their width.
    func set(_ index: Int32, size: Double, spacing: Double, textStart: UInt32, into target: inout [PositionedGlyph]) -> Double {
        let entry = entries[Int(index)]
        var width = 0.0
        for place in Int(entry.glyphStart)..<Int(entry.glyphStart + entry.glyphCount) {
            let glyph = glyphs[place]
            let advance = glyph.advance * size + spacing
            target.append(
                PositionedGlyph(
                    glyph: glyph.glyph, advance: advance, xOffset: glyph.xOffset * size, yOffset: glyph.yOffset * size,
                    textStart: textStart + glyph.cluster))
            width += advance
        }
        return width
    }

    private func grow() {
        mask = slots.count * 2 - 1
        slots = ContiguousArray(repeating: -1, count: mask + 1)
        for index in 0..<entries.count {
            var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }

    /// Where the word may be divided, as UTF-8 offsets.
    func divisions(of index: Int32, language: Hyphenator.Language, hyphenator: Hyphenator) -> [UInt8] {
        let entry = entries[Int(index)]
        if entry.divisionIndex >= 0, entry.divisionLanguage == language { return divisions[Int(entry.divisionIndex)] }
        let bytes = Array(keys[Int(entry.keyStart)..<Int(entry.keyStart + entry.keyCount)])
        let result = WordDivision.divisions(of: bytes, language: language, hyphenator: hyphenator)
        entries[Int(index)].divisionIndex = result.isEmpty ? 0 : Int32(divisions.count)
        if !result.isEmpty { divisions.append(result) }
        entries[Int(index)].divisionLanguage = language
        return result
    }
}
