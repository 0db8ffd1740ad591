/// A text of at most 15 bytes in two machine words, so that the names of fields compare in one step; longer ones are marked.
struct PackedText: Equatable, Sendable {
    let low: UInt64
    let high: UInt64

    private static let longMark: UInt64 = 0xFF << 56

    /// Whether equal words mean equal texts.
    var isExact: Bool { high & Self.longMark != Self.longMark }

    /// Stands for what is no text; equal to no text's words.
    static let none = PackedText(low: .max, high: .max)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    init(_ text: String) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        let count = text.utf8.count
        var shift: UInt64 = 0
        for byte in text.utf8.prefix(15) {
            if shift < 64 { low |= UInt64(byte) << shift } else { high |= UInt64(byte) << (shift - 64) }
            shift += 8
        }
        // The top byte is the length; of long texts the words are only a first sieve.
        high |= count <= 15 ? UInt64(count) << 56 : Self.longMark
        self.low = low
        self.high = high
    }
}

/// Equality by code point: Swift's own merges canonical equivalents.
func areSameText(_ left: String, _ right: String) -> Bool {
    let (a, b) = (left.utf8, right.utf8)
    guard a.count == b.count else { return false }
    let fast: Bool?? = a.withContiguousStorageIfAvailable { x in
        b.withContiguousStorageIfAvailable { y in
            for index in x.indices where x[index] != y[index] { return false }
            return true
        }
    }
    return (fast ?? nil) ?? a.elementsEqual(b)
}
