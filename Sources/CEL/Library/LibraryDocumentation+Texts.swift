extension LibraryDocumentation {
    static let texts: Entries = [
        entry(
            "contains", .text, "vrai si le texte contient l’autre", "true when the text contains the other",
            ("'clinique'.contains('lin')", "true")),
        entry(
            "startsWith", .text, "vrai si le texte commence par l’autre", "true when the text begins with the other",
            ("'abc'.startsWith('ab')", "true")),
        entry(
            "endsWith", .text, "vrai si le texte finit par l’autre", "true when the text ends with the other",
            ("'abc'.endsWith('bc')", "true")),
        entry(
            "matches", .patterns, "vrai si l’expression régulière (RE2) se trouve dans le texte",
            "true when the regular expression (RE2) is found in the text", ("'A-123456'.matches('^A-[0-9]{6}$')", "true")),
        entry(
            "charAt", .text, "le caractère à une position, à partir de 0", "the character at a position, from 0",
            ("'abc'.charAt(1)", "\"b\"")),
        entry(
            "indexOf", .text, "la position de la première occurrence, ou -1", "the position of the first occurrence, or -1",
            ("'banane'.indexOf('an')", "1"), ("'banane'.indexOf('an', 2)", "3")),
        entry(
            "lastIndexOf", .text, "la position de la dernière occurrence, ou -1", "the position of the last occurrence, or -1",
            ("'banane'.lastIndexOf('an')", "3")),
        entry(
            "substring", .text, "une partie du texte, d’une position à une autre (exclue)",
            "a part of the text, from one position to another (excluded)", ("'clinique'.substring(0, 3)", "\"cli\"")),
        entry(
            "replace", .text, "remplace un texte par un autre", "replaces a text with another", ("'a-b-c'.replace('-', ' ')", "\"a b c\"")),
        entry(
            "split", .text, "coupe le texte à chaque séparateur", "cuts the text at each separator", ("'a,b'.split(',')", #"["a", "b"]"#)),
        entry(
            "join", .text, "met des textes bout à bout, avec un séparateur", "joins texts, with a separator",
            ("['a', 'b'].join(', ')", "\"a, b\"")),
        entry("trim", .text, "sans les espaces du début et de la fin", "without the spaces at both ends", ("'  a '.trim()", "\"a\"")),
        entry(
            "lowerAscii", .text, "les lettres A à Z en minuscules", "the letters A to Z in lower case", ("'ABÉ'.lowerAscii()", "\"abÉ\"")),
        entry(
            "upperAscii", .text, "les lettres a à z en majuscules", "the letters a to z in upper case", ("'abé'.upperAscii()", "\"ABé\"")),
        entry(
            "reverse", .text, "les caractères ou les éléments dans l’ordre inverse", "the characters or the elements in reverse order",
            ("'abc'.reverse()", "\"cba\""), ("[1, 2].reverse()", "[2, 1]")),
        entry(
            "format", .text, "met des valeurs à la place de `%s`, `%d`, `%.2f`…", "puts values in place of `%s`, `%d`, `%.2f`…",
            ("'%s: %d'.format(['total', 3])", "\"total: 3\"")),
        entry(
            "strings.quote", .text, "le texte entre guillemets, caractères spéciaux protégés",
            "the text in quotes, special characters escaped", (#"strings.quote('a"b')"#, #""\"a\\\"b\"""#)),
        entry(
            "regex.extract", .patterns, "la première partie qui correspond, ou celle du groupe",
            "the first part that matches, or that of the group", ("regex.extract('poste 4412', '[0-9]+').value()", "\"4412\"")),
        entry(
            "regex.extractAll", .patterns, "toutes les parties qui correspondent", "all parts that match",
            ("regex.extractAll('a1b22', '[0-9]+')", #"["1", "22"]"#)),
        entry(
            "regex.replace", .patterns, "remplace ce qui correspond; `\\\\1` reprend le premier groupe",
            "replaces what matches; `\\\\1` takes up the first group",
            ("regex.replace('2026-11', '([0-9]+)-([0-9]+)', r'\\2/\\1')", "\"11/2026\"")),
    ]
}
