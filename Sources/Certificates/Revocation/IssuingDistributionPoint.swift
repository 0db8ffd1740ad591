import SwiftASN1

/// Which certificates a CRL is about (RFC 5280, clause 5.2.5). Lists by reason, indirect ones and those of attribute certificates are not taken.
struct IssuingDistributionPoint: Hashable {
    /// The DER of each full name.
    let names: [[UInt8]]
    let isForUsers: Bool
    let isForAuthorities: Bool

    /// Nil when it is malformed or says what is not understood.
    init?(_ value: [UInt8]) {
        guard let root = try? SwiftASN1.DER.parse(value), ASN1Reader.isSequence(root), let parts = ASN1Reader.children(root) else {
            return nil
        }
        var names: [[UInt8]] = []
        var (isForUsers, isForAuthorities) = (false, false)
        for part in parts {
            guard part.identifier.tagClass == .contextSpecific else { return nil }
            let isTrue = ASN1Reader.bytes(part)?.first.map { $0 != 0 } ?? false
            switch part.identifier.tagNumber {
            case 0:
                // DistributionPointName is a CHOICE, so its tag is explicit; only full names are compared.
                guard let name = ASN1Reader.children(part)?.first, ASN1Reader.isContext(name, 0), let list = ASN1Reader.children(name),
                    !list.isEmpty
                else { return nil }
                names = list.map { Array($0.encodedBytes) }
            case 1: isForUsers = isTrue
            case 2: isForAuthorities = isTrue
            default: if part.identifier.tagNumber == 3 || isTrue { return nil }
            }
        }
        self.names = names
        self.isForUsers = isForUsers
        self.isForAuthorities = isForAuthorities
    }

    /// Whether a list of this scope speaks of the certificate.
    func covers(_ certificate: SigningCertificate) -> Bool {
        if isForUsers, certificate.isAuthority { return false }
        if isForAuthorities, !certificate.isAuthority { return false }
        if names.isEmpty { return true }
        guard let value = certificate.value(OID.distributionPoints), let root = try? SwiftASN1.DER.parse(value),
            let points = ASN1Reader.children(root)
        else { return false }
        for point in points {
            // Only points without reasons and without another issuer are complete.
            guard let fields = ASN1Reader.children(point), fields.count == 1, ASN1Reader.isContext(fields[0], 0),
                let name = ASN1Reader.children(fields[0])?.first, ASN1Reader.isContext(name, 0), let list = ASN1Reader.children(name)
            else { continue }
            if list.contains(where: { names.contains(Array($0.encodedBytes)) }) { return true }
        }
        return false
    }
}
