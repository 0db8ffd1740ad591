import Styling

/// Used widths and heights (CSS 2.2, clause 10; CSS Sizing 3).
struct BoxEdges {
    var margin: Edges<Double>
    var padding: Edges<Double>
    var border: Edges<Double>

    init(_ box: Box, width: Double) {
        let style = box.style
        margin = Edges<Double>(
            top: style.margin.top.resolved(against: width) ?? 0, right: style.margin.right.resolved(against: width) ?? 0,
            bottom: style.margin.bottom.resolved(against: width) ?? 0, left: style.margin.left.resolved(against: width) ?? 0)
        padding = style.padding.resolved(against: width)
        border = style.border.widths
        if let override = box.borderOverride {
            border = override
            if box.kind == .table { padding = .zero }
        }
        if box.kind == .row || box.kind == .rowGroup {
            border = .zero
            padding = .zero
        }
    }

    var insets: Edges<Double> {
        Edges<Double>(
            top: padding.top + border.top, right: padding.right + border.right, bottom: padding.bottom + border.bottom,
            left: padding.left + border.left)
    }
}

extension LayoutEngine {
    /// Content width from a style's size, limits applied; `automatic` is used for `auto`.
    func contentWidth(_ box: Box, edges: BoxEdges, containing: Double, automatic: () -> Double) -> Double {
        let style = box.style.box
        let inset = style.sizing == .borderBox ? edges.insets.horizontal : 0
        func size(_ value: SizeValue) -> Double? {
            switch value {
            case .auto, .content: return nil
            case .length(let length): return max(0, length.resolved(against: containing) - inset)
            case .minContent: return intrinsic(box).minimum
            case .maxContent: return intrinsic(box).maximum
            case .fitContent(let limit):
                let widths = intrinsic(box)
                let available = limit?.resolved(against: containing) ?? (containing - edges.insets.horizontal - edges.margin.horizontal)
                return min(widths.maximum, max(widths.minimum, available))
            }
        }
        var width = size(style.width) ?? automatic()
        switch style.maxWidth {
        case .none: break
        case .length(let length): width = min(width, max(0, length.resolved(against: containing) - inset))
        case .minContent: width = min(width, intrinsic(box).minimum)
        case .maxContent: width = min(width, intrinsic(box).maximum)
        case .fitContent: break
        }
        if let minimum = size(style.minWidth) { width = max(width, minimum) }
        return max(0, width)
    }

    /// The definite content height of a style; nil when it depends on content.
    func definiteHeight(_ box: Box, edges: BoxEdges, containing: Double?) -> Double? {
        let style = box.style.box
        guard let height = style.height.definite(against: containing) else { return nil }
        return max(0, height - (style.sizing == .borderBox ? edges.insets.vertical : 0))
    }

    func limitHeight(_ height: Double, _ box: Box, edges: BoxEdges, containing: Double?) -> Double {
        let style = box.style.box
        let inset = style.sizing == .borderBox ? edges.insets.vertical : 0
        var result = height
        if let maximum = style.maxHeight.definite(against: containing) { result = min(result, max(0, maximum - inset)) }
        if let minimum = style.minHeight.definite(against: containing) { result = max(result, minimum - inset) }
        return max(0, result)
    }

    /// The used size of an image (CSS 2.2, clauses 10.3.2 and 10.6.2, with the table of 10.4).
    func replacedSize(_ box: Box, edges: BoxEdges, containing: Double, height: Double?) -> (width: Double, height: Double) {
        let style = box.style.box
        let horizontal = style.sizing == .borderBox ? edges.insets.horizontal : 0
        let vertical = style.sizing == .borderBox ? edges.insets.vertical : 0
        let givenWidth = style.width.definite(against: containing).map { max(0, $0 - horizontal) }
        let givenHeight = style.height.definite(against: height).map { max(0, $0 - vertical) }
        let ratio = box.imageHeight > 0 && box.imageWidth > 0 ? box.imageWidth / box.imageHeight : 1
        var width = givenWidth ?? givenHeight.map { $0 * ratio } ?? box.imageWidth
        var used = givenHeight ?? width / ratio
        func widthChanged(_ new: Double) {
            width = new
            if givenHeight == nil { used = new / ratio }
        }
        func heightChanged(_ new: Double) {
            used = new
            if givenWidth == nil { width = new * ratio }
        }
        if let limit = style.maxWidth.definite(against: containing), width > limit - horizontal { widthChanged(max(0, limit - horizontal)) }
        if let limit = style.maxHeight.definite(against: height), used > limit - vertical { heightChanged(max(0, limit - vertical)) }
        if let limit = style.minWidth.definite(against: containing), width < limit - horizontal { widthChanged(limit - horizontal) }
        if let limit = style.minHeight.definite(against: height), used < limit - vertical { heightChanged(limit - vertical) }
        return (width, used)
    }

