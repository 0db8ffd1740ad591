import Styling

/// A box, or the part of one that stands on one page or column, with its place.
final class Fragment {
    let box: Box
    /// Top left corner of the border box, from the parent's fragment's.
    var x: Double
    var y: Double
    /// Of the border box.
    var width: Double
    var height: Double
    var children: [Fragment] = []
    /// Lines of an inline formatting context that stand here.
    var inline: InlineContent?
    var firstLine = 0
    var endLine = 0
    /// From this fragment's corner to the content box of the lines, and to the top of the first one.
    var contentX = 0.0
    var contentY = 0.0
    /// Whether the box begins and ends here; a cut edge has no border.
    var hasTop = true
    var hasBottom = true
    /// Border widths in use, where tables change them.
    var borders: Edges<Double>?
    /// Collapsed borders of a table, painted over its cells.
    var rules: [CollapsedRule] = []
    /// A table head that was shown before.
    var isRepeated = false
    /// Lines between columns.
    var columnRules: [(x: Double, y: Double, height: Double)] = []
    /// Hides what sticks out.
    var clips = false
    /// The fragment of the marker outside a list item.
    var isEmptyCell = false

    struct CollapsedRule {
        var x: Double
        var y: Double
        var length: Double
        var isVertical: Bool
        var edge: BorderEdge
    }

    init(_ box: Box, x: Double = 0, y: Double = 0, width: Double = 0, height: Double = 0) {
        self.box = box
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// What of it stands between two heights, for content that no break may part but no page holds; nil for nothing.
    func slice(from top: Double, to bottom: Double) -> Fragment? {
        let part = shell()
        part.hasTop = hasTop
        part.hasBottom = hasBottom
        part.columnRules = columnRules
        part.children = children.compactMap { $0.slice(from: top - $0.y, to: bottom - $0.y) }
        if let inline {
            let origin = firstLine < endLine ? inline.lines[firstLine].y : 0
            while part.firstLine < part.endLine {
                let line = inline.lines[part.firstLine]
                guard contentY + line.y - origin + line.height <= top + 0.01 else { break }
                part.firstLine += 1
            }
            while part.endLine > part.firstLine, contentY + inline.lines[part.endLine - 1].y - origin >= bottom - 0.01 {
                part.endLine -= 1
            }
            if part.firstLine < part.endLine { part.contentY += inline.lines[part.firstLine].y - origin }
        }
        let isOutside = bottom <= 0.01 || height <= top + 0.01
        return isOutside && part.children.isEmpty && part.firstLine >= part.endLine ? nil : part
    }

    /// The baseline of the first or last line in it, from its top; nil without lines.
    func baseline(isLast: Bool) -> Double? {
        if let inline, endLine > firstLine {
            let top = inline.lines[firstLine].y
            let line = inline.lines[isLast ? endLine - 1 : firstLine]
            return contentY + line.y - top + line.baseline
        }
        let order = isLast ? Array(children.reversed()) : children
        for child in order where !child.box.isOutOfFlow {
            if let found = child.baseline(isLast: isLast) { return found + child.y }
        }
        return nil
    }
}
