/// What decides which `@page` rules hold for a page (CSS Paged Media 3, clause 5).
package struct PageKind: Hashable, Sendable {
    package enum Side: Hashable, Sendable { case left, right }

    /// The used value of `page` on it; empty for none.
    package var name: String
    package var side: Side
    /// The first page of the document.
    package var isFirst: Bool
    /// Made only because a break asked for a left or right page.
    package var isBlank: Bool
    /// From 1, for `:nth()`.
    package var number: Int

    package init(name: String = "", side: Side = .right, isFirst: Bool = false, isBlank: Bool = false, number: Int = 1) {
        self.name = name
        self.side = side
        self.isFirst = isFirst
        self.isBlank = isBlank
        self.number = number
    }
}

/// A page box: its size and its sixteen margin boxes.
package final class PageStyle: Sendable {
    /// The sheet's width in points, orientation applied.
    package let width: Double
    package let height: Double
    /// Margins, borders, padding, background of the page box, and what margin boxes inherit; also `counter-*` of the page.
    package let style: ComputedStyle
    /// By ``MarginBox/rawValue``; nil where nothing is generated.
    let marginBoxes: [ComputedStyle?]
    /// `@footnote`: the area at the foot of the page (GCPM 3, clause 2.2); nil when no rule says anything.
    package let footnoteArea: ComputedStyle?

    init(width: Double, height: Double, style: ComputedStyle, marginBoxes: [ComputedStyle?], footnoteArea: ComputedStyle?) {
        self.width = width
        self.height = height
        self.style = style
        self.marginBoxes = marginBoxes
        self.footnoteArea = footnoteArea
    }

    /// The style of a margin box; nil when it has no content.
    package subscript(box: MarginBox) -> ComputedStyle? { marginBoxes[Int(box.rawValue)] }

    package var hasMarginBoxes: Bool { marginBoxes.contains { $0 != nil } }

    /// Margins in points; `auto` is 0, percentages refer to the sheet's width and height (CSS Paged Media 3, clause 6.1).
    package var margins: Edges<Double> {
        Edges<Double>(
            top: style.margin.top.resolved(against: height) ?? 0, right: style.margin.right.resolved(against: width) ?? 0,
            bottom: style.margin.bottom.resolved(against: height) ?? 0, left: style.margin.left.resolved(against: width) ?? 0)
    }

    /// The page area's width in points: what is left within margins, border and padding.
    package var areaWidth: Double { max(0, width - margins.horizontal - padding.horizontal - style.border.widths.horizontal) }
    package var areaHeight: Double { max(0, height - margins.vertical - padding.vertical - style.border.widths.vertical) }

    /// Padding in points.
    package var padding: Edges<Double> {
        Edges<Double>(
            top: style.padding.top.resolved(against: height), right: style.padding.right.resolved(against: width),
            bottom: style.padding.bottom.resolved(against: height), left: style.padding.left.resolved(against: width))
    }
}

/// The boxes around the page area (CSS Paged Media 3, clause 4.2), clockwise from the top left corner.
package enum MarginBox: UInt8, Hashable, Sendable, CaseIterable {
    case topLeftCorner, topLeft, topCenter, topRight, topRightCorner
    case rightTop, rightMiddle, rightBottom
    case bottomRightCorner, bottomRight, bottomCenter, bottomLeft, bottomLeftCorner
    case leftBottom, leftMiddle, leftTop

    /// The at-rule's name, without `@`.
    package var name: String {
        switch self {
        case .topLeftCorner: "top-left-corner"
        case .topLeft: "top-left"
        case .topCenter: "top-center"
        case .topRight: "top-right"
        case .topRightCorner: "top-right-corner"
        case .rightTop: "right-top"
        case .rightMiddle: "right-middle"
        case .rightBottom: "right-bottom"
        case .bottomRightCorner: "bottom-right-corner"
        case .bottomRight: "bottom-right"
        case .bottomCenter: "bottom-center"
        case .bottomLeft: "bottom-left"
        case .bottomLeftCorner: "bottom-left-corner"
        case .leftBottom: "left-bottom"
        case .leftMiddle: "left-middle"
        case .leftTop: "left-top"
        }
    }
}
