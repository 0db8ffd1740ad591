import Fonts
import Styling

extension FontLibrary {
    /// What the units `ex` and `ch` mean in a font: those of the first family that is installed.
    @Sendable func lengths(of font: FontProperties) -> StyleOptions.FontLengths? {
        for family in font.families {
            let name =
                switch family {
                case .named(let name): name
                case .generic(let generic): generic.rawValue
                }
            guard let face = face(family: name, weight: Int(font.weight), isItalic: font.style.isSlanted) else { continue }
            let zero = face.glyph(for: "0").map { Double(face.advance(of: $0)) / Double(face.unitsPerEm) }
            return StyleOptions.FontLengths(xHeight: face.metrics.xHeight, zeroAdvance: zero ?? 0.5)
        }
        return nil
    }
}
