/// Says which parts of one language stand for which of the other: by kind, by what they hold that has no language, by the words that both
/// languages share, by length, and by what the record of translations knows.
struct BlockAlignment {
    /// Longer lists are compared near the diagonal only.
    private static let widestTable = 250_000
    private static let bandWidth = 120
    private static let gap = -0.25
    /// Below it, two parts are never the same.
    private static let least = -0.8

    let record: TranslationRecord?

    struct Pair {
        /// Positions in the two lists; nil where a part has no counterpart.
        let left: Int?
        let right: Int?
    }

    func align(_ left: [Block], _ right: [Block]) -> [Pair] {
        let straight = zip(left, right).map { similarity($0, $1) }
        if left.count == right.count, straight.allSatisfy({ $0 > 0.5 }) { return left.indices.map { Pair(left: $0, right: $0) } }
        let (pairs, score) = best(left, right)
        // Doubt is for the order as it stands: a wrong shift tells of two parts missing where one was only written anew.
        if left.count == right.count, straight.allSatisfy({ $0 > Self.least }), straight.reduce(0, +) + 1 >= score {
            return left.indices.map { Pair(left: $0, right: $0) }
        }
        return pairs
    }

    /// The alignment with the highest score (Needleman and Wunsch).
    private func best(_ left: [Block], _ right: [Block]) -> ([Pair], Double) {
        let (rows, columns) = (left.count, right.count)
        let isBanded = (rows + 1) * (columns + 1) > Self.widestTable
        let band = isBanded ? Self.bandWidth + abs(rows - columns) : columns + 1
        func limits(_ row: Int) -> ClosedRange<Int> {
            guard isBanded else { return 0...columns }
            let middle = rows == 0 ? 0 : row * columns / rows
            return max(0, middle - band)...min(columns, middle + band)
        }
        var steps: [[UInt8]] = []
        var starts: [Int] = []
        var before: [Double] = []
        var beforeStart = 0
        for row in 0...rows {
            let range = limits(row)
            var scores: [Double] = []
            var choices: [UInt8] = []
            scores.reserveCapacity(range.count)
            for column in range {
                var best = row == 0 && column == 0 ? 0 : -Double.infinity
                var choice: UInt8 = 0
                func above(_ column: Int) -> Double? {
                    before.indices.contains(column - beforeStart) ? before[column - beforeStart] : nil
                }
                if row > 0, let score = above(column), score + Self.gap > best { (best, choice) = (score + Self.gap, 1) }
                if column > range.lowerBound, let score = scores.last, score + Self.gap > best { (best, choice) = (score + Self.gap, 2) }
                if row > 0, column > 0, let score = above(column - 1) {
                    let same = similarity(left[row - 1], right[column - 1])
                    if same > Self.least, score + same >= best { (best, choice) = (score + same, 3) }
                }
                scores.append(best)
                choices.append(choice)
            }
            steps.append(choices)
            starts.append(range.lowerBound)
            (before, beforeStart) = (scores, range.lowerBound)
        }
        var pairs: [Pair] = []
        var (row, column) = (rows, columns)
        while row > 0 || column > 0 {
            let place = column - starts[row]
            switch steps[row].indices.contains(place) ? steps[row][place] : (row > 0 ? 1 : 2) {
            case 3:
                pairs.append(Pair(left: row - 1, right: column - 1))
                row -= 1
                column -= 1
            case 1 where row > 0:
                pairs.append(Pair(left: row - 1, right: nil))
                row -= 1
            default:
                guard column > 0 else {
                    row -= 1
                    continue
                }
                pairs.append(Pair(left: nil, right: column - 1))
                column -= 1
            }
        }
        return (pairs.reversed(), before.last ?? 0)
    }

    /// How much two parts look like the same; about 1 for most that are, below 0 for most that are not.
    func similarity(_ left: Block, _ right: Block) -> Double {
        var score = 0.0
        if left.name == right.name {
            score += 0.3
        } else {
            guard left.family == right.family else { return -.infinity }
            score -= 0.5
        }
        let (kind, otherKind) = (left.value("class"), right.value("class"))
        score += kind == otherKind ? 0.2 : -0.3
        if let id = left.id?.value, let other = right.id?.value { score += id == other ? 2 : -0.7 }
        let (a, b) = (left.features, right.features)
        if a.facts.isEmpty, b.facts.isEmpty {
            score += 0.1
        } else if a.facts.isEmpty || b.facts.isEmpty {
            score -= 0.3
        } else {
            score += 2 * Self.dice(a.facts, b.facts) - 0.5
        }
        let (short, long) = (Double(min(a.letters, b.letters) + 4), Double(max(a.letters, b.letters) + 4))
        score += 0.8 * (short / long - 0.5)
        score += 2 * Self.dice(a.stems, b.stems)
        if let end = a.ending, let other = b.ending { score += end == other ? 0.15 : -0.05 }
        if !a.shape.isEmpty || !b.shape.isEmpty, a.shape != [Block.wordsName] || b.shape != a.shape {
            score += a.shape == b.shape ? 0.5 : -0.2
        }
        if let record, record.knows(a.texts, b.texts) { score += 5 }
        return score
    }

    private static func dice<Element>(_ a: Set<Element>, _ b: Set<Element>) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        return 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
    }
}
