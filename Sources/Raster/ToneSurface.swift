import Fonts
import Images
import Pages

/// Pixels of 256 steps in each of red, green, blue and opacity, colours multiplied by opacity.
final class ToneSurface: Surface {
    var clip: ClipRegion
    private let width: Int
    private let height: Int
    private let space: DeviceSpace
    private let converter: ScanConverter
    private let shapes: GlyphShapes
    private let pixels: UnsafeMutablePointer<UInt8>

    init(width: Int, height: Int, space: DeviceSpace, background: Color, converter: ScanConverter, shapes: GlyphShapes) {
        self.width = width
        self.height = height
        self.space = space
        self.converter = converter
        self.shapes = shapes
        clip = ClipRegion(columns: 0..<width, rows: 0..<height)
        let count = width * height * 4
        pixels = .allocate(capacity: count)
        if background.alpha == 255, background.red == background.green, background.green == background.blue {
            pixels.initialize(repeating: background.red, count: count)
            if background.red != 255 { for pixel in 0..<width * height { pixels[pixel * 4 + 3] = 255 } }
        } else {
            pixels.initialize(repeating: 0, count: count)
            if background.alpha > 0 { for y in 0..<height { blend(y, 0, width, 255, Ink(background)) } }
        }
    }

    deinit {
        pixels.deallocate()
    }

    /// A colour and its opacity.
    private struct Ink {
        let red: UInt32
        let green: UInt32
        let blue: UInt32
        let alpha: UInt32

        init(_ color: Color) {
            red = UInt32(color.red)
            green = UInt32(color.green)
            blue = UInt32(color.blue)
            alpha = UInt32(color.alpha)
        }
    }

    @inline(__always)
    private static func over255(_ value: UInt32) -> UInt32 { (value + 128 + ((value + 128) >> 8)) >> 8 }

    /// Lays ink over one pixel; `share` is 0 to 255.
    @inline(__always)
    private static func lay(_ ink: Ink, _ share: UInt32, _ target: UnsafeMutablePointer<UInt8>) {
        let alpha = over255(ink.alpha * share)
        if alpha == 255 {
            target[0] = UInt8(truncatingIfNeeded: ink.red)
            target[1] = UInt8(truncatingIfNeeded: ink.green)
            target[2] = UInt8(truncatingIfNeeded: ink.blue)
            target[3] = 255
            return
        }
        let rest = 255 - alpha
        target[0] = UInt8(truncatingIfNeeded: over255(ink.red * alpha + UInt32(target[0]) * rest))
        target[1] = UInt8(truncatingIfNeeded: over255(ink.green * alpha + UInt32(target[1]) * rest))
        target[2] = UInt8(truncatingIfNeeded: over255(ink.blue * alpha + UInt32(target[2]) * rest))
        target[3] = UInt8(truncatingIfNeeded: min(255, alpha + over255(UInt32(target[3]) * rest)))
    }

    /// A stretch of one row, cut to what shows.
    private func blend(_ y: Int, _ x: Int, _ count: Int, _ coverage: UInt8, _ ink: Ink) {
        guard clip.rows.contains(y) else { return }
        let columns = (x..<x + count).clamped(to: clip.columns)
        guard !columns.isEmpty else { return }
        var target = pixels + (y * width + columns.lowerBound) * 4
        if let mask = clip.mask {
            for column in columns {
                Self.lay(ink, Self.over255(UInt32(coverage) * clip.share(mask, column, y)), target)
                target += 4
            }
            return
        }
        for _ in 0..<columns.count {
            Self.lay(ink, UInt32(coverage), target)
            target += 4
        }
    }

    // MARK: Painting

    func fill(_ outline: PathOutline, _ color: Color) {
        guard color.alpha > 0 else { return }
        if case .rectangle(let area) = outline { return fill(area, Ink(color)) }
        fill(space.outline(outline), Ink(color))
    }

    func stroke(_ outline: PathOutline, _ stroke: PathStroke) {
        guard stroke.color.alpha > 0 else { return }
        for shape in space.stroke(outline, stroke, least: 0, converter: converter) { fill(shape, Ink(stroke.color)) }
    }

    private func fill(_ shape: ScanOutline, _ ink: Ink) {
        guard let bounds = shape.bounds else { return }
        converter.cover(shape, columns: bounds.columns.clamped(to: clip.columns), rows: bounds.rows.clamped(to: clip.rows)) {
            blend($0, $1, $2, $3, ink)
        }
    }

    /// An upright box covers whole pixels but for its edges.
    private func fill(_ area: Rectangle, _ ink: Ink) {
        let (left, right) = (space.x(area.x), space.x(area.maxX))
        let (top, bottom) = (space.y(area.y), space.y(area.maxY))
        guard left < right, top < bottom else { return }
        let columns = (ClipRegion.pixel(left.rounded(.down))..<ClipRegion.pixel(right.rounded(.up))).clamped(to: clip.columns)
        let rows = (ClipRegion.pixel(top.rounded(.down))..<ClipRegion.pixel(bottom.rounded(.up))).clamped(to: clip.rows)
        guard let first = columns.first, let last = columns.last else { return }
        func part(_ low: Double, _ high: Double, _ pixel: Int) -> Double { min(high, Double(pixel + 1)) - max(low, Double(pixel)) }
        for y in rows {
            let share = part(top, bottom, y) * 255
            func coverage(_ x: Int) -> UInt8 { UInt8(min(max(share * part(left, right, x) + 0.5, 0), 255)) }
            blend(y, first, 1, coverage(first), ink)
            if columns.count > 2 { blend(y, first + 1, columns.count - 2, UInt8(min(max(share + 0.5, 0), 255)), ink) }
            if columns.count > 1 { blend(y, last, 1, coverage(last), ink) }
        }
    }

