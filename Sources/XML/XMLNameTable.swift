/// The local names of a tree, each held once.
///
/// A value: trees expanded from one template share the table without copying it, and its numbers stay the same.
package struct XMLNameTable: Sendable {
    private var names: [String] = []
    private var indices: [String: Int32] = [:]

    package init() {}

    /// How many different names there are; every ``NameID`` is below it.
    package var count: Int { names.count }

    /// The number of a name, which is added when it is new.
    package mutating func intern(_ name: String) -> NameID {
        if let index = indices[name] { return NameID(index: index) }
        let index = Int32(clamping: names.count)
        names.append(name)
        indices[name] = index
        return NameID(index: index)
    }

    /// The number of a name if any node bears it.
    package func id(of name: String) -> NameID? {
        indices[name].map { NameID(index: $0) }
    }

    /// For each number of this table, the number that another one gives to the same name; -2 for none.
    package func numbers(in other: XMLNameTable) -> [Int32] {
        names.map { other.indices[$0] ?? -2 }
    }

    package subscript(id: NameID) -> String {
        names.indices.contains(Int(id.index)) ? names[Int(id.index)] : ""
    }
}
