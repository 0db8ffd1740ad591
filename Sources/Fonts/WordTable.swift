/// Shaped words by their bytes: an open table, a power of two long, at most half full.
struct WordTable: Sendable {
    private var hashes: [UInt64]
    private var words: [ShapedWord?]
    private(set) var count = 0

    init() {
        hashes = Array(repeating: 0, count: 256)
        words = Array(repeating: nil, count: 256)
    }

    /// Eight bytes at a time, multiplied and folded: the same in every run, for texts of a template and not of an attacker's choosing
    /// alone, since the table's size is bounded.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
        var index = 0
        let raw = UnsafeRawBufferPointer(text)
        while index + 8 <= raw.count {
            state = mix(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var tail: UInt64 = 0
        while index < raw.count {
            tail = tail << 8 | UInt64(raw[index])
            index += 1
        }
        return mix(state ^ tail)
    }

    @inline(__always) private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }

    func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> ShapedWord? {
        let mask = words.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while let word = words[index] {
            if hashes[index] == hash, word.text.count == text.count, word.text.elementsEqual(text) { return word }
            index = (index + 1) & mask
        }
        return nil
    }

    mutating func insert(_ word: ShapedWord, hash: UInt64) {
        if count >= FontLimits.cachedWords { self = WordTable() }
        if count * 2 >= words.count { grow() }
        place(word, hash)
        count += 1
    }

    private mutating func place(_ word: ShapedWord, _ hash: UInt64) {
        let mask = words.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while words[index] != nil { index = (index + 1) & mask }
        words[index] = word
        hashes[index] = hash
    }

    private mutating func grow() {
        let (oldWords, oldHashes) = (words, hashes)
        words = Array(repeating: nil, count: oldWords.count * 2)
        hashes = Array(repeating: 0, count: oldWords.count * 2)
        for (word, hash) in zip(oldWords, oldHashes) {
            if let word { place(word, hash) }
        }
    }
}