    func show(_ run: GlyphRun) {
        guard run.color.alpha > 0, run.size > 0, run.size < 10_000 else { return }
        let ink = Ink(run.color)
        let size = (x: run.size * space.scaleX, y: run.size * space.scaleY)
        var pen = run.origin.x
        for glyph in run.glyphs {
            let (x, y) = (space.x(pen + glyph.xOffset), space.y(run.origin.y - glyph.yOffset))
            pen += glyph.advance
            guard x > -30_000, x < 60_000, y > -30_000, y < 60_000 else { continue }
            if max(size.x, size.y) > Double(RasterLimits.glyphSide) {
                fill(GlyphShapes.outline(run.face, glyph.glyph, size: size, x: x, y: y), ink)
                continue
            }
            let (quarterX, quarterY) = (Int((x * 4).rounded()), Int((y * 4).rounded()))
            let shape = shapes.tones(run.face, glyph.glyph, size: size, stepX: quarterX & 3, stepY: quarterY & 3)
            lay(shape, (quarterX >> 2) + shape.left, (quarterY >> 2) + shape.top, ink)
        }
    }

    private func lay(_ shape: GlyphShapes.Shape, _ left: Int, _ top: Int, _ ink: Ink) {
        let columns = (left..<left + shape.width).clamped(to: clip.columns)
        let rows = (top..<top + shape.height).clamped(to: clip.rows)
        guard !columns.isEmpty else { return }
        shape.rows.withUnsafeBufferPointer { source in
            for y in rows {
                var target = pixels + (y * width + columns.lowerBound) * 4
                let start = (y - top) * shape.width - left
                for x in columns {
                    let coverage = UInt32(source[start + x])
                    if coverage > 0 {
                        let share = clip.mask.map { Self.over255(coverage * clip.share($0, x, y)) } ?? coverage
                        Self.lay(ink, share, target)
                    }
                    target += 4
                }
            }
        }
    }

    func place(_ image: DecodedImage, _ area: Rectangle) {
        let scaled = ScaledImage(
            image, x: space.x(area.x), y: space.y(area.y), width: area.width * space.scaleX, height: area.height * space.scaleY,
            columns: clip.columns, rows: clip.rows)
        guard let scaled else { return }
        scaled.pixels.withUnsafeBufferPointer { source in
            var index = 0
            for y in scaled.rows {
                var target = pixels + (y * width + scaled.columns.lowerBound) * 4
                for x in scaled.columns {
                    let share = clip.mask.map { clip.share($0, x, y) } ?? 255
                    let rest = 255 - Self.over255(UInt32(source[index + 3]) * share)
                    for channel in 0..<4 {
                        let value = Self.over255(UInt32(source[index + channel]) * share) + Self.over255(UInt32(target[channel]) * rest)
                        target[channel] = UInt8(truncatingIfNeeded: min(255, value))
                    }
                    target += 4
                    index += 4
                }
            }
        }
    }

    // MARK: Result

    func bytes(_ format: PixelFormat) -> [UInt8] {
        let count = width * height
        switch format {
        case .rgba:
            var result = [UInt8](UnsafeBufferPointer(start: pixels, count: count * 4))
            result.withUnsafeMutableBufferPointer { result in
                for pixel in 0..<count {
                    let alpha = UInt32(result[pixel * 4 + 3])
                    guard alpha > 0, alpha < 255 else { continue }
                    for channel in 0..<3 {
                        result[pixel * 4 + channel] = UInt8(min(255, (UInt32(result[pixel * 4 + channel]) * 255 + alpha / 2) / alpha))
                    }
                }
            }
            return result
        case .rgb:
            return [UInt8](unsafeUninitializedCapacity: count * 3) { target, initialized in
                for pixel in 0..<count {
                    for channel in 0..<3 { target[pixel * 3 + channel] = pixels[pixel * 4 + channel] }
                }
                initialized = count * 3
            }
        case .gray:
            return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
                for pixel in 0..<count {
                    target[pixel] = Luminance.of(pixels[pixel * 4], pixels[pixel * 4 + 1], pixels[pixel * 4 + 2])
                }
                initialized = count
            }
        case .bits: return []
        }
    }
}

enum Luminance {
    /// Of sRGB values, by the weights of ITU-R BT.601, which add up to 256.
    @inline(__always)
    static func of(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        UInt8(truncatingIfNeeded: (UInt32(red) * 77 + UInt32(green) * 150 + UInt32(blue) * 29 + 128) >> 8)
    }
}
