import CHarfBuzz

/// Names out of a font's name table (OpenType 1.9, "name").
struct FontNames {
    let family: String
    let postScriptName: String
    /// The names under which the face may be asked for: family, typographic family, full name.
    let all: [String]

    init(_ face: OpaquePointer) {
        let legacy = Self.name(1, of: face)
        let typographic = Self.name(16, of: face)
        all = [legacy, typographic, Self.name(4, of: face)].compactMap { $0 }
        family = typographic ?? legacy ?? "Unnamed"
        let wanted = Self.name(6, of: face) ?? family
        let name = String(String.UnicodeScalarView(wanted.unicodeScalars.filter(Self.isAllowed).prefix(63)))
        postScriptName = name.isEmpty ? "Unnamed" : name
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }

    private static func name(_ id: UInt32, of face: OpaquePointer) -> String? {
        let buffer = [UInt8](unsafeUninitializedCapacity: 256) { target, count in
            target.withMemoryRebound(to: CChar.self) { text in
                var size = UInt32(text.count)
                _ = hb_ot_name_get_utf8(face, id, nil, &size, text.baseAddress)
                count = min(Int(size), text.count - 1)
            }
        }
        let text = String(decoding: buffer, as: UTF8.self)
        return text.isEmpty ? nil : text
    }
}
