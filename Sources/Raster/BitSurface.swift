import Fonts
import Images
import Pages

/// Black and white pixels, for faxes: what is thin stays, what is grey behind text goes.
///
/// Text, lines and thin boxes are black unless they are nearly white. Areas are white where they are light, black where they are dark and
/// dotted between; pictures are dotted by diffusion of the error.
final class BitSurface: Surface {
    /// Boxes with a side of no more pixels are lines.
    private static let thickestLine = 3
    /// Of a picture in two tones, what is darker than this of 255 is ink.
    private static let darkestPaper: Int32 = 176

    var clip: ClipRegion
    private let width: Int
    private let height: Int
    private let rowBytes: Int
    private let space: DeviceSpace
    private let converter: ScanConverter
    private let shapes: GlyphShapes
    private var rows: [UInt8]

    init(width: Int, height: Int, space: DeviceSpace, converter: ScanConverter, shapes: GlyphShapes) {
        self.width = width
        self.height = height
        self.space = space
        self.converter = converter
        self.shapes = shapes
        rowBytes = (width + 7) / 8
        rows = [UInt8](repeating: 0, count: rowBytes * height)
        clip = ClipRegion(columns: 0..<width, rows: 0..<height)
    }

    /// Thresholds of ordered dots, 4 × 4 (Bayer).
    private static let thresholds: [UInt8] = [15, 135, 45, 165, 195, 75, 225, 105, 60, 180, 30, 150, 240, 120, 210, 90]

    @inline(__always)
    private func set(_ x: Int, _ y: Int, _ ink: BitInk) {
        if let mask = clip.mask, clip.share(mask, x, y) < 128 { return }
        let index = y * rowBytes + x >> 3
        let bit = UInt8(0x80) >> UInt8(x & 7)
        switch ink {
        case .black: rows[index] |= bit
        case .white: rows[index] &= ~bit
        case .dotted(let value):
            if value < Self.thresholds[(y & 3) * 4 + x & 3] { rows[index] |= bit } else { rows[index] &= ~bit }
        }
    }

    // MARK: Painting

    func fill(_ outline: PathOutline, _ color: Color) {
        guard color.alpha > 0 else { return }
        if case .rectangle(let area) = outline { return fill(area, color) }
        let shape = space.outline(outline)
        guard let bounds = shape.bounds else { return }
        // A border is a ring: its box is large, its lines are thin. What is an area is told by what it covers.
        lay(shape, bounds, isThin(shape, bounds) ? .line(color) : .area(color))
    }

    func stroke(_ outline: PathOutline, _ stroke: PathStroke) {
        guard stroke.color.alpha > 0 else { return }
        for shape in space.stroke(outline, stroke, least: 1, converter: converter) {
            if let bounds = shape.bounds { lay(shape, bounds, .line(stroke.color)) }
        }
    }

    private func fill(_ area: Rectangle, _ color: Color) {
        guard area.width > 0, area.height > 0 else { return }
        // At least one pixel: a thin rule survives wherever it falls.
        func pixels(_ low: Double, _ high: Double) -> Range<Int> {
            let range = ClipRegion.pixels(low, high)
            return range.isEmpty ? ClipRegion.pixel(low.rounded(.down))..<ClipRegion.pixel(low.rounded(.down)) + 1 : range
        }
        let columns = pixels(space.x(area.x), space.x(area.maxX))
        let lines = pixels(space.y(area.y), space.y(area.maxY))
        let isLine = min(columns.count, lines.count) <= Self.thickestLine
        let ink: BitInk = isLine ? .line(color) : .area(color)
        for y in lines.clamped(to: clip.rows) {
            for x in columns.clamped(to: clip.columns) { set(x, y, ink) }
        }
    }

    /// Whether a shape covers little of its box.
    private func isThin(_ shape: ScanOutline, _ bounds: (columns: Range<Int>, rows: Range<Int>)) -> Bool {
        if min(bounds.columns.count, bounds.rows.count) <= Self.thickestLine + 2 { return true }
        var covered = 0
        converter.cover(shape, columns: bounds.columns.clamped(to: 0..<width), rows: bounds.rows.clamped(to: 0..<height)) {
            _, _, count, _ in
            covered += count
        }
        // A line three pixels wide around the box.
        return covered <= (bounds.columns.count + bounds.rows.count) * 2 * Self.thickestLine
    }

    private func lay(_ shape: ScanOutline, _ bounds: (columns: Range<Int>, rows: Range<Int>), _ ink: BitInk) {
        let columns = bounds.columns.clamped(to: clip.columns)
        let lines = bounds.rows.clamped(to: clip.rows)
        guard !columns.isEmpty, !lines.isEmpty else { return }
        let origin = (x: columns.lowerBound, y: lines.lowerBound)
        let bits = converter.bits(shape, origin: origin, width: columns.count, height: lines.count)
        lay(bits, width: columns.count, height: lines.count, left: origin.x, top: origin.y, ink)
    }

