import Styling

extension LayoutEngine {
    /// Lays out a float and finds its place. One that reaches below the page or column breaks, where it can be broken, and goes on in
    /// the next; one that finds no room begins there (CSS Fragmentation 3, clause 4.1).
    ///
    /// The fragment's place is in the fragmentainer's coordinates; nil when nothing of it stands here.
    func layoutFloat(_ box: Box, in flow: FlowState, x: Double, y: Double, width: Double, token: BreakToken? = nil, height: Double?)
        -> Fragment?
    {
        let floats = flow.floats
        let edges = BoxEdges(box, width: width)
        let isLeft = box.style.box.float == .left
        let origin = floats.originX
        func postpone(_ token: BreakToken?, top: Double) {
            floats.continued.append(FloatContext.Continued(box: box, token: token, left: x - origin, width: width, height: height))
            // What clears it clears it there.
            floats.add(x: x, y: top, width: 0, height: 0, isLeft: isLeft)
        }
        let fragmentainer = flow.fragmentainer
        if let fragmentainer, floats.continued.contains(where: { $0.token == nil }) {
            // A float may not stand above an earlier one.
            postpone(token, top: fragmentainer.limit)
            return nil
        }
        var space = shrinkToFitSpace(box, available: width, height: height)
        let marginTop = token == nil ? edges.margin.top : 0
        let outerWidth: Double
        var whole: Fragment?
        if let fixed = space.fixedWidth, box.kind != .replaced {
            outerWidth = fixed + edges.margin.horizontal
        } else {
            let made = layoutBlock(box, space, token: nil).fragment
            outerWidth = made.width + edges.margin.horizontal
            whole = made
        }
        let top = box.style.box.clear == .none ? y : floats.clearance(box.style.box.clear, y: y)
        let place = floats.find(width: outerWidth, isLeft: isLeft, y: top, left: x, right: x + width)
        let borderTop = place.y + marginTop
        if whole == nil, token == nil { whole = layoutBlock(box, space, token: nil).fragment }
        var rest: BreakToken?
        var fragment: Fragment
        if let fragmentainer, token != nil || borderTop + (whole?.height ?? 0) > fragmentainer.limit + 0.01 {
            let height = whole?.height ?? .infinity
            let isWhole = box.kind == .replaced || (token == nil && fragmentainer.avoids(box.style.fragmentation.breakInside))
            if isWhole, fragmentainer.hasPlaced, height <= fragmentainer.extent || box.kind == .replaced {
                fragmentainer.lacks(borderTop + height - fragmentainer.limit)
                postpone(nil, top: fragmentainer.limit)
                return nil
            }
            if box.kind == .replaced, let whole {
                fragment = whole
                fragmentainer.overflows(to: borderTop + whole.height, box.node)
            } else {
                space.y = borderTop
                let result = layoutBroken(
                    box, space, token: token, limit: fragmentainer.limit, like: fragmentainer, hasPlaced: fragmentainer.hasPlaced)
                if result.needsBreakBefore {
                    fragmentainer.lacks(borderTop + height - fragmentainer.limit)
                    postpone(token, top: fragmentainer.limit)
                    return nil
                }
                fragment = result.fragment
                rest = result.token
            }
        } else if let whole {
            fragment = whole
        } else {
            fragment = layoutBlock(box, space, token: token).fragment
        }
        let bottom = rest == nil ? borderTop + fragment.height + edges.margin.bottom : fragmentainer?.limit ?? borderTop
        floats.add(x: place.x, y: place.y, width: outerWidth, height: bottom - place.y, isLeft: isLeft)
        if let rest, let fragmentainer {
            fragmentainer.lacks(borderTop + (whole?.height ?? 0) - fragmentainer.limit)
            floats.continued.append(FloatContext.Continued(box: box, token: rest, left: x - origin, width: width, height: height))
        } else if let fragmentainer {
            _ = fragmentainer.take(notes(in: box), bottom: bottom, isForced: true)
        }
        fragmentainer?.hasPlaced = true
        fragment.x = place.x + edges.margin.left
        fragment.y = borderTop
        return fragment
    }

    /// Floats that go on from the page or column before stand first.
    func placeContinued(_ continued: [FloatContext.Continued], _ flow: inout FlowState) {
        for item in continued {
            let fragment = layoutFloat(
                item.box, in: flow, x: flow.floats.originX + item.left, y: flow.contentY, width: item.width, token: item.token,
                height: item.height)
            if let fragment { flow.add(fragment) }
        }
    }
}
