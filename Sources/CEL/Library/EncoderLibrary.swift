/// The extension `encoders`: Base64 (RFC 4648).
enum EncoderLibrary {
    private typealias Overload = FunctionDeclaration.Overload

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration("base64.encode", [Overload([.bytes], .string)]) {
            guard case .bytes(let bytes)? = $0.first else { return .noOverload("base64.encode", $0) }
            return .string(encode(bytes))
        },
        FunctionDeclaration("base64.decode", [Overload([.string], .bytes)]) {
            guard case .string(let text)? = $0.first else { return .noOverload("base64.decode", $0) }
            return decode(text).map { .bytes($0) }
                ?? .failure(.badConversion, fr: "le texte n’est pas du Base64", en: "the text is not Base64")
        },
    ]

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var at = 0
        while at < bytes.count {
            let count = min(3, bytes.count - at)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[at + offset]) : 0) }
            for offset in 0..<4 { out.append(offset <= count ? alphabet[Int(group >> UInt32(18 - 6 * offset) & 63)] : UInt8(ascii: "=")) }
            at += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Padding may be left out, as it often is.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes = Array(text.utf8)
        while bytes.last == UInt8(ascii: "=") { bytes.removeLast() }
        guard bytes.count % 4 != 1 else { return nil }
        var out: [UInt8] = []
        var (group, bits): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            let value: UInt32
            switch byte {
            case 0x41...0x5A: value = UInt32(byte) - 0x41
            case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
            case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
            case 0x2B: value = 62
            case 0x2F: value = 63
            default: return nil
            }
            group = (group << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(group >> bits & 0xFF))
            }
        }
        return out
    }
}
