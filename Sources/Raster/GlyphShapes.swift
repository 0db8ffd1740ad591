import Fonts

/// The pixels of glyphs, remembered by face, size and place within a pixel.
final class GlyphShapes {
    struct Key: Hashable {
        var face: Int
        var glyph: UInt32
        /// Of the font size in pixels, across and down, as bits.
        var width: UInt64
        var height: UInt64
        /// Quarters of a pixel.
        var stepX: Int8
        var stepY: Int8
    }

    /// A box of pixels relative to the pen; `rows` are coverage bytes, or packed bits.
    struct Shape {
        var left: Int
        var top: Int
        var width: Int
        var height: Int
        var rows: [UInt8]
    }

    private var shapes: [Key: Shape] = [:]
    private var bytes = 0
    private let converter: ScanConverter

    init(_ converter: ScanConverter) {
        self.converter = converter
    }

    /// Coverage of a glyph whose pen stands `stepX` and `stepY` quarters into a pixel.
    func tones(_ face: FontFace, _ glyph: UInt32, size: (x: Double, y: Double), stepX: Int, stepY: Int) -> Shape {
        let key = Key(
            face: face.id, glyph: glyph, width: size.x.bitPattern, height: size.y.bitPattern, stepX: Int8(stepX), stepY: Int8(stepY))
        if let known = shapes[key] { return known }
        let outline = Self.outline(face, glyph, size: size, x: Double(stepX) / 4, y: Double(stepY) / 4)
        var shape = Shape(left: 0, top: 0, width: 0, height: 0, rows: [])
        if let box = outline.bounds {
            let width = box.columns.count
            var rows = [UInt8](repeating: 0, count: width * box.rows.count)
            rows.withUnsafeMutableBufferPointer { rows in
                converter.cover(outline, columns: box.columns, rows: box.rows) { y, x, count, coverage in
                    let start = (y - box.rows.lowerBound) * width + x - box.columns.lowerBound
                    for index in start..<start + count { rows[index] = coverage }
                }
            }
            shape = Shape(left: box.columns.lowerBound, top: box.rows.lowerBound, width: width, height: box.rows.count, rows: rows)
        }
        keep(shape, key)
        return shape
    }

    /// The bits of a glyph whose pen stands on the corner of a pixel.
    func bits(_ face: FontFace, _ glyph: UInt32, size: (x: Double, y: Double)) -> Shape {
        let key = Key(face: face.id, glyph: glyph, width: size.x.bitPattern, height: size.y.bitPattern, stepX: -1, stepY: -1)
        if let known = shapes[key] { return known }
        let outline = Self.outline(face, glyph, size: size, x: 0, y: 0)
        var shape = Shape(left: 0, top: 0, width: 0, height: 0, rows: [])
        if let box = outline.bounds {
            let origin = (x: box.columns.lowerBound, y: box.rows.lowerBound)
            let rows = converter.bits(outline, origin: origin, width: box.columns.count, height: box.rows.count)
            if !rows.isEmpty { shape = Shape(left: origin.x, top: origin.y, width: box.columns.count, height: box.rows.count, rows: rows) }
        }
        keep(shape, key)
        return shape
    }

    private func keep(_ shape: Shape, _ key: Key) {
        bytes += shape.rows.count + 96
        if bytes > RasterLimits.glyphCacheBytes {
            shapes.removeAll(keepingCapacity: true)
            bytes = shape.rows.count + 96
        }
        shapes[key] = shape
    }

    /// A glyph with its pen at a place, in pixels.
    static func outline(_ face: FontFace, _ glyph: UInt32, size: (x: Double, y: Double), x: Double, y: Double) -> ScanOutline {
        let unitX = size.x / Double(face.unitsPerEm)
        let unitY = -size.y / Double(face.unitsPerEm)
        var outline = ScanOutline()
        for segment in face.outline(of: glyph) {
            switch segment {
            case .move(let px, let py): outline.move(x: x + Double(px) * unitX, y: y + Double(py) * unitY)
            case .line(let px, let py): outline.line(x: x + Double(px) * unitX, y: y + Double(py) * unitY)
            case .quadratic(let cx, let cy, let px, let py):
                outline.quadratic(
                    controlX: x + Double(cx) * unitX, controlY: y + Double(cy) * unitY, x: x + Double(px) * unitX,
                    y: y + Double(py) * unitY)
            case .cubic(let ax, let ay, let bx, let by, let px, let py):
                outline.cubic(
                    control1X: x + Double(ax) * unitX, control1Y: y + Double(ay) * unitY, control2X: x + Double(bx) * unitX,
                    control2Y: y + Double(by) * unitY, x: x + Double(px) * unitX, y: y + Double(py) * unitY)
            case .close: outline.close()
            }
        }
        return outline
    }
}
