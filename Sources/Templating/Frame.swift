import CEL
import Diagnostics

/// The values of variables at one moment of an expansion.
struct Frame {
    /// What an expression gave.
    enum Outcome {
        case value(Value, cost: Int)
        case failure(EvaluationError)
        case exhausted
    }

    private var activation: Activation

    init(values: [String: Value]) {
        activation = Activation(values)
    }

    /// A variable of the caller.
    func base(_ name: String) -> Value? { activation[name] }

    mutating func set(_ name: String, _ value: Value?) { activation[name] = value }

    func evaluate(_ program: Program, costLimit: Int) -> Outcome {
        guard costLimit > 0 else { return .exhausted }
        let (value, cost) = program.run(activation, costLimit: min(costLimit, Program.defaultCostLimit))
        if case .error(let error) = value { return error.kind == .costExceeded ? .exhausted : .failure(error) }
        return .value(value, cost: max(1, cost))
    }
}

extension ValueBridge {
    static func typeName(of value: Value) -> String {
        switch value {
        case .null: "null"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .optional: "optional"
        default: value.typeName
        }
    }

    static func unwrapped(_ value: Value) -> Value? {
        if case .optional(let optional) = value { return optional.value ?? .null }
        return nil
    }

    /// What `<g:for>` goes through: the items of a list, the keys of a map.
    static func items(_ value: Value) -> [Value]? {
        switch value {
        case .list(let items): items
        case .map(let map): map.entries.map(\.key)
        default: unwrapped(value).flatMap { items($0) }
        }
    }

    /// The entries of a map whose keys are strings.
    static func entries(_ value: Value) -> [(String, Value)]? {
        guard case .map(let map) = value else { return nil }
        var out: [(String, Value)] = []
        for entry in map.entries {
            guard case .string(let name) = entry.key else { return nil }
            out.append((name, entry.value))
        }
        return out
    }
}
