import CEL
import Diagnostics
import Testing

@Suite struct DiagnosticTests {
    @Test(arguments: [
        ("", "cel/syntax"), ("1 +", "cel/syntax"), ("(1", "cel/syntax"), ("a.b c", "cel/syntax"), ("'abc", "cel/syntax"),
        ("'\\q'", "cel/syntax"),
        ("n = 3", "cel/syntax"), ("n == 3 & true", "cel/syntax"), ("if", "cel/reserved"), ("9223372036854775808", "cel/number-range"),
        ("18446744073709551616u", "cel/number-range"), ("has(n)", "cel/macro"), ("tags.map(1, 2)", "cel/macro"),
        ("tags.all(x, x, true)", "cel/macro"),
        ("dosier.age", "cel/unknown-name"), ("dossier.agee", "cel/unknown-field"), ("dossier.patient.givenname", "cel/unknown-field"),
        ("n.foo", "cel/unknown-field"), ("siz(tags)", "cel/unknown-function"), ("'a'.matchs('b')", "cel/unknown-function"),
        ("n + 'a'", "cel/no-overload"), ("n == 'a'", "cel/no-overload"), ("!n", "cel/no-overload"), ("n ? 1 : 2", "cel/wrong-type"),
        ("true ? 1 : 'a'", "cel/wrong-type"),
        ("n && true", "cel/wrong-type"),
        ("n.map(x, x)", "cel/wrong-type"), ("{1.5: 2}", "cel/bad-key"), ("{[1]: 2}", "cel/bad-key"),
        ("Foo{a: 1}", "cel/no-messages"), ("null > null", "cel/no-overload"), ("now > null", "cel/no-overload"),
        ("null + null", "cel/no-overload"), ("null.getFullYear()", "cel/no-overload"), ("[null].sort()", "cel/no-overload"),
        ("tags.sortBy(t, [t])", "cel/wrong-type"),
        ("'a'.matches('(')", "cel/bad-pattern"), ("'a'.matches('(?=x)')", "cel/bad-pattern"),
        ("'a'.matches('(a)\\\\1')", "cel/bad-pattern"),
        ("'a'.matches('((((){1000}){1000}){1000}){1000}')", "cel/bad-pattern"),
    ])
    func refuses(_ expression: String, _ code: String) {
        let (program, bag) = Bench.compile(expression)
        #expect(program == nil)
        #expect(bag.sorted.map(\.code.name) == [code])
        #expect(CELCodes.all.contains { $0.code.name == code })
    }

    @Test func pointsAtTheFaultAndProposesAName() {
        #expect(
            Bench.shown("dossier.patient.givenNam == 'x'") == """
                rule:1:17: error[cel/unknown-field]: `Person` has no field `givenNam`
                 1 | dossier.patient.givenNam == 'x'
                   |                 ^^^^^^^^
                  = hint: did you mean `givenName`?

                """)
        #expect(
            Bench.shown("dossier.age", expecting: .bool, in: .french) == """
                rule:1:1: erreur[cel/wrong-type]\u{A0}: l’expression doit donner vrai ou faux (`bool`), elle donne un nombre entier (`int`)
                 1 | dossier.age
                   | ^^^^^^^^^^^
                  = conseil\u{A0}: une condition est vraie ou fausse\u{A0}: comparez, par exemple avec `==`

                """)
    }

    @Test func tellsSeveralFaultsAtOnce() {
        let (_, bag) = Bench.compile("dosier.age > 3 && dossier.agee > 3 && n + 'a' == 1")
        #expect(bag.sorted.map(\.code.name) == ["cel/unknown-name", "cel/unknown-field", "cel/no-overload"])
    }

    /// Hostile nesting and length end with a diagnostic.
    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "[", count: 5_000), String(repeating: "!", count: 5_000) + "true",
        String(repeating: "-", count: 5_000) + "n", "n" + String(repeating: ".a", count: 5_000),
        "n" + String(repeating: "[0]", count: 5_000),
        "n" + String(repeating: " + n", count: 5_000), "n" + String(repeating: " == n", count: 5_000),
        String(repeating: "n ? ", count: 5_000),
        String(repeating: "tags.map(x, ", count: 5_000), String(repeating: "{1: ", count: 5_000), String(repeating: "a", count: 200_000),
        "true ? 1 : " + String(repeating: "true ? 1 : ", count: 5_000) + "1", String(repeating: "'", count: 9_999),
    ])
    func staysWithinItsLimits(_ expression: String) {
        #expect(Bench.compile(expression).bag.hasErrors)
    }

    @Test func everyPrefixAndDeletionIsTaken() {
        let text =
            "tags.filter(t, t.matches('^[a-z]+$') && has(dossier.patient.birthDate)) + [?extra[?'x'], r\"\"\"q\"\"\", b'\\x41'].map(v, n > 1.5e3 ? v : 2u)"
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices {
            var without = scalars
            without.remove(at: index)
            for piece in [scalars[..<index], without[...]] {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: piece)
                _ = Bench.run(String(view))
            }
        }
    }
}

@Suite struct EvaluationErrorTests {
    @Test(arguments: [
        ("n > 1 && 10 / (n - 3) > 1", "10 / (n - 3)"), ("dossier.patient.birthDate == ''", "dossier.patient.birthDate"), ("any + 1", "any"),
        ("tags[5] == 'a'", "tags[5]"), ("int('x') + 1", "int('x')"), ("tags.map(t, int(t))", "int(t)"),
    ])
    func errorsKnowTheirPlace(_ expression: String, _ place: String) throws {
        let program = try #require(Bench.compile(expression).program)
        guard case .error(let error) = program.evaluate(Bench.activation), let range = error.range else {
            Issue.record("no error with a place")
            return
        }
        #expect(String(decoding: Array(expression.utf8)[range], as: UTF8.self) == place)
    }
}
