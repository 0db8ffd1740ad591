/// The custom properties of an element; a reference, because most elements share their parent's.
struct CustomProperties: Sendable {
    final class Storage: Sendable {
        let values: [String: CustomValue]

        init(_ values: [String: CustomValue]) {
            self.values = values
        }
    }

    /// nil when there are none.
    var storage: Storage?

    init() {}

    subscript(name: String) -> CustomValue? { storage?.values[name] }
}

/// The value of a custom property after substitution of its own `var()`.
struct CustomValue: Hashable, Sendable {
    /// Component values as CSS text.
    var text: String
}
