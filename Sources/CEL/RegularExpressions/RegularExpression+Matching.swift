extension RegularExpression {
    /// Whether the pattern matches anywhere in the text.
    package func matches(_ text: String) -> Bool {
        var threads = ThreadList(count: program.count)
        var following = ThreadList(count: program.count)
        var pending: [Int] = []
        var previous: Unicode.Scalar?
        var scalars = text.unicodeScalars.makeIterator()
        var current = scalars.next()
        while true {
            if previous == nil || !isAnchored, add(0, &threads, &pending, previous, current) { return true }
            guard let scalar = current, !(isAnchored && threads.isEmpty) else { return false }
            let next = scalars.next()
            following.clear()
            for index in 0..<threads.count {
                guard case .set(let set) = program[threads[index]], set.contains(scalar) else { continue }
                if add(threads[index] + 1, &following, &pending, scalar, next) { return true }
            }
            swap(&threads, &following)
            previous = scalar
            current = next
        }
    }

    /// Follows everything that takes no character; true when a match is reached.
    private func add(
        _ start: Int, _ threads: inout ThreadList, _ pending: inout [Int], _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?
    ) -> Bool {
        pending.removeAll(keepingCapacity: true)
        pending.append(start)
        while let at = pending.popLast() {
            guard threads.mark(at) else { continue }
            switch program[at] {
            case .match: return true
            case .jump(let target): pending.append(target)
            case .save: pending.append(at + 1)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assertion(let assertion): if Self.holds(assertion, previous, next) { pending.append(at + 1) }
            case .set: threads.append(at)
            }
        }
        return false
    }

    private static func holds(_ assertion: Assertion, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ScalarSet.word.contains($0) } ?? false }
        return switch assertion {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: isWord(previous) != isWord(next)
        case .notWordBoundary: isWord(previous) == isWord(next)
        }
    }

    /// The positions in the program that are alive, each once.
    private struct ThreadList {
        private var alive: [Int] = []
        private var marks: [Bool]
        private var marked: [Int] = []

        init(count: Int) { marks = Array(repeating: false, count: count) }

        var count: Int { alive.count }
        var isEmpty: Bool { alive.isEmpty }

        subscript(index: Int) -> Int { alive[index] }

        mutating func mark(_ at: Int) -> Bool {
            guard !marks[at] else { return false }
            marks[at] = true
            marked.append(at)
            return true
        }

        mutating func append(_ at: Int) { alive.append(at) }

        mutating func clear() {
            for at in marked { marks[at] = false }
            marked.removeAll(keepingCapacity: true)
            alive.removeAll(keepingCapacity: true)
        }
    }

    // MARK: Groups

    /// The leftmost match from a place on, the way Perl would choose it: ranges of the whole and of each group, in scalars.
    func firstMatch(in text: [Unicode.Scalar], from start: Int, steps: inout Int) -> [Range<Int>?]? {
        typealias Thread = (at: Int, slots: [Int])
        let slotCount = (groupCount + 1) * 2
        var threads: [Thread] = []
        var best: [Int]?
        var position = start
        while true {
            let previous = position > 0 ? text[position - 1] : nil
            let current = position < text.count ? text[position] : nil
            var marks = [Bool](repeating: false, count: program.count)
            var alive: [Thread] = []
            // Threads come in order of preference; a match ends those behind it.
            var seeds = threads
            if best == nil, !isAnchored || position == 0 {
                var slots = [Int](repeating: -1, count: slotCount)
                slots[0] = position
                seeds.append((0, slots))
            }
            search: for seed in seeds {
                var pending: [Thread] = [seed]
                while var thread = pending.popLast() {
                    steps += 1
                    guard !marks[thread.at] else { continue }
                    marks[thread.at] = true
                    switch program[thread.at] {
                    case .match:
                        thread.slots[1] = position
                        best = thread.slots
                        break search
                    case .jump(let target): pending.append((target, thread.slots))
                    case .save(let slot):
                        thread.slots[slot] = position
                        pending.append((thread.at + 1, thread.slots))
                    case .split(let first, let second):
                        pending.append((second, thread.slots))
                        pending.append((first, thread.slots))
                    case .assertion(let assertion):
                        if Self.holds(assertion, previous, current) { pending.append((thread.at + 1, thread.slots)) }
                    case .set: alive.append(thread)
                    }
                }
            }
            guard let scalar = current else { break }
            threads = alive.compactMap { thread in
                guard case .set(let set) = program[thread.at], set.contains(scalar) else { return nil }
                return (thread.at + 1, thread.slots)
            }
            if threads.isEmpty, best != nil || isAnchored { break }
            position += 1
        }
        guard let best else { return nil }
        return (0...groupCount).map { group in
            let (low, high) = (best[group * 2], best[group * 2 + 1])
            return low >= 0 && high >= low ? low..<high : nil
        }
    }

    /// Many matches, each of which looks far ahead, would take the square of the text's length.
    private static let mostSteps = 5_000_000

    /// All matches from left to right that do not overlap; nil when finding them takes too long.
    func allMatches(in text: [Unicode.Scalar], limit: Int = .max) -> [[Range<Int>?]]? {
        var steps = 0
        var found: [[Range<Int>?]] = []
        var position = 0
        var lastEnd = -1
        while position <= text.count, found.count < limit, let match = firstMatch(in: text, from: position, steps: &steps),
            let whole = match[0]
        {
            guard steps < Self.mostSteps else { return nil }
            // An empty match right after another is none.
            if !(whole.isEmpty && whole.lowerBound == lastEnd) { found.append(match) }
            lastEnd = whole.upperBound
            position = whole.isEmpty ? whole.upperBound + 1 : whole.upperBound
        }
        return found
    }
}
