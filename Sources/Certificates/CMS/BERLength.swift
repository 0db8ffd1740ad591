/// Finds where a BER value ends (ITU-T X.690, clause 8.1.3).
enum BERLength {
    private static let deepest = 32

    /// One past the value at `start`; nil when it does not fit.
    static func whole(_ bytes: [UInt8], at start: Int, depth: Int) -> Int? {
        guard depth < deepest, start + 2 <= bytes.count else { return nil }
        let isConstructed = bytes[start] & 0x20 != 0
        var position = start + 1
        if bytes[start] & 0x1F == 0x1F {
            while position < bytes.count, bytes[position] & 0x80 != 0 { position += 1 }
            position += 1
        }
        guard position < bytes.count else { return nil }
        let first = Int(bytes[position])
        position += 1
        if first < 0x80 { return first <= bytes.count - position ? position + first : nil }
        guard first != 0x80 else {
            guard isConstructed else { return nil }
            while position + 2 <= bytes.count {
                if bytes[position] == 0, bytes[position + 1] == 0 { return position + 2 }
                guard let next = whole(bytes, at: position, depth: depth + 1) else { return nil }
                position = next
            }
            return nil
        }
        let width = first & 0x7F
        guard width <= 4, bytes.count - position >= width else { return nil }
        let length = bytes[position..<position + width].reduce(0) { $0 << 8 | Int($1) }
        position += width
        return length <= bytes.count - position ? position + length : nil
    }
}
