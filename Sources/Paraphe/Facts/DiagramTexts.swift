import Fonts

/// Breaks short texts into lines of a width, with the widths of the font that diagrams are set in.
///
/// The layout of a diagram needs sizes before anything is set. Shaping would change them by little (kerning); a margin takes it.
struct DiagramTexts: Sendable {
    private static let fonts = FontLibrary()
    /// Kerning and rounding.
    private static let margin = 1.02

    private let face: FontFace?

    /// - Parameter weight: 400 or 700.
    init(weight: Int) {
        face = Self.fonts.face(family: "Noto Sans", weight: weight)
    }

    /// In points.
    func width(_ text: String, size: Double) -> Double {
        guard let face, face.unitsPerEm > 0 else { return Double(text.unicodeScalars.count) * size * 0.6 }
        var units = 0
        for scalar in text.unicodeScalars { units += face.glyph(for: scalar).map { face.advance(of: $0) } ?? Int(face.unitsPerEm) / 2 }
        return Double(units) / Double(face.unitsPerEm) * size * Self.margin
    }

    /// Lines as full as they can be, then as even as they can be with as many.
    func lines(_ text: String, size: Double, within limit: Double) -> [String] {
        let words = text.split(separator: " ").map { String($0) }
        func fill(_ width: Double) -> [String] {
            var lines: [String] = []
            for word in words {
                if let last = lines.last, self.width(last + " " + word, size: size) <= width {
                    lines[lines.count - 1] = last + " " + word
                } else {
                    lines.append(word)
                }
            }
            return lines
        }
        var best = fill(limit)
        let count = best.count
        var width = limit
        while count > 1, width > limit / 2 {
            width -= 4
            let narrower = fill(width)
            guard narrower.count == count else { break }
            best = narrower
        }
        return best
    }

    func width(_ lines: [String], size: Double) -> Double { lines.map { width($0, size: size) }.max() ?? 0 }
}
