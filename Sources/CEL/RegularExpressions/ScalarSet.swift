/// A set of characters as sorted, disjoint ranges, with a quick answer for ASCII.
struct ScalarSet: Sendable {
    let ranges: [ClosedRange<UInt32>]
    private let lowASCII: UInt64
    private let highASCII: UInt64

    static let largest: UInt32 = 0x10FFFF
    static let digit = ScalarSet([0x30...0x39])
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])

    /// Larger ranges than this keep their own case when case is ignored: whole scripts hold both cases anyway.
    private static let mostFolded = 3_000

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false, ignoresCase: Bool = false) {
        var merged = Self.merge(ignoresCase ? ranges + Self.otherCases(ranges) : ranges)
        if isNegated { merged = Self.complement(merged) }
        self.ranges = merged
        var (low, high): (UInt64, UInt64) = (0, 0)
        for range in merged where range.lowerBound < 128 {
            for value in range.lowerBound...min(range.upperBound, 127) {
                if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
            }
        }
        (lowASCII, highASCII) = (low, high)
    }

    var complement: ScalarSet { ScalarSet(ranges, isNegated: true) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return lowASCII >> UInt64(value) & 1 == 1 }
        if value < 128 { return highASCII >> UInt64(value - 64) & 1 == 1 }
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= value
    }

    private static func merge(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound || range.lowerBound == last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var out: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { out.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= largest { out.append(next...largest) }
        return out
    }

    /// What the ranges hold in the other case (simple folding).
    private static func otherCases(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var out: [ClosedRange<UInt32>] = []
        func add(_ text: String) {
            var scalars = text.unicodeScalars.makeIterator()
            guard let scalar = scalars.next(), scalars.next() == nil else { return }
            out.append(scalar.value...scalar.value)
        }
        for range in ranges where range.count <= mostFolded {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                add(scalar.properties.lowercaseMapping)
                add(scalar.properties.uppercaseMapping)
                switch scalar {
                // The long s, the Kelvin and the Ångström sign fold to letters.
                case "s", "S": out.append(0x17F...0x17F)
                case "k", "K": out.append(0x212A...0x212A)
                case "å", "Å": out.append(0x212B...0x212B)
                default: break
                }
            }
        }
        return out
    }
}
