import Certificates
import Foundation
import PDF
import Signing

/// A CMS signature that may be wrong in any one way.
package struct ForgedSignature {
    package var signer: ForgedAuthority
    package var certificates: [SigningCertificate]
    package var hash = HashAlgorithm.sha256
    /// The attributes; by default those of PAdES.
    package var attributes: [[UInt8]] = []
    package var unsigned: [[UInt8]] = []
    package var content: [UInt8]?
    package var type = OID.data
    /// Replaces the signature's value.
    package var value: [UInt8]?
    package var algorithm = DER.sequence([DER.oid(OID.ecdsaWithSHA256)])
    package var digestAlgorithm: [UInt8]?
    package var signerInfos = 1

    package init(_ signer: ForgedAuthority, chain: [SigningCertificate] = [], digest: [UInt8], type: [UInt] = OID.data) {
        self.signer = signer
        self.type = type
        certificates = [signer.certificate] + chain
        attributes = [
            Self.attribute(OID.contentType, DER.oid(type)), Self.attribute(OID.messageDigest, DER.octets(digest)),
            Self.naming(signer.certificate),
        ]
    }

    package static func attribute(_ type: [UInt], _ value: [UInt8]) -> [UInt8] { DER.sequence([DER.oid(type), DER.setOf([value])]) }

    /// signing-certificate-v2.
    package static func naming(_ certificate: SigningCertificate) -> [UInt8] {
        let identifier = DER.sequence([DER.octets(HashAlgorithm.sha256.digest(certificate.der))])
        return attribute(OID.signingCertificateV2, DER.sequence([DER.sequence([identifier])]))
    }

    package func der() throws -> [UInt8] {
        let signed = DER.setOf(attributes)
        var sent = signed
        sent[0] = 0xA0
        let digests = digestAlgorithm ?? DER.sequence([DER.oid(hash.identifier)])
        let own = signer.certificate
        var parts = [DER.integer(1), DER.sequence([own.issuer, own.serial]), digests]
        if !attributes.isEmpty { parts.append(sent) }
        parts += [algorithm, DER.octets(try value ?? signer.sign(signed))]
        if !unsigned.isEmpty { parts.append(DER.tlv(0xA1, DER.setOf(unsigned).dropHeader())) }
        let info = DER.sequence(parts)
        let inner = [DER.oid(type)] + (content.map { [DER.tlv(0xA0, DER.octets($0))] } ?? [])
        let data = DER.sequence([
            DER.integer(content == nil ? 1 : 3), DER.setOf([digests]), DER.sequence(inner),
            DER.tlv(0xA0, Array(certificates.map(\.der).joined())), DER.tlv(0x31, Array(repeatElement(info, count: signerInfos).joined())),
        ])
        return DER.sequence([DER.oid(OID.signedData), DER.tlv(0xA0, data)])
    }

    /// A time stamp over a digest.
    package static func stamp(_ authority: ForgedAuthority, over digest: [UInt8], at date: SigningDate, chain: [SigningCertificate] = [])
        throws
        -> [UInt8]
    {
        let imprint = DER.sequence([DER.sequence([DER.oid(HashAlgorithm.sha256.identifier), DER.null]), DER.octets(digest)])
        let info = DER.sequence([
            DER.integer(1), DER.oid([1, 3, 6, 1, 4, 1, 99_999, 1]), imprint, DER.integer(1), ForgedAuthority.time(date),
        ])
        var cms = ForgedSignature(authority, chain: chain, digest: HashAlgorithm.sha256.digest(info), type: OID.timeStampInfo)
        cms.content = info
        return try cms.der()
    }

    /// The last signature of a file with another CMS in the same place; the digest of what it covers goes to `make`.
    package static func replace(in pdf: [UInt8], _ make: ([UInt8]) throws -> [UInt8]) throws -> [UInt8] {
        let file = try PDFFile(bytes: pdf)
        let ranges = SignatureFields.all(file).compactMap { field -> [Int]? in
            guard case .array(let range)? = field.value?["ByteRange"] else { return nil }
            return range.compactMap(\.integerValue)
        }
        guard let range = ranges.max(by: { $0[2] < $1[2] }), range.count == 4 else { throw CocoaError(.coderValueNotFound) }
        let digest = HashAlgorithm.sha256.digest([pdf[0..<range[1]], pdf[range[2]..<range[2] + range[3]]])
        let cms = try make(digest)
        guard cms.count * 2 <= range[2] - range[1] - 2 else { throw CocoaError(.fileWriteOutOfSpace) }
        var out = pdf
        let digits = Array("0123456789abcdef".utf8)
        var place = range[1] + 1
        for byte in cms {
            out[place] = digits[Int(byte >> 4)]
            out[place + 1] = digits[Int(byte & 15)]
            place += 2
        }
        while place < range[2] - 1 {
            out[place] = 0x30
            place += 1
        }
        return out
    }
}

extension [UInt8] {
    /// The content of a value written by ``DER``.
    package func dropHeader() -> [UInt8] {
        guard count > 1 else { return [] }
        return Array(dropFirst(self[1] < 0x80 ? 2 : 2 + Int(self[1] & 0x7F)))
    }
}
