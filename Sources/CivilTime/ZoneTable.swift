/// The moments at which a zone's offset changed, and its rule for the years after them.
final class ZoneTable: Sendable {
    private let firstOffset: Int
    /// Ascending, with the offset from each on.
    private let transitions: [(at: Int64, offset: Int)]
    private let rule: PosixZone?

    /// A zone without a past.
    init(_ rule: PosixZone) {
        firstOffset = rule.offset(at: 0)
        transitions = []
        self.rule = rule
    }

    /// Reads a file of the database (TZif version 2 or later, RFC 8536); nil when it is none.
    init?(_ bytes: [UInt8]) {
        func word(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
        func counts(_ at: Int) -> (utc: Int, standard: Int, leap: Int, times: Int, types: Int, characters: Int)? {
            guard at + 44 <= bytes.count, bytes[at..<at + 4].elementsEqual([0x54, 0x5A, 0x69, 0x66]) else { return nil }
            return (word(at + 20), word(at + 24), word(at + 28), word(at + 32), word(at + 36), word(at + 40))
        }
        guard let first = counts(0), bytes[4] >= 0x32 else { return nil }
        // The block of version 1 has 4 bytes a moment and is passed over; the second has 8.
        let second = 44 + first.times * 5 + first.types * 6 + first.characters + first.leap * 8 + first.standard + first.utc
        guard let counts = counts(second) else { return nil }
        let times = second + 44
        let indices = times + counts.times * 8
        let types = indices + counts.times
        let end = types + counts.types * 6 + counts.characters + counts.leap * 12 + counts.standard + counts.utc
        guard counts.types > 0, end <= bytes.count else { return nil }
        func offset(_ type: Int) -> Int { Int(Int32(truncatingIfNeeded: word(types + type * 6))) }
        var transitions: [(at: Int64, offset: Int)] = []
        transitions.reserveCapacity(counts.times)
        for index in 0..<counts.times {
            let at = (0..<8).reduce(Int64(0)) { $0 << 8 | Int64(bytes[times + index * 8 + $1]) }
            let type = Int(bytes[indices + index])
            guard type < counts.types, transitions.last.map({ $0.at < at }) ?? true else { return nil }
            transitions.append((at, offset(type)))
        }
        firstOffset = offset(0)
        self.transitions = transitions
        rule = PosixZone(String(decoding: bytes[min(end + 1, bytes.count)...].prefix { $0 != 0x0A }, as: UTF8.self))
    }

    /// Seconds east of Greenwich.
    func offset(at seconds: Int64) -> Int {
        guard let last = transitions.last else { return rule?.offset(at: seconds) ?? firstOffset }
        if seconds >= last.at { return rule?.offset(at: seconds) ?? last.offset }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : transitions[low - 1].offset
    }
}
