/// A map that keeps the order in which entries were written, with numeric keys equal across int, uint and double.
package final class ValueMap: Sendable {
    /// One key and its value.
    package struct Entry: Hashable, Sendable {
        package let key: Value
        package let value: Value

        package init(key: Value, value: Value) {
            self.key = key
            self.value = value
        }
    }

    package let entries: [Entry]
    /// The keys that are texts, packed, in the order of the entries: what lookups of fields run over.
    private let names: [PackedText]
    /// Positions by key, made where a walk over the entries would be slow.
    private let index: [MapKey: Int]?

    private static let indexedFrom = 24

    package static let empty = ValueMap(entries: [])

    /// Of entries with the same key, the first is found.
    package init(entries: [Entry]) {
        self.entries = entries
        names = entries.map { entry in
            if case .string(let name) = entry.key { PackedText(name) } else { .none }
        }
        if entries.count >= Self.indexedFrom {
            var index: [MapKey: Int] = [:]
            index.reserveCapacity(entries.count)
            for (position, entry) in entries.enumerated() {
                if let key = MapKey(entry.key), index[key] == nil { index[key] = position }
            }
            self.index = index
        } else {
            index = nil
        }
    }

    /// A record: names and values.
    package convenience init(strings entries: [(String, Value)]) {
        self.init(entries: entries.map { Entry(key: .string($0.0), value: $0.1) })
    }

    package var count: Int { entries.count }

    package subscript(key: Value) -> Value? {
        if case .string(let name) = key { return self[name] }
        guard let wanted = MapKey(key) else { return nil }
        if let index { return index[wanted].map { entries[$0].value } }
        return entries.first { MapKey($0.key) == wanted }?.value
    }

    package subscript(name: String) -> Value? { value(name, PackedText(name)) }

    /// The value of a field whose name was packed before.
    @inline(__always)
    func value(_ name: String, _ packed: PackedText) -> Value? {
        if let index { return index[.string(name)].map { entries[$0].value } }
        for position in names.indices where names[position] == packed {
            if packed.isExact { return entries[position].value }
            if case .string(let key) = entries[position].key, areSameText(key, name) { return entries[position].value }
        }
        return nil
    }
}

/// A key of a map, equal where CEL says keys are: 1, 1u and 1.0 are one key.
enum MapKey: Hashable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case string(String)

    init?(_ value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
        case .double(let value):
            if let int = Int64(exactly: value) {
                self = .int(int)
            } else if let uint = UInt64(exactly: value) {
                self = .uint(uint)
            } else {
                return nil
            }
        case .string(let value): self = .string(value)
        default: return nil
        }
    }

    static func == (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.uint(let a), .uint(let b)): a == b
        // By code point: Swift's own equality merges canonical equivalents.
        case (.string(let a), .string(let b)): areSameText(a, b)
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        case .uint(let value): hasher.combine(value)
        case .string(var value): value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}
