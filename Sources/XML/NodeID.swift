/// A node of one ``XMLTree``, by its index in the arena; meaningless for another tree.
@frozen
package struct NodeID: Hashable, Comparable, Sendable {
    /// Index in ``XMLTree/nodes``; -1 stands for "no node" inside the arena and never leaves it.
    package let index: Int32

    @inlinable
    package init(index: Int32) {
        self.index = index
    }

    /// Nodes compare by the order in which they were made, which is document order for parsed trees.
    @inlinable
    package static func < (left: NodeID, right: NodeID) -> Bool {
        left.index < right.index
    }
}

/// An interned local name of one name table; equal numbers are equal names, so that matching compares no text.
@frozen
package struct NameID: Hashable, Sendable {
    /// Index in ``XMLNameTable``.
    package let index: Int32

    @inlinable
    package init(index: Int32) {
        self.index = index
    }
}
