import CivilTime

/// Why a function of this library has no value.
struct CivilFault: Error {
    let value: Value

    /// Longest part of a foreign text that a message repeats, in characters.
    private static let longestQuote = 40

    private static func quoted(_ text: String) -> String {
        text.count <= longestQuote ? text : text.prefix(longestQuote) + "…"
    }

    private init(_ kind: EvaluationError.Kind = .invalidArgument, fr: String, en: String) {
        value = .failure(kind, fr: fr, en: en)
    }

    /// The arguments have other types.
    init(noOverload function: String, _ arguments: [Value]) { value = .noOverload(function, arguments) }

    static func noDate(_ text: String) -> CivilFault {
        CivilFault(
            fr: "`\(quoted(text))` n’est pas un jour du calendrier (AAAA-MM-JJ)",
            en: "`\(quoted(text))` is not a day of the calendar (YYYY-MM-DD)")
    }

    static func noMonth(_ text: String) -> CivilFault {
        CivilFault(fr: "`\(quoted(text))` n’est pas un mois (AAAA-MM)", en: "`\(quoted(text))` is not a month (YYYY-MM)")
    }

    static func noTime(_ text: String) -> CivilFault {
        CivilFault(fr: "`\(quoted(text))` n’est pas une heure (HH:MM)", en: "`\(quoted(text))` is not a time of day (HH:MM)")
    }

    static func noZone(_ text: String) -> CivilFault {
        CivilFault(fr: "le fuseau `\(quoted(text))` n’est pas connu", en: "the time zone `\(quoted(text))` is not known")
    }

    static func outOfYears(_ function: String) -> CivilFault {
        CivilFault(
            .overflow, fr: "le résultat de `\(function)` sort des années 1 à 9999",
            en: "the result of `\(function)` is outside of years 1 to 9999")
    }

    static func notBorn(_ birth: CivilDate, _ on: CivilDate) -> CivilFault {
        CivilFault(fr: "la naissance (\(birth.text)) vient après le \(on.text)", en: "the birth (\(birth.text)) comes after \(on.text)")
    }

    static let noHours = CivilFault(
        fr: "le calendrier du service n’a aucune heure ouvrable", en: "the service’s calendar has no business hours")

    static func tooFar(_ function: String) -> CivilFault {
        CivilFault(
            .overflow, fr: "`\(function)` ne compte les heures que sur \(BusinessCalendar.longestWalk / 365)\u{A0}ans",
            en: "`\(function)` counts hours over \(BusinessCalendar.longestWalk / 365) years only")
    }
}

/// The arguments of a call, read as what the function needs.
struct CivilArguments {
    let function: String
    let values: [Value]

    private var mismatch: CivilFault { CivilFault(noOverload: function, values) }

    func text(_ index: Int) throws(CivilFault) -> String {
        guard index < values.count, case .string(let text) = values[index] else { throw mismatch }
        return text
    }

    func integer(_ index: Int) throws(CivilFault) -> Int {
        guard index < values.count, case .int(let number) = values[index] else { throw mismatch }
        return Int(number)
    }

    func date(_ index: Int) throws(CivilFault) -> CivilDate {
        let text = try text(index)
        guard let date = CivilDate(text) else { throw .noDate(text) }
        return date
    }

    /// A month, or the month of a day.
    func month(_ index: Int) throws(CivilFault) -> CivilMonth {
        let text = try text(index)
        if let month = CivilMonth(text) ?? CivilDate(text).map({ CivilMonth($0) }) { return month }
        throw .noMonth(text)
    }

    func time(_ index: Int) throws(CivilFault) -> ClockTime {
        let text = try text(index)
        guard let time = ClockTime(text) else { throw .noTime(text) }
        return time
    }

    func zone(_ index: Int) throws(CivilFault) -> CivilTimeZone {
        let text = try text(index)
        guard let zone = CivilTimeZone(text) else { throw .noZone(text) }
        return zone
    }

    func timestamp(_ index: Int) throws(CivilFault) -> Timestamp {
        guard index < values.count, case .timestamp(let moment) = values[index] else { throw mismatch }
        return moment
    }

    /// Seconds of a number of hours, or of a duration; fractions of a second are cut off.
    func openSeconds(_ index: Int) throws(CivilFault) -> Int64 {
        guard index < values.count else { throw mismatch }
        switch values[index] {
        case .int(let hours):
            let (seconds, overflow) = hours.multipliedReportingOverflow(by: 3_600)
            if overflow { throw .tooFar(function) }
            return seconds
        case .double(let hours):
            guard let seconds = Int64(exactly: (hours * 3_600).rounded(.towardZero)) else { throw .tooFar(function) }
            return seconds
        case .duration(let duration): return duration.seconds
        default: throw mismatch
        }
    }

    func result(_ date: CivilDate?) throws(CivilFault) -> Value {
        guard let date else { throw .outOfYears(function) }
        return .string(date.text)
    }

    func result(_ seconds: Int64?, _ nanoseconds: Int32 = 0) throws(CivilFault) -> Value {
        guard let seconds, let moment = Timestamp(seconds: seconds, nanoseconds: nanoseconds) else { throw .outOfYears(function) }
        return .timestamp(moment)
    }
}
