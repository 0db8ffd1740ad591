import Crypto

/// A digest that signatures may rest on (ETSI TS 119 312).
package enum HashAlgorithm: String, Hashable, Sendable, CaseIterable {
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"

    package var byteCount: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    package var identifier: [UInt] {
        switch self {
        case .sha256: [2, 16, 840, 1, 101, 3, 4, 2, 1]
        case .sha384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
        case .sha512: [2, 16, 840, 1, 101, 3, 4, 2, 3]
        }
    }

    /// The digest of the parts, one after the other.
    package func digest(_ parts: [ArraySlice<UInt8>]) -> [UInt8] {
        func run<Function: HashFunction>(_ function: Function) -> [UInt8] {
            var function = function
            for part in parts { part.withUnsafeBytes { function.update(bufferPointer: $0) } }
            return Array(function.finalize())
        }
        return switch self {
        case .sha256: run(SHA256())
        case .sha384: run(SHA384())
        case .sha512: run(SHA512())
        }
    }

    package func digest(_ bytes: [UInt8]) -> [UInt8] { digest([bytes[...]]) }
}
