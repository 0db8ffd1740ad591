/// Where a line of pixels turns from white to black and back: the changing elements of ITU-T T.4, clause 4.2.1.1.
///
/// Those of even index turn to black. After the last come three of the line's width, so that whoever looks ahead finds an end.
struct ChangingElements {
    private(set) var places: [Int32]
    let width: Int32

    /// A white line.
    init(width: Int) {
        self.width = Int32(width)
        places = [self.width, self.width, self.width]
    }

    /// - Parameter row: a bit a pixel, the first at the top; 1 is black.
    init(row: ArraySlice<UInt8>, width: Int) {
        self.init(width: width)
        places.removeAll(keepingCapacity: true)
        var isBlack = false
        var x: Int32 = 0
        for byte in row {
            var used: UInt8 = 0
            while used < 8 {
                // Bits that differ from the colour that runs, from `used` on.
                let rest = (isBlack ? ~byte : byte) << used
                guard rest != 0 else { break }
                used += UInt8(rest.leadingZeroBitCount)
                guard x + Int32(used) < self.width else { break }
                places.append(x + Int32(used))
                isBlack.toggle()
            }
            x += 8
            if x >= self.width { break }
        }
        for _ in 0..<3 { places.append(self.width) }
    }
}
