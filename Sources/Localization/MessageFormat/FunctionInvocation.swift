import CivilTime
import Diagnostics

/// One call of a function: operand and options resolved (UTS #35 part 9, "Default Functions").
struct FunctionInvocation {
    struct Option {
        var name: String
        var text: String
        /// Whether the author wrote the value in the message itself.
        var isLiteral: Bool
        var span: Span
    }

    let call: Message.FunctionCall
    let operand: ResolvedValue?
    var options: [Option] = []

    init(call: Message.FunctionCall, operand: ResolvedValue?) {
        self.call = call
        self.operand = operand
    }

    typealias Report = (MessageError.Kind, String, Span?) -> Void

    /// The value, or nil after a report where a fallback must stand.
    func run(formatter: MessageFormatter, report: Report) -> ResolvedValue? {
        var value: ResolvedValue?
        switch call.name {
        case "number", "integer", "percent", "currency", "offset": value = number(report)
        case "string": value = string(report)
        case "date", "time", "datetime": value = dateTime(formatter, report)
        default: value = TestFunctions.run(self, report)
        }
        guard var result = value else { return nil }
        result.function = call.name
        for option in options {
            switch option.name {
            case "u:id": result.id = option.text
            case "u:dir":
                switch option.text {
                case "ltr", "rtl", "auto": result.direction = MessagePart.Direction(rawValue: option.text)
                case "inherit": result.direction = nil
                default: report(.badOption, option.name, option.span)
                }
            default: break
            }
        }
        return result
    }

    private func badOperand(_ report: Report) -> ResolvedValue? {
        report(.badOperand, call.name, call.span)
        return nil
    }

    // MARK: Numbers

    private func numericOperand() -> (DecimalNumber, ResolvedValue)? {
        guard let operand else { return nil }
        switch operand.content {
        case .number(let number): return (number, operand)
        case .string(let text): return DecimalNumber(literal: text).map { ($0, ResolvedValue(.number($0))) }
        case .test(let test): return (test.input, ResolvedValue(.number(test.input)))
        case .boolean, .dateTime, .opaque, .fallback: return nil
        }
    }

    private func number(_ report: Report) -> ResolvedValue? {
        guard let (number, inherited) = numericOperand() else { return badOperand(report) }
        var value = inherited
        value.content = .number(number)
        value.direction = nil
        if call.name != "offset" {
            if inherited.hasExplicitSelection {
                // `select` must be seen where the choice is made: it does not pass from one expression to the next.
                report(.badOption, "select", call.span)
                value.selection = .impossible
            }
            value.hasExplicitSelection = false
        }
        switch call.name {
        case "integer":
            value.number.minimumFractionDigits = nil
            value.number.maximumFractionDigits = 0
            value.number.minimumSignificantDigits = nil
            value.content = .number(number.rounded(fractionDigits: 0))
        case "percent": value.number.style = .percent
        case "number":
            if case .percent = value.number.style { value.number.style = .decimal }
        case "offset": return offset(number, value, report)
        default: break
        }
        for option in options { apply(option, to: &value, report) }
        if call.name == "currency" {
            guard case .currency = value.number.style else { return badOperand(report) }
        }
        return value
    }

    private func offset(_ number: DecimalNumber, _ inherited: ResolvedValue, _ report: Report) -> ResolvedValue? {
        var value = inherited
        let changes = options.filter { $0.name == "add" || $0.name == "subtract" }
        guard changes.count == 1, let change = changes.first, let amount = Self.digitSize(change.text) else {
            report(.badOption, changes.first?.name ?? "add", changes.first?.span ?? call.span)
            return nil
        }
        let delta = DecimalNumber(Int64(amount))
        value.content = .number(number.adding(change.name == "add" ? delta : delta.negated))
        return value
    }

    /// A digit size option: a small whole number that is not negative.
    static func digitSize(_ text: String) -> Int? {
        guard let number = DecimalNumber(literal: text), let integer = number.integer, integer >= 0, integer <= 1_000_000_000 else {
            return nil
        }
        return Int(integer)
    }

