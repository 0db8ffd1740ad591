import Diagnostics
import Testing

@testable import PDF

struct PDFReaderTests {
    private func object(_ text: String) -> PDFObject? {
        var parser = PDFParser(Array(text.utf8))
        return try? parser.object()
    }

    private static let values: [(String, PDFObject)] = [
        ("12", PDFObject.integer(12)), ("+7", .integer(7)), ("-0", .integer(0)), ("4.", .real(4)), (".5", .real(0.5)),
        ("-.25", .real(-0.25)), ("99999999999999999999", .real(1.0000000000000002e20)),
        ("/A#42", .name("AB")), ("/", .name("")), ("/A#4", .name("A#4")), ("<48 65 6>", .string([0x48, 0x65, 0x60])), ("<>", .string([])),
        ("(a(b)c)", .string(Array("a(b)c".utf8))), ("(\\101\\7\\n\\\n)", .string([0x41, 7, 10])), ("(\r\n)", .string([10])),
        ("[1 0 R 2 3]", [.reference(PDFReference(1)), 2, 3]), ("% comment\n[ ]", []), ("<</A 1/B null>>", ["A": 1, "B": .null]),
        ("1 0 R", .reference(PDFReference(1))), ("1 0 RG", .integer(1)), ("true", .bool(true)),
    ]

    @Test(arguments: values)
    func wellFormed(text: String, expected: PDFObject) {
        #expect(object(text) == expected)
    }

    @Test(arguments: [
        "", "(", "(a", "<4", "<4G>", "[", "[1", "<<", "<</A", "<</A>>", "<<1 2>>", ">>", "]", ")", "}", "foo", "--5", "1.2.3", "+",
        "<</A 1/A 2>>",
    ])
    func malformed(text: String) {
        let found = object(text)
        #expect(found == nil)
    }

    @Test func depthIsLimited() {
        #expect(object(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)) != nil)
        #expect(object(String(repeating: "[", count: 101) + String(repeating: "]", count: 101)) == nil)
        #expect(object(String(repeating: "<</A", count: 1_000_000)) == nil)
        #expect(object("(" + String(repeating: "(", count: 1_000_000)) == nil)
    }

    private func code(_ bytes: [UInt8]) -> String? {
        do {
            _ = try PDFFile(bytes: bytes)
            return nil
        } catch {
            return error.code.name
        }
    }

    private func code(_ text: String) -> String? { code(Array(text.utf8)) }

    @Test func faultsOfFiles() {
        #expect(code("") == "pdf/not-pdf")
        #expect(code("hello") == "pdf/not-pdf")
        #expect(code("%PDF-1.7\n") == "pdf/no-cross-reference")
        #expect(code("%PDF-1.7\nstartxref\n5\n%%EOF") == "pdf/syntax")
        #expect(code("%PDF-1.7\nstartxref\n500\n%%EOF") == "pdf/cross-reference")
        #expect(code("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF") == "pdf/no-catalog")
        #expect(code("%PDF-1.7\nxref\n0 0\ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF") == "pdf/cross-reference-loop")
        #expect(code("%PDF-1.7\nxref\n0 0\ntrailer\n<</Root 1 0 R/Encrypt 2 0 R>>\nstartxref\n9\n%%EOF") == "pdf/encrypted")
        #expect(code("%PDF-1.7\nxref\n0 99999999\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF") == "pdf/cross-reference")
        #expect(code("%PDF-1.7\nxref\n0 2\n1 0 n\n1 0 n\n1 1\n1 0 n\ntrailer\n<<>>\nstartxref\n9\n%%EOF") == "pdf/cross-reference")
    }

    @Test func objectsThatNeedThemselves() throws {
        // A stream whose length is itself, and one whose length is an object inside it.
        var text = "%PDF-1.7\n"
        let first = text.utf8.count
        text += "1 0 obj\n<</Type/Catalog/X 2 0 R>>\nendobj\n"
        let second = text.utf8.count
        text += "2 0 obj\n<</Length 2 0 R>>\nstream\nabc\nendstream\nendobj\n"
        let start = text.utf8.count
        func row(_ offset: Int) -> String { String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n\r\n" }
        text += "xref\n0 3\n0000000000 65535 f\r\n\(row(first))\(row(second))trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        let file = try PDFFile(bytes: Array(text.utf8))
        #expect(file.resolve(file.catalog["X"]).streamValue?.encoded == Array("abc".utf8))
        #expect(file.issues.map(\.code.name) == ["pdf/stream-length"])
    }

    @Test func filters() throws {
        func decode(_ filter: String, _ text: String, _ parameters: PDFDictionary = [:]) throws -> String {
            let stream = PDFStream(
                dictionary: ["Filter": .name(PDFName(filter)), "DecodeParms": .dictionary(parameters)], encoded: Array(text.utf8))
            return String(decoding: try PDFFilters.decode(stream, limit: 1_000) { $0 }, as: UTF8.self)
        }
        #expect(try decode("ASCIIHexDecode", "48 65 6C 6c 6F>") == "Hello")
        #expect(try decode("ASCII85Decode", "87cURD]i,\"Ebo80~>") == "Hello World!")
        #expect(try decode("RunLengthDecode", "\u{2}abc") == "abc")
        #expect(throws: PDFFault.self) { try decode("FlateDecode", "nonsense") }
        #expect(throws: PDFFault.self) { try decode("Secret", "x") }
        #expect(throws: PDFFault.self) { try decode("ASCIIHexDecode", "4G>") }
    }

    @Test func predictors() throws {
        let deflater = Deflater()
        // Two rows of three bytes: Sub, then Up.
        let packed = try #require(deflater.deflate([1, 1, 1, 1, 2, 1, 1, 1]))
        let parameters: PDFDictionary = ["Predictor": 12, "Columns": 3]
        let stream = PDFStream(dictionary: ["Filter": .name("FlateDecode"), "DecodeParms": .dictionary(parameters)], encoded: packed)
        #expect(try PDFFilters.decode(stream, limit: 100) { $0 } == [1, 2, 3, 2, 3, 4])
    }

    /// Every prefix, and thousands of changed files: a value or a fault, never a trap.
    @Test(arguments: [true, false])
    func damagedFilesNeverTrap(usesObjectStreams: Bool) {
        let bytes = Samples.document(usesObjectStreams: usesObjectStreams)
        for end in stride(from: 0, to: bytes.count, by: 3) { readAll(Array(bytes[0..<end])) }
        var random = SplitMix(state: 42)
        for _ in 0..<3_000 {
            var changed = bytes
            for _ in 0..<Int(random.next() % 4 + 1) {
                let place = Int(random.next() % UInt64(changed.count))
                switch random.next() % 3 {
                case 0: changed[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: changed.remove(at: place)
                default: changed.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                }
            }
            readAll(changed)
        }
    }

    private func readAll(_ bytes: [UInt8]) {
        guard let file = try? PDFFile(bytes: bytes) else { return }
        for number in file.entries.keys.sorted() {
            if case .stream(let stream) = file.object(number: number) { _ = try? file.decoded(stream, limit: 100_000) }
        }
        _ = file.pages()
    }
}

/// A small generator with a fixed seed: the same cases on every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
