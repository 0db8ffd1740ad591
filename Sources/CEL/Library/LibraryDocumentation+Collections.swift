extension LibraryDocumentation {
    static let collections: Entries = [
        entry(
            "size", .lists, "le nombre d’éléments, d’entrées, de caractères ou d’octets",
            "the number of elements, entries, characters or bytes", ("size([1, 2])", "2"), ("'été'.size()", "3")),
        entry("first", .lists, "le premier élément, s’il y en a un", "the first element, if there is one", ("[1, 2].first().value()", "1")),
        entry("last", .lists, "le dernier élément, s’il y en a un", "the last element, if there is one", ("[1, 2].last().value()", "2")),
        entry(
            "flatten", .lists, "met les listes d’une liste bout à bout", "joins the lists of a list end to end",
            ("[[1], [2, 3]].flatten()", "[1, 2, 3]")),
        entry(
            "slice", .lists, "les éléments d’un rang à un autre (exclu)", "the elements from one position to another (excluded)",
            ("[1, 2, 3].slice(0, 2)", "[1, 2]")),
        entry("sort", .lists, "les éléments dans l’ordre", "the elements in order", ("[3, 1, 2].sort()", "[1, 2, 3]")),
        entry("distinct", .lists, "chaque élément une seule fois", "each element only once", ("[1, 2, 1].distinct()", "[1, 2]")),
        entry(
            "lists.range", .lists, "les nombres de 0 jusqu’avant celui-ci", "the numbers from 0 up to before this one",
            ("lists.range(3)", "[0, 1, 2]")),
        entry(
            "sets.contains", .sets, "vrai si la première liste contient tout de la seconde",
            "true when the first list contains all of the second", ("sets.contains([1, 2, 3], [2])", "true")),
        entry(
            "sets.equivalent", .sets, "vrai si chaque liste contient tout de l’autre", "true when each list contains all of the other",
            ("sets.equivalent([1, 2], [2, 1, 1])", "true")),
        entry(
            "sets.intersects", .sets, "vrai si les listes ont un élément en commun", "true when the lists have an element in common",
            ("sets.intersects([1, 2], [2, 9])", "true")),
    ]

    static let optionals: Entries = [
        entry(
            "optional.of", .optionals, "une valeur facultative qui est là", "an optional value that is there",
            ("optional.of(1).hasValue()", "true")),
        entry(
            "optional.none", .optionals, "une valeur facultative qui manque", "an optional value that is absent",
            ("optional.none().hasValue()", "false")),
        entry(
            "optional.ofNonZeroValue", .optionals, "absente si la valeur est vide, nulle ou zéro",
            "absent when the value is empty, null or zero", ("optional.ofNonZeroValue('').orValue('–')", "\"–\"")),
        entry(
            "optional.unwrap", .optionals, "les valeurs présentes d’une liste", "the values that are there in a list",
            ("optional.unwrap([optional.of(1), optional.none()])", "[1]")),
        entry(
            "unwrapOpt", .optionals, "les valeurs présentes d’une liste", "the values that are there in a list",
            ("[optional.of(1), optional.none()].unwrapOpt()", "[1]")),
        entry("hasValue", .optionals, "vrai si la valeur est là", "true when the value is there", ("{'a': 1}.?a.hasValue()", "true")),
        entry(
            "value", .optionals, "la valeur; une erreur si elle manque", "the value; an error when it is absent",
            ("optional.of(5).value()", "5")),
        entry(
            "or", .optionals, "cette valeur facultative, sinon l’autre", "this optional value, else the other",
            ("optional.none().or(optional.of(2)).value()", "2")),
        entry("orValue", .optionals, "la valeur, sinon celle-ci", "the value, else this one", ("{'a': 1}.?b.orValue(0)", "0")),
    ]

    static let others: Entries = [
        entry("base64.encode", .encoding, "des octets en Base64", "bytes to Base64", ("base64.encode(b'abc')", "\"YWJj\"")),
        entry("base64.decode", .encoding, "du Base64 en octets", "Base64 to bytes", ("string(base64.decode('YWJj'))", "\"abc\"")),
        entry(
            "uuid.v5", .encoding, "l’identifiant (RFC 9562) qu’un nom a dans un espace de noms, toujours le même",
            "the identifier (RFC 9562) that a name has in a namespace, always the same",
            (
                "uuid.v5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')", "\"2ed6657d-e927-568b-95e1-2665a8aea6a2\""
            )),
    ]
}
