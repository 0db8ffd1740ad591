/// A paragraph as the line breaker sees it: boxes, glue and penalties, reduced to the places where a line may end.
///
/// Sums run from the start of the paragraph, so that a line's natural width is one subtraction.
package struct LineBreakItems: Sendable {
    /// A place where a line may end.
    package struct Breakpoint: Hashable, Sendable {
        /// Sums up to the end of a line that breaks here.
        package var endWidth = 0.0
        package var endStretch = 0.0
        package var endShrink = 0.0
        /// Sums up to the start of the line that follows (glue at a break vanishes).
        package var startWidth = 0.0
        package var startStretch = 0.0
        package var startShrink = 0.0
        /// Width set only when the line breaks here: a hyphen; below 0 what then hangs in the margin.
        package var tail = 0.0
        package var penalty = 0.0
        package var isForced = false
        package var isHyphen = false
        /// The caller's own index of what stands before the break.
        package var item = 0

        package init() {}
    }

    package private(set) var breakpoints: ContiguousArray<Breakpoint> = []
    private var width = 0.0
    private var stretch = 0.0
    private var shrink = 0.0

    /// To stand where items will be: without storage of its own.
    package static let none = LineBreakItems()

    /// Begins a paragraph; `indent` is set before the first line.
    package init(indent: Double = 0) {
        reset(indent: indent)
    }

    /// Forgets everything but the storage.
    package mutating func reset(indent: Double) {
        breakpoints.removeAll(keepingCapacity: true)
        width = 0
        stretch = 0
        shrink = 0
        var start = Breakpoint()
        start.startWidth = -indent
        breakpoints.append(start)
    }

    @inline(__always)
    package mutating func box(_ boxWidth: Double) {
        width += boxWidth
    }

    /// Glue where no line may end.
    @inline(__always)
    package mutating func fixedGlue(_ glueWidth: Double, stretch more: Double = 0, shrink less: Double = 0) {
        width += glueWidth
        stretch += more
        shrink += less
    }

    /// Glue where a line may end, and which then vanishes.
    @inline(__always)
    package mutating func glue(
        _ glueWidth: Double, stretch more: Double, shrink less: Double, penalty: Double = 0, tail: Double = 0, item: Int
    ) {
        var point = Breakpoint()
        point.tail = tail
        point.endWidth = width
        point.endStretch = stretch
        point.endShrink = shrink
        width += glueWidth
        stretch += more
        shrink += less
        point.startWidth = width
        point.startStretch = stretch
        point.startShrink = shrink
        point.penalty = penalty
        point.item = item
        breakpoints.append(point)
    }

    /// A place without width where a line may end; `tail` is set when it does.
    @inline(__always)
    package mutating func penalty(_ penalty: Double, tail: Double = 0, isHyphen: Bool = false, item: Int) {
        var point = Breakpoint()
        point.endWidth = width
        point.endStretch = stretch
        point.endShrink = shrink
        point.startWidth = width
        point.startStretch = stretch
        point.startShrink = shrink
        point.tail = tail
        point.penalty = penalty
        point.isHyphen = isHyphen
        point.item = item
        breakpoints.append(point)
    }

    /// The end of a line that the author asked for, or of the paragraph.
    package mutating func forcedBreak(tail: Double = 0, item: Int) {
        penalty(0, tail: tail, item: item)
        breakpoints[breakpoints.count - 1].isForced = true
    }

    /// The width of the longest stretch without a break, and of the longest line when only forced breaks are taken.
    package var intrinsicWidths: (minimum: Double, maximum: Double) {
        var minimum = 0.0
        var maximum = 0.0
        var lineStart = 0
        for index in 1..<max(1, breakpoints.count) {
            let point = breakpoints[index]
            minimum = max(minimum, point.endWidth + point.tail - breakpoints[index - 1].startWidth)
            if point.isForced {
                maximum = max(maximum, point.endWidth + point.tail - breakpoints[lineStart].startWidth)
                lineStart = index
            }
        }
        return (minimum, maximum)
    }
}
