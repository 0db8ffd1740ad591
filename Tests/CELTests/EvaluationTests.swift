import CEL
import Diagnostics
import Testing

@Suite struct EvaluationTests {
    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("7 / 2", "3"), ("-7 % 3", "-1"), ("1.5 * 2.0", "3.0"), ("'a' + 'b'", "\"ab\""), ("[1] + [2]", "[1, 2]"),
        ("dyn(1) == 1.0", "true"), ("dyn(1u) < 1.5", "true"), ("dyn(9007199254740993) == 9007199254740992.0", "false"),
        ("{1: 'a'}[dyn(1.0)]", "\"a\""), ("{dyn(1): 'a', dyn(1u): 'b'}", "!invalid-argument"),
        ("9223372036854775807 + 1", "!overflow"), ("-9223372036854775808 / -1", "!overflow"), ("-9223372036854775808 % -1", "!overflow"),
        ("1 / 0", "!division-by-zero"), ("1 / 0 == 1 || true", "true"), ("false && 1 / 0 == 1", "false"), ("1 / 0 == 1 && false", "false"),
        ("true ? 1 : 1 / 0", "1"), ("'é' == 'e\\u0301'", "false"), ("size('e\\u0301')", "2"), ("'z' < 'é'", "true"),
        ("dossier.patient.givenName", "\"Zoé\""), ("dossier.age >= 18 && 'a' in tags", "true"), ("has(dossier.patient.birthDate)", "false"),
        ("dossier.patient.birthDate", "!no-such-key"), ("dossier.patient.?birthDate.orValue('?')", "\"?\""),
        ("extra[?'x'].hasValue()", "false"),
        ("[1, 2, 3].map(x, x > 1, x * x)", "[4, 9]"), ("tags.all(t, size(t) == 1)", "true"), ("[1, 2].exists(x, 1 / (x - 1) == 1)", "true"),
        ("[1, 2].all(x, 1 / (x - 1) == 7)", "false"), ("{'a': 1}.transformMap(k, v, v + 1)", "{\"a\": 2}"),
        ("['x', 'y'].transformList(i, v, string(i) + v)", "[\"0x\", \"1y\"]"), ("cel.bind(x, n + 1, x * x)", "16"),
        ("n.twice() + twice(n)", "12"), ("optional.of(n).optMap(x, x + 1)", "optional.of(4)"), ("[?optional.none(), 1]", "[1]"),
        ("now.getHours('America/Toronto')", "1"), ("(now - duration('1h')).getHours('America/Toronto')", "1"),
        ("now.getHours('-05:30')", "1"),
        ("now + duration('1.5s')", "timestamp(\"2026-11-01T06:30:01.5Z\")"), ("now.getDayOfWeek()", "0"),
        ("now.getHours('Mars/X')", "!invalid-argument"),
        ("timestamp('10000-01-01T00:00:00Z')", "!bad-conversion"), ("'%s %d %.2f %x'.format(['a', 2, 1.005, 255])", "\"a 2 1.00 ff\""),
        ("'tacocat'.substring(1, 3)", "\"ac\""), ("'a,b'.split(',')", "[\"a\", \"b\"]"), ("math.greatest(1, 2u, 3.5)", "3.5"),
        ("sets.contains([1, 2], [2.0])", "?cel/no-overload"), ("[3, 1, 2].sort()", "[1, 2, 3]"),
        ("['bb', 'a'].sortBy(x, size(x))", "[\"a\", \"bb\"]"),
        ("base64.encode(b'hé')", "\"aMOp\""), ("regex.extract('n 42', '[0-9]+')", "optional.of(\"42\")"),
        ("regex.replace('banana', 'a(n)', '<\\\\1>')", "\"b<n><n>a\""), ("any", "!unbound-variable"), ("true || any", "true"),
        ("any || true", "true"),
    ])
    func gives(_ expression: String, _ expected: String) {
        #expect(Bench.run(expression) == expected)
    }

    @Test func costIsLimited() {
        let loop = "[1,2,3,4,5,6,7,8].map(a, [1,2,3,4,5,6,7,8].map(b, [1,2,3,4,5,6,7,8].map(c, a * b * c)))"
        #expect(Bench.run(loop, costLimit: 500) == "!cost-exceeded")
        #expect(Bench.run(loop, costLimit: 100_000).hasPrefix("[[["))
        // Going over is never absorbed.
        #expect(Bench.run("tags.exists(x, \(loop) == []) || true", costLimit: 500) == "!cost-exceeded")
    }

    @Test func costIsBoundedBeforehand() throws {
        let cheap = try #require(Bench.compile("dossier.age > 3").program)
        let dear = try #require(Bench.compile("tags.all(a, tags.all(b, tags.all(c, a + b == c)))").program)
        #expect(cheap.estimatedCost() < 1_000)
        #expect(dear.estimatedCost() > 1_000_000)
        let (program, bag) = Bench.environment.compile(dear.source, maximumCost: 1_000_000)
        #expect(program == nil)
        #expect(bag.sorted.map(\.code) == ["cel/too-costly"])
    }

    @Test func tellsWhatItReads() throws {
        let program = try #require(
            Bench.compile("dossier.age > 3 && has(dossier.patient.givenName) && tags.exists(t, t == extra.x)").program)
        #expect(program.dependencies == ["dossier.age", "dossier.patient.givenName", "extra.x", "tags"])
        #expect(program.resultType == .bool)
    }

    /// A few names for ever longer lists: what they stand for would fill any memory, or never be printed to its end.
    @Test(arguments: [
        "cel.bind(a, lists.range(1000), cel.bind(b, a.map(x, a), cel.bind(c, b.map(x, b), c.flatten(2))))",
        "cel.bind(a, lists.range(1000), cel.bind(b, a.map(x, a), cel.bind(c, b.map(x, b), c)))",
        "cel.bind(a, lists.range(1000), cel.bind(b, a.map(x, a), cel.bind(c, b.map(x, b), c == c)))",
        "cel.bind(a, lists.range(1000), cel.bind(b, a.map(x, a), cel.bind(c, b.map(x, b), '%s'.format([c]))))",
        "cel.bind(a, lists.range(1000), cel.bind(b, a.map(x, a), cel.bind(c, b.map(x, b), c.distinct())))",
        "cel.bind(a, lists.range(1000), cel.bind(b, a.map(x, a), cel.bind(c, b.map(x, b), c in [c])))",
        "lists.range(100000).distinct() == []", "sets.equivalent(lists.range(100000), lists.range(100000))",
        "lists.range(500).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join('').matches('(a*)*(b|c{0,900})$') || lists.range(900).all(x, lists.range(900).all(y, y >= 0))",
    ])
    func growthEndsAtTheLimit(_ expression: String) {
        #expect(Bench.run(expression) == "!cost-exceeded")
    }
}
