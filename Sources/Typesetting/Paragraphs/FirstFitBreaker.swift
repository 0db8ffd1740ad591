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
