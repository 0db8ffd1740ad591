/// One value for each side of a box.
@frozen package struct Edges<Value> {
    package var top: Value
    package var right: Value
    package var bottom: Value
    package var left: Value

    @inlinable package init(top: Value, right: Value, bottom: Value, left: Value) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }

    @inlinable package init(all value: Value) {
        self.init(top: value, right: value, bottom: value, left: value)
    }
}

extension Edges: Equatable where Value: Equatable {}
extension Edges: Hashable where Value: Hashable {}
extension Edges: Sendable where Value: Sendable {}

extension Edges<LengthPercentage> {
    /// In points; percentages of all four sides refer to the containing block's width (CSS 2.2, clauses 8.3 and 8.4).
    @inlinable package func resolved(against width: Double) -> Edges<Double> {
        Edges<Double>(
            top: top.resolved(against: width), right: right.resolved(against: width), bottom: bottom.resolved(against: width),
            left: left.resolved(against: width))
    }
}

extension Edges<Double> {
    @inlinable package var horizontal: Double { left + right }
    @inlinable package var vertical: Double { top + bottom }
    package static let zero = Edges<Double>(all: 0)
}

/// One value for each corner of a box.
@frozen package struct Corners<Value> {
    package var topLeft: Value
    package var topRight: Value
    package var bottomRight: Value
    package var bottomLeft: Value

    @inlinable package init(topLeft: Value, topRight: Value, bottomRight: Value, bottomLeft: Value) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    @inlinable package init(all value: Value) {
        self.init(topLeft: value, topRight: value, bottomRight: value, bottomLeft: value)
    }
}

extension Corners: Equatable where Value: Equatable {}
extension Corners: Hashable where Value: Hashable {}
extension Corners: Sendable where Value: Sendable {}
