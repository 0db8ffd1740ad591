import CivilTime

extension CivilLibrary {
    private static func number(
        _ name: String, fr: String, en: String, _ example: (String, String), _ part: @escaping @Sendable (CivilDate) -> Int
    ) -> FunctionDeclaration {
        function(
            name, [.string], .int, FunctionDocumentation(.dates, fr: fr, en: en, parameters: ["date"], examples: [example])
        ) { arguments throws(CivilFault) in .int(Int64(part(try arguments.date(0)))) }
    }

    static let dates: [FunctionDeclaration] = [
        function(
            "date.isValid", [.string], .bool,
            FunctionDocumentation(
                .dates, fr: "vrai si le texte est un jour du calendrier, `AAAA-MM-JJ`",
                en: "true when the text is a day of the calendar, `YYYY-MM-DD`", parameters: ["text"],
                examples: [("date.isValid('2026-02-29')", "false")])
        ) { arguments throws(CivilFault) in .bool(CivilDate(try arguments.text(0)) != nil) },
        function(
            "date.isMonth", [.string], .bool,
            FunctionDocumentation(
                .dates, fr: "vrai si le texte est un mois, `AAAA-MM`", en: "true when the text is a month, `YYYY-MM`", parameters: ["text"],
                examples: [("date.isMonth('2026-11')", "true")])
        ) { arguments throws(CivilFault) in .bool(CivilMonth(try arguments.text(0)) != nil) },
        function(
            "date.add", [.string, .int], .string,
            FunctionDocumentation(
                .dates, fr: "la date tant de jours plus tard, ou plus tôt si le nombre est négatif",
                en: "the date so many days later, or earlier when negative", parameters: ["date", "days"],
                examples: [("date.add('2026-01-31', 1)", "\"2026-02-01\"")])
        ) { arguments throws(CivilFault) in try arguments.result(try arguments.date(0).adding(days: try arguments.integer(1))) },
        function(
            "date.addMonths", [.string, .int], .string,
            FunctionDocumentation(
                .dates, fr: "le même jour tant de mois plus tard, ou le dernier du mois s’il est plus court; d’un mois, un mois",
                en: "the same day so many months later, or the last of a shorter month; of a month, a month",
                parameters: ["date", "months"],
                examples: [("date.addMonths('2026-01-31', 1)", "\"2026-02-28\""), ("date.addMonths('2026-11', 3)", "\"2027-02\"")])
        ) { arguments throws(CivilFault) in
            let count = try arguments.integer(1)
            guard let month = CivilMonth(try arguments.text(0)) else {
                return try arguments.result(try arguments.date(0).adding(months: count))
            }
            guard let other = month.adding(months: count) else { throw .outOfYears(arguments.function) }
            return .string(other.text)
        },
        function(
            "date.addYears", [.string, .int], .string,
            FunctionDocumentation(
                .dates, fr: "le même jour tant d’années plus tard; le 29 février devient le 28 au besoin",
                en: "the same day so many years later; February 29 becomes 28 where needed", parameters: ["date", "years"],
                examples: [("date.addYears('2024-02-29', 1)", "\"2025-02-28\"")])
        ) { arguments throws(CivilFault) in try arguments.result(try arguments.date(0).adding(years: try arguments.integer(1))) },
        function(
            "date.days", [.string, .string], .int,
            FunctionDocumentation(
                .dates, fr: "les jours d’une date à une autre; négatif si elle est plus tôt",
                en: "the days from one date to another; negative when it is earlier", parameters: ["from", "to"],
                examples: [("date.days('2026-11-21', '2026-12-01')", "10")])
        ) { arguments throws(CivilFault) in .int(Int64(try arguments.date(0).days(to: try arguments.date(1)))) },
        function(
            "date.endOfMonth", [.string], .string,
            FunctionDocumentation(
                .dates, fr: "le dernier jour d’un mois, ou du mois d’une date", en: "the last day of a month, or of the month of a date",
                parameters: ["month"], examples: [("date.endOfMonth('2026-11')", "\"2026-11-30\"")])
        ) { arguments throws(CivilFault) in .string(try arguments.month(0).lastDay.text) },
        function(
            "date.year", [.string], .int,
            FunctionDocumentation(
                .dates, fr: "l’année d’une date ou d’un mois", en: "the year of a date or a month", parameters: ["date"],
                examples: [("date.year('2026-11-21')", "2026")])
        ) { arguments throws(CivilFault) in .int(Int64(try arguments.month(0).year)) },
        function(
            "date.month", [.string], .int,
            FunctionDocumentation(
                .dates, fr: "le mois d’une date, 1 à 12", en: "the month of a date, 1 to 12", parameters: ["date"],
                examples: [("date.month('2026-11-21')", "11")])
        ) { arguments throws(CivilFault) in .int(Int64(try arguments.month(0).month)) },
        number(
            "date.day", fr: "le jour du mois d’une date, 1 à 31", en: "the day of the month of a date, 1 to 31",
            ("date.day('2026-11-21')", "21")
        ) { $0.day },
        number(
            "date.weekday", fr: "le jour de la semaine, 1 pour lundi à 7 pour dimanche",
            en: "the day of the week, 1 for Monday to 7 for Sunday", ("date.weekday('2026-11-21')", "6")
        ) { $0.weekday.rawValue },
    ]

