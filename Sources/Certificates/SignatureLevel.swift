/// A level of PAdES baseline signatures (ETSI EN 319 142-1, clause 6): each holds what the one before it has.
package enum SignatureLevel: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The signature alone.
    case bB = "b-b"
    /// With a time stamp: it shows when the signature existed at the latest.
    case bT = "b-t"
    /// With all certificates and their revocation data inside: nobody need be asked later.
    case bLT = "b-lt"
    /// With a time stamp over all of that, to be renewed before its authority's certificate expires.
    case bLTA = "b-lta"

    /// As the standard writes it: `B-LTA`.
    package var name: String { rawValue.uppercased() }

    private var rank: Int {
        switch self {
        case .bB: 0
        case .bT: 1
        case .bLT: 2
        case .bLTA: 3
        }
    }

    package static func < (left: SignatureLevel, right: SignatureLevel) -> Bool { left.rank < right.rank }
}
