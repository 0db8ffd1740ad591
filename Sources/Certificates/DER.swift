/// Writes the few shapes of DER (ITU-T X.690) that a signature needs.
package enum DER {
    package static let null: [UInt8] = [0x05, 0x00]

    package static func tlv(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [tag]
        out.reserveCapacity(content.count + 6)
        let count = content.count
        if count < 0x80 {
            out.append(UInt8(count))
        } else {
            let width = count < 0x100 ? 1 : count < 0x1_0000 ? 2 : count < 0x100_0000 ? 3 : 4
            out.append(0x80 | UInt8(width))
            for position in stride(from: width - 1, through: 0, by: -1) { out.append(UInt8(truncatingIfNeeded: count >> (8 * position))) }
        }
        out.append(contentsOf: content)
        return out
    }

    package static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tlv(0x30, Array(parts.joined())) }

    /// A SET OF: its members in ascending order of their bytes (X.690, clause 11.6).
    package static func setOf(_ members: [[UInt8]]) -> [UInt8] {
        tlv(0x31, Array(members.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
    }

    package static func octets(_ bytes: [UInt8]) -> [UInt8] { tlv(0x04, bytes) }

    package static func integer(_ value: UInt8) -> [UInt8] { value < 0x80 ? [0x02, 1, value] : [0x02, 2, 0, value] }

    package static func oid(_ components: [UInt]) -> [UInt8] {
        var content: [UInt8] = []
        func append(_ value: UInt) {
            var groups: [UInt8] = [UInt8(value & 0x7F)]
            var rest = value >> 7
            while rest > 0 {
                groups.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            content.append(contentsOf: groups.reversed())
        }
        append(components[0] * 40 + components[1])
        for component in components.dropFirst(2) { append(component) }
        return tlv(0x06, content)
    }
}
