/// The part of a stream that comes after a version: how reading names what it wants.
package struct StreamTail: Hashable, Sendable {
    package let stream: StreamID
    /// Events after this one; 0 is from the start.
    package let version: Int64

    package init(_ stream: StreamID, after version: Int64 = 0) {
        self.stream = stream
        self.version = version
    }
}
