import Fonts
import Pages

/// From points on a page to pixels, which may be wider than high.
struct DeviceSpace {
    let scaleX: Double
    let scaleY: Double
    /// Pixels that the page is moved by, to stand centred in a frame.
    let shiftX: Double

    func x(_ value: Double) -> Double { value * scaleX + shiftX }
    func y(_ value: Double) -> Double { value * scaleY }

    func outline(_ outline: PathOutline) -> ScanOutline {
        switch outline {
        case .rectangle(let area):
            var shape = ScanOutline()
            shape.move(x: x(area.x), y: y(area.y))
            shape.line(x: x(area.maxX), y: y(area.y))
            shape.line(x: x(area.maxX), y: y(area.maxY))
            shape.line(x: x(area.x), y: y(area.maxY))
            shape.close()
            return shape
        case .segments(let segments, let isEvenOdd):
            var shape = ScanOutline(isEvenOdd: isEvenOdd)
            shape.reserve(segments.count * 2)
            for segment in segments {
                switch segment {
                case .move(let point): shape.move(x: x(point.x), y: y(point.y))
                case .line(let point): shape.line(x: x(point.x), y: y(point.y))
                case .curve(let first, let second, let end):
                    shape.cubic(
                        control1X: x(first.x), control1Y: y(first.y), control2X: x(second.x), control2Y: y(second.y), x: x(end.x),
                        y: y(end.y))
                case .close: shape.close()
                }
            }
            return shape
        }
    }

    /// The shapes that a stroke covers. Strokes are made where pixels are square, then squeezed.
    func stroke(_ outline: PathOutline, _ stroke: PathStroke, least: Double, converter: ScanConverter) -> [ScanOutline] {
        let scale = max(scaleX, scaleY)
        let square = DeviceSpace(scaleX: scale, scaleY: scale, shiftX: 0)
        let path = stroke.dashes.isEmpty ? outline : Dashes.cut(outline, stroke, fineness: 0.1 / max(scale, 1e-6))
        let cap: ScanStroke.Cap =
            switch stroke.cap {
            case .butt: .butt
            case .round: .round
            case .square: .square
            }
        let join: ScanStroke.Join =
            switch stroke.join {
            case .miter: .miter
            case .round: .round
            case .bevel: .bevel
            }
        let style = ScanStroke(width: max(stroke.width * scale, least), cap: cap, join: join, miterLimit: stroke.miterLimit)
        let shapes = converter.stroke(square.outline(path), style)
        return shapes.map { $0.transformed(scaleX: scaleX / scale, scaleY: scaleY / scale, shiftX: shiftX) }
    }
}
