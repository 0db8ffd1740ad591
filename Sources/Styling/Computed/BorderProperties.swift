/// Borders, rounded corners and outline (CSS Backgrounds 3, clauses 4 and 5).
package struct BorderProperties: Hashable, Sendable {
    package var top = BorderEdge()
    package var right = BorderEdge()
    package var bottom = BorderEdge()
    package var left = BorderEdge()
    package var radius = Corners<CornerRadius>(all: CornerRadius())
    package var outline = BorderEdge()
    /// In points, outwards.
    package var outlineOffset = 0.0

    package init() {}

    /// The specified initial values: a style given without a width draws a medium line.
    static let initial: BorderProperties = {
        var border = BorderProperties()
        border.top = .medium
        border.right = .medium
        border.bottom = .medium
        border.left = .medium
        border.outline = .medium
        return border
    }()

    /// In points; 0 where nothing is drawn.
    @inlinable package var widths: Edges<Double> {
        Edges<Double>(top: top.width, right: right.width, bottom: bottom.width, left: left.width)
    }

    @inlinable package var isEmpty: Bool { top.width == 0 && right.width == 0 && bottom.width == 0 && left.width == 0 }
    @inlinable package var hasRadius: Bool {
        !(radius.topLeft.isZero && radius.topRight.isZero && radius.bottomRight.isZero && radius.bottomLeft.isZero)
    }
}

package struct BorderEdge: Hashable, Sendable {
    /// In points; 0 when the style is `none` or `hidden`.
    package var width = 0.0
    package var style = LineStyle.none
    package var color = CSSColor.black

    package init() {}

    /// The initial value: 3px wide once a style is given.
    static let medium = BorderEdge(width: 2.25, style: .none, color: .black)

    package init(width: Double, style: LineStyle, color: CSSColor) {
        self.width = width
        self.style = style
        self.color = color
    }
}

package enum LineStyle: String, KeywordValue {
    case none, hidden, dotted, dashed, solid, double, groove, ridge, inset, outset

    @inlinable package var isDrawn: Bool { self != .none && self != .hidden }
}

/// The radii of one corner; percentages refer to the border box's width and height.
package struct CornerRadius: Hashable, Sendable {
    package var horizontal = LengthPercentage.zero
    package var vertical = LengthPercentage.zero

    package init() {}

    package init(horizontal: LengthPercentage, vertical: LengthPercentage) {
        self.horizontal = horizontal
        self.vertical = vertical
    }

    @inlinable package var isZero: Bool { horizontal.isZero || vertical.isZero }
}
