import CEL
import Diagnostics
import Testing

@Suite struct JSONTests {
    private static func read(_ text: String) -> (Value?, DiagnosticBag) {
        JSONReader.read(SourceFile(id: SourceID(index: 0), path: "data.json", bytes: Array(text.utf8)))
    }

    @Test(arguments: [
        ("{\"b\": 1, \"a\": [true, null, 1.5, -2, 1e2]}", "{\"b\":1,\"a\":[true,null,1.5,-2,100.0]}"),
        ("\"\\u00e9\\ud83d\\ude00\\n\"", "\"é😀\\n\""),
        (" [ ] ", "[]"), ("{}", "{}"), ("9223372036854775808", "9.223372036854776e+18"), ("-0", "0"),
    ])
    func reads(_ text: String, _ expected: String) {
        #expect(Self.read(text).0?.jsonText == expected)
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("{\"a\":1,\"a\":2}", 7), ("01", 0), ("1.", 2), ("1e", 2),
        ("\"\\x\"", 1), ("\"\\ud800\"", 7),
        ("tru", 0), ("[1] 2", 4), ("\"a", 0), ("nul", 0), ("-", 0), ("+1", 0), ("NaN", 0),
    ])
    func refuses(_ text: String, _ offset: Int) {
        let (value, bag) = Self.read(text)
        #expect(value == nil)
        #expect(bag.sorted.map(\.code) == ["json/syntax"])
        #expect(bag.sorted.first?.span?.range.lowerBound == offset)
    }

    @Test func nestingIsLimited() {
        #expect(Self.read(String(repeating: "[", count: 100_000)).1.hasErrors)
        #expect(Self.read(String(repeating: "[", count: 150) + String(repeating: "]", count: 150)).0 != nil)
    }
}
