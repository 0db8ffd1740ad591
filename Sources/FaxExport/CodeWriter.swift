/// Gathers code words, the first bit of each at the lowest place that is free in its byte: TIFF's fill order 2, as faxes go over the line.
struct CodeWriter {
    private(set) var bytes: [UInt8] = []
    /// Bits that wait for a whole byte, the first at the top of those that count.
    private var waiting: UInt32 = 0
    private var waitingCount = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append(_ code: FaxCode) {
        waiting = waiting << UInt32(code.count) | UInt32(code.bits)
        waitingCount += Int(code.count)
        while waitingCount >= 8 {
            waitingCount -= 8
            bytes.append(Self.reversed(UInt8(truncatingIfNeeded: waiting >> UInt32(waitingCount))))
        }
    }

    /// Fills the last byte with zeros.
    mutating func align() {
        guard waitingCount > 0 else { return }
        bytes.append(Self.reversed(UInt8(truncatingIfNeeded: waiting << UInt32(8 - waitingCount))))
        waitingCount = 0
    }

    private static func reversed(_ byte: UInt8) -> UInt8 {
        var byte = byte
        byte = byte >> 4 | byte << 4
        byte = (byte & 0xCC) >> 2 | (byte & 0x33) << 2
        return (byte & 0xAA) >> 1 | (byte & 0x55) << 1
    }
}
