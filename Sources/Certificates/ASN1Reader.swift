import SwiftASN1

/// Looks into parsed ASN.1 without trusting its shape.
package enum ASN1Reader {
    package static func children(_ node: ASN1Node) -> [ASN1Node]? {
        guard case .constructed(let nodes) = node.content else { return nil }
        return Array(nodes)
    }

    /// The bytes of a primitive node.
    package static func bytes(_ node: ASN1Node) -> ArraySlice<UInt8>? {
        guard case .primitive(let bytes) = node.content else { return nil }
        return bytes
    }

    package static func isSequence(_ node: ASN1Node) -> Bool { node.identifier == .sequence }
    package static func isSet(_ node: ASN1Node) -> Bool { node.identifier == .set }

    package static func isContext(_ node: ASN1Node, _ number: UInt) -> Bool {
        node.identifier.tagClass == .contextSpecific && node.identifier.tagNumber == number
    }

    package static func oid(_ node: ASN1Node) -> [UInt]? {
        guard let identifier = try? ASN1ObjectIdentifier(derEncoded: node) else { return nil }
        return Array(identifier.oidComponents)
    }

    /// An OCTET STRING, in one piece or (BER) in several.
    package static func octets(_ node: ASN1Node) -> [UInt8]? {
        switch node.content {
        case .primitive(let bytes): return node.identifier == .octetString ? Array(bytes) : nil
        case .constructed(let parts):
            var all: [UInt8] = []
            for part in parts {
                guard case .primitive(let bytes) = part.content, part.identifier == .octetString else { return nil }
                all.append(contentsOf: bytes)
            }
            return all
        }
    }

    /// The bytes of a BIT STRING without unused bits.
    package static func bits(_ node: ASN1Node) -> [UInt8]? {
        guard node.identifier == .bitString, let bytes = bytes(node), bytes.first == 0 else { return nil }
        return Array(bytes.dropFirst())
    }

    /// A UTCTime or GeneralizedTime.
    package static func time(_ node: ASN1Node) -> SigningDate? {
        if let time = try? GeneralizedTime(derEncoded: node) {
            return SigningDate(
                year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds)
        }
        guard let time = try? UTCTime(derEncoded: node) else { return nil }
        return SigningDate(
            year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes, second: time.seconds)
    }

    /// A small INTEGER that is not negative.
    package static func natural(_ node: ASN1Node) -> Int? {
        guard node.identifier == .integer, let bytes = bytes(node), !bytes.isEmpty, bytes.count <= 4, bytes.first.map({ $0 < 0x80 }) == true
        else {
            return nil
        }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
