import PDF

/// Reads over a content stream, or a character map, for what it shows and marks: strings of two-byte codes by font.
struct ContentScan {
    /// By the name of the font.
    private(set) var codes: [String: Set<Int>] = [:]
    private(set) var greatestMark: Int?
    /// Of a character map: the first code of each pair in `bfchar` sections.
    private(set) var mappedCodes: Set<Int> = []

    init(_ bytes: [UInt8]) {
        var reader = PDFContentReader(bytes)
        var font = ""
        while let operation = try? reader.next() {
            let operands = operation.operands
            switch operation.name {
            case "Tf": font = operands.first?.nameValue?.text ?? ""
            case "Tj": note(operands, font)
            case "TJ": note(operands.first?.arrayValue ?? [], font)
            case "BDC":
                guard let number = operands.last?.dictionaryValue?["MCID"]?.integerValue else { continue }
                greatestMark = max(greatestMark ?? 0, number)
            case "endbfchar":
                for index in stride(from: 0, to: operands.count, by: 2) {
                    if let code = operands[index].stringValue, code.count == 2 { mappedCodes.insert(Self.code(code, at: 0)) }
                }
            default: break
            }
        }
    }

    private mutating func note(_ shown: [PDFObject], _ font: String) {
        for string in shown.compactMap(\.stringValue) {
            for index in stride(from: 0, to: string.count - 1, by: 2) { codes[font, default: []].insert(Self.code(string, at: index)) }
        }
    }

    private static func code(_ string: [UInt8], at index: Int) -> Int { Int(string[index]) << 8 | Int(string[index + 1]) }
}
