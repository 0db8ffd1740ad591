/// Breaks a paragraph line by line, each as long as it can be: what browsers do, and what unusual measures need.
package enum FirstFitBreaker {
    /// The end of the line that begins after breakpoint `start`: the last breakpoint that fits, or the next one.
    package static func lineEnd(_ items: LineBreakItems, start: Int, width: Double) -> Int {
        let points = items.breakpoints
        let origin = points[start].startWidth
        var best = start + 1
        var index = start + 1
        while index < points.count {
            let point = points[index]
            if point.endWidth + point.tail - origin <= width + TotalFitBreaker.slack {
                best = index
            } else if point.endWidth - origin > width + TotalFitBreaker.slack {
                break
            }
            if point.isForced { break }
            index += 1
        }
        return min(best, points.count - 1)
    }

    /// As many lines as given, in the narrowest measure that holds them, so that all are about as long: `text-wrap: balance`.
    package static func balanced(_ items: LineBreakItems, width: Double, lineCount: Int) -> [Int] {
        var narrow = 0.0
        var wide = width
        var best = breakLines(items, widths: LineWidths(width))
        for _ in 0..<16 {
            let middle = (narrow + wide) / 2
            let breaks = breakLines(items, widths: LineWidths(middle))
            if breaks.count <= lineCount, fits(items, breaks, width: width) {
                best = breaks
                wide = middle
            } else {
                narrow = middle
            }
        }
        return best
    }

    private static func fits(_ items: LineBreakItems, _ breaks: [Int], width: Double) -> Bool {
        var start = 0
        for end in breaks {
            let line = items.breakpoints[end].endWidth + items.breakpoints[end].tail - items.breakpoints[start].startWidth
            if line > width + TotalFitBreaker.slack { return false }
            start = end
        }
        return true
    }

    package static func breakLines(_ items: LineBreakItems, widths: LineWidths) -> [Int] {
        var breaks: [Int] = []
        var start = 0
        while start < items.breakpoints.count - 1 {
            start = lineEnd(items, start: start, width: widths[breaks.count])
            breaks.append(start)
        }
        return breaks
    }
}
