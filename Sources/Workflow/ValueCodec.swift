import CEL
import Diagnostics

/// Values as JSON that loses nothing and is the same on every run: RFC 8259, keys in the order of the value.
///
/// What JSON has no word for is an object with one key that begins with `$`, which no declared field can:
/// `{"$timestamp": "2026-01-31T14:00:00Z"}`, `$duration`, `$uint`, `$bytes` (hexadecimal), `$double` (what is not finite).
/// A number is a `double` when it has a point or an exponent, an `int` otherwise.
package enum ValueCodec {
    /// Deeper nesting is refused when it is read.
    package static let depthLimit = 64

    /// What is wrong with a text.
    package struct Fault: Error, Hashable, Sendable {
        package let reason: String
        /// Byte offset.
        package let offset: Int
    }

    package static func encode(_ value: Value) -> [UInt8] {
        var text = ""
        write(value, to: &text)
        return Array(text.utf8)
    }

    package static func decode(_ bytes: [UInt8]) throws(Fault) -> Value {
        var reader = Reader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if !reader.isAtEnd { throw reader.fault("something follows the value") }
        return value
    }

    private static func write(_ value: Value, to out: inout String) {
        if value.isNull {
            out += "null"
        } else if let entries = value.entries {
            out += "{"
            for (index, entry) in entries.enumerated() {
                if index > 0 { out += "," }
                out += JSONText.quote(entry.0) + ":"
                write(entry.1, to: &out)
            }
            out += "}"
        } else if let elements = value.elements {
            out += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { out += "," }
                write(element, to: &out)
            }
            out += "]"
        } else {
            out += scalar(value)
        }
    }

    private static func scalar(_ value: Value) -> String {
        switch value {
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return "{\"$uint\":\"\(number)\"}"
        case .double(let number):
            // Swift writes the shortest digits that read back as the same number, always with a point or an exponent.
            return number.isFinite ? number.description : "{\"$double\":\"\(number.description)\"}"
        case .string(let text): return JSONText.quote(text)
        case .bytes(let bytes): return "{\"$bytes\":\"\(hexadecimal(bytes))\"}"
        case .timestamp(let moment): return "{\"$timestamp\":\(JSONText.quote(moment.text))}"
        case .duration(let duration): return "{\"$duration\":\(JSONText.quote(duration.text))}"
        // Types, errors and unset optionals never reach an event: effects are checked before.
        default: return "null"
        }
    }

    /// Two digits a byte, lower case.
    package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension ValueCodec {
    /// A strict JSON reader that never traps.
    fileprivate struct Reader {
        private static let mostKeysLookedThrough = 16

        let bytes: [UInt8]
        var offset = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        var isAtEnd: Bool { offset >= bytes.count }
        var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

        func fault(_ reason: String) -> Fault { Fault(reason: reason, offset: offset) }

        mutating func skipSpace() {
            while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard let byte = current, UInt32(byte) == character.value else { return false }
            offset += 1
            return true
        }

        mutating func value(depth: Int) throws(Fault) -> Value {
            guard depth < ValueCodec.depthLimit else { throw fault("nested too deeply") }
            skipSpace()
            switch current {
            case UInt8(ascii: "{"): return try object(depth: depth)
            case UInt8(ascii: "["): return try array(depth: depth)
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"): return try word("true", .bool(true))
            case UInt8(ascii: "f"): return try word("false", .bool(false))
            case UInt8(ascii: "n"): return try word("null", .null)
            default: return try number()
            }
        }

        private mutating func word(_ word: String, _ value: Value) throws(Fault) -> Value {
            let end = offset + word.utf8.count
            guard end <= bytes.count, bytes[offset..<end].elementsEqual(word.utf8) else { throw fault("no JSON value") }
            offset = end
            return value
        }

        private mutating func array(depth: Int) throws(Fault) -> Value {
            offset += 1
            var elements: [Value] = []
            skipSpace()
            if take("]") { return .list(elements) }
            while true {
                elements.append(try value(depth: depth + 1))
                skipSpace()
                if take("]") { return .list(elements) }
                guard take(",") else { throw fault("`,` or `]` expected") }
            }
        }

        private mutating func object(depth: Int) throws(Fault) -> Value {
            offset += 1
            var entries: [(String, Value)] = []
            // Few keys are looked through; many are kept in a set beside them.
            var names: Set<String> = []
            skipSpace()
            if take("}") { return .record([]) }
            while true {
                skipSpace()
                guard current == UInt8(ascii: "\"") else { throw fault("a key expected") }
                let name = try string()
                if entries.count == Self.mostKeysLookedThrough { names = Set(entries.map(\.0)) }
                let isRepeated =
                    entries.count < Self.mostKeysLookedThrough
                    ? entries.contains { $0.0 == name } : !names.insert(name).inserted
                if isRepeated { throw fault("key `\(name)` is repeated") }
                skipSpace()
                guard take(":") else { throw fault("`:` expected") }
                entries.append((name, try value(depth: depth + 1)))
                skipSpace()
                if take("}") { break }
                guard take(",") else { throw fault("`,` or `}` expected") }
            }
            guard let first = entries.first, entries.count == 1, first.0.hasPrefix("$") else { return .record(entries) }
            guard case .string(let text) = first.1, let value = tagged(first.0, text) else {
                throw fault("tag `\(first.0)` cannot be read")
            }
            return value
        }

        private func tagged(_ tag: String, _ text: String) -> Value? {
            switch tag {
            case "$timestamp": Timestamp(text).map { .timestamp($0) }
            case "$duration": CELDuration(text).map { .duration($0) }
            case "$uint": UInt64(text).map { .uint($0) }
            case "$double": Double(text).map { .double($0) }
            case "$bytes": ValueCodec.bytes(hexadecimal: text).map { .bytes($0) }
            default: nil
            }
        }

        private mutating func number() throws(Fault) -> Value {
            let start = offset
            _ = take("-")
            let digits = offset
            while let byte = current, byte >= 0x30, byte <= 0x39 { offset += 1 }
            guard offset > digits else { throw fault("no JSON value") }
            guard offset == digits + 1 || bytes[digits] != 0x30 else { throw fault("a number begins with 0") }
            var isDouble = false
            if take(".") {
                isDouble = true
                let fraction = offset
                while let byte = current, byte >= 0x30, byte <= 0x39 { offset += 1 }
                guard offset > fraction else { throw fault("digits expected after the point") }
            }
            if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
                isDouble = true
                offset += 1
                if !take("+") { _ = take("-") }
                let exponent = offset
                while let byte = current, byte >= 0x30, byte <= 0x39 { offset += 1 }
                guard offset > exponent else { throw fault("digits expected in the exponent") }
            }
            let text = String(decoding: bytes[start..<offset], as: UTF8.self)
            if isDouble {
                guard let number = Double(text), number.isFinite else { throw fault("number out of range") }
                return .double(number)
            }
            guard let number = Int64(text) else { throw fault("number out of range") }
            return .int(number)
        }

        private mutating func string() throws(Fault) -> String {
            offset += 1
            let start = offset
            while let byte = current, byte >= 0x20, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "\"") { offset += 1 }
            var out = Array(bytes[start..<offset])
            while true {
                guard let byte = current else { throw fault("a string does not end") }
                offset += 1
                switch byte {
                case UInt8(ascii: "\""):
                    guard let text = String(validating: out, as: UTF8.self) else { throw fault("a string is not UTF-8") }
                    return text
                case UInt8(ascii: "\\"): try escape(into: &out)
                case 0..<0x20: throw fault("a control character in a string")
                default: out.append(byte)
                }
            }
        }

        private mutating func escape(into out: inout [UInt8]) throws(Fault) {
            guard let byte = current else { throw fault("a string does not end") }
            offset += 1
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                var code = try fourDigits()
                if (0xD800..<0xDC00).contains(code) {
                    guard take("\\"), take("u") else { throw fault("half a surrogate pair") }
                    let low = try fourDigits()
                    guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair") }
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                }
                guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
                out.append(contentsOf: String(Character(scalar)).utf8)
            default: throw fault("an unknown escape")
            }
        }

        private mutating func fourDigits() throws(Fault) -> UInt32 {
            guard offset + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16),
                bytes[offset] != UInt8(ascii: "+"), bytes[offset] != UInt8(ascii: "-")
            else { throw fault("four hexadecimal digits expected") }
            offset += 4
            return code
        }
    }

    fileprivate static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x61 + 10
            default: nil
            }
        }
        var out: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }
}
