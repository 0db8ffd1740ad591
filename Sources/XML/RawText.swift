import Diagnostics
import Glibc

/// Reads raw XML bytes beside libxml2, to know where things stand; never reads outside the array, whatever the bytes.
enum RawText {
    /// Where the parts of an attribute stand; the value without its quotes.
    struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
    }

    // MARK: Bytes

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Whether a byte may begin a name; bytes above ASCII are left to libxml2's judgement.
    static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isNameStart(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// The end of the name that begins at `start`.
    static func nameEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        return min(index, bytes.count)
    }

    static func skipSpaces(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        return index
    }

    /// Whether `text` (ASCII) stands at `index`.
    static func stands(_ text: StaticString, in bytes: [UInt8], at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// Where `text` (ASCII) next stands; the end of the bytes when it does not.
    static func find(_ text: StaticString, in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == text.utf8Start[0], stands(text, in: bytes, at: index) { return index }
            index += 1
        }
        return bytes.count
    }

    /// Where a byte next stands; the end of the bytes when it does not.
    static func next(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBytes { buffer in
            guard start >= 0, start < buffer.count, let base = buffer.baseAddress,
                let found = memchr(base + start, Int32(byte), buffer.count - start)
            else { return buffer.count }
            return UnsafeRawPointer(found) - base
        }
    }

    // MARK: Markup

    /// The next `<` that is not of a CDATA section: where the text that begins at `start` ends.
    static func markupStart(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while true {
            index = next(UInt8(ascii: "<"), in: bytes, from: index)
            guard index < bytes.count, stands("<![CDATA[", in: bytes, at: index) else { return index }
            index = find("]]>", in: bytes, from: index + 9) + 1
        }
    }

    /// Reads the start tag whose `<` stands at `start`: attributes into `found`; answers the offset after its `>`.
    ///
    /// For well-formed tags only; a faulty one gives what could be read.
    static func readStartTag(_ bytes: [UInt8], at start: Int, into found: inout [Attribute]) -> Int {
        found.removeAll(keepingCapacity: true)
        var index = nameEnd(bytes, from: start + 1)
        while true {
            index = skipSpaces(bytes, from: index)
            guard index < bytes.count else { return bytes.count }
            if bytes[index] == UInt8(ascii: ">") { return index + 1 }
            if bytes[index] == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let nameStart = index
            index = nameEnd(bytes, from: index)
            guard index > nameStart else { return index + 1 }
            let name = nameStart..<index
            index = skipSpaces(bytes, from: index)
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return index }
            index = skipSpaces(bytes, from: index + 1)
            guard index < bytes.count else { return bytes.count }
            let quote = bytes[index]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return index }
            let valueStart = index + 1
            index = valueStart
            while index < bytes.count, bytes[index] != quote { index += 1 }
            found.append(Attribute(name: name, value: valueStart..<index))
            index = min(index + 1, bytes.count)
        }
    }

    /// Whether the name in this range is that of a namespace declaration.
    static func isNamespaceDeclaration(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
        guard name.count >= 5, stands("xmlns", in: bytes, at: name.lowerBound) else { return false }
        return name.count == 5 || bytes[name.lowerBound + 5] == UInt8(ascii: ":")
    }

    /// The `<` of the first tag with more attributes than `limit`: libxml2 would compare each with all others.
    static func firstCrowdedTag(_ bytes: [UInt8], limit: Int) -> Int? {
        var index = 0
        while index < bytes.count {
            index = next(UInt8(ascii: "<"), in: bytes, from: index)
            if index == bytes.count { break }
            let start = index
            if stands("<!--", in: bytes, at: index) {
                index = find("-->", in: bytes, from: index + 4)
                continue
            }
            if stands("<![CDATA[", in: bytes, at: index) {
                index = find("]]>", in: bytes, from: index + 9)
                continue
            }
            index += 1
            guard index < bytes.count, isNameStart(bytes[index]) else { continue }
            var count = 0
            while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "<") {
                let byte = bytes[index]
                index += 1
                guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
                count += 1
                if count > limit { return start }
                // A `<` inside quotes is a fault that libxml2 will tell.
                while index < bytes.count, bytes[index] != byte, bytes[index] != UInt8(ascii: "<") { index += 1 }
                if index < bytes.count, bytes[index] == byte { index += 1 }
            }
        }
        return nil
    }

    /// The offset of the first byte that is not UTF-8.
    static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var index = 0
            let count = buffer.count
            while index < count {
                let first = buffer[index]
                if first < 0x80 {
                    index += 1
                    // Eight at a time while all are ASCII.
                    while index + 8 <= count,
                        UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                    {
                        index += 8
                    }
                    continue
                }
                let length: Int
                var lowest: UInt8 = 0x80
                var highest: UInt8 = 0xBF
                switch first {
                case 0xC2...0xDF: length = 2
                case 0xE0: (length, lowest) = (3, 0xA0)
                case 0xED: (length, highest) = (3, 0x9F)
                case 0xE1...0xEF: length = 3
                case 0xF0: (length, lowest) = (4, 0x90)
                case 0xF1...0xF3: length = 4
                case 0xF4: (length, highest) = (4, 0x8F)
                default: return index
                }
                guard index + length <= count, buffer[index + 1] >= lowest, buffer[index + 1] <= highest else { return index }
                for offset in 2..<max(2, length) where buffer[index + offset] & 0xC0 != 0x80 { return index }
                index += length
            }
            return nil
        }
    }

    // MARK: Decoding

    /// The bytes that a reference stands for; nil when it is none. `range` is between `&` and `;`.
    static func decodeReference(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8]? {
        guard let first = range.first else { return nil }
        guard bytes[first] == UInt8(ascii: "#") else {
            let name = String(decoding: bytes[range], as: UTF8.self)
            return (XMLEntities.predefined[name] ?? XMLEntities.html[name]).map { Array(String($0).utf8) }
        }
        var digits = bytes[(first + 1)..<range.upperBound]
        var radix: UInt32 = 10
        if digits.first == UInt8(ascii: "x") {
            radix = 16
            digits = digits.dropFirst()
        }
        guard !digits.isEmpty else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            guard let number = Character(Unicode.Scalar(digit)).hexDigitValue, number < Int(radix), value < 0x11_0000 else { return nil }
            value = value * radix + UInt32(number)
        }
        return Unicode.Scalar(value).map { Array(String($0).utf8) }
    }

    /// A raw stretch of text or of an attribute value, decoded piece by piece.
    static func decode(_ bytes: [UInt8], _ range: Range<Int>, isAttribute: Bool) -> (text: [UInt8], segments: [EmbeddedText.Segment]) {
        var out: [UInt8] = []
        var segments: [EmbeddedText.Segment] = []
        var index = range.lowerBound
        var verbatimStart = index
        func closeVerbatim(_ end: Int) {
            guard end > verbatimStart else { return }
            segments.append(
                EmbeddedText.Segment(textStart: out.count - (end - verbatimStart), hostStart: verbatimStart, hostEnd: end, isVerbatim: true)
            )
        }
        func replace(_ end: Int, with decoded: [UInt8]) {
            closeVerbatim(index)
            if !decoded.isEmpty {
                segments.append(EmbeddedText.Segment(textStart: out.count, hostStart: index, hostEnd: end, isVerbatim: false))
                out.append(contentsOf: decoded)
            }
            index = end
            verbatimStart = end
        }
        var cdataEnd = -1
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == 0x0D, index + 1 < range.upperBound, bytes[index + 1] == 0x0A {
                replace(index + 2, with: [isAttribute ? 0x20 : 0x0A])
            } else if index == cdataEnd {
                replace(index + 3, with: [])
                cdataEnd = -1
            } else if cdataEnd < 0, byte == UInt8(ascii: "<"), stands("<![CDATA[", in: bytes, at: index) {
                cdataEnd = find("]]>", in: bytes, from: index + 9)
                replace(index + 9, with: [])
            } else if cdataEnd < 0, byte == UInt8(ascii: "&"), let end = referenceEnd(bytes, from: index, limit: range.upperBound),
                let decoded = decodeReference(bytes, (index + 1)..<end)
            {
                replace(end + 1, with: decoded)
            } else {
                let isFolded = byte == 0x0D || (isAttribute && (byte == 0x0A || byte == 0x09))
                out.append(isFolded ? (isAttribute ? 0x20 : 0x0A) : byte)
                index += 1
            }
        }
        closeVerbatim(index)
        return (out, segments)
    }

    static func segments(_ bytes: [UInt8], _ range: Range<Int>, isAttribute: Bool) -> [EmbeddedText.Segment] {
        decode(bytes, range, isAttribute: isAttribute).segments
    }

    /// The `;` of the reference whose `&` stands at `start`; nil when no name or number leads to one.
    static func referenceEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
        var index = start + 1
        if index < limit, bytes[index] == UInt8(ascii: "#") { index += 1 }
        while index < limit, isNameByte(bytes[index]), bytes[index] != UInt8(ascii: ":") { index += 1 }
        return index < limit && index > start + 1 && bytes[index] == UInt8(ascii: ";") ? index : nil
    }
}
