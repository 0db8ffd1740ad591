import Certificates
import PDF

/// Which bytes a signature covers: all of its revision but the hexadecimal of `/Contents`, or it is refused.
struct SignatureCoverage {
    /// The hexadecimal string, brackets included.
    let gap: Range<Int>
    /// One past the last signed byte.
    let end: Int
    let contents: [UInt8]
    let bytes: [UInt8]

    var signedParts: [ArraySlice<UInt8>] { [bytes[0..<gap.lowerBound], bytes[gap.upperBound..<end]] }

    static func of(_ field: SignatureFieldEntry, _ dictionary: PDFDictionary, _ file: PDFFile) -> Result<SignatureCoverage, FindingFailure>
    {
        func fail(_ finding: Finding) -> Result<SignatureCoverage, FindingFailure> {
            .failure(FindingFailure(finding))
        }
        // Both must be written in the dictionary itself: an indirect value could be replaced later.
        guard case .array(let range)? = dictionary["ByteRange"], range.count == 4 else { return fail(Findings.noByteRange()) }
        let numbers = range.compactMap(\.integerValue)
        guard numbers.count == 4, numbers.allSatisfy({ $0 >= 0 && $0 <= file.end }) else { return fail(Findings.noByteRange()) }
        guard case .string(let contents)? = dictionary["Contents"], !contents.isEmpty else { return fail(Findings.noContents()) }
        let gap = numbers[1]..<max(numbers[1], numbers[2])
        let end = numbers[2] + numbers[3]
        guard numbers[0] == 0, numbers[2] > numbers[1], end <= file.end, gap.count >= 2 else { return fail(Findings.wrongByteRange()) }
        let bytes = file.bytes
        guard bytes[gap.lowerBound] == 0x3C, bytes[gap.upperBound - 1] == 0x3E, let hex = read(bytes[gap.dropFirst().dropLast()]),
            hex == contents
        else { return fail(Findings.wrongByteRange()) }
        // The gap must be the value of `/Contents` of this very object, as the file's references find it.
        let holder = field.valueReference ?? field.reference
        guard let extent = file.extent(number: holder.number), extent.lowerBound < gap.lowerBound, gap.upperBound < extent.upperBound,
            keyStands("/Contents", before: gap.lowerBound, bytes)
        else { return fail(Findings.wrongByteRange()) }
        return .success(SignatureCoverage(gap: gap, end: end, contents: contents, bytes: bytes))
    }

    private static func read(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 2)
        var high: UInt8?
        for byte in text {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            if let first = high {
                out.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return out
    }

    private static func keyStands(_ key: String, before offset: Int, _ bytes: [UInt8]) -> Bool {
        var index = offset
        while index > 0, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index - 1]) { index -= 1 }
        let wanted = Array(key.utf8)
        return index >= wanted.count && bytes[(index - wanted.count)..<index].elementsEqual(wanted)
    }
}
