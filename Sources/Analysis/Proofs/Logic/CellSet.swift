/// A set of cells of one variable: the first 64 in a word of their own, so that the usual small domains need no memory.
struct CellSet: Hashable, Sendable {
    private var low: UInt64
    /// Cells 64 and up; as long as the domain asks, never shorter in one of two sets that are joined.
    private var high: [UInt64]

    /// The empty set of a domain with so many cells.
    init(count: Int) {
        low = 0
        high = count > 64 ? Array(repeating: 0, count: (count - 1) / 64) : []
    }

    /// All cells of such a domain.
    init(allOf count: Int) {
        self.init(count: count)
        insert(cells: 0..<count)
    }

    mutating func insert(_ cell: Int) {
        if cell < 64 { low |= 1 << UInt64(cell) } else { high[cell / 64 - 1] |= 1 << UInt64(cell % 64) }
    }

    mutating func insert(cells: Range<Int>) { for cell in cells { insert(cell) } }

    func contains(_ cell: Int) -> Bool {
        cell < 64 ? low >> UInt64(cell) & 1 == 1 : high[cell / 64 - 1] >> UInt64(cell % 64) & 1 == 1
    }

    var isEmpty: Bool { low == 0 && high.allSatisfy { $0 == 0 } }

    var count: Int { low.nonzeroBitCount + high.reduce(0) { $0 + $1.nonzeroBitCount } }

    func intersection(_ other: CellSet) -> CellSet {
        var result = self
        result.low &= other.low
        for index in high.indices { result.high[index] &= other.high[index] }
        return result
    }

    func union(_ other: CellSet) -> CellSet {
        var result = self
        result.low |= other.low
        for index in high.indices { result.high[index] |= other.high[index] }
        return result
    }

    func subtracting(_ other: CellSet) -> CellSet {
        var result = self
        result.low &= ~other.low
        for index in high.indices { result.high[index] &= ~other.high[index] }
        return result
    }

    func isDisjoint(with other: CellSet) -> Bool {
        if low & other.low != 0 { return false }
        for index in high.indices where high[index] & other.high[index] != 0 { return false }
        return true
    }

    func isSubset(of other: CellSet) -> Bool {
        if low & ~other.low != 0 { return false }
        for index in high.indices where high[index] & ~other.high[index] != 0 { return false }
        return true
    }

    /// The lowest cell.
    var first: Int? {
        if low != 0 { return low.trailingZeroBitCount }
        for (index, word) in high.enumerated() where word != 0 { return 64 * (index + 1) + word.trailingZeroBitCount }
        return nil
    }

    /// All cells, in order.
    var cells: [Int] {
        var found: [Int] = []
        for (index, word) in ([low] + high).enumerated() {
            var rest = word
            while rest != 0 {
                found.append(64 * index + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return found
    }
}
