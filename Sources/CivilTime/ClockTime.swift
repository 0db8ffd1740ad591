/// A time of day to the second; 23:59:60 is read as 23:59:59.
package struct ClockTime: Hashable, Sendable {
    package let hour: Int
    package let minute: Int
    package let second: Int

    /// 00:00.
    package static let midnight = ClockTime(secondWithinDay: 0)

    package init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = min(second, 59)
    }

    /// - Parameter second: seconds after midnight, 0 to 86,399.
    init(secondWithinDay second: Int) {
        hour = second / 3_600
        minute = second / 60 % 60
        self.second = second % 60
    }

    /// Reads `HH:MM` or `HH:MM:SS`, nothing else.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2) else { return nil }
        var second = 0
        if reader.skip(":") {
            guard let given = reader.number(2) else { return nil }
            second = given
        }
        guard reader.isAtEnd else { return nil }
        self.init(hour: hour, minute: minute, second: second)
    }

    package var secondOfDay: Int { hour * 3_600 + minute * 60 + second }
}

extension ClockTime: Comparable {
    package static func < (left: ClockTime, right: ClockTime) -> Bool { left.secondOfDay < right.secondOfDay }
}
