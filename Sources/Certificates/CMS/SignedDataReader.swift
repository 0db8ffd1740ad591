import SwiftASN1

/// CMS SignedData as someone sent it (RFC 5652), read without trust: shapes that could be taken two ways are refused.
package struct SignedDataReader {
    package struct Attribute {
        package let type: [UInt]
        package let values: [ASN1Node]
    }

    package let certificates: [SigningCertificate]
    /// Hash of `digestAlgorithm`; nil when it is not one of ours (SHA-1, MD5).
    package let hash: HashAlgorithm?
    package let scheme: SignatureScheme?
    package let signature: [UInt8]
    package let attributes: [Attribute]
    /// What the signature is over: the attributes as a SET.
    package let attributeBytes: [UInt8]
    package let unsignedAttributes: [Attribute]
    /// How the signer's certificate is named.
    private let signerName: SignerName
    /// CRLs and OCSP responses sent along: in the signed attribute of Adobe, or beside the certificates.
    package let revocationData: [[UInt8]]
    /// Whether the algorithms under the signature are those used (RFC 6211); true without that attribute.
    package let hasProtectedAlgorithms: Bool
    package let contentType: [UInt]
    /// The content inside; nil when it is detached.
    package let content: [UInt8]?

    /// The certificate whose issuer and serial number the signature names.
    package var signer: SigningCertificate? {
        switch signerName {
        case .serial(let issuer, let serial): certificates.first { $0.issuer == issuer && $0.serial == serial }
        case .key(let identifier): certificates.first { $0.keyIdentifier == identifier }
        }
    }

    private enum SignerName {
        case serial(issuer: [UInt8], serial: [UInt8])
        /// The subject key identifier.
        case key([UInt8])
    }

    /// The single value of a signed attribute that is there exactly once.
    package func value(_ type: [UInt]) -> ASN1Node? {
        let found = attributes.filter { $0.type == type }
        return found.count == 1 && found[0].values.count == 1 ? found[0].values[0] : nil
    }

    /// The signed attribute content-type; nil when it is not there exactly once.
    package var contentTypeAttribute: [UInt]? { value(OID.contentType).flatMap(ASN1Reader.oid) }

    /// The signed attribute message-digest; nil when it is not there exactly once.
    package var messageDigest: [UInt8]? { value(OID.messageDigest).flatMap(ASN1Reader.octets) }

    /// The time stamps among the unsigned attributes (RFC 3161, appendix A).
    package var timeStampTokens: [ArraySlice<UInt8>] {
        unsignedAttributes.filter { $0.type == OID.timeStampToken }.flatMap(\.values).map(\.encodedBytes)
    }

    package func has(_ type: [UInt]) -> Bool { attributes.contains { $0.type == type } }

    package init?(_ bytes: ArraySlice<UInt8>) {
        guard let root = try? BER.parse(bytes), ASN1Reader.isSequence(root), let outer = ASN1Reader.children(root), outer.count == 2,
            ASN1Reader.oid(outer[0]) == OID.signedData, ASN1Reader.isContext(outer[1], 0),
            let wrapped = ASN1Reader.children(outer[1]), wrapped.count == 1, ASN1Reader.isSequence(wrapped[0]),
            var parts = ASN1Reader.children(wrapped[0]), parts.count >= 4, ASN1Reader.isSet(parts[1]), ASN1Reader.isSequence(parts[2]),
            let encapsulated = ASN1Reader.children(parts[2]), let type = encapsulated.first.flatMap(ASN1Reader.oid),
            let signers = parts.popLast(), ASN1Reader.isSet(signers), let infos = ASN1Reader.children(signers), infos.count == 1,
            let info = SignerInfo(infos[0]), let version = ASN1Reader.natural(parts[0]), version == 1 || version == 3,
            let digests = ASN1Reader.children(parts[1]), digests.contains(where: { Self.isSame($0, info.hash) })
        else { return nil }
        contentType = type
        if encapsulated.count > 1 {
            guard encapsulated.count == 2, ASN1Reader.isContext(encapsulated[1], 0), let inner = ASN1Reader.children(encapsulated[1]),
                inner.count == 1, let octets = ASN1Reader.octets(inner[0])
            else { return nil }
            content = octets
        } else {
            content = nil
        }
        var certificates: [SigningCertificate] = []
        for part in parts.dropFirst(3) where ASN1Reader.isContext(part, 0) {
            for node in ASN1Reader.children(part) ?? [] where certificates.count < 100 {
                if let certificate = SigningCertificate(der: Array(node.encodedBytes)) { certificates.append(certificate) }
            }
        }
        self.certificates = certificates
        var data: [[UInt8]] = []
        for part in parts.dropFirst(3) where ASN1Reader.isContext(part, 1) {
            for node in (ASN1Reader.children(part) ?? []).prefix(50) where ASN1Reader.isSequence(node) {
                data.append(Array(node.encodedBytes))
            }
        }
        for attribute in info.attributes where attribute.type == OID.revocationInformation {
            for value in attribute.values {
                for list in ASN1Reader.children(value) ?? [] where ASN1Reader.isContext(list, 0) || ASN1Reader.isContext(list, 1) {
                    for node in (ASN1Reader.children(list)?.first.flatMap(ASN1Reader.children) ?? []).prefix(50) {
                        data.append(Array(node.encodedBytes))
                    }
                }
            }
        }
        revocationData = data
        hasProtectedAlgorithms = info.hasProtectedAlgorithms
        hash = info.hash
        scheme = info.scheme
        signature = info.signature
        attributes = info.attributes
        attributeBytes = info.attributeBytes
        unsignedAttributes = info.unsignedAttributes
        signerName = info.name
    }

    private struct SignerInfo {
        var name = SignerName.key([])
        var hasProtectedAlgorithms = true
        var hash: HashAlgorithm?
        var scheme: SignatureScheme?
        var signature: [UInt8] = []
        var attributes: [Attribute] = []
        var attributeBytes: [UInt8] = []
        var unsignedAttributes: [Attribute] = []

        init?(_ node: ASN1Node) {
            guard ASN1Reader.isSequence(node), let parts = ASN1Reader.children(node), parts.count >= 6,
                let version = ASN1Reader.natural(parts[0]), let name = Self.name(parts[1], version: version),
                ASN1Reader.isContext(parts[3], 0), let signature = ASN1Reader.octets(parts[5])
            else { return nil }
            self.name = name
            hash = SignedDataReader.hash(parts[2])
            guard let attributes = SignedDataReader.attributes(parts[3]) else { return nil }
            self.attributes = attributes
            attributeBytes = Array(parts[3].encodedBytes)
            attributeBytes[0] = 0x31
            scheme = SignedDataReader.scheme(parts[4], digest: hash)
            self.signature = signature
            hasProtectedAlgorithms = Self.protects(attributes, digest: parts[2], signature: parts[4])
            if parts.count > 6 {
                guard parts.count == 7, ASN1Reader.isContext(parts[6], 1), let unsigned = SignedDataReader.attributes(parts[6]) else {
                    return nil
                }
                unsignedAttributes = unsigned
            }
        }

        /// Version 1 names issuer and serial number, version 3 the key (RFC 5652, clause 5.3).
        private static func name(_ node: ASN1Node, version: Int) -> SignerName? {
            if version == 3, ASN1Reader.isContext(node, 0), let bytes = ASN1Reader.bytes(node) { return .key(Array(bytes)) }
            guard version == 1, ASN1Reader.isSequence(node), let parts = ASN1Reader.children(node), parts.count == 2 else { return nil }
            return .serial(issuer: Array(parts[0].encodedBytes), serial: Array(parts[1].encodedBytes))
        }

        private static func protects(_ attributes: [Attribute], digest: ASN1Node, signature: ASN1Node) -> Bool {
            let found = attributes.filter { $0.type == OID.algorithmProtection }
            guard let one = found.first else { return true }
            func name(_ node: ASN1Node?) -> [UInt]? { node.flatMap(ASN1Reader.children)?.first.flatMap(ASN1Reader.oid) }
            guard found.count == 1, one.values.count == 1, let parts = ASN1Reader.children(one.values[0]), parts.count == 2,
                ASN1Reader.isContext(parts[1], 1)
            else { return false }
            return name(parts[0]) == name(digest) && name(parts[1]) == name(signature)
        }
    }

    private static func attributes(_ node: ASN1Node) -> [Attribute]? {
        guard let nodes = ASN1Reader.children(node) else { return nil }
        var found: [Attribute] = []
        for node in nodes {
            guard ASN1Reader.isSequence(node), let parts = ASN1Reader.children(node), parts.count == 2, let type = ASN1Reader.oid(parts[0]),
                ASN1Reader.isSet(parts[1]), let values = ASN1Reader.children(parts[1])
            else { return nil }
            found.append(Attribute(type: type, values: values))
        }
        return found
    }

    package static func hash(_ algorithm: ASN1Node) -> HashAlgorithm? {
        guard ASN1Reader.isSequence(algorithm), let first = ASN1Reader.children(algorithm)?.first, let oid = ASN1Reader.oid(first) else {
            return nil
        }
        return HashAlgorithm.allCases.first { $0.identifier == oid }
    }

    /// Whether this is the identifier of that digest, without parameters or with NULL: both are written.
    private static func isSame(_ algorithm: ASN1Node, _ wanted: HashAlgorithm?) -> Bool {
        guard ASN1Reader.isSequence(algorithm), let parts = ASN1Reader.children(algorithm),
            parts.count == 1 || parts.count == 2 && parts[1].identifier == .null
        else {
            return false
        }
        // A digest that is not ours is refused later, with its own words.
        return wanted == nil || hash(algorithm) == wanted
    }

    /// Nil for what is weak, unknown, or at odds with the digest.
    private static func scheme(_ node: ASN1Node, digest: HashAlgorithm?) -> SignatureScheme? {
        guard ASN1Reader.isSequence(node), let parts = ASN1Reader.children(node), let oid = parts.first.flatMap(ASN1Reader.oid), let digest
        else { return nil }
        switch oid {
        case OID.rsaEncryption: return .rsaPKCS1(digest)
        case OID.sha256WithRSA: return digest == .sha256 ? .rsaPKCS1(.sha256) : nil
        case OID.sha384WithRSA: return digest == .sha384 ? .rsaPKCS1(.sha384) : nil
        case OID.sha512WithRSA: return digest == .sha512 ? .rsaPKCS1(.sha512) : nil
        case OID.ecPublicKey: return .ecdsa(digest)
        case OID.ecdsaWithSHA256: return digest == .sha256 ? .ecdsa(.sha256) : nil
        case OID.ecdsaWithSHA384: return digest == .sha384 ? .ecdsa(.sha384) : nil
        case OID.ecdsaWithSHA512: return digest == .sha512 ? .ecdsa(.sha512) : nil
        case OID.rsaPSS:
            // Only what we make: the digest's own hash, MGF1 on it, a salt of its length. Others then fail to verify.
            let expected = SignatureScheme.rsaPSS(digest)
            guard parts.count == 2, let parameters = ASN1Reader.children(parts[1]), let first = parameters.first,
                ASN1Reader.isContext(first, 0), let inner = ASN1Reader.children(first)?.first, hash(inner) == digest
            else { return nil }
            return expected
        default: return nil
        }
    }

    /// The scheme of an AlgorithmIdentifier that names its digest itself: certificates, lists and status responses.
    static func scheme(of node: ASN1Node) -> SignatureScheme? {
        for hash in HashAlgorithm.allCases {
            if let oid = ASN1Reader.children(node)?.first.flatMap(ASN1Reader.oid), oid == OID.rsaEncryption || oid == OID.ecPublicKey {
                return nil
            }
            if let scheme = scheme(node, digest: hash) { return scheme }
        }
        return nil
    }

    /// The length of the value at the start, its header included; some producers write indefinite lengths (BER).
    package static func length(_ bytes: [UInt8]) -> Int? {
        guard bytes.first == 0x30 else { return nil }
        return BERLength.whole(bytes, at: 0, depth: 0)
    }
}
