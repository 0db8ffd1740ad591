import CivilTime

extension StandardLibrary {
    private static func accessor(_ name: String, _ field: @escaping @Sendable (WallClock, Timestamp) -> Int) -> FunctionDeclaration {
        FunctionDeclaration(
            name, [Overload([.timestamp], .int, isMember: true), Overload([.timestamp, .string], .int, isMember: true)]
        ) { arguments in
            guard case .timestamp(let moment)? = arguments.first else { return .noOverload(name, arguments) }
            var offset = 0
            if arguments.count == 2 {
                guard case .string(let zone) = arguments[1] else { return .noOverload(name, arguments) }
                guard let found = CivilTimeZone(zone)?.offsetSeconds(at: moment.seconds) else {
                    return .failure(
                        .invalidArgument, fr: "le fuseau `\(zone)` n’est pas connu", en: "the time zone `\(zone)` is not known")
                }
                offset = found
            }
            return .int(Int64(field(WallClock(localSeconds: moment.seconds + Int64(offset)), moment)))
        }
    }

    private static func either(
        _ name: String, _ field: @escaping @Sendable (WallClock, Timestamp) -> Int,
        _ part: @escaping @Sendable (CELDuration) -> Int64
    ) -> FunctionDeclaration {
        let moments = accessor(name, field)
        return FunctionDeclaration(name, moments.overloads + [Overload([.duration], .int, isMember: true)]) { arguments in
            if case .duration(let duration)? = arguments.first, arguments.count == 1 { return .int(part(duration)) }
            return moments.implementation(arguments)
        }
    }

    static let times: [FunctionDeclaration] = [
        accessor("getFullYear") { fields, _ in fields.year },
        accessor("getMonth") { fields, _ in fields.month - 1 },
        accessor("getDate") { fields, _ in fields.day },
        accessor("getDayOfMonth") { fields, _ in fields.day - 1 },
        accessor("getDayOfWeek") { fields, _ in fields.weekday.sundayBased },
        accessor("getDayOfYear") { fields, _ in fields.dayOfYear - 1 },
        either("getHours", { fields, _ in fields.hour }, { $0.seconds / 3_600 }),
        either("getMinutes", { fields, _ in fields.minute }, { $0.seconds / 60 }),
        either("getSeconds", { fields, _ in fields.second }, { $0.seconds }),
        either("getMilliseconds", { _, moment in Int(moment.nanoseconds / 1_000_000) }, { Int64($0.nanoseconds / 1_000_000) }),
    ]
}
