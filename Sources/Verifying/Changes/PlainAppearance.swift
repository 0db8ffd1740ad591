import PDF

/// Whether an appearance shows a field's value as text and nothing else: no image, no pattern, no other words, no hidden text.
struct PlainAppearance {
    private static let longest = 1 << 20
    private static let harmless: Set<String> = [
        "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "m", "l", "c", "v", "y", "h", "re", "n", "W", "W*", "g", "G", "rg", "RG", "k",
        "K", "cs", "CS", "sc", "SC", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Ts", "Td", "TD", "Tm", "T*", "BMC", "EMC",
    ]
    private static let painting: Set<String> = ["f", "F", "f*", "S", "s", "B", "B*", "b", "b*"]
    private static let streamKeys: Set<PDFName> = [
        "Type", "Subtype", "FormType", "BBox", "Matrix", "Resources", "Length", "Filter", "DecodeParms", "Name", "LastModified",
    ]

    private let file: PDFFile
    /// Whether the signed field has a background or border of its own, which its appearance then paints.
    private let paints: Bool
    private var fonts: [PDFName: FontText] = [:]

    init(_ file: PDFFile, paints: Bool) {
        self.file = file
        self.paints = paints
    }

    /// The pieces of text that a form shows; nil when it shows anything else. `isKnownFont` says whether a font was there before.
    mutating func pieces(of stream: PDFStream, isKnownFont: (Int) -> Bool) -> [[Unicode.Scalar?]]? {
        guard stream.dictionary.keys.allSatisfy({ Self.streamKeys.contains($0) }) else { return nil }
        let resources = file.resolve(stream.dictionary["Resources"]).dictionaryValue ?? [:]
        guard resources.keys.allSatisfy({ $0 == "Font" || $0 == "ProcSet" }) else { return nil }
        for font in file.resolve(resources["Font"]).dictionaryValue?.entries ?? [] {
            guard let number = font.value.referenceValue?.number, isKnownFont(number) else { return nil }
            fonts[font.key] = FontText(file.object(number: number).dictionaryValue ?? [:], file)
        }
        guard let content = try? file.decoded(stream, limit: Self.longest) else { return nil }
        return pieces(of: content)
    }

    private func pieces(of content: [UInt8]) -> [[Unicode.Scalar?]]? {
        var found: [[Unicode.Scalar?]] = []
        var font: FontText?
        var reader = PDFContentReader(content)
        do {
            while let operation = try reader.next() {
                let operands = operation.operands
                switch operation.name {
                case "Tf": font = operands.first?.nameValue.flatMap { fonts[$0] }
                case "Tr": if operands.first?.integerValue != 0 { return nil }
                case "Tj", "'", "\"":
                    guard let text = font?.scalars(operands.last) else { return nil }
                    found.append(text)
                case "TJ":
                    var joined: [Unicode.Scalar?] = []
                    for item in operands.last?.arrayValue ?? [] where item.numberValue == nil {
                        guard let text = font?.scalars(item) else { return nil }
                        joined += text
                    }
                    found.append(joined)
                case "scn", "SCN": if !operands.allSatisfy({ $0.numberValue != nil }) { return nil }
                // Content that belongs to a layer may be hidden.
                case "BDC": if operands.first?.nameValue == "OC" { return nil }
                case let name where Self.painting.contains(name): if !paints { return nil }
                case let name: if !Self.harmless.contains(name) { return nil }
                }
            }
        } catch {
            return nil
        }
        return found
    }

    /// Whether the pieces read one after the other are this text, white space apart. What a piece does not say plainly (nil) stands for any
    /// character beyond ASCII.
    static func agree(_ pieces: [[Unicode.Scalar?]], _ text: String) -> Bool {
        let shown = pieces.joined().filter { $0?.properties.isWhitespace != true }
        let wanted = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value >= 0x20 }
        return shown.count == wanted.count
            && zip(shown, wanted).allSatisfy { shown, wanted in shown == wanted || shown == nil && wanted.value >= 0x80 }
    }
}

/// What the codes of a font stand for.
private struct FontText {
    private static let longestMap = 1 << 20
    private static let longestRange = 65_536

    private let isComposite: Bool
    /// By code, of a composite font.
    private var map: [Int: [Unicode.Scalar]] = [:]

    init(_ font: PDFDictionary, _ file: PDFFile) {
        isComposite = file.resolve(font["Subtype"]).nameValue == "Type0"
        guard isComposite, let stream = file.resolve(font["ToUnicode"]).streamValue,
            let bytes = try? file.decoded(stream, limit: Self.longestMap)
        else { return }
        var reader = PDFContentReader(bytes)
        while let operation = try? reader.next() {
            switch operation.name {
            case "endbfchar": readSingles(operation.operands)
            case "endbfrange": readRanges(operation.operands)
            default: continue
            }
        }
    }

    private mutating func readSingles(_ operands: [PDFObject]) {
        for index in stride(from: 0, to: operands.count - 1, by: 2) {
            if let code = Self.code(operands[index]) { map[code] = Self.text(operands[index + 1]) }
        }
    }

    private mutating func readRanges(_ operands: [PDFObject]) {
        for index in stride(from: 0, to: operands.count - 2, by: 3) {
            guard let first = Self.code(operands[index]), let last = Self.code(operands[index + 1]), first <= last,
                last - first < Self.longestRange
            else { continue }
            if let list = operands[index + 2].arrayValue {
                for (offset, item) in list.prefix(last - first + 1).enumerated() { map[first + offset] = Self.text(item) }
            } else if let start = Self.text(operands[index + 2]), let end = start.last {
                for code in first...last {
                    guard let scalar = Unicode.Scalar(end.value &+ UInt32(code - first)) else { continue }
                    map[code] = start.dropLast() + [scalar]
                }
            }
        }
    }

    private static func code(_ object: PDFObject) -> Int? {
        guard case .string(let bytes) = object, bytes.count == 1 || bytes.count == 2 else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func text(_ object: PDFObject) -> [Unicode.Scalar]? {
        guard case .string(let bytes) = object else { return nil }
        return Array(PDFText.decode([0xFE, 0xFF] + bytes).unicodeScalars)
    }

    /// Nil stands for one character beyond ASCII; nothing at all when a code is unknown.
    func scalars(_ object: PDFObject?) -> [Unicode.Scalar?]? {
        guard case .string(let bytes)? = object else { return nil }
        guard isComposite else { return bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : nil } }
        guard bytes.count % 2 == 0 else { return nil }
        var out: [Unicode.Scalar?] = []
        for index in stride(from: 0, to: bytes.count, by: 2) {
            guard let known = map[Int(bytes[index]) << 8 | Int(bytes[index + 1])] else { return nil }
            out += known
        }
        return out
    }
}
