import CEL
import Diagnostics
import Rules

/// An expression of the pack that gave no usable value.
struct EvaluationFault: Error {
    let reason: Bilingual
}

extension Condition {
    /// The value of the expression; an unset optional is null.
    func evaluate(in scope: Scope) throws(EvaluationFault) -> Value {
        switch program.evaluate(scope.activation) {
        case .error(let error): throw EvaluationFault(reason: error.message)
        case .optional(let optional): return optional.value ?? .null
        case let value: return value
        }
    }

    /// Whether it holds.
    func holds(in scope: Scope) throws(EvaluationFault) -> Bool {
        guard case .bool(let truth) = try evaluate(in: scope) else {
            throw EvaluationFault(
                reason: Bilingual(fr: "`\(text)` n’est ni vrai ni faux", en: "`\(text)` is neither true nor false"))
        }
        return truth
    }

    /// Whether the expression reads something under one of the paths, or the whole that holds it.
    func mentions(anyOf paths: [String]) -> Bool {
        program.dependencies.contains { dependency in
            paths.contains { $0 == dependency || dependency.hasPrefix($0 + ".") || $0.hasPrefix(dependency + ".") }
        }
    }
}

extension DataField {
    /// Whether the whole text has the form that the pack asks for.
    func matchesPattern(_ text: String) -> Bool {
        guard let pattern, case .success(let expression) = RegularExpression.compile("^(?:\(pattern.text))$") else { return true }
        return expression.matches(text)
    }
}
