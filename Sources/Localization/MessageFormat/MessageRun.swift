import CivilTime
import Diagnostics

/// One formatting of one message: resolves variables once, chooses the variant, writes the parts.
struct MessageRun {
    let formatter: MessageFormatter
    let message: Message
    let arguments: [String: MessageValue]
    private(set) var errors: [MessageError] = []
    /// The values of declared variables, in order of declaration: a later one may use an earlier one only.
    private var declared: [String: ResolvedValue] = [:]

    init(formatter: MessageFormatter, message: Message, arguments: [String: MessageValue]) {
        self.formatter = formatter
        self.message = message
        self.arguments = arguments
    }

    mutating func format() -> [MessagePart] {
        // Only what the chosen pattern and the selectors use is resolved, so that an unused argument may be missing.
        let pattern: Message.Pattern
        switch message.body {
        case .pattern(let only): pattern = only
        case .match(let selectors, let variants): pattern = select(selectors, variants)
        }
        return pattern.map { part(for: $0) }
    }

    mutating func report(_ kind: MessageError.Kind, _ name: String, at span: Span?) {
        errors.append(MessageError(kind, name, at: span))
    }

    // MARK: Resolution

    mutating func resolve(variable name: String, at span: Span) -> ResolvedValue {
        if let known = declared[name] { return known }
        guard let declaration = message.declarations.first(where: { $0.name == name }) else { return argument(name, at: span) }
        var value: ResolvedValue
        if declaration.isInput {
            value = argument(name, at: declaration.expression.span)
            let operandErrors = value.isFallback
            if declaration.expression.function != nil {
                value = resolve(declaration.expression, operand: operandErrors ? value : value)
            }
        } else {
            value = resolve(declaration.expression)
        }
        if value.isFallback { value = ResolvedValue(.fallback("$" + name)) }
        declared[name] = value
        return value
    }

    private mutating func argument(_ name: String, at span: Span) -> ResolvedValue {
        guard let value = arguments[name] else {
            report(.unresolvedVariable, name, at: span)
            return ResolvedValue(.fallback("$" + name))
        }
        switch value {
        case .string(let text): return ResolvedValue(.string(text))
        case .number(let number): return ResolvedValue(.number(number))
        case .boolean(let truth): return ResolvedValue(.boolean(truth))
        case .dateTime(let moment): return ResolvedValue(.dateTime(moment))
        case .opaque: return ResolvedValue(.opaque)
        }
    }

    mutating func resolve(_ expression: Message.Expression) -> ResolvedValue {
        let operand: ResolvedValue? =
            switch expression.operand {
            case nil: nil
            case .literal(let text): ResolvedValue(.string(text))
            case .variable(let name): resolve(variable: name, at: expression.span)
            }
        return resolve(expression, operand: operand)
    }

    private mutating func resolve(_ expression: Message.Expression, operand: ResolvedValue?) -> ResolvedValue {
        guard let call = expression.function else { return operand ?? ResolvedValue(.fallback("")) }
        let fallback = ResolvedValue(.fallback(Self.fallbackSource(of: expression)))
        var invocation = FunctionInvocation(call: call, operand: operand)
        for option in call.options {
            switch option.value {
            case .literal(let text): invocation.options.append(.init(name: option.name, text: text, isLiteral: true, span: option.span))
            case .variable(let name):
                let value = resolve(variable: name, at: option.span)
                if value.isFallback {
                    report(.badOption, option.name, at: option.span)
                } else {
                    invocation.options.append(.init(name: option.name, text: Self.optionText(value), isLiteral: false, span: option.span))
                }
            }
        }
        let isKnown = MessageFunction.named(call.name) != nil || (formatter.hasTestFunctions && TestFunctions.names.contains(call.name))
        guard isKnown else {
            report(.unknownFunction, call.name, at: call.span)
            return fallback
        }
        guard let result = invocation.run(formatter: formatter, report: { errors.append(MessageError($0, $1, at: $2)) }) else {
            return fallback
        }
        return result
    }

    private static func optionText(_ value: ResolvedValue) -> String {
        switch value.content {
        case .string(let text): text
        case .number(let number): number.plainText
        case .boolean(let truth): truth ? "true" : "false"
        case .test(let number): number.input.plainText
        case .dateTime, .opaque, .fallback: ""
        }
    }

    static func fallbackSource(of expression: Message.Expression) -> String {
        switch expression.operand {
        case .variable(let name): return "$" + name
        case .literal(let text):
            var out = "|"
            for scalar in text.unicodeScalars {
                if scalar == "\\" || scalar == "|" { out += "\\" }
                out.unicodeScalars.append(scalar)
            }
            return out + "|"
        case nil: return ":" + (expression.function?.name ?? "")
        }
    }

    // MARK: Selection

    private mutating func select(_ selectors: [String], _ variants: [Message.Variant]) -> Message.Pattern {
        var values: [ResolvedValue?] = []
        for name in selectors {
            let value = resolve(variable: name, at: message.source.span)
            guard Selector.canSelect(value) else {
                report(.badSelector, name, at: message.source.span)
                values.append(nil)
                continue
            }
            values.append(value)
        }
        var best: Message.Variant?
        for variant in variants {
            var matches = true
            for (index, key) in variant.keys.enumerated() where matches {
                guard case .literal(let text) = key else { continue }
                guard let value = index < values.count ? values[index] : nil else {
                    matches = false
                    continue
                }
                if !Selector.isValidKey(text, for: value) { report(.badVariantKey, text, at: variant.span) }
                matches = Selector.matches(value, key: text, formatter.language)
            }
            guard matches else { continue }
            if best.map({ isBetter(variant, than: $0, values) }) ?? true { best = variant }
        }
        return best?.pattern ?? []
    }

