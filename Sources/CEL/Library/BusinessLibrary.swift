import CivilTime

/// Functions of business days and hours, bound to the calendar of a service and the time zone of its clocks.
package enum BusinessLibrary {
    /// As the reference shows them: Monday to Friday from 8:00 to 16:00 in Toronto, without holidays.
    package static let examples: [FunctionDeclaration] = functions(
        BusinessCalendar(
            week: Array(repeating: [BusinessCalendar.Hours(startMinute: 480, endMinute: 960)].compactMap { $0 }, count: 5), holidays: []),
        .eastern)

    /// The functions `business.…` of a service. They are there without a calendar as well, and then say that it is missing.
    package static func functions(_ calendar: BusinessCalendar, _ zone: CivilTimeZone) -> [FunctionDeclaration] {
        let service = Service(calendar: calendar, zone: zone)
        return service.days + service.hours
    }

    private struct Service: Sendable {
        let calendar: BusinessCalendar
        let zone: CivilTimeZone

        /// Units for one day that is looked at.
        private var dayCost: Int { 2 + calendar.holidays.count }

        private func function(
            _ name: String, _ overloads: [FunctionDeclaration.Overload], work: @escaping @Sendable ([Value]) -> Int,
            _ documentation: FunctionDocumentation, _ body: @escaping CivilLibrary.Body
        ) -> FunctionDeclaration {
            CivilLibrary.function(name, overloads: overloads, cost: 2, work: work, documentation) { arguments throws(CivilFault) in
                guard calendar.works else { throw .noHours }
                return try body(arguments)
            }
        }

        /// Years that are gone through, each with its holidays and days.
        private func work(years: UInt64) -> Int { Int(clamping: min(years, 9_999) + 1) * (20 + dayCost) }

        private func work(days: UInt64) -> Int { Int(clamping: min(days, UInt64(BusinessCalendar.longestWalk)) + 1) * dayCost }

        var days: [FunctionDeclaration] {
            [
                function(
                    "business.isDay", [.init([.string], .bool)], work: { _ in work(days: 1) },
                    FunctionDocumentation(
                        .business, fr: "vrai si la date est un jour ouvrable", en: "true when the date is a business day",
                        parameters: ["date"], examples: [("business.isDay('2026-11-21')", "false")])
                ) { arguments throws(CivilFault) in .bool(calendar.isBusinessDay(try arguments.date(0))) },
                function(
                    "business.addDays", [.init([.string, .int], .string)],
                    work: { arguments in
                        guard arguments.count == 2, case .int(let days) = arguments[1] else { return 0 }
                        return work(years: days.magnitude / 50)
                    },
                    FunctionDocumentation(
                        .business, fr: "le n-ième jour ouvrable après la date, ou avant si le nombre est négatif",
                        en: "the nth business day after the date, or before it when negative", parameters: ["date", "days"],
                        examples: [("business.addDays('2026-11-20', 2)", "\"2026-11-24\"")])
                ) { arguments throws(CivilFault) in
                    try arguments.result(calendar.adding(businessDays: try arguments.integer(1), to: try arguments.date(0)))
                },
                function(
                    "business.daysBetween", [.init([.string, .string], .int)], work: { _ in work(years: 20) },
                    FunctionDocumentation(
                        .business, fr: "les jours ouvrables après la première date, jusqu’à l’autre comprise",
                        en: "the business days after the first date, up to and including the other", parameters: ["from", "to"],
                        examples: [("business.daysBetween('2026-11-20', '2026-11-24')", "2")])
                ) { arguments throws(CivilFault) in
                    .int(Int64(calendar.businessDays(from: try arguments.date(0), to: try arguments.date(1))))
                },
            ]
        }

        var hours: [FunctionDeclaration] {
            [
                function(
                    "business.isOpen", [.init([.timestamp], .bool)], work: { _ in work(days: 1) },
                    FunctionDocumentation(
                        .business, fr: "vrai si le service est ouvert à ce moment", en: "true when the service is open at that moment",
                        parameters: ["moment"], examples: [("business.isOpen(timestamp('2026-11-23T13:00:00Z'))", "true")])
                ) { arguments throws(CivilFault) in .bool(calendar.isOpen(at: try arguments.timestamp(0).seconds, in: zone)) },
                function(
                    "business.nextOpening", [.init([.timestamp], .timestamp)], work: { _ in work(days: 14) },
                    FunctionDocumentation(
                        .business, fr: "le moment lui-même si le service est ouvert, sinon la prochaine ouverture",
                        en: "the moment itself when the service is open, else the next opening", parameters: ["moment"],
                        examples: [
                            ("business.nextOpening(timestamp('2026-11-21T15:00:00Z'))", "timestamp(\"2026-11-23T13:00:00Z\")")
                        ])
                ) { arguments throws(CivilFault) in
                    let moment = try arguments.timestamp(0)
                    let opening = calendar.nextOpening(from: moment.seconds, in: zone)
                    return try arguments.result(opening, opening == moment.seconds ? moment.nanoseconds : 0)
                },
                function(
                    "business.addHours",
                    [
                        .init([.timestamp, .int], .timestamp), .init([.timestamp, .double], .timestamp),
                        .init([.timestamp, .duration], .timestamp),
                    ],
                    work: { arguments in
                        guard let seconds = try? CivilArguments(function: "", values: arguments).openSeconds(1) else { return 0 }
                        return work(days: seconds.magnitude / UInt64(max(openSecondsOfWeek / 7, 1)) + 14)
                    },
                    FunctionDocumentation(
                        .business, fr: "le moment où tant d’heures ouvrables ont passé; un nombre d’heures ou une durée",
                        en: "the moment by which so many business hours have gone by; a number of hours or a duration",
                        parameters: ["moment", "hours"],
                        examples: [
                            ("business.addHours(timestamp('2026-11-20T20:00:00Z'), 2)", "timestamp(\"2026-11-23T14:00:00Z\")")
                        ])
                ) { arguments throws(CivilFault) in
                    let moment = try arguments.timestamp(0)
                    let seconds = try arguments.openSeconds(1)
                    guard let later = calendar.adding(openSeconds: seconds, to: moment.seconds, in: zone) else {
                        throw .tooFar(arguments.function)
                    }
                    return try arguments.result(later, seconds == 0 ? moment.nanoseconds : 0)
                },
                function(
                    "business.hoursBetween", [.init([.timestamp, .timestamp], .double)],
                    work: { arguments in
                        guard arguments.count == 2, case .timestamp(let from) = arguments[0], case .timestamp(let to) = arguments[1] else {
                            return 0
                        }
                        return work(days: (to.seconds - from.seconds).magnitude / 86_400)
                    },
                    FunctionDocumentation(
                        .business, fr: "les heures ouvrables d’un moment à un autre, avec leur fraction",
                        en: "the business hours from one moment to another, with their fraction", parameters: ["from", "to"],
                        examples: [
                            ("business.hoursBetween(timestamp('2026-11-20T20:00:00Z'), timestamp('2026-11-23T14:30:00Z'))", "2.5")
                        ])
                ) { arguments throws(CivilFault) in
                    let (from, to) = (try arguments.timestamp(0), try arguments.timestamp(1))
                    guard let seconds = calendar.openSeconds(from: from.seconds, to: to.seconds, in: zone) else {
                        throw .tooFar(arguments.function)
                    }
                    return .double(Double(seconds) / 3_600)
                },
            ]
        }

        private var openSecondsOfWeek: Int {
            calendar.week.reduce(0) { $0 + $1.reduce(0) { $0 + ($1.endMinute - $1.startMinute) * 60 } }
        }
    }
}