    private func lay(_ bits: [UInt8], width: Int, height: Int, left: Int, top: Int, _ ink: BitInk) {
        let stride = (width + 7) / 8
        guard bits.count == stride * height else { return }
        let columns = (left..<left + width).clamped(to: clip.columns)
        for y in (top..<top + height).clamped(to: clip.rows) {
            let start = (y - top) * stride
            for x in columns where bits[start + (x - left) >> 3] & (UInt8(0x80) >> UInt8((x - left) & 7)) != 0 { set(x, y, ink) }
        }
    }

    /// Pens are moved to whole pixels, so that a letter has one shape and a line of text one baseline.
    func show(_ run: GlyphRun) {
        guard run.color.alpha > 0, run.size > 0, run.size < 10_000 else { return }
        let ink = BitInk.line(run.color)
        let size = (x: run.size * space.scaleX, y: run.size * space.scaleY)
        var pen = run.origin.x
        for glyph in run.glyphs {
            let (x, y) = (space.x(pen + glyph.xOffset), space.y(run.origin.y - glyph.yOffset))
            pen += glyph.advance
            guard x > -30_000, x < 60_000, y > -30_000, y < 60_000 else { continue }
            if max(size.x, size.y) > Double(RasterLimits.glyphSide) {
                let shape = GlyphShapes.outline(run.face, glyph.glyph, size: size, x: x.rounded(), y: y.rounded())
                if let bounds = shape.bounds { lay(shape, bounds, ink) }
                continue
            }
            let shape = shapes.bits(run.face, glyph.glyph, size: size)
            guard shape.width > 0 else { continue }
            lay(
                shape.rows, width: shape.width, height: shape.height, left: Int(x.rounded()) + shape.left,
                top: Int(y.rounded()) + shape.top, ink)
        }
    }

    /// Floyd and Steinberg's diffusion, in rows from left to right.
    func place(_ image: DecodedImage, _ area: Rectangle) {
        let scaled = ScaledImage(
            image, x: space.x(area.x), y: space.y(area.y), width: area.width * space.scaleX, height: area.height * space.scaleY,
            columns: clip.columns, rows: clip.rows)
        guard let scaled else { return }
        let isDrawn = image.isLineArt
        let count = scaled.columns.count
        var errors = [Int32](repeating: 0, count: count + 2)
        var next = errors
        for (line, y) in scaled.rows.enumerated() {
            for (column, x) in scaled.columns.enumerated() {
                let index = (line * count + column) * 4
                let alpha = scaled.pixels[index + 3]
                let light = Luminance.of(scaled.pixels[index], scaled.pixels[index + 1], scaled.pixels[index + 2])
                // Over white.
                let tone = Int32(light) + 255 - Int32(alpha)
                if isDrawn {
                    // A form or a drawing stays sharp: its thin strokes are grey where they fall between pixels.
                    if alpha >= 8 { set(x, y, tone < Self.darkestPaper ? .black : .white) }
                    continue
                }
                let wanted = tone + errors[column + 1] / 16
                let isBlack = wanted < 128
                if alpha >= 8 { set(x, y, isBlack ? .black : .white) }
                let rest = min(max(wanted - (isBlack ? 0 : 255), -255), 255)
                errors[column + 2] += rest * 7
                next[column] += rest * 3
                next[column + 1] += rest * 5
                next[column + 2] += rest
            }
            errors = next
            next = [Int32](repeating: 0, count: count + 2)
        }
    }

    func bytes(_ format: PixelFormat) -> [UInt8] { rows }
}

extension DecodedImage {
    /// Of the pixels, at most this share is neither nearly black nor nearly white: what lies along the edges of letters.
    private static let mostHalftones = 0.12

    /// Whether the picture has two tones: a scanned form, a drawing, a page of text.
    var isLineArt: Bool {
        // Some 20,000 pixels in even steps, prime so that they do not follow a pattern of the picture.
        let count = width * height
        let step = max(1, count / 20_011)
        var between = 0
        var looked = 0
        var index = 0
        while index < count {
            let light: UInt8 =
                channels == 1 ? samples[index] : Luminance.of(samples[index * 3], samples[index * 3 + 1], samples[index * 3 + 2])
            if (40...215).contains(light), (alpha?[index] ?? 255) > 128 { between += 1 }
            looked += 1
            index += step
        }
        return Double(between) <= Double(looked) * Self.mostHalftones
    }
}