    private func isBetter(_ candidate: Message.Variant, than other: Message.Variant, _ values: [ResolvedValue?]) -> Bool {
        for (index, (left, right)) in zip(candidate.keys, other.keys).enumerated() where left != right {
            switch (left, right) {
            case (.any, _): return false
            case (_, .any): return true
            case (.literal(let a), .literal(let b)):
                guard let value = index < values.count ? values[index] : nil else { continue }
                if Selector.isBetter(value, a, than: b) { return true }
                if Selector.isBetter(value, b, than: a) { return false }
            }
        }
        return false
    }

    // MARK: Formatting

    private mutating func part(for part: Message.PatternPart) -> MessagePart {
        switch part {
        case .text(let text): return .text(text)
        case .markup(let markup): return .markup(tag(markup))
        case .expression(let expression):
            let value = resolve(expression)
            switch format(value, expression) {
            case .success(let formatted): return .value(formatted)
            case .failure(let fault):
                if let error = fault.error { errors.append(error) }
                if case .fallback(let source) = value.content { return .fallback(source) }
                return .fallback(Self.fallbackSource(of: expression))
            }
        }
    }

    private struct Unformattable: Error {
        let error: MessageError?
    }

    private func format(_ value: ResolvedValue, _ expression: Message.Expression) -> Result<MessagePart.Formatted, Unformattable> {
        let language = formatter.language
        func formatted(_ text: String, _ kind: MessagePart.Kind, _ natural: MessagePart.Direction) -> Result<
            MessagePart.Formatted, Unformattable
        > {
            .success(
                MessagePart.Formatted(
                    text: text, kind: kind, direction: value.direction ?? natural, isIsolated: value.direction != nil, id: value.id))
        }
        switch value.content {
        case .fallback: return .failure(Unformattable(error: nil))
        case .opaque:
            return .failure(Unformattable(error: MessageError(.badOperand, Self.fallbackSource(of: expression), at: expression.span)))
        case .string(let text): return formatted(text, .string, .auto)
        case .boolean(let truth): return formatted(truth ? "true" : "false", .string, .auto)
        case .number(let number): return formatted(value.number.string(number, language), .number, formatter.direction)
        case .dateTime(let moment):
            return formatted(Self.text(moment.moved(to: formatter.zone), value, language), .datetime, formatter.direction)
        case .test(let number):
            guard number.canFormat, !number.failsFormat else {
                let kind: MessageError.Kind = number.canFormat ? .badOption : .badOperand
                return .failure(Unformattable(error: MessageError(kind, "fails", at: expression.span)))
            }
            return formatted(TestFunctions.text(number), .test, .auto)
        }
    }

    private static func text(_ moment: LocalDateTime, _ value: ResolvedValue, _ language: Language) -> String {
        switch value.shown {
        case .date: return DateFormat.date(moment.date, value.dateLength, language, fields: value.dateFields)
        case .time:
            let clock = moment.time ?? ClockTime(hour: 0, minute: 0)
            return clock.map { DateFormat.time($0, language, precision: value.precision, isTwelveHour: value.isTwelveHour) } ?? ""
        case .dateTime:
            return DateFormat.dateTime(
                moment, value.dateLength, language, fields: value.dateFields, precision: value.precision, isTwelveHour: value.isTwelveHour)
        }
    }

    private mutating func tag(_ markup: Message.Markup) -> MessagePart.MarkupTag {
        var tag = MessagePart.MarkupTag(kind: markup.kind, name: markup.name, options: [], id: nil)
        for option in markup.options {
            let text: String
            switch option.value {
            case .literal(let literal): text = literal
            case .variable(let name):
                let value = resolve(variable: name, at: option.span)
                if value.isFallback {
                    report(.badOption, option.name, at: option.span)
                    continue
                }
                text = Self.optionText(value)
            }
            switch option.name {
            case "u:id": tag.id = text
            case "u:dir": report(.badOption, option.name, at: option.span)
            default: tag.options.append(MessagePart.NamedText(name: option.name, text: text))
            }
        }
        return tag
    }
}

/// Which variant's key suits a value (UTS #35 part 9, "Pattern Selection").
enum Selector {
    static func canSelect(_ value: ResolvedValue) -> Bool {
        guard value.function != nil else { return false }
        switch value.content {
        case .number: return value.selection != .impossible
        case .string: return true
        case .test(let number): return number.canSelect && !number.failsSelect
        case .boolean, .dateTime, .opaque, .fallback: return false
        }
    }

    static func isValidKey(_ key: String, for value: ResolvedValue) -> Bool {
        guard case .number = value.content else { return true }
        if DecimalNumber(literal: key) != nil { return true }
        return value.selection != .exact && PluralRules.categories.contains(key)
    }

    static func matches(_ value: ResolvedValue, key: String, _ language: Language) -> Bool {
        switch value.content {
        case .string(let text): return text == key
        case .test(let number): return TestFunctions.matches(number, key: key)
        case .number(let number):
            let (shown, fraction) = value.number.digits(of: number)
            if let exact = DecimalNumber(literal: key) { return exact == shown }
            switch value.selection {
            case .plural: return PluralRules.cardinal(shown, shownFractionCount: fraction.count, language) == key
            case .ordinal: return PluralRules.ordinal(shown, language) == key
            case .exact, .impossible: return false
            }
        case .boolean, .dateTime, .opaque, .fallback: return false
        }
    }

    static func isBetter(_ value: ResolvedValue, _ key: String, than other: String) -> Bool {
        if case .test = value.content { return key == "1.0" && other != "1.0" }
        return DecimalNumber(literal: key) != nil && DecimalNumber(literal: other) == nil
    }
}
