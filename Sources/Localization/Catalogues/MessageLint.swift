import Diagnostics

/// What the standard leaves to run time, told to the author at once: functions and options that do not exist.
enum MessageLint {
    static func check(_ message: Message, into bag: inout DiagnosticBag) {
        for declaration in message.declarations { check(declaration.expression, into: &bag) }
        switch message.body {
        case .pattern(let pattern): check(pattern, into: &bag)
        case .match(let selectors, let variants):
            for variant in variants {
                check(variant.pattern, into: &bag)
                checkKeys(variant, selectors, message, into: &bag)
            }
        }
    }

    private static func check(_ pattern: Message.Pattern, into bag: inout DiagnosticBag) {
        for case .expression(let expression) in pattern { check(expression, into: &bag) }
        var open: [Message.Markup] = []
        for case .markup(let markup) in pattern {
            switch markup.kind {
            case .open: open.append(markup)
            case .standalone: break
            case .close:
                guard open.popLast()?.name == markup.name else {
                    return bag.append(CatalogueDiagnostics.unpairedMarkup(markup.name, at: markup.span))
                }
            }
        }
        if let left = open.last { bag.append(CatalogueDiagnostics.unpairedMarkup(left.name, at: left.span)) }
    }

    private static func check(_ expression: Message.Expression, into bag: inout DiagnosticBag) {
        guard let call = expression.function else { return }
        guard let function = MessageFunction.named(call.name) else {
            let nearest = NearestName.of(call.name, among: MessageFunction.all.map(\.name))
            bag.append(MessageDiagnostics.unknownFunction(call.name, nearest: nearest, at: call.span))
            return
        }
        for option in call.options where !option.name.hasPrefix("u:") {
            guard let known = function.options.first(where: { $0.name == option.name }) else {
                let nearest = NearestName.of(option.name, among: function.options.map(\.name))
                bag.append(CatalogueDiagnostics.unknownOption(option.name, function: call.name, nearest: nearest, at: option.span))
                continue
            }
            if case .literal(let value) = option.value, !known.values.isEmpty, !known.values.contains(value) {
                let nearest = NearestName.of(value, among: known.values)
                bag.append(
                    CatalogueDiagnostics.badOptionValue(value, option: option.name, known: known.values, nearest: nearest, at: option.span))
            }
        }
    }

    /// Keys of a numeric selector that can never be chosen.
    private static func checkKeys(_ variant: Message.Variant, _ selectors: [String], _ message: Message, into bag: inout DiagnosticBag) {
        for (key, selector) in zip(variant.keys, selectors) {
            guard case .literal(let text) = key,
                let function = message.declarations.first(where: { $0.name == selector })?.expression.function,
                ["number", "integer", "percent", "currency", "offset"].contains(function.name), DecimalNumber(literal: text) == nil,
                !PluralRules.categories.contains(text)
            else { continue }
            let nearest = NearestName.of(text, among: PluralRules.categories)
            bag.append(CatalogueDiagnostics.badKeyOfNumber(text, nearest: nearest, at: variant.span))
        }
    }
}
