/// A code word: its bits, the first at the top, and how many they are.
struct FaxCode: Sendable, Hashable {
    let bits: UInt16
    let count: UInt8

    init(_ bits: UInt16, _ count: UInt8) {
        self.bits = bits
        self.count = count
    }
}

extension FaxCode {
    /// End of a line (ITU-T T.4, clause 4.1.2).
    static let endOfLine = FaxCode(0b000000000001, 12)

    // MARK: Two dimensions (ITU-T T.6, table 1)

    static let pass = FaxCode(0b0001, 4)
    static let horizontal = FaxCode(0b001, 3)
    /// By how far the change lies right of the one above it: from -3 to 3.
    static let vertical: [FaxCode] = [
        FaxCode(0b0000010, 7), FaxCode(0b000010, 6), FaxCode(0b010, 3), FaxCode(0b1, 1), FaxCode(0b011, 3), FaxCode(0b000011, 6),
        FaxCode(0b0000011, 7),
    ]
}

/// Code words of lengths of runs (ITU-T T.4, tables 2 and 3; the same in T.6).
enum RunCodes {
    /// White runs of 0 to 63 pixels.
    static let white: [FaxCode] = [
        FaxCode(0b00110101, 8), FaxCode(0b000111, 6), FaxCode(0b0111, 4), FaxCode(0b1000, 4), FaxCode(0b1011, 4), FaxCode(0b1100, 4),
        FaxCode(0b1110, 4), FaxCode(0b1111, 4), FaxCode(0b10011, 5), FaxCode(0b10100, 5), FaxCode(0b00111, 5), FaxCode(0b01000, 5),
        FaxCode(0b001000, 6), FaxCode(0b000011, 6), FaxCode(0b110100, 6), FaxCode(0b110101, 6), FaxCode(0b101010, 6),
        FaxCode(0b101011, 6), FaxCode(0b0100111, 7), FaxCode(0b0001100, 7), FaxCode(0b0001000, 7), FaxCode(0b0010111, 7),
        FaxCode(0b0000011, 7), FaxCode(0b0000100, 7), FaxCode(0b0101000, 7), FaxCode(0b0101011, 7), FaxCode(0b0010011, 7),
        FaxCode(0b0100100, 7), FaxCode(0b0011000, 7), FaxCode(0b00000010, 8), FaxCode(0b00000011, 8), FaxCode(0b00011010, 8),
        FaxCode(0b00011011, 8), FaxCode(0b00010010, 8), FaxCode(0b00010011, 8), FaxCode(0b00010100, 8), FaxCode(0b00010101, 8),
        FaxCode(0b00010110, 8), FaxCode(0b00010111, 8), FaxCode(0b00101000, 8), FaxCode(0b00101001, 8), FaxCode(0b00101010, 8),
        FaxCode(0b00101011, 8), FaxCode(0b00101100, 8), FaxCode(0b00101101, 8), FaxCode(0b00000100, 8), FaxCode(0b00000101, 8),
        FaxCode(0b00001010, 8), FaxCode(0b00001011, 8), FaxCode(0b01010010, 8), FaxCode(0b01010011, 8), FaxCode(0b01010100, 8),
        FaxCode(0b01010101, 8), FaxCode(0b00100100, 8), FaxCode(0b00100101, 8), FaxCode(0b01011000, 8), FaxCode(0b01011001, 8),
        FaxCode(0b01011010, 8), FaxCode(0b01011011, 8), FaxCode(0b01001010, 8), FaxCode(0b01001011, 8), FaxCode(0b00110010, 8),
        FaxCode(0b00110011, 8), FaxCode(0b00110100, 8),
    ]

