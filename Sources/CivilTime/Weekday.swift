/// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday is 7.
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday = 1
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday

    /// 0 for Sunday to 6 for Saturday, as CEL and POSIX count.
    package var sundayBased: Int { rawValue % 7 }

    /// The day of the week of a number of days since 1970-01-01, a Thursday.
    init(dayNumber: Int) {
        self = Self.allCases[floorDivision(dayNumber + 3, by: 7).remainder]
    }

    /// Days from this day of the week to the next `other`, 0 to 6.
    package func days(to other: Weekday) -> Int { (other.rawValue - rawValue + 7) % 7 }
}
