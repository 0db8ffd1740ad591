import Styling

extension LayoutEngine {
    /// The margins that collapse above a block: its own and, where nothing separates them, those of its first children.
    ///
    /// `isThrough`: everything collapses through the box, bottom margins included (CSS 2.2, clause 8.3.1).
    func topMargins(_ box: Box, width: Double) -> (set: MarginSet, isThrough: Bool) {
        if let known = box.topMarginCache, known.width == width { return (known.set, known.isThrough) }
        let edges = BoxEdges(box, width: width)
        var set = MarginSet(edges.margin.top)
        var isThrough = false
        let style = box.style.box
        if box.kind == .block, !box.isFormattingRoot, edges.insets.top == 0 {
            let inner = box.inlineOrAutoWidth(width, edges)
            var childrenThrough = true
            if box.hasInlineChildren {
                childrenThrough = InlineBuilder.content(of: box, engine: self).isEmpty && box.marker == nil
            } else {
                for child in box.children where !child.isOutOfFlow {
                    if child.style.box.clear != .none, child !== box.children.first { childrenThrough = false; break }
                    let child = topMargins(child, width: inner)
                    set = set.union(child.set)
                    if !child.isThrough {
                        childrenThrough = false
                        break
                    }
                }
                if box.marker != nil, childrenThrough { childrenThrough = false }
            }
            let height = style.height.definite(against: nil)
            let isZeroHeight = style.height.isAuto || height == nil || height == 0
            let minimum = style.minHeight.definite(against: nil) ?? 0
            if childrenThrough, isZeroHeight, minimum == 0, edges.insets.bottom == 0 {
                isThrough = true
                set = set.union(MarginSet(edges.margin.bottom))
            }
        }
        box.topMarginCache = (width, set, isThrough)
        return (set, isThrough)
    }
}

extension Box {
    fileprivate func inlineOrAutoWidth(_ width: Double, _ edges: BoxEdges) -> Double {
        if case .length(let length) = style.box.width { return length.resolved(against: width) }
        return max(0, width - edges.margin.horizontal - edges.insets.horizontal)
    }
}
