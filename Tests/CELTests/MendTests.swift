import CEL
import Diagnostics
import Testing

/// What people write who come from other languages, from word processors and from spreadsheets: each gets its own mend.
@Suite struct MendTests {
    @Test(arguments: [
        ("n = 3", "write `==`"), ("n === 3", "write `==`"), ("n <> 3", "write `!=`"), ("n !== 3", "write `!=`"), ("n => 3", "write `>=`"),
        ("n =< 3", "write `<=`"), ("n ≥ 3", "write `>=`"), ("n ≠ 3", "write `!=`"), ("n == 3 & n > 1", "write `&&`"),
        ("n == 3 | n > 1", "write `||`"), ("n == 3 and n > 1", "write `&&`"), ("n == 3 AND n > 1", "write `&&`"),
        ("n == 3 et n > 1", "write `&&`"), ("n == 3 or n > 1", "write `||`"), ("n == 3 ou n > 1", "write `||`"),
        ("not n == 3", "write `!(…)`"), ("not (n == 3)", "write `!`"), ("non (n == 3)", "write `!`"),
        ("extra.a is null", "write `==`"), ("extra.a is not null", "write `!=`"),
        ("dossier.id not in tags", "write `!(x in list)`"), ("dossier.id in ('a', 'b')", "write it in brackets: `['a', 'b']`"),
        ("dossier.id == “abc”", #"write `"abc"`"#), ("dossier.id == ‘abc’", #"write `"abc"`"#),
        ("dossier.id == « abc »", #"write `" abc "`"#),
        ("dossier.id == 'l'été'", #"write the text between `"`: for example `"it's"`"#),
        ("dossier.id == 'abc", "add the closing quote; a text with an apostrophe is written between `\"`"),
        ("dossier.id == 'a' 'b'", "join two texts with `+`, or separate them with `,` in a list"),
        ("n == 3 tags", "an operator is missing before this: `&&`, `||`, `==`, `+`…"),
        ("if n == 3", "write `condition ? yes : no`"),
        ("dossier.id == abc", "a text is written in quotes: `'abc'`"),
        ("dossier.id == abc-def", "a text is written in quotes: `'abc-def'`"),
        ("dossier.id in [abc]", "a text is written in quotes: `'abc'`"), ("vrai && true", "did you mean `true`?"),
        ("dossier.id == None", "did you mean `null`?"),
        ("n == '3'", "write `3`"), ("dossier.id == 3", "write `'3'`"), ("1 < n < 5", "write `1 < n && n < 5`"),
        ("n * 1.5 > 2.0", "write `double(n)`"), ("'n: ' + n == ''", "write `string(n)`"),
        ("now > '2026-01-01T00:00:00Z'", #"write `timestamp("2026-01-01T00:00:00Z")`"#), ("now + 2 > now", "write `duration('2h')`"),
        ("dossier.age == null", "to know whether the field is there, write `has(dossier.age)`"),
        ("extra.?a == 3", "write `extra.?a.orValue(…)`"), ("extra.a == 3", nil), ("tags[?0] == 'a'", "write `tags[?0].orValue(…)`"),
        ("'a' in dossier.id", #"write `dossier.id.contains("a")`"#), ("len(tags) == 2", "write `size(x)`"),
        ("math.greates(1, 2) == 2", "did you mean `math.greatest`?"), ("tags.exist(t, t == 'a')", "did you mean `exists`?"),
        ("tags.filter(t)", "write `list.filter(x, condition)`"), ("startsWith(dossier.id, 'a')", "write `x.startsWith()`"),
        ("dossier.id.startsWith()", "for example `'abc'.startsWith('ab')`"),
    ])
    func proposes(_ expression: String, _ hint: String?) {
        let (_, bag) = Bench.compile(expression)
        #expect(bag.sorted.first?.hint?.en == hint, "\(Bench.shown(expression))")
        #expect(bag.hasErrors == (hint != nil))
    }

    @Test(arguments: [
        ("n + 'a' == 1", "`+` does not apply to a whole number and a text", "`+` ne s’applique pas à un nombre entier et un texte"),
        (
            "dossier.id == 3", "the two sides of `==` differ: the left is a text, the right is a whole number",
            "les deux côtés de `==` diffèrent\u{A0}: à gauche un texte, à droite un nombre entier"
        ),
        (
            "size(n)", "`size` takes a text, a sequence of bytes, a list or a map, here a whole number (`int`)",
            "`size` prend un texte, une suite d’octets, une liste ou une table, ici un nombre entier (`int`)"
        ),
        (
            "n in tags", "`in` cannot find a whole number in a list of texts",
            "`in` ne peut trouver un nombre entier dans une liste de textes"
        ),
        (
            "n && true", "this must be true or false (`bool`), it is a whole number (`int`)",
            "ici il faut vrai ou faux (`bool`), ceci est un nombre entier (`int`)"
        ),
        ("dossier > dossier", "`>` does not compare an object `Dossier` with another", "`>` ne compare pas un objet `Dossier` à un autre"),
        ("'a'.startsWith('a', 'b')", "`startsWith` takes 1 argument, here 2", "`startsWith` prend 1 argument, ici 2"),
    ])
    func tellsTypesInWords(_ expression: String, _ en: String, _ fr: String) {
        let message = Bench.compile(expression).bag.sorted.first?.message
        #expect(message?.en == en)
        #expect(message?.fr == fr)
    }

    /// One fault must not hide the next one, nor be told twice.
    @Test(arguments: [
        ("size(tags == 3 && (n + ) > 2 || foo( , 3) && [1 2] == [1]", [24, 38, 49, 58]),
        ("n = 3 and dossier.id <> 'x'", [3, 7, 22]), ("(n + ) == 3 && n == || n > ", [6, 21, 28]), ("n == 3) && tags. == 2", [7, 18]),
        ("{'a' 1, 'b': } == {}", [6, 14]), ("n ? 1 2 : 3", [7]), ("tags[ == 3", [7, 11]), ("f(1, , 2) + g(3", [6, 16]),
        ("((n + 1) * 2", [13]), ("[1, 2, n == 3", [14]), ("== 3 && n", [1]), ("# $ n", [1, 3]), (") ) )", [1]),
    ])
    func tellsEveryFaultOnce(_ expression: String, _ columns: [Int]) {
        let (program, bag) = Bench.compile(expression)
        #expect(program == nil)
        #expect(bag.sorted.map { Int($0.span?.start ?? 0) + 1 } == columns, "\(Bench.shown(expression))")
    }

    /// Where what is meant is clear, the names and types are checked as well.
    @Test func goesOnToTheTypes() {
        let (program, bag) = Bench.compile("dossier.agee = 3 and not n == 'x'")
        #expect(program == nil)
        #expect(bag.sorted.map(\.code.name) == ["cel/unknown-field", "cel/syntax", "cel/syntax", "cel/syntax", "cel/no-overload"])
    }

    /// A replacement that is offered compiles.
    @Test(arguments: ["n = 3", "n <> 3 and n > 1", "dossier.id == abc-def", "dossier.id == “abc”", "not (n ≥ 3 | n < 1)"])
    func replacementsMend(_ expression: String) {
        var bytes = Array(expression.utf8)
        for diagnostic in Bench.compile(expression).bag.sorted.reversed() {
            guard let replacement = diagnostic.replacement else { continue }
            bytes.replaceSubrange(replacement.span.range, with: Array(replacement.text.utf8))
        }
        let mended = String(decoding: bytes, as: UTF8.self)
        #expect(Bench.compile(mended).program != nil, "\(mended)")
    }
}
