/// Escapes of CSS (CSS Syntax 3, clause 4.3.7).
enum CSSEscapes {
    static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let c = bytes[index]
            index += 1
            guard c == UInt8(ascii: "\\"), index < bytes.endIndex else {
                if c != UInt8(ascii: "\\") { out.append(c) }
                continue
            }
            let next = bytes[index]
            if Tokenizer.isHex(next) {
                var value: UInt32 = 0
                var count = 0
                while count < 6, index < bytes.endIndex, let digit = hex(bytes[index]) {
                    value = value << 4 | digit
                    index += 1
                    count += 1
                }
                if index < bytes.endIndex, Tokenizer.isSpace(bytes[index]) {
                    let isCarriageReturn = bytes[index] == 0x0D
                    index += 1
                    if isCarriageReturn, index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
                }
                let scalar = value == 0 ? nil : Unicode.Scalar(value)
                out.append(contentsOf: Array(String(Character(scalar ?? "\u{FFFD}")).utf8))
            } else if next == 0x0A || next == 0x0C || next == 0x0D {
                // An escaped line end joins lines of a string.
                index += 1
                if next == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
            } else {
                out.append(next)
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func hex(_ c: UInt8) -> UInt32? {
        switch c {
        case 0x30...0x39: UInt32(c) - 0x30
        case 0x41...0x46: UInt32(c) - 0x37
        case 0x61...0x66: UInt32(c) - 0x57
        default: nil
        }
    }
}
