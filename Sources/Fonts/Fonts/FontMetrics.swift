/// Measures of a face, in fractions of the em, upwards positive.
package struct FontMetrics: Hashable, Sendable {
    package var ascent = 0.8
    /// Below the baseline, positive.
    package var descent = 0.2
    package var lineGap = 0.0
    package var capHeight = 0.7
    package var xHeight = 0.5
    /// Middle of the line under the text, negative below the baseline.
    package var underlinePosition = -0.1
    package var underlineThickness = 0.05
    package var strikeoutPosition = 0.25
    package var strikeoutThickness = 0.05
    /// Degrees counter-clockwise from upright; negative for a face that leans right.
    package var italicAngle = 0.0
    /// Box of all glyphs: left, bottom, right, top.
    package var boundingBox: (left: Double, bottom: Double, right: Double, top: Double) = (0, -0.2, 1, 0.8)

    package static func == (a: FontMetrics, b: FontMetrics) -> Bool {
        a.ascent == b.ascent && a.descent == b.descent && a.lineGap == b.lineGap && a.capHeight == b.capHeight && a.xHeight == b.xHeight
            && a.underlinePosition == b.underlinePosition && a.underlineThickness == b.underlineThickness
            && a.strikeoutPosition == b.strikeoutPosition && a.strikeoutThickness == b.strikeoutThickness
            && a.italicAngle == b.italicAngle && a.boundingBox == b.boundingBox
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ascent)
        hasher.combine(descent)
    }
}