    /// An age: time over, in whole units, at a day that is not before the birth.
    private static func age(
        _ name: String, fr: String, en: String, _ examples: [(String, String)], _ units: @escaping @Sendable (CivilDate, CivilDate) -> Int
    ) -> FunctionDeclaration {
        function(
            name, [.string, .string], .int, FunctionDocumentation(.dates, fr: fr, en: en, parameters: ["birth", "on"], examples: examples)
        ) { arguments throws(CivilFault) in
            let (birth, day) = (try arguments.date(0), try arguments.date(1))
            if day < birth { throw .notBorn(birth, day) }
            return .int(Int64(units(birth, day)))
        }
    }

    static let ages: [FunctionDeclaration] = [
        age(
            "date.age", fr: "l’âge en années révolues, un jour donné", en: "the age in whole years, on a given day",
            [("date.age('1980-11-22', '2026-11-21')", "45")]
        ) { $0.years(to: $1) },
        age(
            "date.ageInMonths", fr: "l’âge en mois révolus, un jour donné", en: "the age in whole months, on a given day",
            [("date.ageInMonths('2026-01-31', '2026-04-30')", "2")]
        ) { $0.months(to: $1) },
    ]

    static let moments: [FunctionDeclaration] = [
        function(
            "date.of", [.timestamp, .string], .string, cost: 2,
            FunctionDocumentation(
                .dates, fr: "la date d’un moment, dans un fuseau horaire", en: "the date of a moment, in a time zone",
                parameters: ["moment", "zone"],
                examples: [("date.of(timestamp('2026-11-21T02:00:00Z'), 'America/Toronto')", "\"2026-11-20\"")])
        ) { arguments throws(CivilFault) in .string(try arguments.zone(1).date(at: try arguments.timestamp(0).seconds).text) },
        function(
            "date.at", [.string, .string, .string], .timestamp, cost: 2,
            FunctionDocumentation(
                .dates,
                fr: "le moment d’une date et d’une heure; sautée au printemps, elle est plus tard; doublée en automne, c’est la première",
                en: "the moment of a date and time; skipped in spring, it is later; shown twice in autumn, it is the first",
                parameters: ["date", "time", "zone"],
                examples: [("date.at('2026-11-21', '08:30', 'America/Toronto')", "timestamp(\"2026-11-21T13:30:00Z\")")])
        ) { arguments throws(CivilFault) in
            let (date, time) = (try arguments.date(0), try arguments.time(1))
            return try arguments.result(try arguments.zone(2).epochSeconds(of: date, at: time))
        },
    ]
}
