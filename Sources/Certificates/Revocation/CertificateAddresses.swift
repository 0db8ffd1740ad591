import SwiftASN1
import X509

/// Where a certificate says that its issuer can be asked (RFC 5280, clauses 4.2.1.13 and 4.2.2.1).
package struct CertificateAddresses: Hashable, Sendable {
    private static let addressLimit = 8

    /// OCSP responders.
    package private(set) var responders: [String] = []
    /// Files with the issuer's certificate.
    package private(set) var issuers: [String] = []
    /// Revocation lists.
    package private(set) var lists: [String] = []

    package init(_ certificate: SigningCertificate) {
        for item in certificate.certificate.extensions {
            guard let root = try? SwiftASN1.DER.parse(Array(item.value)) else { continue }
            switch Array(item.oid.oidComponents) {
            case [1, 3, 6, 1, 5, 5, 7, 1, 1]: readAccess(root)
            case [2, 5, 29, 31]: readPoints(root)
            default: continue
            }
        }
    }

    private mutating func readAccess(_ root: ASN1Node) {
        for description in (ASN1Reader.children(root) ?? []).prefix(Self.addressLimit) {
            guard let parts = ASN1Reader.children(description), parts.count == 2, let method = ASN1Reader.oid(parts[0]),
                let address = Self.address(parts[1])
            else { continue }
            if method == [1, 3, 6, 1, 5, 5, 7, 48, 1] { responders.append(address) }
            if method == [1, 3, 6, 1, 5, 5, 7, 48, 2] { issuers.append(address) }
        }
    }

    private mutating func readPoints(_ root: ASN1Node) {
        for point in (ASN1Reader.children(root) ?? []).prefix(Self.addressLimit) {
            guard let name = ASN1Reader.children(point)?.first(where: { ASN1Reader.isContext($0, 0) }),
                let full = ASN1Reader.children(name)?.first(where: { ASN1Reader.isContext($0, 0) })
            else { continue }
            for general in (ASN1Reader.children(full) ?? []).prefix(Self.addressLimit) {
                if let address = Self.address(general) { lists.append(address) }
            }
        }
    }

    /// A uniformResourceIdentifier among general names.
    private static func address(_ node: ASN1Node) -> String? {
        guard ASN1Reader.isContext(node, 6), let bytes = ASN1Reader.bytes(node), bytes.count <= 2_048 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
