/// Cuts a stream of bytes into lines, whatever the pieces in which it comes. A line that is too long is told and left out: what follows it is
/// read.
package struct CommandLineSplitter: Sendable {
    package enum Line: Hashable, Sendable {
        case text([UInt8])
        /// Longer than the limit.
        case tooLong
    }

    /// Bytes of one line.
    package static let longestLine = 4 << 20

    private let limit: Int
    private var pending: [UInt8] = []
    private var isSkipping = false

    package init(limit: Int = CommandLineSplitter.longestLine) {
        self.limit = limit
    }

    /// The lines that a piece completes.
    package mutating func take(_ piece: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        for byte in piece {
            if byte == 0x0A {
                lines.append(end())
            } else if isSkipping {
                continue
            } else if pending.count >= limit {
                isSkipping = true
                pending = []
            } else {
                pending.append(byte)
            }
        }
        return lines
    }

    /// The last line, when no line feed ends it.
    package mutating func finish() -> Line? {
        pending.isEmpty && !isSkipping ? nil : end()
    }

    private mutating func end() -> Line {
        defer {
            pending = []
            isSkipping = false
        }
        return isSkipping ? .tooLong : .text(pending)
    }
}