    /// Black runs of 0 to 63 pixels.
    static let black: [FaxCode] = [
        FaxCode(0b0000110111, 10), FaxCode(0b010, 3), FaxCode(0b11, 2), FaxCode(0b10, 2), FaxCode(0b011, 3), FaxCode(0b0011, 4),
        FaxCode(0b0010, 4), FaxCode(0b00011, 5), FaxCode(0b000101, 6), FaxCode(0b000100, 6), FaxCode(0b0000100, 7), FaxCode(0b0000101, 7),
        FaxCode(0b0000111, 7), FaxCode(0b00000100, 8), FaxCode(0b00000111, 8), FaxCode(0b000011000, 9), FaxCode(0b0000010111, 10),
        FaxCode(0b0000011000, 10), FaxCode(0b0000001000, 10), FaxCode(0b00001100111, 11), FaxCode(0b00001101000, 11),
        FaxCode(0b00001101100, 11), FaxCode(0b00000110111, 11), FaxCode(0b00000101000, 11), FaxCode(0b00000010111, 11),
        FaxCode(0b00000011000, 11), FaxCode(0b000011001010, 12), FaxCode(0b000011001011, 12), FaxCode(0b000011001100, 12),
        FaxCode(0b000011001101, 12), FaxCode(0b000001101000, 12), FaxCode(0b000001101001, 12), FaxCode(0b000001101010, 12),
        FaxCode(0b000001101011, 12), FaxCode(0b000011010010, 12), FaxCode(0b000011010011, 12), FaxCode(0b000011010100, 12),
        FaxCode(0b000011010101, 12), FaxCode(0b000011010110, 12), FaxCode(0b000011010111, 12), FaxCode(0b000001101100, 12),
        FaxCode(0b000001101101, 12), FaxCode(0b000011011010, 12), FaxCode(0b000011011011, 12), FaxCode(0b000001010100, 12),
        FaxCode(0b000001010101, 12), FaxCode(0b000001010110, 12), FaxCode(0b000001010111, 12), FaxCode(0b000001100100, 12),
        FaxCode(0b000001100101, 12), FaxCode(0b000001010010, 12), FaxCode(0b000001010011, 12), FaxCode(0b000000100100, 12),
        FaxCode(0b000000110111, 12), FaxCode(0b000000111000, 12), FaxCode(0b000000100111, 12), FaxCode(0b000000101000, 12),
        FaxCode(0b000001011000, 12), FaxCode(0b000001011001, 12), FaxCode(0b000000101011, 12), FaxCode(0b000000101100, 12),
        FaxCode(0b000001011010, 12), FaxCode(0b000001100110, 12), FaxCode(0b000001100111, 12),
    ]

    /// White runs of 64, 128 … 1,728 pixels, each followed by one of ``white``.
    static let whiteMakeUp: [FaxCode] = [
        FaxCode(0b11011, 5), FaxCode(0b10010, 5), FaxCode(0b010111, 6), FaxCode(0b0110111, 7), FaxCode(0b00110110, 8),
        FaxCode(0b00110111, 8), FaxCode(0b01100100, 8), FaxCode(0b01100101, 8), FaxCode(0b01101000, 8), FaxCode(0b01100111, 8),
        FaxCode(0b011001100, 9), FaxCode(0b011001101, 9), FaxCode(0b011010010, 9), FaxCode(0b011010011, 9), FaxCode(0b011010100, 9),
        FaxCode(0b011010101, 9), FaxCode(0b011010110, 9), FaxCode(0b011010111, 9), FaxCode(0b011011000, 9), FaxCode(0b011011001, 9),
        FaxCode(0b011011010, 9), FaxCode(0b011011011, 9), FaxCode(0b010011000, 9), FaxCode(0b010011001, 9), FaxCode(0b010011010, 9),
        FaxCode(0b011000, 6), FaxCode(0b010011011, 9),
    ]

    /// Black runs of 64, 128 … 1,728 pixels, each followed by one of ``black``.
    static let blackMakeUp: [FaxCode] = [
        FaxCode(0b0000001111, 10), FaxCode(0b000011001000, 12), FaxCode(0b000011001001, 12), FaxCode(0b000001011011, 12),
        FaxCode(0b000000110011, 12), FaxCode(0b000000110100, 12), FaxCode(0b000000110101, 12), FaxCode(0b0000001101100, 13),
        FaxCode(0b0000001101101, 13), FaxCode(0b0000001001010, 13), FaxCode(0b0000001001011, 13), FaxCode(0b0000001001100, 13),
        FaxCode(0b0000001001101, 13), FaxCode(0b0000001110010, 13), FaxCode(0b0000001110011, 13), FaxCode(0b0000001110100, 13),
        FaxCode(0b0000001110101, 13), FaxCode(0b0000001110110, 13), FaxCode(0b0000001110111, 13), FaxCode(0b0000001010010, 13),
        FaxCode(0b0000001010011, 13), FaxCode(0b0000001010100, 13), FaxCode(0b0000001010101, 13), FaxCode(0b0000001011010, 13),
        FaxCode(0b0000001011011, 13), FaxCode(0b0000001100100, 13), FaxCode(0b0000001100101, 13),
    ]

    /// Runs of either colour of 1,792, 1,856 … 2,560 pixels.
    static let longMakeUp: [FaxCode] = [
        FaxCode(0b00000001000, 11), FaxCode(0b00000001100, 11), FaxCode(0b00000001101, 11), FaxCode(0b000000010010, 12),
        FaxCode(0b000000010011, 12), FaxCode(0b000000010100, 12), FaxCode(0b000000010101, 12), FaxCode(0b000000010110, 12),
        FaxCode(0b000000010111, 12), FaxCode(0b000000011100, 12), FaxCode(0b000000011101, 12), FaxCode(0b000000011110, 12),
        FaxCode(0b000000011111, 12),
    ]
}
