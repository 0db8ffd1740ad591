/// The identity that the sender gives to one command, unique in a whole store: sending it again does nothing twice.
package struct CommandID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }
}
