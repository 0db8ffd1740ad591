/// The end of a store's hash chain.
package struct ChainHead: Hashable, Sendable {
    /// Events in the store.
    package let count: Int64
    /// The hash of the last event; ``ChainLink/genesis`` in an empty store.
    package let hash: [UInt8]

    package init(count: Int64, hash: [UInt8]) {
        self.count = count
        self.hash = hash
    }

    /// The end of an empty chain.
    package static let empty = ChainHead(count: 0, hash: ChainLink.genesis)

    /// The end of the chain once an event follows.
    package func following(_ event: RecordedEvent) -> ChainHead {
        ChainHead(count: event.sequence, hash: ChainLink.hash(previous: hash, event: event))
    }
}
