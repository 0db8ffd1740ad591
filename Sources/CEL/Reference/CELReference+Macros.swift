import Diagnostics

extension CELReference {
    private static func macro(
        _ name: String, _ signatures: [String], in section: FunctionSection = .macros, fr: String, en: String,
        _ examples: [(String, String)]
    ) -> Entry {
        Entry(
            kind: .macro, section: section, name: name, signatures: signatures, summary: Bilingual(fr: fr, en: en),
            examples: examples.map { FunctionDocumentation.Example($0.0, $0.1) })
    }

    static let macros: [Entry] = [
        macro(
            "has", ["has(object.field) -> bool"], fr: "vrai si le champ est là", en: "true when the field is there",
            [("has({'a': 1}.a)", "true"), ("has({'a': 1}.b)", "false")]),
        macro(
            "all", ["list.all(x, condition) -> bool", "list.all(index, x, condition) -> bool", "map.all(key, value, condition) -> bool"],
            fr: "vrai si la condition tient pour chaque élément", en: "true when the condition holds for every element",
            [("[1, 2, 3].all(x, x > 0)", "true")]),
        macro(
            "exists",
            ["list.exists(x, condition) -> bool", "list.exists(index, x, condition) -> bool", "map.exists(key, value, condition) -> bool"],
            fr: "vrai si la condition tient pour un élément au moins", en: "true when the condition holds for one element at least",
            [("['a', 'b'].exists(x, x == 'b')", "true")]),
        macro(
            "exists_one",
            [
                "list.exists_one(x, condition) -> bool", "list.existsOne(x, condition) -> bool",
                "list.existsOne(index, x, condition) -> bool",
            ],
            fr: "vrai si la condition tient pour exactement un élément", en: "true when the condition holds for exactly one element",
            [("[1, 2, 2].exists_one(x, x == 2)", "false")]),
        macro(
            "filter", ["list.filter(x, condition) -> list"], fr: "les éléments pour lesquels la condition tient",
            en: "the elements for which the condition holds", [("[1, 2, 3].filter(x, x > 1)", "[2, 3]")]),
        macro(
            "map", ["list.map(x, value) -> list", "list.map(x, condition, value) -> list"],
            fr: "une valeur pour chaque élément (de ceux qui remplissent la condition)",
            en: "one value for each element (of those that meet the condition)",
            [("[1, 2].map(x, x * 10)", "[10, 20]"), ("[1, 2].map(x, x > 1, x * 10)", "[20]")]),
        macro(
            "transformList", ["list.transformList(index, x, value) -> list", "map.transformList(key, value, condition, value) -> list"],
            fr: "une liste faite des éléments et de leurs indices, ou des entrées d’une table",
            en: "a list made of the elements and their indices, or of the entries of a map",
            [("['a', 'b'].transformList(i, x, string(i) + x)", #"["0a", "1b"]"#)]),
        macro(
            "transformMap", ["map.transformMap(key, value, value) -> map", "map.transformMap(key, value, condition, value) -> map"],
            fr: "une table aux mêmes clés avec d’autres valeurs", en: "a map of the same keys with other values",
            [("{'a': 1}.transformMap(k, v, v + 1)", #"{"a": 2}"#)]),
        macro(
            "transformMapEntry",
            ["map.transformMapEntry(key, value, map) -> map", "list.transformMapEntry(index, x, condition, map) -> map"],
            fr: "une table faite des entrées que donne chaque tour", en: "a map made of the entries that each round gives",
            [("['a'].transformMapEntry(i, x, {x: i})", #"{"a": 0}"#)]),
        macro(
            "sortBy", ["list.sortBy(x, key) -> list"], in: .lists, fr: "les éléments dans l’ordre de leur clé",
            en: "the elements in the order of their keys", [("['ccc', 'a', 'bb'].sortBy(x, size(x))", #"["a", "bb", "ccc"]"#)]),
        macro(
            "cel.bind", ["cel.bind(name, value, expression)"], fr: "donne un nom à une valeur pour l’expression qui suit",
            en: "gives a value a name for the expression that follows", [("cel.bind(x, 2 + 3, x * x)", "25")]),
        macro(
            "optMap", ["optional.optMap(x, value) -> optional"], in: .optionals, fr: "transforme la valeur si elle est là",
            en: "transforms the value if it is there", [("optional.of(2).optMap(x, x * 2).value()", "4")]),
        macro(
            "optFlatMap", ["optional.optFlatMap(x, optional) -> optional"], in: .optionals,
            fr: "transforme la valeur, si elle est là, en une valeur facultative",
            en: "transforms the value, if it is there, into an optional value",
            [("{'a': {'b': 1}}.?a.optFlatMap(x, x.?b).value()", "1")]),
    ]
}
