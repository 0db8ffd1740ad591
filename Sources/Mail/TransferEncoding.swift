/// Bytes as lines of printable ASCII, which every server passes on unchanged (RFC 2045 and RFC 2047).
enum TransferEncoding {
    /// RFC 2045, clause 6.7: lines without their ends.
    private static let lineLength = 76

    /// Text as quoted-printable; each end of line becomes CRLF. What it gives never has a bare CR or LF.
    static func quotedPrintable(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        for (index, line) in lines(text).enumerated() {
            if index > 0 { out += [0x0D, 0x0A] }
            var column = 0
            for (place, byte) in line.enumerated() {
                let isLast = place == line.count - 1
                let isBlank = byte == 0x20 || byte == 0x09
                // `=` is the sign itself; a dot or `From ` at the start of a line is what careless relays change.
                let isPlain = (0x21...0x7E).contains(byte) && byte != 0x3D && !(column == 0 && byte == 0x2E) || isBlank && !isLast
                let piece = isPlain ? [byte] : escaped(byte)
                if column + piece.count > lineLength - (isLast ? 0 : 1) {
                    out += [0x3D, 0x0D, 0x0A]
                    column = 0
                }
                out += piece
                column += piece.count
            }
        }
        return out
    }

    private static func lines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var isAfterReturn = false
        for byte in text.utf8 {
            if byte == 0x0A, isAfterReturn {
                isAfterReturn = false
                continue
            }
            isAfterReturn = byte == 0x0D
            if byte == 0x0D || byte == 0x0A { lines.append([]) } else { lines[lines.count - 1].append(byte) }
        }
        return lines
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        [0x3D, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var group: [UInt8] = []
        func flush() {
            let filled = group.count
            while group.count < 3 { group.append(0) }
            let bits = Int(group[0]) << 16 | Int(group[1]) << 8 | Int(group[2])
            for place in 0..<4 { out.append(place <= filled ? alphabet[bits >> (18 - 6 * place) & 63] : 0x3D) }
            group.removeAll(keepingCapacity: true)
        }
        for byte in bytes {
            group.append(byte)
            if group.count == 3 { flush() }
        }
        if !group.isEmpty { flush() }
        return out
    }

    /// Lines of 76 characters, each with its CRLF.
    static func base64Lines(_ bytes: [UInt8]) -> [UInt8] {
        let text = base64(bytes)
        var out: [UInt8] = []
        out.reserveCapacity(text.count + text.count / 38 + 2)
        var start = 0
        while start < text.count {
            let end = min(start + lineLength, text.count)
            out += text[start..<end]
            out += [0x0D, 0x0A]
            start = end
        }
        return out
    }

    /// Words beyond plain ASCII as encoded words of at most 75 characters, each of whole characters (RFC 2047, clauses 2 and 5).
    static func encodedWords(_ text: String) -> [String] {
        // `=?UTF-8?B?` and `?=` take 12; 60 characters of base64 hold 45 bytes.
        var words: [String] = []
        var chunk: [UInt8] = []
        func flush() {
            guard !chunk.isEmpty else { return }
            words.append("=?UTF-8?B?" + String(decoding: base64(chunk), as: UTF8.self) + "?=")
            chunk.removeAll()
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunk.count + bytes.count > 45 { flush() }
            chunk += bytes
        }
        flush()
        return words
    }
}
