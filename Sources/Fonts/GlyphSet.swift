/// Glyphs of one face, as a set of bits: cheap to fill while pages are written, and the key under which subsets are kept.
package struct GlyphSet: Hashable, Sendable {
    package var words: [UInt64]

    package init() {
        words = []
    }

    package init(_ glyphs: some Sequence<UInt32>) {
        words = []
        for glyph in glyphs { insert(glyph) }
    }

    /// Glyph numbers end at 65,535; what lies beyond is ignored.
    @inlinable package mutating func insert(_ glyph: UInt32) {
        guard glyph <= 0xFFFF else { return }
        let index = Int(glyph >> 6)
        if index < words.count {
            words[index] |= 1 << UInt64(glyph & 63)
        } else {
            insertBeyond(glyph)
        }
    }

    @usableFromInline package mutating func insertBeyond(_ glyph: UInt32) {
        let index = Int(glyph >> 6)
        words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
        words[index] |= 1 << UInt64(glyph & 63)
    }

    package mutating func formUnion(_ other: GlyphSet) {
        if words.count < other.words.count { words.append(contentsOf: repeatElement(0, count: other.words.count - words.count)) }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    package func contains(_ glyph: UInt32) -> Bool {
        let index = Int(glyph >> 6)
        return index < words.count && words[index] & (1 << UInt64(glyph & 63)) != 0
    }

    package func isDisjoint(with other: GlyphSet) -> Bool {
        for index in 0..<min(words.count, other.words.count) where words[index] & other.words[index] != 0 { return false }
        return true
    }

    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// In ascending order.
    package var glyphs: [UInt32] {
        var all: [UInt32] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                all.append(UInt32(index << 6 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return all
    }
}
