import CEL

/// How Workflow reads and builds records: maps with text keys, in their order.
extension Value {
    package static func record(_ entries: [(String, Value)]) -> Value {
        .map(ValueMap(strings: entries))
    }

    /// The fields of a record; nil for anything else.
    package var entries: [(String, Value)]? {
        guard case .map(let map) = self else { return nil }
        return map.entries.compactMap { entry in
            guard case .string(let name) = entry.key else { return nil }
            return (name, entry.value)
        }
    }

    package var isRecord: Bool { if case .map = self { true } else { false } }
    package var isEmptyRecord: Bool { entries?.isEmpty ?? false }
    package var isNull: Bool { if case .null = self { true } else { false } }

    package var elements: [Value]? { if case .list(let elements) = self { elements } else { nil } }
    package var stringValue: String? { if case .string(let text) = self { text } else { nil } }

    package func field(_ name: String) -> Value? {
        guard case .map(let map) = self else { return nil }
        return map[name]
    }

    package func value(at path: [String]) -> Value? {
        var value: Value? = self
        for name in path { value = value?.field(name) }
        return value
    }
}

extension Value {
    /// The record with a value at a path; records on the way are made.
    func setting(_ path: [String], to value: Value) -> Value {
        guard let name = path.first else { return value }
        var entries = entries ?? []
        if let index = entries.firstIndex(where: { $0.0 == name }) {
            entries[index].1 = entries[index].1.setting(Array(path.dropFirst()), to: value)
        } else {
            entries.append((name, Value.record([]).setting(Array(path.dropFirst()), to: value)))
        }
        return .record(entries)
    }

    /// The record without the field at a path.
    func clearing(_ path: [String]) -> Value {
        guard let name = path.first, var entries, let index = entries.firstIndex(where: { $0.0 == name }) else { return self }
        if path.count == 1 {
            entries.remove(at: index)
        } else {
            entries[index].1 = entries[index].1.clearing(Array(path.dropFirst()))
        }
        return .record(entries)
    }

    /// This record with the fields of another put over it; nested records are merged, everything else is replaced.
    package func merging(_ other: Value) -> Value {
        guard var entries, let others = other.entries else { return other }
        for (name, value) in others {
            if let index = entries.firstIndex(where: { $0.0 == name }) {
                entries[index].1 = entries[index].1.merging(value)
            } else {
                entries.append((name, value))
            }
        }
        return .record(entries)
    }

    /// Whether a form would show it as empty: null, blank text, an empty list, a record of nothing but such.
    package var isUnfilled: Bool {
        switch self {
        case .null: true
        case .string(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        case .list(let elements): elements.isEmpty
        case .map: entries?.allSatisfy { $0.1.isUnfilled } ?? true
        default: false
        }
    }

    /// Without unfilled fields of records, at any depth; elements of lists stay.
    package var pruned: Value {
        switch self {
        case .list(let elements): .list(elements.map(\.pruned))
        case .map: .record((entries ?? []).compactMap { $0.1.isUnfilled ? nil : ($0.0, $0.1.pruned) })
        default: self
        }
    }

    /// The same bytes in an event, which is more than equality: 1 and 1.0 are two things.
    func isIdentical(to other: Value?) -> Bool {
        guard let other else { return false }
        return ValueCodec.encode(self) == ValueCodec.encode(other)
    }

    /// As it stands in a sentence.
    package var plainText: String {
        switch self {
        case .null: ""
        case .bool(let truth): truth ? "true" : "false"
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): number.description
        case .string(let text): text
        case .list(let elements): elements.map(\.plainText).joined(separator: ", ")
        case .timestamp(let moment): moment.text
        default: String(decoding: ValueCodec.encode(self), as: UTF8.self)
        }
    }
}
