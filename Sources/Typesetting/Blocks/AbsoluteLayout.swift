import Styling

extension LayoutEngine {
    // MARK: Absolute positioning

    /// Lays out the absolutely positioned boxes that waited for this containing block.
    func placeAbsolutes(from start: Int, in fragment: Fragment, originX: Double, originY: Double, fragmentainer: Fragmentainer?) {
        guard pendingAbsolutes.count > start else { return }
        let pending = Array(pendingAbsolutes[start...])
        pendingAbsolutes.removeSubrange(start...)
        let border = fragment.box.style.border.widths
        let left = originX + border.left
        let top = originY + border.top
        let width = fragment.width - border.horizontal
        let height = fragment.height - border.vertical
        for item in pending {
            let laidOut = layoutAbsolute(item, left: left, top: top, width: width, height: height)
            guard let placed = fragmented(laidOut, in: fragmentainer, width: width, height: height) else { continue }
            placed.x -= originX
            placed.y -= originY
            fragment.children.append(placed)
        }
    }

    /// An absolutely positioned box in its containing block (CSS 2.2, clauses 10.3.7 and 10.6.4).
    func layoutAbsolute(_ item: PendingAbsolute, left: Double, top: Double, width: Double, height: Double) -> Fragment {
        let box = item.box
        let edges = BoxEdges(box, width: width)
        let inset = box.style.box.inset
        let insetLeft = inset.left.resolved(against: width)
        let insetRight = inset.right.resolved(against: width)
        let insetTop = inset.top.resolved(against: height)
        let insetBottom = inset.bottom.resolved(against: height)
        var space = LayoutSpace(width: width, height: height, x: 0, y: 0, floats: FloatContext(), fragmentainer: nil)
        let outer = edges.margin.horizontal + edges.insets.horizontal
        let used = contentWidth(box, edges: edges, containing: width) {
            if let insetLeft, let insetRight { return max(0, width - insetLeft - insetRight - outer) }
            let room = width - (insetLeft ?? insetRight ?? max(0, item.x - left)) - outer
            return fitWidth(box, available: max(0, room))
        }
        space.fixedWidth = box.kind == .replaced ? 0 : used + edges.insets.horizontal
        if box.style.box.height.isAuto, let insetTop, let insetBottom, box.kind != .replaced {
            space.fixedHeight = max(0, height - insetTop - insetBottom - edges.margin.vertical)
        }
        let fragment = layoutBlock(box, space, token: nil).fragment
        var marginLeft = edges.margin.left
        if let insetLeft, let insetRight, box.style.margin.left.isAuto || box.style.margin.right.isAuto {
            let spare = width - insetLeft - insetRight - fragment.width
            marginLeft =
                box.style.margin.left.isAuto
                ? (box.style.margin.right.isAuto ? max(0, spare / 2) : spare - edges.margin.right) : edges.margin.left
        }
        if let insetLeft {
            fragment.x = left + insetLeft + marginLeft
        } else if let insetRight {
            fragment.x = left + width - insetRight - edges.margin.right - fragment.width
        } else {
            fragment.x = item.x + marginLeft
        }
        var marginTop = edges.margin.top
        if let insetTop, let insetBottom, box.style.margin.top.isAuto, !box.style.box.height.isAuto {
            let spare = height - insetTop - insetBottom - fragment.height
            marginTop = box.style.margin.bottom.isAuto ? spare / 2 : spare - edges.margin.bottom
        }
        if let insetTop {
            fragment.y = top + insetTop + marginTop
        } else if let insetBottom {
            fragment.y = top + height - insetBottom - edges.margin.bottom - fragment.height
        } else {
            fragment.y = item.y + marginTop
        }
        return fragment
    }

    /// What of an absolutely positioned box stands on this page: it breaks, or begins further on, like all content.
    /// Nil when nothing does.
    func fragmented(_ fragment: Fragment, in fragmentainer: Fragmentainer?, width: Double, height: Double) -> Fragment? {
        guard let fragmentainer, !fragmentainer.isColumn,
            fragment.y + fragment.height > fragmentainer.limit + 0.01 || holdsForcedBreak(fragment.box)
        else { return fragment }
        let box = fragment.box
        if fragment.y >= fragmentainer.extent {
            fragmentainer.overflowing.append(
                Fragmentainer.Overflowing(box: box, token: nil, x: fragment.x, y: fragment.y - fragmentainer.extent, width: fragment.width))
            return nil
        }
        guard box.kind != .replaced, fragment.y + 0.01 < fragmentainer.limit else { return fragment }
        return layoutOverflowing(
            Fragmentainer.Overflowing(box: box, token: nil, x: fragment.x, y: fragment.y, width: fragment.width), in: fragmentainer,
            width: width, height: height)
    }

    /// Lays out the part of a box out of the flow that stands on this page.
    func layoutOverflowing(_ item: Fragmentainer.Overflowing, in fragmentainer: Fragmentainer, width: Double, height: Double) -> Fragment? {
        if item.y >= fragmentainer.extent {
            fragmentainer.overflowing.append(
                Fragmentainer.Overflowing(
                    box: item.box, token: item.token, x: item.x, y: item.y - fragmentainer.extent, width: item.width))
            return nil
        }
        var space = LayoutSpace(width: width, height: height, x: 0, y: item.y, floats: FloatContext(), fragmentainer: nil)
        space.fixedWidth = item.box.kind == .replaced ? 0 : item.width
        let result = layoutBroken(item.box, space, token: item.token, limit: fragmentainer.limit, like: fragmentainer, hasPlaced: false)
        result.fragment.x = item.x
        if let token = result.token {
            fragmentainer.overflowing.append(
                Fragmentainer.Overflowing(box: item.box, token: token, x: item.x, y: 0, width: item.width))
        }
        return result.fragment
    }

    private func holdsForcedBreak(_ box: Box) -> Bool {
        guard box.kind == .block, !box.hasInlineChildren else { return false }
        return box.children.enumerated().contains { index, child in
            let style = child.style.fragmentation
            return (index > 0 && style.breakBefore.isForcedPage) || (index + 1 < box.children.count && style.breakAfter.isForcedPage)
                || holdsForcedBreak(child)
        }
    }
}
