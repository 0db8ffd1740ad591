import SwiftASN1

/// One of an `Extensions` list (RFC 5280, clause 4.1).
struct ASN1Extension {
    let type: [UInt]
    let isCritical: Bool
    let value: [UInt8]

    /// Nil when the list is malformed or names an extension twice.
    static func list(_ node: ASN1Node) -> [ASN1Extension]? {
        guard ASN1Reader.isSequence(node), let nodes = ASN1Reader.children(node), nodes.count <= 50 else { return nil }
        var found: [ASN1Extension] = []
        for node in nodes {
            guard let parts = ASN1Reader.children(node), parts.count == 2 || parts.count == 3, let type = ASN1Reader.oid(parts[0]),
                let value = parts.last.flatMap(ASN1Reader.octets), !found.contains(where: { $0.type == type })
            else { return nil }
            let isCritical = parts.count == 3 && (ASN1Reader.bytes(parts[1])?.first ?? 1) != 0
            found.append(ASN1Extension(type: type, isCritical: isCritical, value: value))
        }
        return found
    }
}
