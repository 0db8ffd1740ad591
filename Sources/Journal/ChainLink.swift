import Crypto

/// What the hash chain of a store covers: each event's hash is the SHA-256 of ``message(previous:event:)``.
///
/// The message is unambiguous (every part has its length before it), so no two different events share one.
package enum ChainLink {
    /// The name and version of the rule, first in every message; a change of the rule changes it.
    private static let label: [UInt8] = Array("paraphe event chain 1\n".utf8)
    /// Bytes of a SHA-256.
    package static let hashLength = 32
    /// What stands before the first event.
    package static let genesis = [UInt8](repeating: 0, count: hashLength)

    /// What the chain says of an event after the one with a hash.
    package static func hash(previous: [UInt8], event: RecordedEvent) -> [UInt8] {
        Array(SHA256.hash(data: message(previous: previous, event: event)))
    }

    package static func message(previous: [UInt8], event: RecordedEvent) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(label.count + event.data.count + 200)
        out.append(contentsOf: label)
        append(previous, to: &out)
        append(event.sequence, to: &out)
        append(Array(event.stream.name.utf8), to: &out)
        append(event.streamVersion, to: &out)
        append(Array(event.command.text.utf8), to: &out)
        append(Array(event.type.utf8), to: &out)
        append(Int64(event.version), to: &out)
        append(event.data, to: &out)
        return out
    }

    private static func append(_ bytes: [UInt8], to out: inout [UInt8]) {
        append(Int64(bytes.count), to: &out)
        out.append(contentsOf: bytes)
    }

    /// Eight bytes, most significant first.
    private static func append(_ number: Int64, to out: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            out.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }
}
