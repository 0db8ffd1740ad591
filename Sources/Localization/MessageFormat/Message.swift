import Diagnostics

/// One message in Unicode MessageFormat 2 (UTS #35 part 9), parsed and checked.
package struct Message: Sendable {
    /// `.input {…}` or `.local $x = {…}`.
    package struct Declaration: Sendable {
        /// Name without `$`, compared by canonical equivalence as Swift strings are.
        package var name: String
        package var nameSpan: Span
        package var expression: Expression
        package var isInput: Bool
    }

    package enum Operand: Sendable {
        case literal(String)
        case variable(String)
    }

    package struct Option: Sendable {
        package var name: String
        package var value: Operand
        package var span: Span
    }

    /// `:number minimumFractionDigits=2`
    package struct FunctionCall: Sendable {
        /// Name with its namespace, without `:`.
        package var name: String
        package var options: [Option]
        package var span: Span
    }

    /// `{$x :number @note=…}`
    package struct Expression: Sendable {
        package var operand: Operand?
        package var function: FunctionCall?
        package var attributes: [Option]
        package var span: Span
    }

    package enum MarkupKind: String, Sendable, Hashable {
        case open
        case standalone
        case close
    }

    /// `{#strong}`, `{/strong}`, `{#br/}`
    package struct Markup: Sendable {
        package var kind: MarkupKind
        package var name: String
        package var options: [Option]
        package var attributes: [Option]
        package var span: Span
    }

    package enum PatternPart: Sendable {
        case text(String)
        case expression(Expression)
        case markup(Markup)
    }

    package typealias Pattern = [PatternPart]

    package enum Key: Sendable, Hashable {
        case literal(String)
        case any
    }

    package struct Variant: Sendable {
        package var keys: [Key]
        package var pattern: Pattern
        package var span: Span
    }

    package enum Body: Sendable {
        case pattern(Pattern)
        case match(selectors: [String], variants: [Variant])
    }

    package var declarations: [Declaration]
    package var body: Body
    /// The message as written, with the way to its file.
    package var source: EmbeddedText

    /// The text of a message without placeholders, choices and declarations; nil for others.
    package var plainText: String? {
        guard case .pattern(let parts) = body, declarations.isEmpty else { return nil }
        if parts.isEmpty { return "" }
        guard parts.count == 1, case .text(let text) = parts[0] else { return nil }
        return text
    }

    /// The variables that the caller gives: used, and not made by `.local`.
    package var arguments: [String] {
        var locals: Set<String> = []
        var found: [String] = []
        var seen: Set<String> = []
        func use(_ name: String) { if !locals.contains(name), seen.insert(name).inserted { found.append(name) } }
        func use(_ operand: Operand?) { if case .variable(let name)? = operand { use(name) } }
        func use(_ expression: Expression) {
            use(expression.operand)
            for option in expression.function?.options ?? [] { use(option.value) }
        }
        func use(_ pattern: Pattern) {
            for part in pattern {
                switch part {
                case .text: break
                case .expression(let expression): use(expression)
                case .markup(let markup): for option in markup.options { use(option.value) }
                }
            }
        }
        for declaration in declarations {
            use(declaration.expression)
            if !declaration.isInput { locals.insert(declaration.name) }
        }
        switch body {
        case .pattern(let pattern): use(pattern)
        case .match(let selectors, let variants):
            for selector in selectors { use(selector) }
            for variant in variants { use(variant.pattern) }
        }
        return found
    }

    /// The markup names that the patterns use, in order of first use.
    package var markupNames: [String] {
        var found: [String] = []
        func use(_ pattern: Pattern) {
            for case .markup(let markup) in pattern where !found.contains(markup.name) { found.append(markup.name) }
        }
        switch body {
        case .pattern(let pattern): use(pattern)
        case .match(_, let variants): for variant in variants { use(variant.pattern) }
        }
        return found
    }
}
