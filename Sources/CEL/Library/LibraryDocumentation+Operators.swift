extension LibraryDocumentation {
    static let operators: Entries = [
        entry(
            "_==_", .operators, "vrai si les deux côtés sont égaux", "true when both sides are equal", ("1 + 1 == 2", "true"),
            ("'a' == 'A'", "false")),
        entry("_!=_", .operators, "vrai si les deux côtés diffèrent", "true when the sides differ", ("1 != 2", "true")),
        entry("_<_", .operators, "plus petit, ou plus tôt", "less, or earlier", ("1 < 2", "true"), ("'a' < 'b'", "true")),
        entry("_<=_", .operators, "plus petit ou égal", "less or equal", ("2 <= 2", "true")),
        entry("_>_", .operators, "plus grand, ou plus tard", "greater, or later", ("duration('2h') > duration('90m')", "true")),
        entry("_>=_", .operators, "plus grand ou égal", "greater or equal", ("2.5 >= 2", "true")),
        entry(
            "_+_", .operators, "somme; met bout à bout les textes et les listes", "sum; joins texts and lists end to end", ("1 + 2", "3"),
            ("'a' + 'b'", "\"ab\""), ("[1] + [2]", "[1, 2]")),
        entry("_-_", .operators, "différence; durée entre deux moments", "difference; duration between two moments", ("5 - 2", "3")),
        entry("_*_", .operators, "produit", "product", ("2.5 * 2.0", "5.0")),
        entry(
            "_/_", .operators, "quotient; entre nombres entiers, sans décimales", "quotient; of whole numbers, without decimals",
            ("7 / 2", "3"), ("7.0 / 2.0", "3.5")),
        entry("_%_", .operators, "reste de la division", "remainder of the division", ("7 % 2", "1")),
        entry(
            "_[_]", .operators, "l’élément d’une liste par son rang (à partir de 0), ou l’entrée d’une table par sa clé",
            "the element of a list by its position (from 0), or the entry of a map by its key", ("['a', 'b'][1]", "\"b\""),
            ("{'x': 5}['x']", "5")),
        entry(
            "_[?_]", .optionals, "un élément ou une entrée qui peut manquer", "an element or an entry that may be absent",
            ("[1, 2][?5].orValue(0)", "0")),
        entry(
            "@in", .operators, "vrai si la liste contient la valeur, ou la table la clé",
            "true when the list contains the value, or the map the key", ("2 in [1, 2]", "true"), ("'b' in {'a': 1}", "false")),
        entry("!_", .operators, "le contraire", "the contrary", ("!(1 == 2)", "true")),
        entry("-_", .operators, "l’opposé d’un nombre", "the opposite of a number", ("-(1 + 2)", "-3")),
    ]

    static let conversions: Entries = [
        entry("bool", .conversions, "lit un texte tel que `true`", "reads a text such as `true`", ("bool('true')", "true")),
        entry(
            "int", .conversions, "en nombre entier: lit un texte, coupe les décimales, compte les secondes d’un moment",
            "to a whole number: reads a text, cuts decimals, counts the seconds of a moment", ("int('12')", "12"), ("int(2.9)", "2")),
        entry("uint", .conversions, "en nombre entier sans signe", "to a whole number without sign", ("uint(7)", "7u")),
        entry("double", .conversions, "en nombre décimal", "to a decimal number", ("double('1.5')", "1.5")),
        entry("string", .conversions, "en texte", "to a text", ("string(12)", "\"12\"")),
        entry("bytes", .conversions, "les octets d’un texte en UTF-8", "the bytes of a text in UTF-8", ("size(bytes('é'))", "2")),
        entry(
            "timestamp", .conversions, "lit un moment (RFC 3339)", "reads a moment (RFC 3339)",
            ("timestamp('2026-11-21T14:00:00Z') > timestamp('2026-11-21T08:00:00-05:00')", "true")),
        entry(
            "duration", .conversions, "lit une durée en heures, minutes et secondes", "reads a duration in hours, minutes and seconds",
            ("duration('1h30m') == duration('90m')", "true")),
        entry(
            "dyn", .conversions, "la même valeur, dont le type n’est vérifié qu’à l’évaluation",
            "the same value, whose type is checked only when evaluated", ("dyn(1) == 'a'", "false")),
        entry("type", .conversions, "le type d’une valeur", "the type of a value", ("type(1) == int", "true")),
    ]
}
