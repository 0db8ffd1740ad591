import Diagnostics

/// Where the values of a JSON file stand, so that a finding about a field can point to it. Made of a file that was read without fault.
package struct JSONPlaces: Sendable {
    /// Deeper values have the place of what holds them.
    private static let deepestNesting = 16
    /// More are not noted.
    private static let mostPlaces = 100_000

    private let source: SourceFile
    private var spans: [[String]: Span] = [:]

    package init(_ source: SourceFile) {
        self.source = source
        var position = 0
        value(&position, at: [])
    }

    /// The place of a value, else of the nearest one that holds it.
    ///
    /// - Parameter path: names of fields; elements of lists by their index.
    package func span(of path: [String]) -> Span? {
        var path = path
        while true {
            if let span = spans[path] { return span }
            guard path.popLast() != nil else { return nil }
        }
    }

    package func holds(_ path: [String]) -> Bool { spans[path] != nil }

    private func byte(_ position: Int) -> UInt8 { position < source.bytes.count ? source.bytes[position] : 0 }

    private func skipBlanks(_ position: inout Int) {
        while [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte(position)), position < source.bytes.count { position += 1 }
    }

    private mutating func value(_ position: inout Int, at path: [String]) {
        skipBlanks(&position)
        let start = position
        switch byte(position) {
        case 0x7B:
            position += 1
            while position < source.bytes.count {
                skipBlanks(&position)
                if byte(position) == 0x7D { break }
                if byte(position) == 0x2C {
                    position += 1
                    continue
                }
                let name = string(&position)
                skipBlanks(&position)
                guard byte(position) == 0x3A else { break }
                position += 1
                value(&position, at: path + [name])
            }
            position += 1
            note(path, start, start + 1)
        case 0x5B:
            position += 1
            var index = 0
            while position < source.bytes.count {
                skipBlanks(&position)
                if byte(position) == 0x5D { break }
                if byte(position) == 0x2C {
                    position += 1
                    continue
                }
                let before = position
                value(&position, at: path + [String(index)])
                index += 1
                if position == before { break }
            }
            position += 1
            note(path, start, start + 1)
        case 0x22:
            _ = string(&position)
            note(path, start, position)
        default:
            while position < source.bytes.count, ![0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D, 0x09].contains(byte(position)) { position += 1 }
            note(path, start, position)
        }
    }

    private mutating func note(_ path: [String], _ start: Int, _ end: Int) {
        guard path.count <= Self.deepestNesting, spans.count < Self.mostPlaces else { return }
        spans[path] = Span(source: source.id, start: start, end: min(max(end, start), source.bytes.count))
    }

    /// The text between two quotes, as written; names of fields have no escapes in practice.
    private func string(_ position: inout Int) -> String {
        guard byte(position) == 0x22 else {
            position += 1
            return ""
        }
        position += 1
        let start = position
        while position < source.bytes.count, byte(position) != 0x22 { position += byte(position) == 0x5C ? 2 : 1 }
        let end = min(position, source.bytes.count)
        position = end + 1
        return String(decoding: source.bytes[min(start, end)..<end], as: UTF8.self)
    }
}
