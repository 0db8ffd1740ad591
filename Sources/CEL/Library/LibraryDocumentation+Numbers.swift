extension LibraryDocumentation {
    static let numbers: Entries = [
        entry(
            "math.greatest", .numbers, "le plus grand nombre", "the greatest number", ("math.greatest(1, 3, 2)", "3"),
            ("math.greatest([1, 5])", "5"), signatures: ["math.greatest(number, …) -> number", "math.greatest(list(number)) -> number"]),
        entry(
            "math.least", .numbers, "le plus petit nombre", "the least number", ("math.least(1, 3, 2)", "1"),
            signatures: ["math.least(number, …) -> number", "math.least(list(number)) -> number"]),
        entry("math.ceil", .numbers, "arrondit vers le haut", "rounds up", ("math.ceil(1.2)", "2.0")),
        entry("math.floor", .numbers, "arrondit vers le bas", "rounds down", ("math.floor(1.8)", "1.0")),
        entry(
            "math.round", .numbers, "arrondit au plus proche, les moitiés en s’éloignant de zéro",
            "rounds to the nearest, halves away from zero", ("math.round(2.5)", "3.0")),
        entry("math.trunc", .numbers, "coupe les décimales", "cuts the decimals", ("math.trunc(-1.8)", "-1.0")),
        entry("math.sqrt", .numbers, "racine carrée", "square root", ("math.sqrt(9)", "3.0")),
        entry("math.abs", .numbers, "valeur absolue", "absolute value", ("math.abs(-2)", "2")),
        entry("math.sign", .numbers, "-1, 0 ou 1 selon le signe", "-1, 0 or 1 by the sign", ("math.sign(-7)", "-1")),
        entry(
            "math.isNaN", .numbers, "vrai si la valeur n’est pas un nombre", "true when the value is not a number",
            ("math.isNaN(0.0 / 0.0)", "true")),
        entry(
            "math.isInf", .numbers, "vrai si la valeur est infinie", "true when the value is infinite", ("math.isInf(1.0 / 0.0)", "true")),
        entry(
            "math.isFinite", .numbers, "vrai si la valeur est un nombre fini", "true when the value is a finite number",
            ("math.isFinite(1.5)", "true")),
        entry("math.bitAnd", .numbers, "et, bit à bit", "and, bit by bit", ("math.bitAnd(6, 3)", "2")),
        entry("math.bitOr", .numbers, "ou, bit à bit", "or, bit by bit", ("math.bitOr(6, 3)", "7")),
        entry("math.bitXor", .numbers, "ou exclusif, bit à bit", "exclusive or, bit by bit", ("math.bitXor(6, 3)", "5")),
        entry("math.bitNot", .numbers, "contraire de chaque bit", "the contrary of each bit", ("math.bitNot(0)", "-1")),
        entry("math.bitShiftLeft", .numbers, "décale les bits vers la gauche", "shifts the bits left", ("math.bitShiftLeft(1, 4)", "16")),
        entry(
            "math.bitShiftRight", .numbers, "décale les bits vers la droite", "shifts the bits right", ("math.bitShiftRight(16, 2)", "4")),
    ]

    static let times: Entries = [
        entry(
            "getFullYear", .times, "l’année, dans un fuseau donné ou en UTC", "the year, in a given zone or in UTC",
            ("timestamp('2026-01-01T02:00:00Z').getFullYear('America/Montreal')", "2025")),
        entry("getMonth", .times, "le mois, de 0 à 11", "the month, from 0 to 11", ("timestamp('2026-11-21T14:00:00Z').getMonth()", "10")),
        entry(
            "getDate", .times, "le jour du mois, de 1 à 31", "the day of the month, from 1 to 31",
            ("timestamp('2026-11-21T14:00:00Z').getDate()", "21")),
        entry(
            "getDayOfMonth", .times, "le jour du mois, de 0 à 30", "the day of the month, from 0 to 30",
            ("timestamp('2026-11-21T14:00:00Z').getDayOfMonth()", "20")),
        entry(
            "getDayOfWeek", .times, "le jour de la semaine, de 0 (dimanche) à 6", "the day of the week, from 0 (Sunday) to 6",
            ("timestamp('2026-11-21T14:00:00Z').getDayOfWeek()", "6")),
        entry(
            "getDayOfYear", .times, "le jour de l’année, à partir de 0", "the day of the year, from 0",
            ("timestamp('2026-02-01T00:00:00Z').getDayOfYear()", "31")),
        entry(
            "getHours", .times, "l’heure d’un moment, ou les heures d’une durée", "the hour of a moment, or the hours of a duration",
            ("timestamp('2026-11-21T14:00:00Z').getHours('-05:00')", "9"), ("duration('90m').getHours()", "1")),
        entry(
            "getMinutes", .times, "les minutes d’un moment ou d’une durée", "the minutes of a moment or of a duration",
            ("duration('90m').getMinutes()", "90")),
        entry(
            "getSeconds", .times, "les secondes d’un moment ou d’une durée", "the seconds of a moment or of a duration",
            ("timestamp('2026-11-21T14:00:07Z').getSeconds()", "7")),
        entry(
            "getMilliseconds", .times, "les millisecondes d’un moment ou d’une durée", "the milliseconds of a moment or of a duration",
            ("timestamp('2026-11-21T14:00:00.250Z').getMilliseconds()", "250")),
    ]
}
