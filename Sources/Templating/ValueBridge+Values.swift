import CEL
import CivilTime
import Diagnostics
import Localization

extension ValueBridge {
    /// What came of writing a value.
    enum Outcome {
        case text(FormattedText)
        case missing
        case wrongType(String)
        case malformed
    }

    /// A value without the coats that do not matter here.
    private enum Plain {
        case missing
        case text(String)
        case number(DecimalNumber)
        case boolean(Bool)
        case moment(Int64)
        case other(String)
    }

    private static func plain(_ value: Value) -> Plain {
        switch value {
        case .null: .missing
        case .string(let text): .text(text)
        case .int(let number): .number(DecimalNumber(number))
        case .uint(let number): .number(DecimalNumber(number))
        case .double(let number): DecimalNumber(number).map { .number($0) } ?? .other("double")
        case .bool(let truth): .boolean(truth)
        case .timestamp(let moment): .moment(moment.seconds)
        default: unwrapped(value).map { plain($0) } ?? .other(typeName(of: value))
        }
    }

    static func isMissing(_ value: Value) -> Bool {
        if case .missing = plain(value) { return true }
        return false
    }

    static func truth(_ value: Value) -> Bool? {
        if case .boolean(let truth) = plain(value) { return truth }
        return nil
    }

    /// What a message can show of a value.
    static func messageValue(_ value: Value) -> MessageValue {
        switch plain(value) {
        case .text(let text): .string(text)
        case .number(let number): .number(number)
        case .boolean(let truth): .boolean(truth)
        case .moment(let seconds): LocalDateTime(epochSeconds: seconds, in: .utc).map { .dateTime($0) } ?? .opaque
        case .missing, .other: .opaque
        }
    }

    /// A value in words of the language.
    static func format(_ value: Value, _ format: ValueFormat?, _ language: Language, _ zone: CivilTimeZone) -> Outcome {
        switch plain(value) {
        case .missing: return .missing
        case .other(let type): return .wrongType(type)
        case .text(let text): return self.format(text: text, format ?? .text, language, zone)
        case .number(let number): return self.format(number: number, format, language)
        case .boolean(let truth):
            guard format == .yesNo else { return .wrongType("bool") }
            return .text(.words(language == .french ? (truth ? "oui" : "non") : (truth ? "yes" : "no")))
        case .moment(let seconds):
            guard format.map({ $0.inputs.contains(.moment) }) ?? true else { return .wrongType("timestamp") }
            guard let moment = LocalDateTime(epochSeconds: seconds, in: zone) else { return .malformed }
            return .text(date(moment, format ?? .dateTime, language))
        }
    }

    private static func format(text: String, _ format: ValueFormat, _ language: Language, _ zone: CivilTimeZone) -> Outcome {
        switch format {
        case .text: return .text(.words(text))
        case .lines:
            let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
            return .text(.lines(lines.map(String.init)))
        case .phone: return .text(.words(PhoneFormat.string(text, language)))
        case .identifier(let size): return .text(.words(IdentifierFormat.grouped(text, by: size)))
        case .month:
            // `2026-11`, as months are stored; a whole date is good too.
            guard let moment = LocalDateTime(iso: text.utf8.count == 7 ? text + "-01" : text) else { return .malformed }
            return .text(date(moment.moved(to: zone), .month, language))
        case .date, .dateMedium, .dateLong, .dateFull, .dateTime:
            guard let moment = LocalDateTime(iso: text) else { return .malformed }
            return .text(date(moment.moved(to: zone), format, language))
        case .time:
            let isClock = text.utf8.dropFirst(2).first == UInt8(ascii: ":")
            guard let moment = LocalDateTime(iso: isClock ? "2000-01-01T" + text : text), moment.time != nil else { return .malformed }
            return .text(date(isClock ? moment : moment.moved(to: zone), .time, language))
        case .number, .integer, .percent, .money, .ordinal:
            guard let number = DecimalNumber(literal: text) else { return .malformed }
            return self.format(number: number, format, language)
        case .yesNo: return .wrongType("string")
        }
    }

    private static func format(number: DecimalNumber, _ format: ValueFormat?, _ language: Language) -> Outcome {
        var style = NumberFormat()
        switch format {
        case nil, .text:
            // A bare number may be a year or a file's number: its digits stay together.
            style.grouping = .never
            style.maximumFractionDigits = NumberFormat.mostDigits
        case .number: break
        case .integer: style.maximumFractionDigits = 0
        case .percent:
            style.style = .percent
            style.maximumFractionDigits = 1
        case .money: style.style = .currency("CAD")
        case .ordinal:
            guard number.isInteger, !number.isNegative else { return .malformed }
            return .text(ordinal(number, language))
        case .phone: return .text(.words(PhoneFormat.string(number.plainText, language)))
        case .identifier(let size): return .text(.words(IdentifierFormat.grouped(number.plainText, by: size)))
        case .lines: return .text(.words(number.plainText))
        case .date, .dateMedium, .dateLong, .dateFull, .month, .dateTime, .time, .yesNo: return .wrongType("number")
        }
        return .text(.words(style.string(number, language)))
    }

    private static func ordinal(_ number: DecimalNumber, _ language: Language) -> FormattedText {
        let category = PluralRules.ordinal(number, language)
        let raised: String
        switch language {
        case .french: raised = category == "one" ? "er" : "e"
        case .english: raised = category == "one" ? "st" : category == "two" ? "nd" : category == "few" ? "rd" : "th"
        }
        // English sets its ordinals on the line.
        return language == .french
            ? .ordinal(number: number.plainText, raised: raised, rest: "") : .words(number.plainText + raised)
    }

    private static func date(_ moment: LocalDateTime, _ format: ValueFormat, _ language: Language) -> FormattedText {
        switch format {
        case .date: .words(DateFormat.date(moment.date, .short, language))
        case .dateMedium: raisingOrdinal(DateFormat.date(moment.date, .medium, language))
        case .dateFull: raisingOrdinal(DateFormat.date(moment.date, .long, language, fields: [.weekday, .day, .month, .year]))
        case .month: .words(DateFormat.date(moment.date, .long, language, fields: [.month, .year]))
        case .dateTime: raisingOrdinal(DateFormat.dateTime(moment, .long, language))
        case .time: .words(moment.time.map { DateFormat.time($0, language) } ?? "")
        default: raisingOrdinal(DateFormat.date(moment.date, .long, language))
        }
    }

    /// `1er novembre` with its letters raised (BDL 1242); other dates as they are.
    static func raisingOrdinal(_ text: String) -> FormattedText {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropLast(2) {
            guard bytes[index] == UInt8(ascii: "1"), bytes[index + 1] == UInt8(ascii: "e"), bytes[index + 2] == UInt8(ascii: "r"),
                index == 0 || bytes[index - 1] == 0x20 || bytes[index - 1] == 0xA0
            else { continue }
            return .ordinal(
                number: String(decoding: bytes[...index], as: UTF8.self), raised: "er",
                rest: String(decoding: bytes[(index + 3)...], as: UTF8.self))
        }
        return .words(text)
    }
}
