/// The functions of messages and their options: one table for checking, formatting and the reference page.
package struct MessageFunction: Sendable {
    package let name: String
    /// Options with the values that a literal may have; empty for any value.
    package let options: [(name: String, values: [String])]

    private static let numberOptions: [(name: String, values: [String])] = [
        ("select", ["plural", "ordinal", "exact"]),
        ("signDisplay", ["auto", "always", "exceptZero", "negative", "never"]),
        ("useGrouping", ["auto", "always", "never", "min2"]),
        ("minimumIntegerDigits", []), ("minimumFractionDigits", []), ("maximumFractionDigits", []),
        ("minimumSignificantDigits", []), ("maximumSignificantDigits", []),
        ("trailingZeroDisplay", ["auto", "stripIfInteger"]),
        ("roundingPriority", ["auto", "morePrecision", "lessPrecision"]), ("roundingIncrement", []), ("roundingMode", []),
        ("numberingSystem", []),
    ]

    private static let dateOptions: [(name: String, values: [String])] = [("calendar", []), ("timeZone", [])]
    private static let precisions = ["hour", "minute", "second"]
    private static let lengths = ["long", "medium", "short"]
    static let fieldSets = [
        "weekday", "day-weekday", "weekday-day", "month-day", "month-day-weekday", "year-month-day", "year-month-day-weekday", "day",
        "month", "year",
        "year-month",
    ]

    /// All functions that a message may call.
    package static let all: [MessageFunction] = [
        MessageFunction(name: "number", options: numberOptions),
        MessageFunction(name: "integer", options: numberOptions),
        MessageFunction(name: "percent", options: numberOptions),
        MessageFunction(
            name: "currency",
            options: numberOptions + [
                ("currency", []), ("currencyDisplay", ["symbol", "narrowSymbol", "code", "name", "never"]),
                ("currencySign", ["standard", "accounting"]),
                ("fractionDigits", []),
            ]),
        MessageFunction(name: "offset", options: [("add", []), ("subtract", [])]),
        MessageFunction(name: "string", options: []),
        MessageFunction(name: "date", options: dateOptions + [("length", lengths), ("fields", fieldSets)]),
        MessageFunction(name: "time", options: dateOptions + [("precision", precisions), ("hour12", ["true", "false"])]),
        MessageFunction(
            name: "datetime",
            options: dateOptions + [
                ("dateLength", lengths), ("dateFields", fieldSets), ("timePrecision", precisions), ("hour12", ["true", "false"]),
            ]),
    ]

    package static func named(_ name: String) -> MessageFunction? {
        all.first { $0.name == name }
    }
}
