import CEL
import Diagnostics
import Testing

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("^[A-Z]{4}[0-9]{8}$", "ABCD12345678", true), ("^[A-Z]{4}[0-9]{8}$", "ABCD1234567", false), ("b+", "abbbc", true),
        ("^b", "ab", false),
        ("(?i)CÔTÉ", "côté", true), ("(?i:a)B", "AB", true), ("(?i:a)B", "Ab", false), ("a(?i)b|c", "aC", true),
        ("(a(?i)b)|c", "aC", false), ("\\bcat\\b", "a cat!", true),
        ("\\Bcat", "a cat", false), ("^\\p{Lu}\\pL+$", "Élan", true), ("^\\P{L}$", "é", false), ("[[:alpha:]]+[[:^digit:]]", "ab", true),
        ("[^\\d]", "5", false),
        (".", "\n", false), ("(?s).", "\n", true), ("(?m)^b$", "a\nb", true), ("^b$", "a\nb", false), ("\\Qa.b\\E", "a.b", true),
        ("\\Qa.b\\E", "axb", false),
        ("a{2,3}?c", "aaac", true), ("x{,3}", "x{,3}", true), ("[]a]", "]", true), ("[a-]", "-", true), ("\\x{1F600}", "😀", true),
        ("\\x41", "A", true),
        ("^$", "", true), ("", "x", true), ("(a|)+$", "b", true), ("(?P<x>a)(?<y>b)", "ab", true), ("\\.", "a", false),
        ("[α-ω]", "λ", true), ("a$|b", "ba", true),
    ])
    func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try RegularExpression.compile(pattern).get().matches(text) == expected)
    }

    @Test(arguments: [
        "(", ")", "[", "a**", "*", "a{1001}", "\\", "\\8", "(?=a)", "(?<!a)", "[b-a]", "\\p{Foo}", "(?P<n", "[[:foo:]]", "a{3,2}", "\\y",
    ])
    func refuses(_ pattern: String) {
        if case .success = RegularExpression.compile(pattern) { Issue.record("taken: \(pattern)") }
    }

    /// A backtracking engine would not come back from these.
    @Test func takesLinearTime() throws {
        let text = String(repeating: "a", count: 5_000)
        for pattern in ["(a+)+b", "(a|aa)+b", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$"] {
            #expect(try !RegularExpression.compile(pattern).get().matches(text))
        }
    }
}
