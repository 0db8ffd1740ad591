import Fonts

/// What content streams need of a face, by glyph.
final class FaceTable: Sendable {
    let face: FontFace
    /// In thousandths of an em, as the file's `W` array says.
    let widths: [Int32]
    /// The character that each glyph stands for by the font's character map; 0 for none.
    let characters: [UInt32]
    /// ``characters`` that a glyph may show without more ado: visible, and of public meaning. Asked for each glyph of a document.
    let plainCharacters: [UInt32]
    /// U+FB00 to U+FB06 exist for old encodings: their glyphs stand for the letters, which readers shall find.
    private static let latinLigatures: ClosedRange<UInt32> = 0xFB00...0xFB06
    /// Hebrew and Arabic letters in the forms that they take within words: their glyphs stand for the letters too.
    private static let presentationForms: [ClosedRange<UInt32>] = [0xFB1D...0xFDFF, 0xFE70...0xFEFC]
    /// Glyphs that are embedded together; see ``rounded(_:)``.
    private let groups: [GlyphSet]

    init(_ face: FontFace) {
        self.face = face
        let em = face.unitsPerEm
        widths = (0..<face.glyphCount).map { glyph in
            Int32(clamping: (face.advance(of: UInt32(glyph)) * 2_000 + em) / (2 * em))
        }
        characters = face.charactersByGlyph().map { character in
            Self.latinLigatures.contains(character) || Self.presentationForms.contains(where: { $0.contains(character) }) ? 0 : character
        }
        plainCharacters = characters.map { character in
            guard let scalar = Unicode.Scalar(character), character < 0xE000, !SyntheticCharacter.isInvisible(scalar) else { return 0 }
            return character
        }
        groups = Self.groupedCharacters.map { text in GlyphSet(text.unicodeScalars.compactMap { face.glyph(for: $0) }) }
    }

    /// Characters that come together in French and English texts.
    private static let groupedCharacters: [String] = [
        "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûü", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ", " 0123456789.,:;!?()-/’'",
        "\"%&+=*#@\u{A0}\u{202F}–—…«»“”•·°²×",
    ]

    /// A set made larger by whole groups of usual characters: two reports that differ in a name and a date then have the same font,
    /// which a batch makes once. The outcome depends on the set alone, so that a document gives the same bytes in any batch.
    func rounded(_ glyphs: GlyphSet) -> GlyphSet {
        var rounded = glyphs
        for group in groups where !group.isDisjoint(with: glyphs) { rounded.formUnion(group) }
        return rounded
    }
}
