import Paraphe
import Testing

@Suite struct MarkupTextTests {
    @Test(arguments: [
        ("", ""), ("Élise & fils", "Élise &amp; fils"), ("<b a=\"x\">", "&lt;b a=&quot;x&quot;&gt;"), ("&amp;", "&amp;amp;"),
        ("a\tb\nc\r\n", "a\tb\nc\r\n"), ("a\u{0}b\u{1B}[0m", "a b [0m"), ("e\u{301}<", "e\u{301}&lt;"),
    ])
    func textStaysText(text: String, expected: String) {
        #expect(Array(MarkupText.escaped(text).utf8) == Array(expected.utf8))
    }
}