    // MARK: Intrinsic widths

    /// The least and the preferred width of a box's margin box.
    func outerIntrinsic(_ box: Box) -> (minimum: Double, maximum: Double) {
        let edges = BoxEdges(box, width: 0)
        let style = box.style.box
        let extra = edges.insets.horizontal + edges.margin.horizontal
        let inset = style.sizing == .borderBox ? edges.insets.horizontal : 0
        var result: (minimum: Double, maximum: Double)
        if box.kind == .replaced {
            let size = replacedSize(box, edges: edges, containing: 0, height: nil)
            result = (size.width, size.width)
            if case .length(let length) = style.width, length.hasPercentage { result.minimum = 0 }
        } else if case .length(let length) = style.width, !length.hasPercentage {
            let width = max(0, length.points - inset)
            result = (width, width)
            if box.kind == .table {
                let own = intrinsic(box)
                result = (max(width, own.minimum), max(width, own.minimum))
            }
        } else {
            result = intrinsic(box)
        }
        if case .length(let length) = style.maxWidth, !length.hasPercentage {
            result.minimum = min(result.minimum, max(0, length.points - inset))
            result.maximum = min(result.maximum, max(0, length.points - inset))
        }
        if case .length(let length) = style.minWidth, !length.hasPercentage {
            result.minimum = max(result.minimum, length.points - inset)
            result.maximum = max(result.maximum, length.points - inset)
        }
        return (result.minimum + extra, result.maximum + extra)
    }

    /// The least and the preferred width of a box's content.
    func intrinsic(_ box: Box) -> (minimum: Double, maximum: Double) {
        if let known = box.intrinsic { return known }
        var result = (minimum: 0.0, maximum: 0.0)
        switch box.kind {
        case .replaced: result = (box.imageWidth, box.imageWidth)
        case .table:
            let widths = tableIntrinsic(box)
            result = widths
        case .flex where !box.isGrid && !box.style.flex.direction.isColumn:
            let gap = box.style.columns.columnGap?.resolved(against: 0) ?? 0
            var count = 0.0
            for child in box.children where !child.isAbsolute && !child.isRunning {
                let widths = outerIntrinsic(child)
                result.maximum += widths.maximum
                if box.style.flex.wrap == .nowrap {
                    result.minimum += widths.minimum
                } else {
                    result.minimum = max(result.minimum, widths.minimum)
                }
                count += 1
            }
            if count > 1 {
                result.maximum += gap * (count - 1)
                if box.style.flex.wrap == .nowrap { result.minimum += gap * (count - 1) }
            }
        default:
            if box.hasInlineChildren {
                let content = InlineBuilder.content(of: box, engine: self)
                var maker = LineMaker(engine: self, content: content, container: box)
                result = maker.intrinsicWidths()
            } else {
                var floats = 0.0
                for child in box.children where !child.isAbsolute && !child.isRunning {
                    let widths = outerIntrinsic(child)
                    result.minimum = max(result.minimum, widths.minimum)
                    if child.isFloating {
                        floats += widths.maximum
                        result.maximum = max(result.maximum, floats)
                    } else {
                        result.maximum = max(result.maximum, widths.maximum)
                        floats = 0
                    }
                }
            }
            if box.style.columns.isMulticol {
                let columns = box.style.columns
                let count = Double(columns.count ?? 1)
                let gap = columns.columnGap?.resolved(against: 0) ?? box.style.font.size
                let one = columns.width ?? result.maximum
                result.maximum = one * count + gap * (count - 1)
                result.minimum = columns.count == nil ? min(result.minimum, one) : result.minimum * count + gap * (count - 1)
            }
        }
        box.intrinsic = result
        return result
    }

    func fitWidth(_ box: Box, available: Double) -> Double {
        let widths = intrinsic(box)
        return min(widths.maximum, max(widths.minimum, available))
    }
}
