/// The words of an expression, as far as ``PackReader/checkLiterals(_:scope:)`` needs them: paths of names, string literals, the rest.
struct ExpressionTokens {
    enum Token: Equatable {
        /// `dossier.state`; a name before a parenthesis is a symbol.
        case path([String])
        /// A string literal and its UTF-8 range, quotes included.
        case string(String, Range<Int>)
        case symbol(String)
    }

    private(set) var tokens: [Token] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if Self.startsName(byte) {
                index = name(bytes, index)
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                index = string(bytes, index)
            } else if byte <= 0x20 {
                index += 1
            } else {
                let isDouble = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
                let end = index + (isDouble ? 2 : 1)
                tokens.append(.symbol(String(decoding: bytes[index..<end], as: UTF8.self)))
                index = end
            }
        }
    }

    private static func startsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private mutating func name(_ bytes: [UInt8], _ start: Int) -> Int {
        var path: [String] = []
        var index = start
        while index < bytes.count, Self.startsName(bytes[index]) {
            let begin = index
            while index < bytes.count, Self.startsName(bytes[index]) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
                index += 1
            }
            path.append(String(decoding: bytes[begin..<index], as: UTF8.self))
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), Self.startsName(bytes[index + 1]) else { break }
            index += 1
        }
        let isCall = index < bytes.count && bytes[index] == UInt8(ascii: "(")
        // Raw strings and bytes (`r'…'`) are none of the texts that are looked for.
        let isPrefix = index < bytes.count && (bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\""))
        // What follows a parenthesis or a bracket with a dot is a part of something unknown.
        let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
        tokens.append(isCall || isPrefix || isMember || path == ["in"] ? .symbol(path.joined(separator: ".")) : .path(path))
        return index
    }

    private mutating func string(_ bytes: [UInt8], _ start: Int) -> Int {
        let quote = bytes[start]
        var index = start + 1
        var isSimple = true
        while index < bytes.count, bytes[index] != quote {
            if bytes[index] == UInt8(ascii: "\\") {
                isSimple = false
                index += 1
            }
            index += 1
        }
        let end = min(index + 1, bytes.count)
        let content = String(decoding: bytes[min(start + 1, bytes.count)..<min(index, bytes.count)], as: UTF8.self)
        tokens.append(isSimple ? .string(content, start..<end) : .symbol("string"))
        return end
    }
}
