import Styling

/// The floats of a block formatting context, in its coordinates (CSS 2.2, clause 9.5).
final class FloatContext {
    private struct Exclusion {
        var left: Double
        var right: Double
        var top: Double
        var bottom: Double
        var isLeft: Bool
    }

    /// A float that goes on, or begins, in the next page or column.
    struct Continued {
        let box: Box
        /// Nil for one that found no room.
        let token: BreakToken?
        /// Left edge of its containing block, from that of the formatting root's content.
        let left: Double
        /// Of its containing block.
        let width: Double
        let height: Double?
    }

    private var exclusions: [Exclusion] = []
    /// Left edge of the formatting root's content.
    var originX = 0.0
    /// What the next page or column begins with.
    var continued: [Continued] = []
    private var lowestTop = -Double.infinity

    var isEmpty: Bool { exclusions.isEmpty }

    /// Whether any float reaches below a height.
    func reaches(below y: Double) -> Bool {
        for exclusion in exclusions where exclusion.bottom > y + 0.001 { return true }
        return false
    }

    /// The free stretch between `left` and `right` over a height.
    func free(y: Double, height: Double, left: Double, right: Double) -> (left: Double, right: Double) {
        var result = (left: left, right: right)
        for exclusion in exclusions
        where exclusion.bottom > y + 0.001 && exclusion.top < y + max(height, 0.001) && exclusion.bottom > exclusion.top {
            if exclusion.isLeft {
                result.left = max(result.left, exclusion.right)
            } else {
                result.right = min(result.right, exclusion.left)
            }
        }
        return result
    }

    /// The next height at which a float ends.
    func nextEdge(after y: Double) -> Double? {
        var result: Double?
        for exclusion in exclusions where exclusion.bottom > y + 0.001 {
            if result.map({ exclusion.bottom < $0 }) ?? true { result = exclusion.bottom }
        }
        return result
    }

    func clearance(_ side: ClearSide, y: Double) -> Double {
        var result = y
        for exclusion in exclusions {
            if side == .both || (side == .left && exclusion.isLeft) || (side == .right && !exclusion.isLeft) {
                result = max(result, exclusion.bottom)
            }
        }
        return result
    }

    /// Where a float of the given margin box goes.
    func find(width: Double, isLeft: Bool, y: Double, left: Double, right: Double) -> (x: Double, y: Double) {
        var top = max(y, lowestTop)
        while true {
            let space = free(y: top, height: 0, left: left, right: right)
            if width <= space.right - space.left + 0.001 || (space.left <= left && space.right >= right) {
                return (isLeft ? space.left : space.right - width, top)
            }
            guard let next = nextEdge(after: top) else { return (isLeft ? left : right - width, top) }
            top = next
        }
    }

    /// Remembers a float's margin box.
    func add(x: Double, y: Double, width: Double, height: Double, isLeft: Bool) {
        exclusions.append(Exclusion(left: x, right: x + width, top: y, bottom: y + height, isLeft: isLeft))
        lowestTop = max(lowestTop, y)
    }

    /// The lowest edge of all floats.
    var bottom: Double? { exclusions.map(\.bottom).max() }
}
