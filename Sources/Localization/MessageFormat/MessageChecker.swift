import Diagnostics

/// The data model errors of MessageFormat 2 (UTS #35 part 9, "Data Model Errors").
enum MessageChecker {
    static func check(_ message: Message, into bag: inout DiagnosticBag) {
        checkDeclarations(message, into: &bag)
        checkOptionNames(message, into: &bag)
        if case .match(let selectors, let variants) = message.body { checkMatch(message, selectors, variants, into: &bag) }
    }

    private static func checkDeclarations(_ message: Message, into bag: inout DiagnosticBag) {
        // A use declares a variable too: a later declaration of the same name is a duplicate.
        var declared: Set<String> = []
        for declaration in message.declarations {
            let expression = declaration.expression
            var used: [String] = []
            if case .variable(let name)? = expression.operand, !declaration.isInput { used.append(name) }
            for option in expression.function?.options ?? [] {
                if case .variable(let name) = option.value { used.append(name) }
            }
            if declared.contains(declaration.name) || used.contains(declaration.name) {
                bag.append(MessageDiagnostics.duplicateDeclaration(declaration.name, at: declaration.nameSpan))
            }
            declared.formUnion(used)
            declared.insert(declaration.name)
        }
    }

    private static func checkOptionNames(_ message: Message, into bag: inout DiagnosticBag) {
        func check(_ options: [Message.Option]) {
            var seen: Set<String> = []
            for option in options where !seen.insert(option.name).inserted {
                bag.append(MessageDiagnostics.duplicateOption(option.name, at: option.span))
            }
        }
        func check(_ pattern: Message.Pattern) {
            for part in pattern {
                switch part {
                case .text: break
                case .expression(let expression): check(expression.function?.options ?? [])
                case .markup(let markup): check(markup.options)
                }
            }
        }
        for declaration in message.declarations { check(declaration.expression.function?.options ?? []) }
        switch message.body {
        case .pattern(let pattern): check(pattern)
        case .match(_, let variants): for variant in variants { check(variant.pattern) }
        }
    }

    private static func checkMatch(_ message: Message, _ selectors: [String], _ variants: [Message.Variant], into bag: inout DiagnosticBag)
    {
        // Whether a variable has a function, itself or through the variable it stands for.
        var annotated: Set<String> = []
        for declaration in message.declarations {
            if declaration.expression.function != nil {
                annotated.insert(declaration.name)
            } else if case .variable(let name)? = declaration.expression.operand, annotated.contains(name) {
                annotated.insert(declaration.name)
            }
        }
        for selector in selectors where !annotated.contains(selector) {
            bag.append(MessageDiagnostics.missingAnnotation(selector, at: message.source.span))
        }
        var seen: Set<[Message.Key]> = []
        var hasFallback = false
        var hasMismatch = false
        for variant in variants {
            if variant.keys.count != selectors.count {
                hasMismatch = true
                bag.append(MessageDiagnostics.keyMismatch(expected: selectors.count, found: variant.keys.count, at: variant.span))
            } else if !seen.insert(variant.keys).inserted {
                bag.append(MessageDiagnostics.duplicateVariant(at: variant.span))
            }
            hasFallback = hasFallback || variant.keys.allSatisfy { $0 == .any }
        }
        if !hasFallback, !hasMismatch {
            let stars = Array(repeating: "*", count: selectors.count).joined(separator: " ")
            bag.append(MessageDiagnostics.missingFallback(stars, at: variants.last?.span ?? message.source.span))
        }
    }
}
