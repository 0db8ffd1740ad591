/// The values of variables for one evaluation.
package struct Activation: Sendable, ExpressibleByDictionaryLiteral {
    private struct Binding: Sendable {
        let packed: PackedText
        let name: String
        var value: Value
    }

    /// A few: searching them is quicker than hashing.
    private var bindings: [Binding] = []

    package init(_ values: [String: Value] = [:]) {
        // In order of names, so that nothing ever depends on the order of a dictionary.
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { append(name, value) }
    }

    package init(dictionaryLiteral elements: (String, Value)...) {
        for (name, value) in elements { self[name] = value }
    }

    private mutating func append(_ name: String, _ value: Value) {
        bindings.append(Binding(packed: PackedText(name), name: name, value: value))
    }

    private func position(_ name: String, _ packed: PackedText) -> Int? {
        for position in bindings.indices where bindings[position].packed == packed {
            if packed.isExact || areSameText(bindings[position].name, name) { return position }
        }
        return nil
    }

    func value(_ name: String, _ packed: PackedText) -> Value? {
        position(name, packed).map { bindings[$0].value }
    }

    /// The value of a variable; nil where it has none.
    package subscript(name: String) -> Value? {
        get { value(name, PackedText(name)) }
        set {
            let position = position(name, PackedText(name))
            switch (position, newValue) {
            case (let position?, let value?): bindings[position].value = value
            case (let position?, nil): bindings.remove(at: position)
            case (nil, let value?): append(name, value)
            case (nil, nil): break
            }
        }
    }
}
