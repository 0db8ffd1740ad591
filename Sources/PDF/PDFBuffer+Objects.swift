extension PDFBuffer {
    /// A name with its solidus; bytes that are not regular characters are written `#xx` (ISO 32000-1, clause 7.3.5).
    package mutating func append(name: PDFName) {
        bytes.append(0x2F)
        // Nearly all names are plain: their bytes go as they are.
        if name.text.utf8.allSatisfy(Self.isPlainInName) { return bytes.append(contentsOf: name.text.utf8) }
        for scalar in name.text.unicodeScalars {
            switch scalar.value {
            case 0x23, 0x25, 0x28, 0x29, 0x2F, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0...0x20, 0x7F...0xFF:
                bytes.append(0x23)
                append(hex: UInt8(truncatingIfNeeded: scalar.value))
            case 0x21...0x7E:
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                for byte in String(scalar).utf8 {
                    bytes.append(0x23)
                    append(hex: byte)
                }
            }
        }
    }

    private static func isPlainInName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    /// A literal string with its parentheses.
    package mutating func append(string: [UInt8]) {
        bytes.append(0x28)
        for byte in string {
            switch byte {
            case 0x28, 0x29, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0D:
                bytes.append(0x5C)
                bytes.append(0x72)
            case 0x0A:
                bytes.append(0x5C)
                bytes.append(0x6E)
            default:
                bytes.append(byte)
            }
        }
        bytes.append(0x29)
    }

    /// A text string; see ``PDFObject/text(_:)``.
    package mutating func append(text: String) {
        append(string: PDFText.encode(text))
    }

    package mutating func append(reference: PDFReference) {
        append(integer: reference.number)
        bytes.append(0x20)
        append(integer: reference.generation)
        append(" R")
    }

    /// Any value. A stream is written whole, with its `Length`; it must then stand at the top of an indirect object.
    package mutating func append(_ object: PDFObject) {
        switch object {
        case .null: append("null")
        case .bool(let value): value ? append("true") : append("false")
        case .integer(let value): append(integer: value)
        case .real(let value): append(real: value)
        case .name(let name): append(name: name)
        case .string(let string): append(string: string)
        case .array(let elements): append(array: elements)
        case .dictionary(let dictionary): append(dictionary: dictionary)
        case .stream(let stream): append(stream: stream)
        case .reference(let reference): append(reference: reference)
        }
    }

    package mutating func append(array elements: [PDFObject]) {
        bytes.append(0x5B)
        var isFirst = true
        for element in elements {
            if !isFirst { bytes.append(0x20) }
            isFirst = false
            append(element)
        }
        bytes.append(0x5D)
    }

    package mutating func append(dictionary: PDFDictionary) {
        append("<<")
        append(entriesOf: dictionary)
        append(">>")
    }

    private mutating func append(entriesOf dictionary: PDFDictionary) {
        for entry in dictionary.entries {
            append(name: entry.key)
            switch entry.value {
            case .name, .string, .array, .dictionary: break
            default: bytes.append(0x20)
            }
            append(entry.value)
        }
    }

    /// `Length` first; data between single ends of line (ISO 19005-2, clause 6.1.7.1).
    ///
    /// Data that ends with a carriage return is followed by one more and a line feed: with a line feed alone, a reader that goes back from
    /// `endstream` over one end of line would find the data a byte short.
    package mutating func append(stream: PDFStream) {
        append("<</Length ")
        append(integer: stream.encoded.count)
        for entry in stream.dictionary.entries where entry.key != "Length" {
            append(name: entry.key)
            bytes.append(0x20)
            append(entry.value)
        }
        append(">>\nstream\n")
        bytes.append(contentsOf: stream.encoded)
        stream.encoded.last == 0x0D ? append("\r\nendstream") : append("\nendstream")
    }
}
