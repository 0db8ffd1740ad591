import Diagnostics

/// Reads JSON (RFC 8259) into values, with the place of each fault. Whole numbers become int, others double.
package struct JSONReader {
    /// Deepest nesting of lists and maps.
    package static let deepestNesting = 200

    private let source: SourceFile
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int
    private var fault: Diagnostic?

    /// - Parameter range: the part of the file to read, such as one line of many; nil reads it all.
    package init(_ source: SourceFile, range: Range<Int>? = nil) {
        self.source = source
        bytes = source.bytes
        position = range?.lowerBound ?? 0
        end = min(range?.upperBound ?? source.bytes.count, source.bytes.count)
        if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The value, or nil and why.
    package static func read(_ source: SourceFile, range: Range<Int>? = nil) -> (value: Value?, bag: DiagnosticBag) {
        var reader = JSONReader(source, range: range)
        reader.skipBlanks()
        let value = reader.value(depth: 0)
        reader.skipBlanks()
        if reader.fault == nil, reader.position < reader.end { reader.fail("`,` ou fin du fichier", "`,` or the end of the file") }
        var bag = DiagnosticBag()
        if let fault = reader.fault { bag.append(fault) }
        return (reader.fault == nil ? value : nil, bag)
    }

    private mutating func fail(_ fr: String, _ en: String, at place: Range<Int>? = nil) {
        guard fault == nil else { return }
        let range = place ?? position..<min(position + 1, end)
        fault = CELDiagnostics.badJSON(
            Bilingual(fr: fr, en: en), at: Span(source: source.id, range.lowerBound..<max(range.upperBound, range.lowerBound)))
    }

    private mutating func skipBlanks() {
        while position < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private var byte: UInt8 { position < end ? bytes[position] : 0 }

    private mutating func value(depth: Int) -> Value {
        guard depth < Self.deepestNesting else {
            fail("moins d’imbrication (limite \(Self.deepestNesting))", "less nesting (limit \(Self.deepestNesting))")
            return .null
        }
        switch byte {
        case 0x7B: return object(depth)
        case 0x5B: return array(depth)
        case 0x22: return string().map { .string($0) } ?? .null
        case 0x2D, 0x30...0x39: return number()
        default:
            for (word, value) in [("true", Value.bool(true)), ("false", .bool(false)), ("null", .null)]
            where position + word.utf8.count <= end && bytes[position..<position + word.utf8.count].elementsEqual(word.utf8) {
                position += word.utf8.count
                return value
            }
            fail("une valeur JSON", "a JSON value")
            return .null
        }
    }

    private mutating func array(_ depth: Int) -> Value {
        position += 1
        var elements: [Value] = []
        skipBlanks()
        if byte == 0x5D, position < end {
            position += 1
            return .list([])
        }
        while fault == nil {
            skipBlanks()
            elements.append(value(depth: depth + 1))
            skipBlanks()
            if byte == 0x2C {
                position += 1
            } else if byte == 0x5D {
                position += 1
                return .list(elements)
            } else {
                fail("`,` ou `]`", "`,` or `]`")
            }
        }
        return .null
    }

    private mutating func object(_ depth: Int) -> Value {
        position += 1
        var entries: [ValueMap.Entry] = []
        var names: Set<String> = []
        skipBlanks()
        if byte == 0x7D {
            position += 1
            return .map(.empty)
        }
        while fault == nil {
            skipBlanks()
            let start = position
            guard byte == 0x22 else {
                fail("un nom entre guillemets", "a name in quotes")
                break
            }
            guard let name = string() else { break }
            guard names.insert(name).inserted else {
                fail("un autre nom : `\(name)` figure déjà", "another name: `\(name)` is there already", at: start..<position)
                break
            }
            skipBlanks()
            guard byte == 0x3A else {
                fail("`:`", "`:`")
                break
            }
            position += 1
            skipBlanks()
            entries.append(ValueMap.Entry(key: .string(name), value: value(depth: depth + 1)))
            skipBlanks()
            if byte == 0x2C {
                position += 1
            } else if byte == 0x7D {
                position += 1
                return .map(ValueMap(entries: entries))
            } else {
                fail("`,` ou `}`", "`,` or `}`")
            }
        }
        return .null
    }

    private mutating func number() -> Value {
        let start = position
        if byte == 0x2D { position += 1 }
        let digits = position
        while byte >= 0x30, byte <= 0x39 { position += 1 }
        guard position > digits, bytes[digits] != 0x30 || position == digits + 1 else {
            fail("un nombre", "a number", at: start..<position + 1)
            return .null
        }
        var isWhole = true
        if byte == 0x2E {
            isWhole = false
            position += 1
            let fraction = position
            while byte >= 0x30, byte <= 0x39 { position += 1 }
            guard position > fraction else {
                fail("un chiffre après le point", "a digit after the point")
                return .null
            }
        }
        if byte | 0x20 == 0x65 {
            isWhole = false
            position += 1
            if byte == 0x2B || byte == 0x2D { position += 1 }
            let exponent = position
            while byte >= 0x30, byte <= 0x39 { position += 1 }
            guard position > exponent else {
                fail("un exposant", "an exponent")
                return .null
            }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .int(value) }
        return .double(Double(text) ?? 0)
    }

    private mutating func string() -> String? {
        let start = position
        position += 1
        let first = position
        while position < end, bytes[position] != 0x22, bytes[position] != 0x5C, bytes[position] >= 0x20 { position += 1 }
        if byte == 0x22 {
            position += 1
            return text(bytes[first..<position - 1], from: start)
        }
        var out = Array(bytes[first..<position])
        while position < end {
            let current = bytes[position]
            if current == 0x22 {
                position += 1
                return text(out[...], from: start)
            }
            guard current >= 0x20 else { break }
            if current != 0x5C {
                out.append(current)
                position += 1
                continue
            }
            guard position + 1 < end else { break }
            let letter = bytes[position + 1]
            position += 2
            switch letter {
            case 0x22, 0x5C, 0x2F: out.append(letter)
            case 0x62: out.append(8)
            case 0x66: out.append(12)
            case 0x6E: out.append(10)
            case 0x72: out.append(13)
            case 0x74: out.append(9)
            case 0x75:
                guard var value = hex() else {
                    fail("quatre chiffres hexadécimaux", "four hexadecimal digits")
                    return nil
                }
                if (0xD800..<0xDC00).contains(value), byte == 0x5C, position + 1 < end, bytes[position + 1] == 0x75 {
                    position += 2
                    guard let low = hex(), (0xDC00..<0xE000).contains(low) else {
                        fail("la seconde moitié du caractère", "the second half of the character")
                        return nil
                    }
                    value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                }
                guard let scalar = Unicode.Scalar(value) else {
                    fail("un caractère Unicode", "a Unicode character")
                    return nil
                }
                out.append(contentsOf: String(Character(scalar)).utf8)
            default:
                fail("une séquence d’échappement connue", "a known escape", at: position - 2..<position)
                return nil
            }
        }
        fail("un guillemet fermant", "a closing quote", at: start..<start + 1)
        return nil
    }

    private mutating func text(_ bytes: ArraySlice<UInt8>, from start: Int) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        fail("du texte UTF-8", "UTF-8 text", at: start..<start + 1)
        return nil
    }

    private mutating func hex() -> UInt32? {
        guard position + 4 <= end, let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            bytes[position] != 0x2B, bytes[position] != 0x2D
        else { return nil }
        position += 4
        return value
    }
}
