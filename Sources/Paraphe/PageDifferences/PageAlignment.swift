/// Which page of the new document each page of the old one became.
enum PageAlignment {
    enum Pair: Hashable {
        /// Indices of the two pages.
        case both(Int, Int)
        case removed(Int)
        case added(Int)
    }

    /// Pages with less in common than this are not the same page.
    private static let leastLikeness = 0.35

    static func pairs(_ old: [ComparedDocument.Page], _ new: [ComparedDocument.Page]) -> [Pair] {
        var start = 0
        while start < old.count, start < new.count, old[start].words == new[start].words { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start, old[old.count - 1 - end].words == new[new.count - 1 - end].words {
            end += 1
        }
        var pairs = (0..<start).map { Pair.both($0, $0) }
        pairs += middle(old, start..<old.count - end, new, start..<new.count - end)
        pairs += (0..<end).reversed().map { Pair.both(old.count - 1 - $0, new.count - 1 - $0) }
        return pairs
    }

    /// The pairing, in order, of the greatest likeness.
    private static func middle(
        _ old: [ComparedDocument.Page], _ oldRange: Range<Int>, _ new: [ComparedDocument.Page], _ newRange: Range<Int>
    ) -> [Pair] {
        let oldBags = oldRange.map { WordBag(old[$0].words) }
        let newBags = newRange.map { WordBag(new[$0].words) }
        let (rows, columns) = (oldBags.count, newBags.count)
        // Beyond this, pages are paired by their number.
        guard rows * columns <= 250_000 else {
            let both = min(rows, columns)
            var pairs = (0..<both).map { Pair.both(oldRange.lowerBound + $0, newRange.lowerBound + $0) }
            pairs += (both..<max(both, rows)).map { .removed(oldRange.lowerBound + $0) }
            pairs += (both..<max(both, columns)).map { .added(newRange.lowerBound + $0) }
            return pairs
        }
        var best = [[Double]](repeating: [Double](repeating: 0, count: columns + 1), count: rows + 1)
        var likeness = [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                var value = oldBags[row].likeness(to: newBags[column])
                // A page alone against one page is the same page, changed.
                if rows == 1, columns == 1 { value = max(value, leastLikeness) }
                likeness[row][column] = value >= leastLikeness ? value : -1
                let paired = likeness[row][column] < 0 ? -1 : likeness[row][column] + best[row + 1][column + 1]
                best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
            }
        }
        var pairs: [Pair] = []
        var (row, column) = (0, 0)
        while row < rows || column < columns {
            if row < rows, column < columns, likeness[row][column] >= 0,
                best[row][column] == likeness[row][column] + best[row + 1][column + 1]
            {
                pairs.append(.both(oldRange.lowerBound + row, newRange.lowerBound + column))
                row += 1
                column += 1
            } else if row < rows, column == columns || best[row][column] == best[row + 1][column] {
                pairs.append(.removed(oldRange.lowerBound + row))
                row += 1
            } else {
                pairs.append(.added(newRange.lowerBound + column))
                column += 1
            }
        }
        return pairs
    }

    /// Words of a page and how often each stands there.
    private struct WordBag {
        private let counts: [String: Int]
        private let total: Int

        init(_ words: [String]) {
            counts = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            total = words.count
        }

        /// From 0 to 1.
        func likeness(to other: WordBag) -> Double {
            // Pages without words may be the same picture.
            if total == 0, other.total == 0 { return 0.5 }
            let (small, large) = counts.count <= other.counts.count ? (counts, other.counts) : (other.counts, counts)
            var common = 0
            for (word, count) in small { common += min(count, large[word] ?? 0) }
            return Double(common) / Double(max(total, other.total, 1))
        }
    }
}

/// Words that went and came, in order.
enum WordChanges {
    static func between(_ old: [String], _ new: [String]) -> (removed: [String], added: [String]) {
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var (oldEnd, newEnd) = (old.count, new.count)
        while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
            oldEnd -= 1
            newEnd -= 1
        }
        let (a, b) = (Array(old[start..<oldEnd]), Array(new[start..<newEnd]))
        guard a.count <= PageDifferenceLimits.words, b.count <= PageDifferenceLimits.words, !a.isEmpty, !b.isEmpty else { return (a, b) }
        // Longest common subsequence.
        let width = b.count + 1
        var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
        for row in stride(from: a.count - 1, through: 0, by: -1) {
            for column in stride(from: b.count - 1, through: 0, by: -1) {
                lengths[row * width + column] =
                    a[row] == b[column]
                    ? lengths[(row + 1) * width + column + 1] + 1
                    : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
            }
        }
        var (removed, added): ([String], [String]) = ([], [])
        var (row, column) = (0, 0)
        while row < a.count, column < b.count {
            if a[row] == b[column] {
                row += 1
                column += 1
            } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
                removed.append(a[row])
                row += 1
            } else {
                added.append(b[column])
                column += 1
            }
        }
        return (removed + a[row...], added + b[column...])
    }
}
