/// `<position>` as written (CSS Values 4, clause 9.4).
struct SpecifiedPosition: Sendable {
    var x: SpecifiedLength
    var y: SpecifiedLength

    static let topLeft = SpecifiedPosition(x: .percentage(0), y: .percentage(0))

    func computed(_ context: ComputeContext) -> BackgroundPosition {
        BackgroundPosition(x: x.computed(context), y: y.computed(context))
    }
}

extension PropertyTable {
    private enum Side { case left, right, top, bottom, center }

    private static func side(_ stream: inout ValueStream) -> Side? {
        let side: Side
        switch stream.identifier {
        case "left": side = .left
        case "right": side = .right
        case "top": side = .top
        case "bottom": side = .bottom
        case "center": side = .center
        default: return nil
        }
        stream.advance()
        return side
    }

    /// One to four parts: sides, offsets, or both.
    static func position(_ stream: inout ValueStream) -> SpecifiedPosition? {
        enum Part {
            case side(Side)
            case length(SpecifiedLength)
        }
        var parts: [Part] = []
        while parts.count < 4 {
            if let side = side(&stream) {
                parts.append(.side(side))
            } else if let length = stream.lengthPercentage() {
                parts.append(.length(length))
            } else {
                break
            }
        }
        func place(_ side: Side, _ offset: SpecifiedLength = .zero) -> SpecifiedLength {
            let isBare: Bool = if case .points(0) = offset { true } else { false }
            switch side {
            case .left, .top: return isBare ? .percentage(0) : offset
            case .center: return .percentage(0.5)
            case .right, .bottom: return isBare ? .percentage(1) : .sum([.percentage(1), .scaled(offset, -1)])
            }
        }
        func isVertical(_ side: Side) -> Bool { side == .top || side == .bottom }
        func isHorizontal(_ side: Side) -> Bool { side == .left || side == .right }
        switch parts.count {
        case 1:
            switch parts[0] {
            case .length(let x): return SpecifiedPosition(x: x, y: .percentage(0.5))
            case .side(let side):
                return isVertical(side)
                    ? SpecifiedPosition(x: .percentage(0.5), y: place(side)) : SpecifiedPosition(x: place(side), y: .percentage(0.5))
            }
        case 2:
            switch (parts[0], parts[1]) {
            case (.length(let x), .length(let y)): return SpecifiedPosition(x: x, y: y)
            case (.side(let side), .length(let y)):
                return isVertical(side) ? nil : SpecifiedPosition(x: place(side), y: y)
            case (.length(let x), .side(let side)):
                return isHorizontal(side) ? nil : SpecifiedPosition(x: x, y: place(side))
            case (.side(let a), .side(let b)):
                if isVertical(a) ? isVertical(b) : (isHorizontal(a) && isHorizontal(b)) { return nil }
                return isVertical(a) || isHorizontal(b)
                    ? SpecifiedPosition(x: place(b), y: place(a)) : SpecifiedPosition(x: place(a), y: place(b))
            }
        case 3, 4:
            var x: SpecifiedLength?
            var y: SpecifiedLength?
            var centers = 0
            var index = 0
            while index < parts.count {
                guard case .side(let side) = parts[index] else { return nil }
                index += 1
                var offset = SpecifiedLength.zero
                if index < parts.count, case .length(let length) = parts[index] {
                    guard side != .center else { return nil }
                    offset = length
                    index += 1
                }
                if isHorizontal(side) {
                    guard x == nil else { return nil }
                    x = place(side, offset)
                } else if isVertical(side) {
                    guard y == nil else { return nil }
                    y = place(side, offset)
                } else {
                    centers += 1
                }
            }
            guard centers + (x == nil ? 0 : 1) + (y == nil ? 0 : 1) == 2 else { return nil }
            return SpecifiedPosition(x: x ?? .percentage(0.5), y: y ?? .percentage(0.5))
        default: return nil
        }
    }
}
