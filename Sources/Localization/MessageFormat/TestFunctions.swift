import Diagnostics

/// `:test:function`, `:test:select` and `:test:format`, which the conformance tests define for themselves (their README).
enum TestFunctions {
    static let names: Set<String> = ["test:function", "test:select", "test:format"]

    static func run(_ invocation: FunctionInvocation, _ report: FunctionInvocation.Report) -> ResolvedValue? {
        let call = invocation.call
        var number: TestNumber
        switch invocation.operand?.content {
        case .test(let test): number = test
        case .number(let decimal): number = TestNumber(input: decimal)
        case .string(let text):
            guard let decimal = DecimalNumber(literal: text) else {
                report(.badOperand, call.name, call.span)
                return nil
            }
            number = TestNumber(input: decimal)
        default:
            report(.badOperand, call.name, call.span)
            return nil
        }
        number.canFormat = call.name != "test:select"
        number.canSelect = call.name != "test:format"
        for option in invocation.options {
            switch (option.name, option.text) {
            case ("decimalPlaces", "0"): number.decimalPlaces = 0
            case ("decimalPlaces", "1"): number.decimalPlaces = 1
            case ("decimalPlaces", _):
                report(.badOption, option.name, option.span)
                return nil
            case ("fails", "always"): (number.failsFormat, number.failsSelect) = (true, true)
            case ("fails", "format"): number.failsFormat = true
            case ("fails", "select"): number.failsSelect = true
            case ("fails", "never"): break
            case ("fails", _): report(.badOption, option.name, option.span)
            default: break
            }
        }
        return ResolvedValue(.test(number))
    }

    static func matches(_ number: TestNumber, key: String) -> Bool {
        guard number.input.plainText == "1" else { return false }
        return key == "1" || (key == "1.0" && number.decimalPlaces == 1)
    }

    static func text(_ number: TestNumber) -> String {
        let whole = String(decoding: number.input.magnitude.wholeDigits.map { $0 + 0x30 }, as: UTF8.self)
        let sign = number.input.isNegative ? "-" : ""
        guard number.decimalPlaces == 1 else { return sign + whole }
        return "\(sign)\(whole).\(number.input.fractionDigits.first ?? 0)"
    }
}
