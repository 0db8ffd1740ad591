/// A drawing of filled and stroked paths, as an SVG file has it: sharp at any size.
package struct VectorImage: Sendable, Hashable {
    package enum Item: Sendable, Hashable {
        case shape(Shape)
        /// What follows shows only inside the path, until ``popClip``.
        case pushClip(Path)
        case popClip
    }

    package struct Path: Sendable, Hashable {
        package var segments: [Segment] = []
        /// Whether the inside is told by the even-odd rule, and not by the non-zero one.
        package var isEvenOdd = false
    }

    package enum Segment: Sendable, Hashable {
        case move(VectorPoint)
        case line(VectorPoint)
        case curve(VectorPoint, VectorPoint, VectorPoint)
        case close
    }

    package struct Shape: Sendable, Hashable {
        package var path: Path
        package var fill: VectorColor?
        package var stroke: VectorStroke?
    }

    /// The natural size in points.
    package var width: Double
    package var height: Double
    /// The rectangle of drawing units that the size shows.
    package var viewBox: VectorBox
    package var aspect = VectorAspect()
    package var title: String?
    /// In painting order, in units of the view box.
    package var items: [Item] = []

    /// How drawing units become places when the drawing fills a box (SVG 2, clause 8.2).
    package func transform(x: Double, y: Double, width: Double, height: Double) -> VectorTransform {
        guard viewBox.width > 0, viewBox.height > 0 else { return VectorTransform(scaleX: 1, scaleY: 1, x: x, y: y) }
        return aspect.transform(of: viewBox, x: x, y: y, width: width, height: height)
    }

    /// Whether anything is drawn beyond the view box, where it does not show.
    package var overflows: Bool {
        func isOutside(_ point: VectorPoint, _ reach: Double) -> Bool {
            point.x - reach < viewBox.x - 1e-6 || point.y - reach < viewBox.y - 1e-6 || point.x + reach > viewBox.x + viewBox.width + 1e-6
                || point.y + reach > viewBox.y + viewBox.height + 1e-6
        }
        for case .shape(let shape) in items {
            let reach = (shape.stroke?.width ?? 0) / 2
            for segment in shape.path.segments {
                switch segment {
                case .move(let point), .line(let point): if isOutside(point, reach) { return true }
                case .curve(let first, let second, let end):
                    if isOutside(first, reach) || isOutside(second, reach) || isOutside(end, reach) { return true }
                case .close: break
                }
            }
        }
        return false
    }
}

/// A place in a drawing, y downwards.
package struct VectorPoint: Sendable, Hashable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

package struct VectorBox: Sendable, Hashable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double
}

/// An sRGB colour with opacity.
package struct VectorColor: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    package var alpha: UInt8 = 255

    static let black = VectorColor(red: 0, green: 0, blue: 0)

    func faded(_ opacity: Double) -> VectorColor {
        var copy = self
        copy.alpha = UInt8((Double(alpha) * min(max(opacity, 0), 1)).rounded())
        return copy
    }
}

/// A line along a path; lengths in drawing units.
package struct VectorStroke: Sendable, Hashable {
    package enum Cap: Sendable, Hashable { case butt, round, square }
    package enum Join: Sendable, Hashable { case miter, round, bevel }

    package var color: VectorColor
    package var width: Double
    package var dashes: [Double] = []
    package var dashOffset = 0.0
    package var cap = Cap.butt
    package var join = Join.miter
    package var miterLimit = 4.0
}

/// An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
package struct VectorTransform: Sendable, Hashable {
    package var a = 1.0
    package var b = 0.0
    package var c = 0.0
    package var d = 1.0
    package var e = 0.0
    package var f = 0.0

    package init() {}

    package init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    package init(scaleX: Double, scaleY: Double, x: Double, y: Double) {
        (a, d, e, f) = (scaleX, scaleY, x, y)
    }

    package func apply(_ point: VectorPoint) -> VectorPoint {
        VectorPoint(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
    }

    /// The map that does `inner` first.
    package func after(_ inner: VectorTransform) -> VectorTransform {
        VectorTransform(
            a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b, c: a * inner.c + c * inner.d, d: b * inner.c + d * inner.d,
            e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
    }

    /// How much lengths grow: exact where all directions grow alike.
    package var scale: Double { abs(a * d - b * c).squareRoot() }

    /// Whether circles stay circles.
    var isUniform: Bool {
        let (first, second) = (a * a + b * b, c * c + d * d)
        return abs(first - second) <= 0.02 * max(first, second) && abs(a * c + b * d) <= 0.02 * max(first, second)
    }
}

/// `preserveAspectRatio` (SVG 2, clause 8.6).
package struct VectorAspect: Sendable, Hashable {
    package enum Fit: Sendable, Hashable { case none, meet, slice }

    package var fit = Fit.meet
    /// The share of spare room before the drawing: 0, 0.5 or 1.
    package var alignX = 0.5
    package var alignY = 0.5

    func transform(of box: VectorBox, x: Double, y: Double, width: Double, height: Double) -> VectorTransform {
        var scaleX = width / box.width
        var scaleY = height / box.height
        switch fit {
        case .none: break
        case .meet: (scaleX, scaleY) = (min(scaleX, scaleY), min(scaleX, scaleY))
        case .slice: (scaleX, scaleY) = (max(scaleX, scaleY), max(scaleX, scaleY))
        }
        return VectorTransform(
            scaleX: scaleX, scaleY: scaleY, x: x + (width - box.width * scaleX) * alignX - box.x * scaleX,
            y: y + (height - box.height * scaleY) * alignY - box.y * scaleY)
    }
}
