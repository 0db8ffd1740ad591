/// The identity that the sender gives to one command, unique in a whole store: sending it again does nothing twice.
///
/// Identities are the same when their bytes are, as for ``StreamID``.
package struct CommandID: Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }
}

extension CommandID: Hashable {
    package static func == (left: CommandID, right: CommandID) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text.utf8.count)
        for byte in text.utf8 { hasher.combine(byte) }
    }
}
