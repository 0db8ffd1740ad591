import CEL
import Diagnostics
import Testing

@Suite struct UnparseTests {
    private static let environment = CELEnvironment()

    private static func text(_ expression: String) throws -> String {
        let (program, _) = environment.compileUnchecked(EmbeddedText(verbatim: expression, source: SourceID(index: 0)))
        return try #require(program, "\(expression)").text
    }

    @Test(arguments: [
        ("a+b*c", "a + b * c"), ("(a+b)*c", "(a + b) * c"), ("a-(b-c)", "a - (b - c)"), ("a-b-c", "a - b - c"), ("!(a&&b)", "!(a && b)"),
        ("a&&b&&c||d", "a && b && c || d"), ("a&&(b&&c)", "a && (b && c)"), ("(a||b)&&c", "(a || b) && c"),
        ("a?b:c?d:e", "a ? b : c ? d : e"),
        ("(a?b:c)?d:e", "(a ? b : c) ? d : e"), ("-(1)", "-(1)"), ("--a", "--a"), ("!!a", "!!a"), ("-1", "-1"), ("!(-1.8)", "!-1.8"),
        ("!(-a)", "!(-a)"), ("-(!a)", "-(!a)"), ("-(-1)", "-(-1)"),
        ("a.b[0].c(1,'x')", "a.b[0].c(1, \"x\")"),
        ("a.?b[?0]", "a.?b[?0]"), ("[?a,b]", "[?a, b]"), ("{?'a':b}", "{?\"a\": b}"), ("has(a.b)", "has(a.b)"),
        ("x.map(i,i>1,i*2)", "x.map(i, i > 1, i * 2)"),
        ("x.transformMap(k,v,k==v,v)", "x.transformMap(k, v, k == v, v)"), ("cel.bind(a,b,a)", "cel.bind(a, b, a)"),
        ("a.optMap(b,b)", "a.optMap(b, b)"),
        ("b'\\xff\\x00\"'", "b\"\\xff\\x00\\\"\""), ("1u + 2.0", "1u + 2.0"), ("a in [1]", "a in [1]"), ("(a in b) == c", "a in b == c"),
        ("a.`b-c`", "a.`b-c`"),
        (".a.b", ".a.b"), ("(a + b).c", "(a + b).c"), ("'l\\n\\t\\\\'", "\"l\\n\\t\\\\\""),
    ])
    func prints(_ expression: String, _ expected: String) throws {
        let printed = try Self.text(expression)
        #expect(printed == expected)
        #expect(try Self.text(printed) == printed)
    }

    /// Found by fuzzing: nested signs once took time exponential in their number.
    @Test func manySignsPrintAtOnce() throws {
        let signs = String(repeating: "-(", count: 60) + "n" + String(repeating: ")", count: 60)
        #expect(try Self.text(signs).utf8.count < 500)
    }
}
