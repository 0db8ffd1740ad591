import Diagnostics
import YAML

/// Texts that are given to functions and tables of the pack, or compared with what they answer, must be names that exist.
extension PackReader {
    /// - Parameter opening: the index of a `(`.
    mutating func checkCall(_ tokens: [ExpressionTokens.Token], opening: Int, source: EmbeddedText) {
        guard opening > 0, case .symbol(let function) = tokens[opening - 1] else { return }
        let isAccess = AccessFunctions.names.contains(function)
        guard isAccess || callColumns[function] != nil else { return }
        let (arguments, closing) = Self.arguments(tokens, opening: opening)
        for (position, argument) in arguments.enumerated() {
            guard argument.count == 1, case .string(let text, let range)? = argument.first else { continue }
            if isAccess {
                guard position == 0 else { continue }
                check(text, range, .permission, of: function, source)
            } else if let column = callColumns[function]?.inputs.dropFirst(position).first {
                check(text, range, column, source)
            }
        }
        checkAnswer(of: function, tokens, after: closing, source)
    }

    /// `access.mode(…) == 'at-creation'`, `route(…).way == 'direct'`
    private mutating func checkAnswer(of function: String, _ tokens: [ExpressionTokens.Token], after closing: Int, _ source: EmbeddedText) {
        func token(_ index: Int) -> ExpressionTokens.Token? { tokens.indices.contains(index) ? tokens[index] : nil }
        var next = closing + 1
        var column: DataField?
        if function != "access.mode" {
            guard token(next) == .symbol("."), case .symbol(let name)? = token(next + 1) else { return }
            column = callColumns[function]?.outputs.first { $0.id == name }
            guard column != nil else { return }
            next += 2
        }
        var texts: [(String, Range<Int>)] = []
        switch token(next) {
        case .symbol("=="), .symbol("!="):
            if case .string(let text, let range)? = token(next + 1) { texts = [(text, range)] }
        case .symbol("in") where token(next + 1) == .symbol("["):
            next += 2
            while let member = token(next), member != .symbol("]") {
                if case .string(let text, let range) = member { texts.append((text, range)) }
                next += 1
            }
        default: break
        }
        for (text, range) in texts where !text.isEmpty {
            if let column { check(text, range, column, source) } else { check(text, range, .accessMode, of: function, source) }
        }
    }

    private mutating func check(_ text: String, _ range: Range<Int>, _ kind: NameKind, of function: String, _ source: EmbeddedText) {
        used[kind, default: []].insert(text)
        let known = declaredOrder[kind] ?? []
        guard !known.contains(text) else { return }
        bag.append(PackDiagnostics.unknownValue(text, kind: kind.words, path: function, known: known, at: source.span(range)))
    }

    private mutating func check(_ text: String, _ range: Range<Int>, _ column: DataField, _ source: EmbeddedText) {
        let element: FieldType = if case .list(let element) = column.type { element } else { column.type }
        guard case .choice(let choices) = element, !choices.contains(where: { $0.id == text }), !text.isEmpty else { return }
        bag.append(PackDiagnostics.unknownChoice(text, field: column.id, known: choices.map(\.id), at: source.span(range)))
    }

    /// The arguments of a call, as tokens, and the index of its closing parenthesis.
    private static func arguments(
        _ tokens: [ExpressionTokens.Token], opening: Int
    ) -> (arguments: [[ExpressionTokens.Token]], closing: Int) {
        var arguments: [[ExpressionTokens.Token]] = [[]]
        var depth = 0
        for index in opening..<tokens.count {
            let token = tokens[index]
            switch token {
            case .symbol("("), .symbol("["), .symbol("{"):
                depth += 1
                if depth == 1 { continue }
            case .symbol(")"), .symbol("]"), .symbol("}"):
                depth -= 1
                if depth == 0 { return (arguments, index) }
            case .symbol(",") where depth == 1:
                arguments.append([])
                continue
            default: break
            }
            arguments[arguments.count - 1].append(token)
        }
        return (arguments, tokens.count)
    }
}
