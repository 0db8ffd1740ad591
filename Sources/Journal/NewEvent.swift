/// An event on its way into a ``EventJournal``. The journal reads none of it.
package struct NewEvent: Hashable, Sendable {
    /// What happened, as a stable name.
    package var type: String
    /// The version of the shape of ``data``, from 1; readers upcast old ones.
    package var version: Int
    package var data: [UInt8]

    package init(type: String, version: Int, data: [UInt8]) {
        self.type = type
        self.version = version
        self.data = data
    }
}
