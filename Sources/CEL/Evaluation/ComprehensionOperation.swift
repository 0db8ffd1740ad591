/// `all`, `exists`, `filter`, `map` and their kin, over a list or a map.
final class ComprehensionOperation: Operation, @unchecked Sendable {
    typealias Form = SyntaxNode.Comprehension.Form

    private let form: Form
    private let range: Operation
    /// Slot of the first variable; the second, if any, follows.
    private let local: Int
    private let hasTwoVariables: Bool
    private let predicate: Operation?
    private let transform: Operation?

    init(form: Form, range: Operation, local: Int, hasTwoVariables: Bool, predicate: Operation?, transform: Operation?) {
        self.form = form
        self.range = range
        self.local = local
        self.hasTwoVariables = hasTwoVariables
        self.predicate = predicate
        self.transform = transform
    }

    /// What a loop has gathered.
    private struct State {
        var values: [Value] = []
        /// The list to sort by ``values``.
        var items: [Value]?
        var map: MapBuilder?
        var count = 0
        var fault: Value?
    }

    override func evaluate(_ frame: inout Frame) -> Value {
        let over = range.evaluate(&frame)
        if !hasTwoVariables, case .list(let elements) = over {
            switch form {
            case .all, .exists: if let predicate { return quantify(elements, predicate, stopsAt: form == .exists, &frame) }
            case .filter: if let predicate { return filter(elements, predicate, &frame) }
            default: break
            }
        }
        return general(over, &frame)
    }

    /// `all` and `exists` over a list: the loops that rules are made of.
    private func quantify(_ elements: [Value], _ predicate: Operation, stopsAt wanted: Bool, _ frame: inout Frame) -> Value {
        var fault: Value?
        for index in elements.indices {
            guard frame.spend(2) else { return Frame.costExceeded }
            frame.values[local] = elements[index]
            switch predicate.evaluate(&frame) {
            case .bool(let holds): if holds == wanted { return .bool(wanted) }
            case let other:
                // Errors are absorbed as && and || do; cost never is.
                guard frame.budget >= 0 else { return Frame.costExceeded }
                if fault == nil { fault = placed(other.isError ? other : .noOverload(form.name, other)) }
            }
        }
        return fault ?? .bool(!wanted)
    }

    private func filter(_ elements: [Value], _ predicate: Operation, _ frame: inout Frame) -> Value {
        var kept: [Value] = []
        for index in elements.indices {
            guard frame.spend(2) else { return Frame.costExceeded }
            frame.values[local] = elements[index]
            switch predicate.evaluate(&frame) {
            case .bool(let holds): if holds { kept.append(elements[index]) }
            case let other: return placed(other.isError ? other : .noOverload(form.name, other))
            }
        }
        return .list(kept)
    }

    private func general(_ over: Value, _ frame: inout Frame) -> Value {
        var state = State()
        if form == .transformMap || form == .transformMapEntry { state.map = MapBuilder() }
        switch over {
        case .list(let elements):
            if form == .sortBy { state.items = elements }
            var index = 0
            for element in elements {
                guard frame.spend(2) else { return Frame.costExceeded }
                if hasTwoVariables {
                    frame.values[local] = .int(Int64(index))
                    frame.values[local + 1] = element
                } else {
                    frame.values[local] = element
                }
                if let result = step(&frame, &state, item: element, key: .int(Int64(index))) { return result }
                index += 1
            }
        case .map(let map) where form != .sortBy:
            for entry in map.entries {
                guard frame.spend(2) else { return Frame.costExceeded }
                frame.values[local] = entry.key
                if hasTwoVariables { frame.values[local + 1] = entry.value }
                if let result = step(&frame, &state, item: entry.key, key: entry.key) { return result }
            }
        case let other: return other.isError ? other : placed(.noOverload(form.name, other))
        }
        switch form {
        case .all: return state.fault ?? .bool(true)
        case .exists: return state.fault ?? .bool(false)
        case .existsOne: return .bool(state.count == 1)
        case .filter, .map, .transformList: return .list(state.values)
        case .sortBy:
            guard let items = state.items else { return .list([]) }
            guard frame.spend(items.count * 4) else { return Frame.costExceeded }
            return ListLibrary.sorted(items, by: state.values)
        case .transformMap, .transformMapEntry: return .map(state.map?.map ?? .empty)
        }
    }

    /// One round; not nil when the answer is known.
    @inline(__always)
    private func step(_ frame: inout Frame, _ state: inout State, item: Value, key: Value) -> Value? {
        if let predicate {
            let verdict = predicate.evaluate(&frame)
            guard case .bool(let holds) = verdict else {
                let fault = verdict.isError ? verdict : Value.noOverload(form.name, verdict)
                // Quantifiers absorb errors as && and || do; cost is never absorbed.
                guard form == .all || form == .exists, frame.budget >= 0 else { return fault }
                if state.fault == nil { state.fault = fault }
                return nil
            }
            switch form {
            case .all: return holds ? nil : .bool(false)
            case .exists: return holds ? .bool(true) : nil
            case .existsOne:
                if holds { state.count += 1 }
                return nil
            case .filter:
                if holds { state.values.append(item) }
                return nil
            default: if !holds { return nil }
            }
        }
        guard let transform else { return nil }
        let value = transform.evaluate(&frame)
        if case .error = value { return value }
        switch form {
        case .transformMap: return state.map?.insert(key, value)
        case .transformMapEntry:
            guard case .map(let entries) = value else { return .noOverload(form.name, value) }
            for entry in entries.entries {
                if let fault = state.map?.insert(entry.key, entry.value) { return fault }
            }
            return nil
        default:
            state.values.append(value)
            return nil
        }
    }
}
