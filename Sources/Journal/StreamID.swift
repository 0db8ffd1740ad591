/// The name of one history in a ``EventJournal``: all events of one matter, in order.
package struct StreamID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package var description: String { name }

    /// By Unicode scalars, as every store sorts.
    package static func < (left: StreamID, right: StreamID) -> Bool {
        left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
    }
}
