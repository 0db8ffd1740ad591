import Fonts
import Pages

/// Where painting shows: a box of pixels, and the share of each where the edge is not along pixels.
final class ClipRegion {
    let columns: Range<Int>
    let rows: Range<Int>
    /// Coverage by row and column of the box; nil when all of it shows.
    let mask: [UInt8]?

    init(columns: Range<Int>, rows: Range<Int>, mask: [UInt8]? = nil) {
        self.columns = columns
        self.rows = rows
        self.mask = mask
    }

    /// What shows within this and an outline.
    func narrowed(to outline: PathOutline, _ space: DeviceSpace, _ converter: ScanConverter) -> ClipRegion {
        if case .rectangle(let area) = outline {
            // Upright clips are cut along pixels, as PDF viewers do.
            let box = Self.pixels(space.x(area.x), space.x(area.maxX)).clamped(to: columns)
            return ClipRegion(columns: box, rows: Self.pixels(space.y(area.y), space.y(area.maxY)).clamped(to: rows), from: self)
        }
        let shape = space.outline(outline)
        guard let bounds = shape.bounds else { return ClipRegion(columns: 0..<0, rows: 0..<0) }
        let box = (columns: bounds.columns.clamped(to: columns), rows: bounds.rows.clamped(to: rows))
        guard !box.columns.isEmpty, !box.rows.isEmpty else { return ClipRegion(columns: 0..<0, rows: 0..<0) }
        let width = box.columns.count
        var coverage = [UInt8](repeating: 0, count: width * box.rows.count)
        coverage.withUnsafeMutableBufferPointer { coverage in
            converter.cover(shape, columns: box.columns, rows: box.rows) { y, x, count, value in
                let start = (y - box.rows.lowerBound) * width + x - box.columns.lowerBound
                for index in start..<start + count { coverage[index] = value }
            }
            guard let mask else { return }
            for y in box.rows {
                for x in box.columns {
                    let own = (y - rows.lowerBound) * columns.count + x - columns.lowerBound
                    let index = (y - box.rows.lowerBound) * width + x - box.columns.lowerBound
                    coverage[index] = UInt8(UInt32(coverage[index]) * UInt32(mask[own]) / 255)
                }
            }
        }
        return ClipRegion(columns: box.columns, rows: box.rows, mask: coverage)
    }

    private convenience init(columns: Range<Int>, rows: Range<Int>, from other: ClipRegion) {
        guard let mask = other.mask, !columns.isEmpty, !rows.isEmpty else {
            self.init(columns: columns, rows: rows)
            return
        }
        var part: [UInt8] = []
        part.reserveCapacity(columns.count * rows.count)
        for y in rows {
            let start = (y - other.rows.lowerBound) * other.columns.count - other.columns.lowerBound
            part += mask[start + columns.lowerBound..<start + columns.upperBound]
        }
        self.init(columns: columns, rows: rows, mask: part)
    }

    /// The pixels whose larger part lies between two places.
    static func pixels(_ low: Double, _ high: Double) -> Range<Int> {
        let first = pixel(low.rounded())
        return first..<max(first, pixel(high.rounded()))
    }

    static func pixel(_ value: Double) -> Int {
        value.isFinite ? Int(min(max(value, -1e6), 1e6)) : 0
    }

    /// The share of a pixel that shows; the pixel lies in the box.
    @inline(__always)
    func share(_ mask: [UInt8], _ x: Int, _ y: Int) -> UInt32 {
        UInt32(mask[(y - rows.lowerBound) * columns.count + x - columns.lowerBound])
    }
}
