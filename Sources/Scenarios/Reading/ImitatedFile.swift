import CEL
import Workflow

/// A stand-in for stored bytes: scenarios name files that nobody has.
struct ImitatedFile {
    let name: String
    let label: String?
    let mediaType: String?

    /// The record `Attachment`.
    var record: Value {
        .record([
            ("id", .string(Self.hash(of: name))), ("name", .string(name)), ("mediaType", .string(mediaType ?? guessedType)),
            ("label", .string(label ?? name)),
        ])
    }

    private var guessedType: String {
        switch name.split(separator: ".").last.map({ $0.lowercased() }) {
        case "pdf": "application/pdf"
        case "png": "image/png"
        case "mp4": "video/mp4"
        case "mov": "video/quicktime"
        case "tif", "tiff": "image/tiff"
        case "heic": "image/heic"
        default: "image/jpeg"
        }
    }

    /// 64 hexadecimal digits that follow from a text, in the place of a digest (FNV-1a, four times seeded).
    static func hash(of text: String) -> String {
        (0..<4).map { seed -> String in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(seed)
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
