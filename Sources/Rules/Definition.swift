import Diagnostics

/// What the pack declares under a name: every such thing has an identifier and the place where the author wrote it.
package protocol Definition: Sendable {
    /// Unique among the things of its kind.
    var id: String { get }
    /// The place of the name in the pack.
    var span: Span { get }
}

/// Definitions of one kind, in the order of the pack, found by name in constant time.
package struct Catalogue<Element: Definition>: Sendable, RandomAccessCollection {
    package let elements: [Element]
    private let positions: [String: Int]

    /// Of two elements with the same name the first counts; the loader reports the second.
    package init(_ elements: [Element] = []) {
        var kept: [Element] = []
        var positions: [String: Int] = [:]
        for element in elements where positions[element.id] == nil {
            positions[element.id] = kept.count
            kept.append(element)
        }
        self.elements = kept
        self.positions = positions
    }

    package subscript(id: String) -> Element? {
        positions[id].map { elements[$0] }
    }

    package var ids: [String] { elements.map(\.id) }

    package var startIndex: Int { 0 }
    package var endIndex: Int { elements.count }
    package subscript(position: Int) -> Element { elements[position] }
}
