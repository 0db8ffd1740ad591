/// How a store is opened.
package enum StoreAccess: Hashable, Sendable {
    /// The store must be there; nothing is written, not even a lock that others would notice.
    case reading
    /// The store must be there.
    case writing
    /// The store is made when it is not there.
    case creating
}
