#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Elliptical arcs as cubic curves.
enum SVGArc {
    /// By the centre parametrisation of SVG 2, appendix B.2.
    static func curves(
        from start: VectorPoint, radiusX: Double, radiusY: Double, rotation: Double, isLarge: Bool, isSweep: Bool, to end: VectorPoint
    ) -> [VectorImage.Segment] {
        if start == end { return [] }
        var (rx, ry) = (abs(radiusX), abs(radiusY))
        guard rx > 1e-12, ry > 1e-12 else { return [.line(end)] }
        let angle = rotation * .pi / 180
        let (cosine, sine) = (cos(angle), sin(angle))
        let (dx, dy) = ((start.x - end.x) / 2, (start.y - end.y) / 2)
        let (x1, y1) = (cosine * dx + sine * dy, -sine * dx + cosine * dy)
        let reach = (x1 * x1) / (rx * rx) + (y1 * y1) / (ry * ry)
        if reach > 1 {
            rx *= reach.squareRoot()
            ry *= reach.squareRoot()
        }
        let numerator = max(0, rx * rx * ry * ry - rx * rx * y1 * y1 - ry * ry * x1 * x1)
        let denominator = rx * rx * y1 * y1 + ry * ry * x1 * x1
        guard denominator > 0 else { return [.line(end)] }
        let factor = (numerator / denominator).squareRoot() * (isLarge == isSweep ? -1 : 1)
        let (cx1, cy1) = (factor * rx * y1 / ry, -factor * ry * x1 / rx)
        let centreX = cosine * cx1 - sine * cy1 + (start.x + end.x) / 2
        let centreY = sine * cx1 + cosine * cy1 + (start.y + end.y) / 2
        let first = atan2((y1 - cy1) / ry, (x1 - cx1) / rx)
        var sweep = atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - first
        if isSweep, sweep < 0 { sweep += 2 * .pi }
        if !isSweep, sweep > 0 { sweep -= 2 * .pi }
        let count = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
        let step = sweep / Double(count)
        let handle = 4.0 / 3 * tan(step / 4)
        func place(_ x: Double, _ y: Double) -> VectorPoint {
            VectorPoint(x: centreX + cosine * rx * x - sine * ry * y, y: centreY + sine * rx * x + cosine * ry * y)
        }
        return (0..<count).map { index in
            let from = first + step * Double(index)
            let to = from + step
            let last = index == count - 1 ? end : place(cos(to), sin(to))
            return .curve(
                place(cos(from) - handle * sin(from), sin(from) + handle * cos(from)),
                place(cos(to) + handle * sin(to), sin(to) - handle * cos(to)), last)
        }
    }

    static func rotation(degrees: Double) -> VectorTransform {
        let angle = degrees * .pi / 180
        return VectorTransform(a: cos(angle), b: sin(angle), c: -sin(angle), d: cos(angle), e: 0, f: 0)
    }

    static func skew(x: Double, y: Double) -> VectorTransform {
        VectorTransform(a: 1, b: tan(y * .pi / 180), c: tan(x * .pi / 180), d: 1, e: 0, f: 0)
    }

    /// A closed ellipse.
    static func ellipse(_ cx: Double, _ cy: Double, _ rx: Double, _ ry: Double) -> [VectorImage.Segment] {
        let k = 0.552_284_749_8
        func p(_ x: Double, _ y: Double) -> VectorPoint { VectorPoint(x: cx + x * rx, y: cy + y * ry) }
        return [
            .move(p(1, 0)), .curve(p(1, k), p(k, 1), p(0, 1)), .curve(p(-k, 1), p(-1, k), p(-1, 0)),
            .curve(p(-1, -k), p(-k, -1), p(0, -1)), .curve(p(k, -1), p(1, -k), p(1, 0)), .close,
        ]
    }

    static func rectangle(_ x: Double, _ y: Double, _ w: Double, _ h: Double, _ rx: Double, _ ry: Double) -> [VectorImage.Segment] {
        func p(_ x: Double, _ y: Double) -> VectorPoint { VectorPoint(x: x, y: y) }
        guard rx > 0, ry > 0 else { return [.move(p(x, y)), .line(p(x + w, y)), .line(p(x + w, y + h)), .line(p(x, y + h)), .close] }
        let (kx, ky) = (rx * (1 - 0.552_284_749_8), ry * (1 - 0.552_284_749_8))
        return [
            .move(p(x + rx, y)), .line(p(x + w - rx, y)), .curve(p(x + w - kx, y), p(x + w, y + ky), p(x + w, y + ry)),
            .line(p(x + w, y + h - ry)), .curve(p(x + w, y + h - ky), p(x + w - kx, y + h), p(x + w - rx, y + h)),
            .line(p(x + rx, y + h)), .curve(p(x + kx, y + h), p(x, y + h - ky), p(x, y + h - ry)), .line(p(x, y + ry)),
            .curve(p(x, y + ky), p(x + kx, y), p(x + rx, y)), .close,
        ]
    }
}
