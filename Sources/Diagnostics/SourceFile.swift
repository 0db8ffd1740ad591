import Glibc

/// The identity of a source within one ``SourceMap``.
package struct SourceID: Hashable, Sendable {
    package let index: UInt32

    package init(index: UInt32) {
        self.index = index
    }
}

/// A text that an author wrote: its name as shown to people, and its bytes.
package struct SourceFile: Sendable {
    package let id: SourceID
    /// Path as shown in diagnostics, relative to where the user works when possible.
    package let path: String
    package let bytes: [UInt8]
    /// Offset of the first byte of each line; never empty.
    private let lineStarts: [Int]
    /// Scalars before each block of ``markDistance`` bytes; empty where all lines are short. Without it each place in a line of megabytes
    /// costs a walk through that line.
    private let marks: [Int]
    private static let markDistance = 4_096

    package init(id: SourceID, path: String, bytes: [UInt8]) {
        self.id = id
        self.path = path
        self.bytes = bytes
        let starts = Self.lineStarts(bytes)
        lineStarts = starts
        marks = Self.marks(bytes, starts)
    }

    private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
        var starts = [0]
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var offset = 0
            while offset < buffer.count, let found = memchr(base + offset, 0x0A, buffer.count - offset) {
                offset = UnsafeRawPointer(found) - base + 1
                starts.append(offset)
            }
        }
        return starts
    }

    private static func marks(_ bytes: [UInt8], _ starts: [Int]) -> [Int] {
        var longest = bytes.count - (starts.last ?? 0)
        for index in starts.indices.dropFirst() { longest = max(longest, starts[index] - starts[index - 1]) }
        guard longest > 2 * markDistance else { return [] }
        var marks: [Int] = []
        var count = 0
        bytes.withUnsafeBufferPointer { bytes in
            for start in stride(from: 0, to: bytes.count, by: markDistance) {
                marks.append(count)
                for index in start..<min(start + markDistance, bytes.count) where bytes[index] & 0xC0 != 0x80 { count += 1 }
            }
        }
        return marks
    }

    private func scalarCount(_ range: Range<Int>) -> Int {
        func plain(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
        guard range.count > Self.markDistance, !marks.isEmpty else { return plain(range) }
        func before(_ offset: Int) -> Int {
            let block = min(offset / Self.markDistance, marks.count - 1)
            return marks[block] + plain(block * Self.markDistance..<offset)
        }
        return before(range.upperBound) - before(range.lowerBound)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var lineCount: Int { lineStarts.count }

    /// The place of a byte offset; an offset past the end is the end.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(0, offset), bytes.count)
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        let column = scalarCount(lineStarts[low]..<offset)
        return SourcePosition(line: low + 1, column: column + 1)
    }

    /// The byte offset of a place given as line and column from 1, columns counted in Unicode scalars.
    package func offset(line: Int, column: Int) -> Int {
        guard line >= 1 else { return 0 }
        guard line <= lineStarts.count else { return bytes.count }
        let range = byteRange(ofLine: line)
        var offset = range.lowerBound
        var scalars = 1
        while offset < range.upperBound, scalars < column {
            offset += 1
            while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            scalars += 1
        }
        return offset
    }

    /// The bytes of a line (from 1), without its line end.
    package func byteRange(ofLine line: Int) -> Range<Int> {
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<max(start, end)
    }
}

/// Line and column from 1; columns count Unicode scalars.
package struct SourcePosition: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
