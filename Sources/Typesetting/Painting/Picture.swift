import Images
import Pages

/// What an image reference leads to.
enum Picture: Sendable {
    /// Index into ``PagedDocument/images``.
    case bitmap(Int, ImageResource)
    case vector(VectorImage)

    /// The natural size in points.
    var cssWidth: Double {
        switch self {
        case .bitmap(_, let image): image.cssWidth
        case .vector(let image): image.width
        }
    }

    var cssHeight: Double {
        switch self {
        case .bitmap(_, let image): image.cssHeight
        case .vector(let image): image.height
        }
    }

    /// How many items painting it takes.
    var itemCount: Int {
        switch self {
        case .bitmap: 1
        case .vector(let image): image.items.count + 2
        }
    }

    /// The items that show the picture in a rectangle of the page.
    func items(in area: Rectangle) -> [PageItem] {
        switch self {
        case .bitmap(let index, _): return [.image(ImagePlacement(image: index, rectangle: area))]
        case .vector(let image):
            let transform = image.transform(x: area.x, y: area.y, width: area.width, height: area.height)
            let isCut = image.overflows || image.aspect.fit == .slice
            var items: [PageItem] = isCut ? [.pushClip(.rectangle(area))] : []
            items.reserveCapacity(image.items.count + 2)
            for item in image.items {
                switch item {
                case .shape(let shape):
                    items.append(
                        .path(
                            PagePath(
                                outline: Self.outline(shape.path, transform), fill: shape.fill.map(Self.color),
                                stroke: shape.stroke.map { Self.stroke($0, transform.scale) })))
                case .pushClip(let path): items.append(.pushClip(Self.outline(path, transform)))
                case .popClip: items.append(.popClip)
                }
            }
            if isCut { items.append(.popClip) }
            return items
        }
    }

    private static func outline(_ path: VectorImage.Path, _ transform: VectorTransform) -> PathOutline {
        func place(_ point: VectorPoint) -> Point {
            let moved = transform.apply(point)
            return Point(x: moved.x, y: moved.y)
        }
        return .segments(
            path.segments.map { segment in
                switch segment {
                case .move(let point): .move(place(point))
                case .line(let point): .line(place(point))
                case .curve(let first, let second, let end): .curve(place(first), place(second), place(end))
                case .close: .close
                }
            }, isEvenOdd: path.isEvenOdd)
    }

    private static func color(_ color: VectorColor) -> Color {
        Color(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    }

    private static func stroke(_ stroke: VectorStroke, _ scale: Double) -> PathStroke {
        let cap: PathStroke.Cap =
            switch stroke.cap {
            case .butt: .butt
            case .round: .round
            case .square: .square
            }
        let join: PathStroke.Join =
            switch stroke.join {
            case .miter: .miter
            case .round: .round
            case .bevel: .bevel
            }
        return PathStroke(
            color: color(stroke.color), width: stroke.width * scale, dashes: stroke.dashes.map { $0 * scale },
            dashOffset: stroke.dashOffset * scale, cap: cap, join: join, miterLimit: stroke.miterLimit)
    }
}
