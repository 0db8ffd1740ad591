/// What the checker has found out about types still unknown.
struct Substitution {
    private var bound: [Int: CELType] = [:]
    private var count = 0
    /// Whether null may stand for times, records and the like: where values are compared, not where one is worked with.
    var admitsNull = true

    mutating func fresh() -> CELType {
        count += 1
        return .variable(count - 1)
    }

    /// The type with everything known put in; what stays unknown stays a variable.
    func resolve(_ type: CELType) -> CELType {
        switch type {
        case .variable(let id): bound[id].map(resolve) ?? type
        case .list(let element): .list(resolve(element))
        case .map(let key, let value): .map(key: resolve(key), value: resolve(value))
        case .optional(let wrapped): .optional(resolve(wrapped))
        case .type(let inner): .type(resolve(inner))
        case .abstract(let name, let parameters): .abstract(name, parameters.map(resolve))
        default: type
        }
    }

    /// The type with everything unknown made dyn.
    func settle(_ type: CELType) -> CELType {
        switch resolve(type) {
        case .variable: .dyn
        case .list(let element): .list(settle(element))
        case .map(let key, let value): .map(key: settle(key), value: settle(value))
        case .optional(let wrapped): .optional(settle(wrapped))
        case .type(let inner): .type(settle(inner))
        case .abstract(let name, let parameters): .abstract(name, parameters.map(settle))
        case let known: known
        }
    }

    /// Whether a value of `found` may stand where `wanted` is asked for; binds variables on the way.
    mutating func unify(_ wanted: CELType, _ found: CELType) -> Bool {
        let (wanted, found) = (resolve(wanted), resolve(found))
        switch (wanted, found) {
        case (.variable(let a), .variable(let b)) where a == b: return true
        case (.variable(let id), let type):
            guard !occurs(id, in: type) else { return false }
            bound[id] = type
            return true
        case (let type, .variable(let id)):
            guard !occurs(id, in: type) else { return false }
            bound[id] = type
            return true
        case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return true
        case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): return unify(a, b)
        case (.type, .type): return true
        case (.map(let ak, let av), .map(let bk, let bv)): return unify(ak, bk) && unify(av, bv)
        case (.abstract(let a, let ap), .abstract(let b, let bp)):
            guard a == b, ap.count == bp.count else { return false }
            for (left, right) in zip(ap, bp) where !unify(left, right) { return false }
            return true
        // Null stands for messages, times and what may be absent.
        case (.null, .record), (.record, .null), (.null, .timestamp), (.null, .duration), (.timestamp, .null), (.duration, .null),
            (.null, .optional), (.optional, .null), (.null, .abstract), (.abstract, .null):
            return admitsNull
        // A record is a map of strings to anything.
        case (.map(let key, _), .record), (.record, .map(let key, _)): return unify(key, .string)
        default: return wanted == found
        }
    }

    private func occurs(_ id: Int, in type: CELType) -> Bool {
        switch resolve(type) {
        case .variable(let other): id == other
        case .list(let element), .optional(let element), .type(let element): occurs(id, in: element)
        case .map(let key, let value): occurs(id, in: key) || occurs(id, in: value)
        case .abstract(_, let parameters): parameters.contains { occurs(id, in: $0) }
        default: false
        }
    }

    /// A signature with fresh variables in place of its parameters.
    mutating func instantiate(_ overload: FunctionDeclaration.Overload) -> ([CELType], CELType) {
        var names: [String: CELType] = [:]
        let parameters = overload.parameters.map { replace($0, &names) }
        return (parameters, replace(overload.result, &names))
    }

    private mutating func replace(_ type: CELType, _ names: inout [String: CELType]) -> CELType {
        switch type {
        case .parameter(let name):
            if let known = names[name] { return known }
            let variable = fresh()
            names[name] = variable
            return variable
        case .list(let element): return .list(replace(element, &names))
        case .map(let key, let value): return .map(key: replace(key, &names), value: replace(value, &names))
        case .optional(let wrapped): return .optional(replace(wrapped, &names))
        case .type(let inner): return .type(replace(inner, &names))
        case .abstract(let name, let parameters): return .abstract(name, parameters.map { replace($0, &names) })
        default: return type
        }
    }
}
