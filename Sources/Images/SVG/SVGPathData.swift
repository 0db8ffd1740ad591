/// Path data (SVG 2, clause 9.3): all commands, arcs as curves.
enum SVGPathData {
    enum Fault: Error, Hashable {
        /// Byte offset in the text.
        case syntax(Int)
        case tooLong
    }

    static func read(_ text: String) throws(Fault) -> [VectorImage.Segment] {
        var reader = Reader(scanner: SVGScanner(text))
        try reader.read()
        return reader.segments
    }

    private struct Reader {
        var scanner: SVGScanner
        var segments: [VectorImage.Segment] = []
        var current = VectorPoint(x: 0, y: 0)
        var start = VectorPoint(x: 0, y: 0)
        /// The control point that a smooth curve mirrors.
        var lastCubic: VectorPoint?
        var lastQuadratic: VectorPoint?

        mutating func read() throws(Fault) {
            scanner.skipSpaces()
            var command: UInt8 = 0
            while let byte = scanner.next {
                if (0x61...0x7A).contains(byte | 0x20) {
                    command = byte
                    scanner.advance()
                    scanner.skipSpaces()
                } else if command == 0 || command | 0x20 == 0x7A {
                    throw .syntax(scanner.position)
                } else if command == 0x4D {
                    command = 0x4C
                } else if command == 0x6D {
                    command = 0x6C
                }
                if segments.isEmpty, command | 0x20 != 0x6D { throw .syntax(scanner.position) }
                try step(command)
                guard segments.count <= SVGLimits.segmentsOfPath else { throw .tooLong }
                scanner.skipSeparator()
            }
        }

        private mutating func number() throws(Fault) -> Double {
            guard let value = scanner.number() else { throw .syntax(scanner.position) }
            scanner.skipSeparator()
            return value
        }

        private mutating func point(_ isRelative: Bool) throws(Fault) -> VectorPoint {
            let x = try number()
            let y = try number()
            return isRelative ? VectorPoint(x: current.x + x, y: current.y + y) : VectorPoint(x: x, y: y)
        }

        private mutating func step(_ command: UInt8) throws(Fault) {
            let isRelative = command >= 0x61
            var (cubic, quadratic): (VectorPoint?, VectorPoint?) = (nil, nil)
            switch command | 0x20 {
            case 0x6D:
                current = try point(isRelative)
                start = current
                segments.append(.move(current))
            case 0x6C: line(to: try point(isRelative))
            case 0x68:
                let x = try number()
                line(to: VectorPoint(x: isRelative ? current.x + x : x, y: current.y))
            case 0x76:
                let y = try number()
                line(to: VectorPoint(x: current.x, y: isRelative ? current.y + y : y))
            case 0x63:
                let first = try point(isRelative)
                let second = try point(isRelative)
                curve(first, second, try point(isRelative))
                cubic = second
            case 0x73:
                let first = lastCubic.map(mirrored) ?? current
                let second = try point(isRelative)
                curve(first, second, try point(isRelative))
                cubic = second
            case 0x71:
                let control = try point(isRelative)
                quadraticCurve(control, try point(isRelative))
                quadratic = control
            case 0x74:
                let control = lastQuadratic.map(mirrored) ?? current
                quadraticCurve(control, try point(isRelative))
                quadratic = control
            case 0x61: try arc(isRelative)
            case 0x7A:
                segments.append(.close)
                current = start
            default: throw .syntax(scanner.position)
            }
            (lastCubic, lastQuadratic) = (cubic, quadratic)
        }

        private func mirrored(_ point: VectorPoint) -> VectorPoint {
            VectorPoint(x: 2 * current.x - point.x, y: 2 * current.y - point.y)
        }

        private mutating func line(to point: VectorPoint) {
            segments.append(.line(point))
            current = point
        }

        private mutating func curve(_ first: VectorPoint, _ second: VectorPoint, _ end: VectorPoint) {
            segments.append(.curve(first, second, end))
            current = end
        }

        private mutating func quadraticCurve(_ control: VectorPoint, _ end: VectorPoint) {
            func mixed(_ from: VectorPoint) -> VectorPoint {
                VectorPoint(x: from.x + (control.x - from.x) * 2 / 3, y: from.y + (control.y - from.y) * 2 / 3)
            }
            curve(mixed(current), mixed(end), end)
        }

        private mutating func arc(_ isRelative: Bool) throws(Fault) {
            let radiusX = try number()
            let radiusY = try number()
            let rotation = try number()
            guard let isLarge = scanner.flag() else { throw .syntax(scanner.position) }
            scanner.skipSeparator()
            guard let isSweep = scanner.flag() else { throw .syntax(scanner.position) }
            scanner.skipSeparator()
            let end = try point(isRelative)
            for piece in SVGArc.curves(
                from: current, radiusX: radiusX, radiusY: radiusY, rotation: rotation, isLarge: isLarge, isSweep: isSweep, to: end)
            {
                segments.append(piece)
            }
            current = end
        }
    }
}
