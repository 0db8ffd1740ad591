/// The bytes that a `data:` reference holds itself (RFC 2397), and how bytes are written so.
package enum DataURI {
    private static let mostBytes = 32 << 20
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes of a `data:` reference; nil for another reference, and for one that cannot be read.
    package static func bytes(of reference: String) -> [UInt8]? {
        let all = Array(reference.utf8)
        guard all.count <= mostBytes, all.count > 5, String(decoding: all.prefix(5), as: UTF8.self).lowercased() == "data:",
            let comma = all.firstIndex(of: UInt8(ascii: ","))
        else { return nil }
        let head = String(decoding: all[5..<comma], as: UTF8.self).lowercased()
        let content = unescaped(all[(comma + 1)...])
        return head.hasSuffix(";base64") ? decoded(content) : content
    }

    /// `data:image/png;base64,…`.
    package static func text(_ bytes: [UInt8], mediaType: String) -> String {
        var out = Array("data:\(mediaType);base64,".utf8)
        out.reserveCapacity(out.count + (bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            var group = 0
            for offset in 0..<3 { group = group << 8 | (offset < rest ? Int(bytes[index + offset]) : 0) }
            for place in 0..<4 { out.append(place <= rest ? alphabet[group >> (18 - 6 * place) & 63] : UInt8(ascii: "=")) }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        func digit(_ byte: UInt8) -> UInt8? { Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) } }
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    private static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        var group = 0
        var count = 0
        for byte in bytes where byte != UInt8(ascii: "=") && byte > 0x20 {
            let value: Int
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) + 4
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: return nil
            }
            group = group << 6 | value
            count += 1
            if count == 4 {
                out.append(contentsOf: [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)])
                (group, count) = (0, 0)
            }
        }
        switch count {
        case 0: break
        case 2: out.append(UInt8(group >> 4 & 255))
        case 3: out.append(contentsOf: [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)])
        default: return nil
        }
        return out
    }
}
