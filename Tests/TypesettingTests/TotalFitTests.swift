import Testing

@testable import Typesetting

/// The breaker against all ways to break small paragraphs.
@Suite struct TotalFitTests {
    /// A reference that tries every set of breaks with its own statement of the costs.
    static func best(_ items: LineBreakItems, width: (Int) -> Double, mode: TotalFitBreaker.Mode, tolerance: Double, costs: LineBreakCosts)
        -> Double?
    {
        let points = Array(items.breakpoints)
        let last = points.count - 1
        var best: Double?
        func walk(_ start: Int, _ line: Int, _ fitness: Int, _ total: Double) {
            if start == last {
                if best.map({ total < $0 }) ?? true { best = total }
                return
            }
            for end in start + 1...last {
                let from = points[start]
                let to = points[end]
                let isLast = end == last || to.isForced
                let natural = to.endWidth + to.tail - from.startWidth
                let stretch = to.endStretch - from.startStretch
                let shrink = to.endShrink - from.startShrink
                let missing = width(line) - natural
                var badness: Double?
                var next = 1
                if mode == .justified {
                    if missing >= 0 {
                        if isLast || missing < 1e-6 {
                            badness = 0
                        } else {
                            let r = stretch > 0 ? missing / stretch : 1e9
                            badness = min(1e6, 100 * r * r * r)
                            next = r < 0.5 ? 1 : r < 1 ? 2 : 3
                        }
                    } else if -missing <= shrink + 1e-6 {
                        let r = shrink > 0 ? min(1, -missing / shrink) : 0
                        badness = 100 * r * r * r
                        next = r > 0.5 ? 0 : 1
                    }
                } else if missing >= -1e-6 {
                    let r = isLast ? 0 : max(0, missing) / max(1, width(99) * costs.raggedFraction)
                    badness = min(1e6, 100 * r * r * r)
                }
                if let badness, badness <= tolerance {
                    var cost = (costs.line + badness) * (costs.line + badness)
                    if !to.isForced { cost += to.penalty * to.penalty }
                    if from.isHyphen, to.isHyphen { cost += costs.consecutiveHyphens }
                    let isRunt = isLast && start > 0 && !from.isForced && natural < costs.runtFraction * width(line)
                    if from.isHyphen, isLast { cost += isRunt ? costs.dividedRunt : costs.finalHyphen }
                    if abs(next - fitness) > 1 { cost += costs.adjacentClasses }
                    if isRunt { cost += costs.runt }
                    walk(end, line + 1, isLast ? 1 : next, total + cost)
                }
                if to.isForced { break }
            }
        }
        walk(0, 0, 1, 0)
        return best
    }

    struct Generator {
        var state: UInt64
        mutating func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
    }

    static func paragraph(_ seed: UInt64) -> LineBreakItems {
        var random = Generator(state: seed &* 977 &+ 13)
        var items = LineBreakItems(indent: Double(random.next(3)) * 5)
        let words = 4 + random.next(8)
        for word in 0..<words {
            if word > 0 { items.glue(3, stretch: 1.5, shrink: 1, item: word) }
            items.box(Double(4 + random.next(20)))
            if random.next(3) == 0 {
                items.penalty(50, tail: 2, isHyphen: true, item: word)
                items.box(Double(3 + random.next(10)))
            }
            if random.next(12) == 0 { items.forcedBreak(item: word) }
        }
        items.forcedBreak(item: words)
        return items
    }

    @Test(arguments: [TotalFitBreaker.Mode.justified, .ragged])
    func agreesWithExhaustiveSearch(mode: TotalFitBreaker.Mode) {
        var breaker = TotalFitBreaker()
        var solved = 0
        for seed in 0..<1_500 {
            let items = Self.paragraph(UInt64(seed))
            for tolerance in [100.0, 200, 5_000] {
                let widths = seed % 3 == 0 ? LineWidths(60, first: [40, 50]) : LineWidths(60)
                let expected = Self.best(items, width: { widths[$0] }, mode: mode, tolerance: tolerance, costs: breaker.costs)
                let found = breaker.breakLines(items, widths: widths, mode: mode, effort: .tolerance(tolerance))
                #expect((expected == nil) == (found == nil), "seed \(seed) tolerance \(tolerance)")
                if let expected, let found {
                    solved += 1
                    #expect(abs(expected - found.demerits) <= 1e-6 * max(1, expected), "seed \(seed) tolerance \(tolerance)")
                }
            }
        }
        #expect(solved > 300)
    }

    @Test func impossibleParagraphIsSetAndReported() {
        var items = LineBreakItems()
        items.box(100)
        items.glue(3, stretch: 1, shrink: 1, item: 0)
        items.box(10)
        items.forcedBreak(item: 1)
        var breaker = TotalFitBreaker()
        #expect(breaker.breakLines(items, widths: LineWidths(50), mode: .justified, effort: .tolerance(200)) == nil)
        let result = breaker.breakLines(items, widths: LineWidths(50), mode: .justified, effort: .anything)
        #expect(result?.isOverfull == true)
        #expect(result?.breaks == [1, 2])
    }

    /// Balanced lines are as many as before, and the longest of them is as short as can be: against all sets of breaks.
    @Test func balancedLinesAreTheShortest() {
        for seed in 0..<300 {
            let items = Self.paragraph(UInt64(seed))
            let points = items.breakpoints
            let plain = FirstFitBreaker.breakLines(items, widths: LineWidths(60))
            let balanced = FirstFitBreaker.balanced(items, width: 60, lineCount: plain.count)
            func longest(_ breaks: [Int]) -> Double {
                zip([0] + breaks, breaks).map { points[$1].endWidth + points[$1].tail - points[$0].startWidth }.max() ?? 0
            }
            var least = Double.infinity
            func walk(_ start: Int, _ count: Int, _ most: Double) {
                if start == points.count - 1 {
                    least = min(least, most)
                    return
                }
                guard count < plain.count else { return }
                for end in (start + 1)..<points.count {
                    walk(end, count + 1, max(most, points[end].endWidth + points[end].tail - points[start].startWidth))
                    if points[end].isForced { break }
                }
            }
            walk(0, 0, 0)
            #expect(balanced.count <= plain.count && longest(balanced) <= least + 0.01, "seed \(seed)")
        }
    }

    @Test func firstFitFillsEachLine() {
        var items = LineBreakItems()
        for word in 0..<6 {
            if word > 0 { items.glue(2, stretch: 1, shrink: 0, item: word) }
            items.box(10)
        }
        items.forcedBreak(item: 6)
        #expect(FirstFitBreaker.breakLines(items, widths: LineWidths(35)) == [3, 6])
    }
}
