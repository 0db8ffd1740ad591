/// The name of one history in a ``EventJournal``: all events of one matter, in order.
///
/// Names are the same when their bytes are: stores compare them so, where Swift's strings take `é` of one character for that of two.
package struct StreamID: Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package var description: String { name }
}

extension StreamID: Hashable {
    package static func == (left: StreamID, right: StreamID) -> Bool { left.name.utf8.elementsEqual(right.name.utf8) }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name.utf8.count)
        for byte in name.utf8 { hasher.combine(byte) }
    }
}

extension StreamID: Comparable {
    /// By Unicode scalars, as every store sorts.
    package static func < (left: StreamID, right: StreamID) -> Bool {
        left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
    }
}
