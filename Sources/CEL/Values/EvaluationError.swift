import Diagnostics

/// Why an expression has no value. Errors travel as values until somebody absorbs or reports them.
package struct EvaluationError: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case noSuchOverload = "no-such-overload"
        case noSuchField = "no-such-field"
        case noSuchKey = "no-such-key"
        case unboundVariable = "unbound-variable"
        case overflow
        case divisionByZero = "division-by-zero"
        case indexOutOfRange = "index-out-of-range"
        case badConversion = "bad-conversion"
        case invalidArgument = "invalid-argument"
        case costExceeded = "cost-exceeded"
    }

    package let kind: Kind
    /// The words, in both languages.
    package let message: Bilingual
    /// UTF-8 range of the expression where it arose, as far as known.
    package var range: Range<Int>?
    /// The function written in CEL within which it arose, the innermost.
    package private(set) var function: String?

    /// The same, told from a call of a function: the place is the caller's to say.
    func within(_ function: String) -> EvaluationError {
        guard self.function == nil else {
            var error = self
            error.range = nil
            return error
        }
        var error = EvaluationError(
            kind, Bilingual(fr: "dans `\(function)`\u{A0}: \(message.fr)", en: "in `\(function)`: \(message.en)"))
        error.function = function
        return error
    }

    package init(_ kind: Kind, _ message: Bilingual, range: Range<Int>? = nil) {
        self.kind = kind
        self.message = message
        self.range = range
    }
}

extension Value {
    static func failure(_ kind: EvaluationError.Kind, fr: String, en: String) -> Value {
        .error(EvaluationError(kind, Bilingual(fr: fr, en: en)))
    }

    static func noOverload(_ function: String, _ arguments: Value...) -> Value { noOverload(function, arguments) }

    static func noOverload(_ function: String, _ arguments: [Value]) -> Value {
        for argument in arguments where argument.isError { return argument }
        let types = arguments.map(\.typeName).joined(separator: ", ")
        return failure(
            .noSuchOverload, fr: "`\(function)` ne s’applique pas à (\(types))", en: "`\(function)` does not apply to (\(types))")
    }

    static func overflow(_ operation: String) -> Value {
        failure(
            .overflow, fr: "le résultat de `\(operation)` dépasse l’étendue du type", en: "the result of `\(operation)` is out of range")
    }
}
