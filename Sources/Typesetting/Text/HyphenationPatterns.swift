/// The patterns of one language, by which words are divided (F. M. Liang, *Word Hy-phen-a-tion by Com-put-er*, 1983), in a trie.
///
/// Reads the format of the dictionaries that Debian's packages `hyphen-*` install: a line for the encoding, settings in capitals, and patterns
/// with a digit wherever a place is worth dividing (odd) or not (even); the greatest digit at a place counts. Of a dictionary in levels the
/// last is taken, which knows words: the others know what joins them. Patterns that change letters (`/`) are left out, as such divisions are.
struct HyphenationPatterns {
    /// A file may hold as many bytes; the greatest of Debian's has 2 MB.
    static let mostBytes = 8 << 20
    /// Longer patterns are none.
    private static let longestPattern = 64

    private var letters: [UInt8] = [0]
    private var firstChild: [Int32] = [0]
    private var nextSibling: [Int32] = [0]
    /// Where the digits of the pattern that ends here start in `digits`, one more than its letters; -1 for none.
    private var values: [Int32] = [-1]
    private var digits: [UInt8] = []
    /// The nodes of first letters, by letter.
    private var roots = [Int32](repeating: 0, count: 256)

    /// Nil when the text is not a dictionary in UTF-8.
    init?(_ text: [UInt8]) {
        guard text.starts(with: "UTF-8".utf8), text.count <= Self.mostBytes else { return nil }
        letters.reserveCapacity(text.count / 2)
        firstChild.reserveCapacity(text.count / 2)
        nextSibling.reserveCapacity(text.count / 2)
        values.reserveCapacity(text.count / 2)
        digits.reserveCapacity(text.count)
        text.withUnsafeBufferPointer { text in
            var start = 0
            while start < text.count {
                var end = start
                while end < text.count, text[end] != 0x0A { end += 1 }
                read(UnsafeBufferPointer(rebasing: text[start..<end]))
                start = end + 1
            }
        }
    }

    private mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
        guard let first = line.first, first != 0x25, first != 0x23, line.count <= Self.longestPattern else { return }
        if (0x41...0x5A).contains(first) {
            // `NEXTLEVEL`: what came before was about joined words.
            if line.starts(with: "NEXTLEVEL".utf8) { forget() }
            return
        }
        guard !line.contains(0x2F) else { return }
        let start = digits.count
        var node: Int32 = 0
        var digit: UInt8 = 0
        for byte in line where byte != 0x0D && byte != 0x20 {
            if (0x30...0x39).contains(byte) {
                digit = byte - 0x30
            } else {
                digits.append(digit)
                digit = 0
                node = child(of: node, byte)
            }
        }
        digits.append(digit)
        guard node != 0 else { return digits.removeSubrange(start...) }
        values[Int(node)] = Int32(start)
    }

    private mutating func forget() {
        letters = [0]
        firstChild = [0]
        nextSibling = [0]
        values = [-1]
        digits = []
        roots = [Int32](repeating: 0, count: 256)
    }

    /// The node of a letter below another, made when there is none.
    private mutating func child(of node: Int32, _ letter: UInt8) -> Int32 {
        let found = self.node(below: node, letter)
        if found != 0 { return found }
        let new = Int32(letters.count)
        letters.append(letter)
        firstChild.append(0)
        values.append(-1)
        if node == 0 {
            nextSibling.append(0)
            roots[Int(letter)] = new
        } else {
            nextSibling.append(firstChild[Int(node)])
            firstChild[Int(node)] = new
        }
        return new
    }

    @inline(__always)
    private func node(below node: Int32, _ letter: UInt8) -> Int32 {
        if node == 0 { return roots[Int(letter)] }
        var child = firstChild[Int(node)]
        while child != 0, letters[Int(child)] != letter { child = nextSibling[Int(child)] }
        return child
    }

    /// UTF-8 offsets in a word in small letters where it may be divided.
    func points(of word: [UInt8]) -> [UInt8] {
        let text = [0x2E] + word + [0x2E]
        var worth = [UInt8](repeating: 0, count: text.count + 1)
        for start in text.indices {
            var node: Int32 = 0
            var index = start
            while index < text.count {
                node = self.node(below: node, text[index])
                if node == 0 { break }
                index += 1
                let value = values[Int(node)]
                if value < 0 { continue }
                for place in start...index {
                    worth[place] = max(worth[place], digits[Int(value) + place - start])
                }
            }
        }
        // A place before the word's byte n stands before byte n + 1 of the text.
        return (1..<max(word.count, 1)).compactMap { worth[$0 + 1] & 1 == 1 ? UInt8(clamping: $0) : nil }
    }
}
