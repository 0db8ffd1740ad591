import Images
import Raster

/// Where two pages look different.
struct PixelDifference {
    /// A box of pixels.
    struct Region: Hashable {
        var columns: Range<Int>
        var rows: Range<Int>
    }

    /// Smaller differences of a channel are not seen.
    private static let leastDifference = 24
    /// Pixels on a side of the cells that regions are made of.
    private static let cell = 8

    let width: Int
    let height: Int
    let regions: [Region]
    private let old: PageBitmap?
    private let new: PageBitmap?

    /// - Parameters old, new: colour bitmaps; nil for a page that only the other document has.
    init(_ old: PageBitmap?, _ new: PageBitmap?) {
        self.old = old
        self.new = new
        width = max(old?.width ?? 0, new?.width ?? 0)
        height = max(old?.height ?? 0, new?.height ?? 0)
        guard let old, let new else {
            regions = [Region(columns: 0..<width, rows: 0..<height)]
            return
        }
        regions = old == new ? [] : Self.regions(old, new, width: width, height: height)
    }

    private static func regions(_ old: PageBitmap, _ new: PageBitmap, width: Int, height: Int) -> [Region] {
        let across = (width + cell - 1) / cell
        let down = (height + cell - 1) / cell
        var cells = [Bool](repeating: false, count: across * down)
        old.bytes.withUnsafeBufferPointer { oldBytes in
            new.bytes.withUnsafeBufferPointer { newBytes in
                for y in 0..<height {
                    for x in 0..<width {
                        let cellIndex = y / cell * across + x / cell
                        if cells[cellIndex] { continue }
                        for channel in 0..<3 {
                            let first = x < old.width && y < old.height ? Int(oldBytes[(y * old.width + x) * 3 + channel]) : 255
                            let second = x < new.width && y < new.height ? Int(newBytes[(y * new.width + x) * 3 + channel]) : 255
                            if abs(first - second) >= leastDifference {
                                cells[cellIndex] = true
                                break
                            }
                        }
                    }
                }
            }
        }
        return joined(cells, across, down).map { box in
            Region(
                columns: box.columns.lowerBound * cell..<min(width, box.columns.upperBound * cell),
                rows: box.rows.lowerBound * cell..<min(height, box.rows.upperBound * cell))
        }
    }

    /// Boxes around cells that touch, or have but two cells between them, from the top.
    private static func joined(_ cells: [Bool], _ across: Int, _ down: Int) -> [Region] {
        var isSeen = [Bool](repeating: false, count: cells.count)
        var boxes: [Region] = []
        for start in cells.indices where cells[start] && !isSeen[start] {
            var (left, right, top, bottom) = (start % across, start % across, start / across, start / across)
            var waiting = [start]
            isSeen[start] = true
            while let index = waiting.popLast() {
                let (x, y) = (index % across, index / across)
                (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
                // Letters of a line belong together more than lines do.
                for ny in max(0, y - 1)...min(down - 1, y + 1) {
                    for nx in max(0, x - 3)...min(across - 1, x + 3) {
                        let next = ny * across + nx
                        if cells[next], !isSeen[next] {
                            isSeen[next] = true
                            waiting.append(next)
                        }
                    }
                }
            }
            boxes.append(Region(columns: left..<right + 1, rows: top..<bottom + 1))
        }
        return boxes
    }

    /// Old, new and what differs, side by side: what went is red, what came is blue, what stayed is pale.
    func picture() -> (width: Int, height: Int, pixels: [UInt8]) {
        let gap = 8
        let total = width * 3 + gap * 2
        var pixels = [UInt8](repeating: 200, count: total * height * 3)
        func pixel(_ bitmap: PageBitmap?, _ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8) {
            guard let bitmap, x < bitmap.width, y < bitmap.height else { return (255, 255, 255) }
            let index = (y * bitmap.width + x) * 3
            return (bitmap.bytes[index], bitmap.bytes[index + 1], bitmap.bytes[index + 2])
        }
        func gray(_ p: (UInt8, UInt8, UInt8)) -> Int { (Int(p.0) * 77 + Int(p.1) * 150 + Int(p.2) * 29) >> 8 }
        func put(_ x: Int, _ y: Int, _ red: Int, _ green: Int, _ blue: Int) {
            let index = (y * total + x) * 3
            pixels[index] = UInt8(clamping: red)
            pixels[index + 1] = UInt8(clamping: green)
            pixels[index + 2] = UInt8(clamping: blue)
        }
        for y in 0..<height {
            for x in 0..<width {
                let (before, after) = (pixel(old, x, y), pixel(new, x, y))
                if old != nil { put(x, y, Int(before.0), Int(before.1), Int(before.2)) }
                if new != nil { put(width + gap + x, y, Int(after.0), Int(after.1), Int(after.2)) }
                let (light, now) = (gray(before), gray(after))
                let target = width * 2 + gap * 2 + x
                let differs =
                    max(
                        abs(Int(before.0) - Int(after.0)), abs(Int(before.1) - Int(after.1)), abs(Int(before.2) - Int(after.2)))
                    >= Self.leastDifference
                if !differs {
                    let pale = 255 - (255 - now) / 4
                    put(target, y, pale, pale, pale)
                } else if light < now {
                    put(target, y, 220, light / 2, light / 2)
                } else if light > now {
                    put(target, y, now / 2, now / 2, 220)
                } else {
                    put(target, y, 200, 0, 200)
                }
            }
        }
        for region in regions where old != nil && new != nil {
            let box = Region(
                columns: max(0, region.columns.lowerBound - 3)..<min(width, region.columns.upperBound + 3),
                rows: max(0, region.rows.lowerBound - 3)..<min(height, region.rows.upperBound + 3))
            for part in 0..<3 {
                let left = (width + gap) * part
                for x in box.columns {
                    for y in [box.rows.lowerBound, box.rows.upperBound - 1] { put(left + x, y, 235, 140, 0) }
                }
                for y in box.rows {
                    for x in [box.columns.lowerBound, box.columns.upperBound - 1] { put(left + x, y, 235, 140, 0) }
                }
            }
        }
        return (total, height, pixels)
    }
}
