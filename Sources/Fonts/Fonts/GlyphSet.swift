/// A set of glyphs as bits, cheap to fill while a document is written and to use as a key.
package struct GlyphSet: Hashable, Sendable {
    package private(set) var words: [UInt64] = []

    package init() {}

    package mutating func insert(_ glyph: UInt32) {
        let word = Int(glyph >> 6)
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(glyph & 63)
    }

    package func contains(_ glyph: UInt32) -> Bool {
        let word = Int(glyph >> 6)
        return word < words.count && words[word] & (1 << UInt64(glyph & 63)) != 0
    }

    /// In ascending order.
    package var glyphs: [UInt32] {
        var all: [UInt32] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                all.append(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return all
    }
}
