import CFreeType

/// The outline of a shape in pixels, y downwards, as a ``ScanConverter`` takes it.
package struct ScanOutline: Sendable {
    /// FreeType counts points in 16 bits.
    package static let mostPoints = 32_000
    /// Places farther out than this many pixels are drawn at this distance: no page is as large.
    private static let farthest = 32_000.0

    private(set) var points: [FT_Vector] = []
    private(set) var tags: [CChar] = []
    /// Index of the last point of each contour.
    private(set) var ends: [Int16] = []
    private(set) var isClosed: [Bool] = []
    private var start = FT_Vector()
    private var isOpen = false
    /// Whether points were left out because there are more than ``mostPoints``.
    package private(set) var isOverfull = false
    /// Whether the inside is told by the even-odd rule, and not by the non-zero one.
    package var isEvenOdd = false

    package init(isEvenOdd: Bool = false) {
        self.isEvenOdd = isEvenOdd
    }

    package var isEmpty: Bool { points.isEmpty }

    package mutating func reserve(_ count: Int) {
        points.reserveCapacity(min(count, Self.mostPoints))
        tags.reserveCapacity(min(count, Self.mostPoints))
    }

    package mutating func move(x: Double, y: Double) {
        endContour(isClosed: false)
        start = Self.vector(x, y)
        append(start, Self.onTag)
        isOpen = true
    }

    package mutating func line(x: Double, y: Double) {
        begin()
        append(Self.vector(x, y), Self.onTag)
    }

    package mutating func quadratic(controlX: Double, controlY: Double, x: Double, y: Double) {
        begin()
        guard points.count + 2 <= Self.mostPoints else { return isOverfull = true }
        append(Self.vector(controlX, controlY), Self.conicTag)
        append(Self.vector(x, y), Self.onTag)
    }

    package mutating func cubic(control1X: Double, control1Y: Double, control2X: Double, control2Y: Double, x: Double, y: Double) {
        begin()
        guard points.count + 3 <= Self.mostPoints else { return isOverfull = true }
        append(Self.vector(control1X, control1Y), Self.cubicTag)
        append(Self.vector(control2X, control2Y), Self.cubicTag)
        append(Self.vector(x, y), Self.onTag)
    }

    package mutating func close() {
        endContour(isClosed: true)
    }

    /// The same shape, scaled and then moved across.
    package func transformed(scaleX: Double, scaleY: Double, shiftX: Double) -> ScanOutline {
        var copy = self
        for index in points.indices {
            copy.points[index] = FT_Vector(
                x: Int((Double(points[index].x) * scaleX + shiftX * 64).rounded()), y: Int((Double(points[index].y) * scaleY).rounded()))
        }
        return copy
    }

    /// The pixels that the shape may touch; nil when there are none.
    package var bounds: (columns: Range<Int>, rows: Range<Int>)? {
        guard let first = points.first else { return nil }
        var (minX, maxX, minY, maxY) = (first.x, first.x, first.y, first.y)
        for point in points {
            minX = min(minX, point.x)
            maxX = max(maxX, point.x)
            minY = min(minY, point.y)
            maxY = max(maxY, point.y)
        }
        // Arithmetic shifts: rounded down and up. A thin shape may be kept by a pixel beside it.
        return ((minX >> 6) - 1..<(maxX >> 6) + 2, (minY >> 6) - 1..<(maxY >> 6) + 2)
    }

    /// What was drawn so far, the last contour ended.
    func finished() -> ScanOutline {
        var copy = self
        copy.endContour(isClosed: false)
        return copy
    }

    /// Takes over what FreeType made, scaled.
    mutating func append(points more: UnsafeBufferPointer<FT_Vector>, tags moreTags: UnsafeBufferPointer<CChar>, ends moreEnds: [Int]) {
        endContour(isClosed: false)
        guard points.count + more.count <= Self.mostPoints else { return isOverfull = true }
        let base = points.count
        points.append(contentsOf: more)
        tags.append(contentsOf: moreTags)
        for end in moreEnds {
            ends.append(Int16(clamping: base + end))
            isClosed.append(true)
        }
    }

    private static let onTag: CChar = 1
    private static let conicTag: CChar = 0
    private static let cubicTag: CChar = 2

    /// After a close, drawing goes on from the contour's start (ISO 32000-1, clause 8.5.2.1).
    private mutating func begin() {
        guard !isOpen else { return }
        append(start, Self.onTag)
        isOpen = true
    }

    private mutating func append(_ point: FT_Vector, _ tag: CChar) {
        guard points.count < Self.mostPoints else { return isOverfull = true }
        points.append(point)
        tags.append(tag)
    }

    private mutating func endContour(isClosed closed: Bool) {
        guard isOpen else { return }
        isOpen = false
        ends.append(Int16(clamping: points.count - 1))
        isClosed.append(closed)
    }

    private static func vector(_ x: Double, _ y: Double) -> FT_Vector {
        FT_Vector(x: fixed(x), y: fixed(y))
    }

    /// In 64ths of a pixel.
    private static func fixed(_ value: Double) -> Int {
        guard value.isFinite else { return 0 }
        return Int((min(max(value, -farthest), farthest) * 64).rounded())
    }

    /// The same shape with contours that turn by their depth, so that the non-zero rule finds the inside that the even-odd rule tells.
    ///
    /// Right for contours that do not cross; used where a rasteriser knows the non-zero rule alone.
    func orientedByDepth() -> ScanOutline {
        var copy = self
        copy.isEvenOdd = false
        var first = 0
        let ranges = ends.map { end -> Range<Int> in
            defer { first = Int(end) + 1 }
            return first..<Int(end) + 1
        }
        for (index, range) in ranges.enumerated() {
            guard range.count > 2, let probe = range.first else { continue }
            var depth = 0
            for (other, area) in ranges.enumerated() where other != index && contains(area, points[probe]) { depth += 1 }
            let isPositive = doubledArea(range) > 0
            if isPositive != (depth % 2 == 0) {
                // The start stays the start: curves keep their control points between them.
                copy.points.replaceSubrange(range.dropFirst(), with: points[range.dropFirst()].reversed())
                copy.tags.replaceSubrange(range.dropFirst(), with: tags[range.dropFirst()].reversed())
            }
        }
        return copy
    }

    private func doubledArea(_ range: Range<Int>) -> Double {
        var sum = 0.0
        var previous = points[range.upperBound - 1]
        for index in range {
            let point = points[index]
            sum += Double(previous.x) * Double(point.y) - Double(point.x) * Double(previous.y)
            previous = point
        }
        return sum
    }

    private func contains(_ range: Range<Int>, _ point: FT_Vector) -> Bool {
        guard range.count > 2 else { return false }
        var isInside = false
        var previous = points[range.upperBound - 1]
        for index in range {
            let next = points[index]
            if (next.y > point.y) != (previous.y > point.y) {
                let share = Double(point.y - next.y) / Double(previous.y - next.y)
                if Double(point.x) < Double(next.x) + share * Double(previous.x - next.x) { isInside.toggle() }
            }
            previous = next
        }
        return isInside
    }
}
