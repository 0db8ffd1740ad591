import CFreeType

/// Turns outlines into pixels with FreeType's two rasterisers: exact coverage in 256 steps, and one bit with drop-out control.
///
/// For one thread. What cannot be drawn (memory ran out) is left out.
package final class ScanConverter {
    private let library: FT_Library
    private var stroker: FT_Stroker?

    /// Nil when there is no memory.
    package init?() {
        var made: FT_Library?
        guard FT_Init_FreeType(&made) == 0, let made else { return nil }
        library = made
    }

    deinit {
        if let stroker { FT_Stroker_Done(stroker) }
        FT_Done_FreeType(library)
    }

    /// A stretch of one row: `count` pixels from (`x`, `y`) of the same coverage, 1 to 255.
    package typealias Span = (_ y: Int, _ x: Int, _ count: Int, _ coverage: UInt8) -> Void

    /// Gives the coverage of a shape, row by row from the top, in pixels of `columns` and `rows`.
    package func cover(_ outline: ScanOutline, columns: Range<Int>, rows: Range<Int>, _ body: Span) {
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let sink = SpanSink()
        withFreeType(outline.finished()) { shape in
            cover(&shape, columns: columns, rows: rows, sink, body)
        }
    }

    /// FreeType gives up where a row has more edges than its small memory holds: then halves are painted one after the other.
    private func cover(_ shape: inout FT_Outline, columns: Range<Int>, rows: Range<Int>, _ sink: SpanSink, _ body: Span) {
        sink.spans.removeAll(keepingCapacity: true)
        let isDrawn = withUnsafeMutablePointer(to: &shape) { source in
            var parameters = FT_Raster_Params()
            parameters.source = UnsafeRawPointer(source)
            parameters.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP
            parameters.gray_spans = SpanSink.function
            parameters.user = Unmanaged.passUnretained(sink).toOpaque()
            parameters.clip_box = FT_BBox(
                xMin: columns.lowerBound, yMin: rows.lowerBound, xMax: columns.upperBound, yMax: rows.upperBound)
            return FT_Outline_Render(library, source, &parameters) == 0
        }
        if isDrawn {
            for span in sink.spans { body(span.y, span.x, span.count, span.coverage) }
        } else if columns.count > 16 {
            let middle = columns.lowerBound + columns.count / 2
            cover(&shape, columns: columns.lowerBound..<middle, rows: rows, sink, body)
            cover(&shape, columns: middle..<columns.upperBound, rows: rows, sink, body)
        }
    }

    /// Sets the bits of a shape's pixels (the leftmost pixel is the highest bit) in rows from the top.
    ///
    /// Every stroke that is thinner than a pixel is kept as one pixel: drop-out control of TrueType, with stubs.
    ///
    /// - Parameter origin: the pixel of the upper left corner.
    package func bits(_ outline: ScanOutline, origin: (x: Int, y: Int), width: Int, height: Int) -> [UInt8] {
        let rowBytes = (width + 7) / 8
        guard width > 0, height > 0, width < 32_768, height < 32_768 else { return [] }
        var rows = [UInt8](repeating: 0, count: rowBytes * height)
        let finished = outline.finished()
        var isDrawn = true
        withFreeType(finished.isEvenOdd ? finished.orientedByDepth() : finished) { shape in
            shape.flags |= Int32(FT_OUTLINE_HIGH_PRECISION | FT_OUTLINE_SMART_DROPOUTS | FT_OUTLINE_INCLUDE_STUBS)
            FT_Outline_Translate(&shape, -origin.x * 64, -origin.y * 64)
            rows.withUnsafeMutableBufferPointer { buffer in
                var bitmap = FT_Bitmap()
                bitmap.width = UInt32(width)
                bitmap.rows = UInt32(height)
                // Upwards: the first row in memory has the least y, which is the upper one here.
                bitmap.pitch = Int32(-rowBytes)
                bitmap.buffer = buffer.baseAddress
                bitmap.num_grays = 2
                bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_MONO.rawValue)
                isDrawn = FT_Outline_Get_Bitmap(library, &shape, &bitmap) == 0
            }
        }
        guard !isDrawn else { return rows }
        // Too many edges on one row for the one-bit rasteriser, which has a small memory: a third of a pixel is black then.
        rows = [UInt8](repeating: 0, count: rowBytes * height)
        rows.withUnsafeMutableBufferPointer { buffer in
            cover(outline, columns: origin.x..<origin.x + width, rows: origin.y..<origin.y + height) { y, x, count, coverage in
                guard coverage >= 85 else { return }
                for column in x - origin.x..<x - origin.x + count {
                    buffer[(y - origin.y) * rowBytes + column >> 3] |= 0x80 >> UInt8(column & 7)
                }
            }
        }
        return rows
    }

    /// The shape that a line along an outline covers, by the non-zero rule.
    package func stroke(_ outline: ScanOutline, _ style: ScanStroke) -> [ScanOutline] {
        guard let stroker = readyStroker(style) else { return [] }
        var result: [ScanOutline] = []
        var current = ScanOutline()
        let path = outline.finished()
        var first = 0
        for (index, end) in path.ends.enumerated() {
            let last = Int(end)
            defer { first = last + 1 }
            guard last > first else { continue }
            var points = path.points[first...last].map { FT_Vector(x: $0.x * Self.fineness, y: $0.y * Self.fineness) }
            var tags = Array(path.tags[first...last])
            let isOpen = !path.isClosed[index]
            if points.allSatisfy({ $0.x == points[0].x && $0.y == points[0].y }) {
                // A dot has a direction no stroker can find: it gets the least length there is.
                guard isOpen, style.cap != .butt, points.count >= 2 else { continue }
                points = [points[0], FT_Vector(x: points[0].x + 2, y: points[0].y)]
                tags = [1, 1]
            }
            var contour = [Int16(clamping: points.count - 1)]
            let isParsed = withPointers(&points, &tags, &contour) { shape in
                FT_Stroker_ParseOutline(stroker, &shape, isOpen ? 1 : 0) == 0
            }
            guard isParsed else { continue }
            take(stroker, into: &current, full: &result)
        }
        if !current.isEmpty { result.append(current) }
        return result
    }

    /// The stroker works in finer units: its corners are computed in whole numbers.
    private static let fineness = 16
    private static let contoursTogether = 32

    private func readyStroker(_ style: ScanStroke) -> FT_Stroker? {
        if stroker == nil {
            var made: FT_Stroker?
            guard FT_Stroker_New(library, &made) == 0 else { return nil }
            stroker = made
        }
        let cap =
            switch style.cap {
            case .butt: FT_STROKER_LINECAP_BUTT
            case .round: FT_STROKER_LINECAP_ROUND
            case .square: FT_STROKER_LINECAP_SQUARE
            }
        let join =
            switch style.join {
            case .miter: FT_STROKER_LINEJOIN_MITER_FIXED
            case .round: FT_STROKER_LINEJOIN_ROUND
            case .bevel: FT_STROKER_LINEJOIN_BEVEL
            }
        let width = style.width.isFinite ? style.width : 0
        let radius = min(max(width / 2, 1.0 / 64), 16_000) * 64 * Double(Self.fineness)
        let limit = min(max(style.miterLimit.isFinite ? style.miterLimit : 1, 1), 1_000) * 65_536
        FT_Stroker_Set(stroker, Int(radius.rounded()), cap, join, Int(limit))
        return stroker
    }

    private func take(_ stroker: FT_Stroker, into current: inout ScanOutline, full: inout [ScanOutline]) {
        var pointCount: UInt32 = 0
        var contourCount: UInt32 = 0
        guard FT_Stroker_GetCounts(stroker, &pointCount, &contourCount) == 0, pointCount > 0, pointCount <= UInt32(ScanOutline.mostPoints)
        else { return }
        var shape = FT_Outline()
        guard FT_Outline_New(library, pointCount, Int32(contourCount), &shape) == 0 else { return }
        defer { FT_Outline_Done(library, &shape) }
        shape.n_points = 0
        shape.n_contours = 0
        FT_Stroker_Export(stroker, &shape)
        let count = Int(shape.n_points)
        guard let points = shape.points, let tags = shape.tags, let contours = shape.contours, count > 0 else { return }
        for index in 0..<count {
            points[index].x = (points[index].x + Self.fineness / 2) / Self.fineness
            points[index].y = (points[index].y + Self.fineness / 2) / Self.fineness
            // The stroker leaves marks of its own in the higher bits.
            tags[index] &= 3
        }
        // Few at a time: the one-bit rasteriser holds only so many edges of a row.
        if current.points.count + count > ScanOutline.mostPoints || current.ends.count >= Self.contoursTogether {
            full.append(current)
            current = ScanOutline()
        }
        current.append(
            points: UnsafeBufferPointer(start: points, count: count), tags: UnsafeBufferPointer(start: tags, count: count),
            ends: (0..<Int(shape.n_contours)).map { Int(contours[$0]) })
    }

    private func withFreeType(_ outline: ScanOutline, _ body: (inout FT_Outline) -> Void) {
        guard !outline.points.isEmpty, !outline.ends.isEmpty else { return }
        var points = outline.points
        var tags = outline.tags
        var ends = outline.ends
        withPointers(&points, &tags, &ends) { shape in
            if outline.isEvenOdd { shape.flags |= Int32(FT_OUTLINE_EVEN_ODD_FILL) }
            body(&shape)
        }
    }

    private func withPointers<Result>(
        _ points: inout [FT_Vector], _ tags: inout [CChar], _ ends: inout [Int16], _ body: (inout FT_Outline) -> Result
    ) -> Result {
        points.withUnsafeMutableBufferPointer { points in
            tags.withUnsafeMutableBufferPointer { tags in
                ends.withUnsafeMutableBufferPointer { ends in
                    var shape = FT_Outline()
                    shape.n_points = Int16(clamping: points.count)
                    shape.n_contours = Int16(clamping: ends.count)
                    shape.points = points.baseAddress
                    shape.tags = tags.baseAddress
                    shape.contours = ends.baseAddress
                    return body(&shape)
                }
            }
        }
    }
}

/// Gathers FreeType's spans: what a run that fails has painted by then does not count.
private final class SpanSink {
    var spans: [(y: Int, x: Int, count: Int, coverage: UInt8)] = []

    static let function: FT_SpanFunc = { y, count, spans, user in
        guard let user, let spans else { return }
        let sink = Unmanaged<SpanSink>.fromOpaque(user).takeUnretainedValue()
        for index in 0..<Int(count) {
            let span = spans[index]
            sink.spans.append((Int(y), Int(span.x), Int(span.len), span.coverage))
        }
    }
}
