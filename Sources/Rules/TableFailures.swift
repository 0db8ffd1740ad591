import Diagnostics

/// Why a table gives no value.
enum TableFailures {
    static func noRow(_ table: DecisionTable, _ inputs: [CellValue]) -> Bilingual {
        let given = zip(table.inputs, inputs).map { "\($0.id) = \($1.text)" }.joined(separator: ", ")
        return Bilingual(
            fr: "aucune ligne de la table `\(table.id)` ne convient à \(given)", en: "no row of the table `\(table.id)` fits \(given)")
    }

    static func severalRows(_ table: DecisionTable, _ rows: [String]) -> Bilingual {
        let names = rows.map { "`\($0)`" }.joined(separator: ", ")
        return Bilingual(
            fr: "plusieurs lignes de la table `\(table.id)` conviennent\u{A0}: \(names)",
            en: "several rows of the table `\(table.id)` fit: \(names)")
    }

    static func badInput(_ table: DecisionTable) -> Bilingual {
        Bilingual(
            fr: "une entrée de la table `\(table.id)` n’est pas d’un type qu’une ligne compare",
            en: "an input of the table `\(table.id)` is of no type that a row compares")
    }

    static func badDay(_ table: DecisionTable) -> Bilingual {
        Bilingual(
            fr: "le dernier argument de la table `\(table.id)` est un jour AAAA-MM-JJ",
            en: "the last argument of the table `\(table.id)` is a day YYYY-MM-DD")
    }
}