    private func apply(_ option: Option, to value: inout ResolvedValue, _ report: Report) {
        func digits() -> Int? {
            guard let count = Self.digitSize(option.text), count <= NumberFormat.mostDigits else {
                report(.badOption, option.name, option.span)
                return nil
            }
            return count
        }
        func choice<Choice: RawRepresentable>(_ type: Choice.Type) -> Choice? where Choice.RawValue == String {
            let found = Choice(rawValue: option.text)
            if found == nil { report(.badOption, option.name, option.span) }
            return found
        }
        let isInteger = call.name == "integer"
        switch option.name {
        case "select":
            guard option.isLiteral, let selection = ResolvedValue.Selection(rawValue: option.text), selection != .impossible else {
                report(.badOption, option.name, option.span)
                value.selection = .impossible
                return
            }
            value.selection = selection
            value.hasExplicitSelection = true
        case "signDisplay": if let sign = choice(NumberFormat.SignDisplay.self) { value.number.signDisplay = sign }
        case "useGrouping": if let grouping = choice(NumberFormat.Grouping.self) { value.number.grouping = grouping }
        case "minimumIntegerDigits": if let count = digits() { value.number.minimumIntegerDigits = count }
        case "minimumFractionDigits" where !isInteger: if let count = digits() { value.number.minimumFractionDigits = count }
        case "maximumFractionDigits" where !isInteger: if let count = digits() { value.number.maximumFractionDigits = count }
        case "minimumSignificantDigits" where !isInteger: if let count = digits() { value.number.minimumSignificantDigits = count }
        case "maximumSignificantDigits": if let count = digits() { value.number.maximumSignificantDigits = max(1, count) }
        case "trailingZeroDisplay": value.number.stripsZerosOfIntegers = option.text == "stripIfInteger"
        case "currency" where call.name == "currency":
            let code = option.text.uppercased()
            guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
                return report(.badOption, option.name, option.span)
            }
            value.number.style = .currency(code)
        case "currencyDisplay": if let display = choice(NumberFormat.CurrencyDisplay.self) { value.number.currencyDisplay = display }
        case "currencySign": value.number.isAccounting = option.text == "accounting"
        case "fractionDigits":
            guard option.text != "auto" else {
                value.number.minimumFractionDigits = nil
                value.number.maximumFractionDigits = nil
                return
            }
            if let count = digits() {
                value.number.minimumFractionDigits = count
                value.number.maximumFractionDigits = count
            }
        default: break
        }
    }

    // MARK: Strings

    private func string(_ report: Report) -> ResolvedValue? {
        guard let operand else { return badOperand(report) }
        var value: ResolvedValue
        switch operand.content {
        case .string(let text): value = ResolvedValue(.string(text))
        case .number(let number): value = ResolvedValue(.string(number.plainText))
        case .boolean(let truth): value = ResolvedValue(.string(truth ? "true" : "false"))
        case .test(let test): value = ResolvedValue(.string(test.input.plainText))
        case .dateTime(let moment): value = ResolvedValue(.string(moment.date.text))
        // What could not be resolved was reported already; any other value would have had a text.
        case .fallback: return nil
        case .opaque: return badOperand(report)
        }
        value.direction = operand.direction
        return value
    }

    // MARK: Dates

    private func dateTime(_ formatter: MessageFormatter, _ report: Report) -> ResolvedValue? {
        guard let operand else { return badOperand(report) }
        var value: ResolvedValue
        switch operand.content {
        case .dateTime: value = operand
        case .string(let text):
            guard let moment = LocalDateTime(iso: text) else { return badOperand(report) }
            value = ResolvedValue(.dateTime(moment))
        case .number, .boolean, .opaque, .fallback, .test: return badOperand(report)
        }
        value.direction = nil
        let isDate = call.name == "date"
        let isTime = call.name == "time"
        value.shown = isDate ? .date : isTime ? .time : .dateTime
        for option in options {
            switch option.name {
            case "length" where isDate, "dateLength" where call.name == "datetime":
                if let length = DateFormat.Length(rawValue: option.text) {
                    value.dateLength = length
                } else {
                    report(.badOption, option.name, option.span)
                }
            case "fields" where isDate, "dateFields" where call.name == "datetime":
                if MessageFunction.fieldSets.contains(option.text) {
                    value.dateFields = Self.fields(option.text)
                } else {
                    report(.badOption, option.name, option.span)
                }
            case "precision" where isTime, "timePrecision" where call.name == "datetime":
                if let precision = DateFormat.Precision(rawValue: option.text) {
                    value.precision = precision
                } else {
                    report(.badOption, option.name, option.span)
                }
            case "hour12":
                if option.text == "true" || option.text == "false" {
                    value.isTwelveHour = option.text == "true"
                } else {
                    report(.badOption, option.name, option.span)
                }
            case "timeZone":
                guard let zone = CivilTimeZone(option.text), case .dateTime(let moment) = value.content else {
                    if option.text != "input" { report(.badOption, option.name, option.span) }
                    continue
                }
                // The wall clock of that zone; its offset is dropped so that the formatter's zone does not move it again.
                var moved = moment.moved(to: zone)
                moved.offsetSeconds = nil
                value.content = .dateTime(moved)
            case "calendar":
                if option.text != "gregorian", option.text != "gregory", option.text != "iso8601" {
                    report(.badOption, option.name, option.span)
                }
            default: break
            }
        }
        return value
    }

    private static func fields(_ text: String) -> DateFormat.Fields {
        var fields: DateFormat.Fields = []
        for word in text.split(separator: "-") {
            switch word {
            case "weekday": fields.insert(.weekday)
            case "day": fields.insert(.day)
            case "month": fields.insert(.month)
            case "year": fields.insert(.year)
            default: break
            }
        }
        return fields
    }
}
