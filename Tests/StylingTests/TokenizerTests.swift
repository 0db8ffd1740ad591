import Testing

@testable import Styling

@Suite struct TokenizerTests {
    private func kinds(_ text: String) -> [CSSToken.Kind] { Tokenizer.tokens(of: Array(text.utf8)).tokens.map(\.kind).dropLast() }

    private static let cases: KeyValuePairs<String, String> = [
        "a b": "ident whitespace ident",
        "a/**/b": "ident ident",
        "#a #1 #": "idHash whitespace hash whitespace delim",
        "@media @": "atKeyword whitespace delim",
        "1 1.5 .5 +1 -1e3 1%": "number whitespace number whitespace number whitespace number whitespace number whitespace percentage",
        "12px 1e3x": "dimension whitespace dimension",
        "f(x)": "function ident rightParen",
        "url(a b)": "badURL",
        "url( a )": "url",
        "url('a')": "function string rightParen",
        "'a' 'b\nc": "string whitespace badString whitespace ident",
        "<!-- -->": "cdo whitespace cdc",
        "--x -x -": "ident whitespace ident whitespace delim",
        "\\31 a": "ident",
        "{}[]():;,": "leftBrace rightBrace leftBracket rightBracket leftParen rightParen colon semicolon comma",
        "é": "ident",
        "\\": "delim",
    ]

    @Test func tokens() {
        for (text, expected) in Self.cases { #expect(kinds(text).map { "\($0)" }.joined(separator: " ") == expected, "\(text)") }
    }

    @Test(arguments: [
        ("1", 1.0), ("1.25", 1.25), (".1", 0.1), ("-0.3", -0.3), ("1e3", 1000), ("1E-2", 0.01), ("0.1", 0.1),
        ("123456789.125", 123456789.125), ("1e999", 1e30), ("0.000000000000000000001", 1e-21),
    ]) func numbers(_ text: String, _ expected: Double) {
        #expect(Tokenizer.tokens(of: Array(text.utf8)).tokens.first?.number == expected)
    }

    @Test func escapes() {
        #expect(CSSEscapes.decode(Array("\\26 B\\0000e9\\zx\\110000".utf8)[...]) == "&Bézx\u{FFFD}")
    }
}
