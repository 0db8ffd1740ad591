/// What the writer believes about a stream before it appends.
package enum ExpectedVersion: Hashable, Sendable {
    /// The writer does not care.
    case any
    /// The stream has exactly this many events; 0 means that it does not exist yet.
    case exactly(Int64)

    /// The stream does not exist yet.
    package static let new = ExpectedVersion.exactly(0)

    package func admits(_ version: Int64) -> Bool {
        switch self {
        case .any: true
        case .exactly(let expected): expected == version
        }
    }
}
