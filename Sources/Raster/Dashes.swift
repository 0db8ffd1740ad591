import Pages

/// Cuts outlines into the dashes of a stroke (ISO 32000-1, clause 8.4.3.6).
enum Dashes {
    /// - Parameter fineness: how far a flattened curve may be from the true one, in points.
    static func cut(_ outline: PathOutline, _ stroke: PathStroke, fineness: Double) -> PathOutline {
        let pattern = stroke.dashes.map { max($0, 0) }
        let length = pattern.reduce(0, +)
        guard length > 1e-6, length.isFinite else { return outline }
        var result: [PathSegment] = []
        var count = 0
        for line in Polylines.of(outline, fineness: fineness) {
            var points = line.points
            if line.isClosed, let first = points.first { points.append(first) }
            guard points.count > 1 else { continue }
            var index = 0
            var rest = stroke.dashOffset.truncatingRemainder(dividingBy: length * (pattern.count % 2 == 0 ? 1 : 2))
            if rest < 0 { rest += length * 2 }
            while rest >= pattern[index % pattern.count] {
                rest -= pattern[index % pattern.count]
                index += 1
                if index > 1_000 { break }
            }
            var left = pattern[index % pattern.count] - rest
            var isOn = index % 2 == 0
            if isOn { result.append(.move(points[0])) }
            for (from, to) in zip(points, points.dropFirst()) {
                let span = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
                guard span > 0 else { continue }
                var position = 0.0
                while span - position > left {
                    position += left
                    let share = position / span
                    let point = Point(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
                    result.append(isOn ? .line(point) : .move(point))
                    isOn.toggle()
                    index += 1
                    left = pattern[index % pattern.count]
                    count += 1
                    guard count < RasterLimits.dashes else { return .segments(result, isEvenOdd: false) }
                }
                left -= span - position
                if isOn { result.append(.line(to)) }
            }
        }
        return .segments(result, isEvenOdd: false)
    }
}

/// Outlines as straight lines.
enum Polylines {
    struct Line {
        var points: [Point] = []
        var isClosed = false
    }

    static func of(_ outline: PathOutline, fineness: Double) -> [Line] {
        switch outline {
        case .rectangle(let area):
            let corners = [
                Point(x: area.x, y: area.y), Point(x: area.maxX, y: area.y), Point(x: area.maxX, y: area.maxY),
                Point(x: area.x, y: area.maxY),
            ]
            return [Line(points: corners, isClosed: true)]
        case .segments(let segments, _):
            var lines: [Line] = []
            var current = Line()
            func take() {
                if !current.points.isEmpty { lines.append(current) }
            }
            for segment in segments {
                switch segment {
                case .move(let point):
                    take()
                    current = Line(points: [point])
                case .line(let point): current.points.append(point)
                case .curve(let first, let second, let end): flatten(first, second, end, fineness, &current.points)
                case .close:
                    guard let start = current.points.first else { continue }
                    current.isClosed = true
                    take()
                    current = Line(points: [start])
                }
            }
            if current.points.count > 1 || lines.isEmpty { take() }
            return lines
        }
    }

    private static func flatten(_ first: Point, _ second: Point, _ end: Point, _ fineness: Double, _ points: inout [Point]) {
        guard let start = points.last else { return points.append(end) }
        // Distance of a cubic from its chord falls with the square of the number of steps.
        let bend = max(
            abs(start.x - 2 * first.x + second.x) + abs(start.y - 2 * first.y + second.y),
            abs(first.x - 2 * second.x + end.x) + abs(first.y - 2 * second.y + end.y))
        let wanted = (0.75 * bend / max(fineness, 1e-9)).squareRoot().rounded(.up)
        let steps = wanted.isFinite ? Int(min(max(wanted, 1), 200)) : 1
        for step in 1...steps {
            let t = Double(step) / Double(steps)
            let u = 1 - t
            let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            points.append(
                Point(
                    x: a * start.x + b * first.x + c * second.x + d * end.x, y: a * start.y + b * first.y + c * second.y + d * end.y))
        }
    }
}
