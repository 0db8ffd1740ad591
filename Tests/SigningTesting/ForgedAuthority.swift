import Certificates
import Crypto
import Foundation
import SwiftASN1
import X509

/// An authority that makes what no honest one would: certificates with any extension and time, lists and answers about anything.
package struct ForgedAuthority: Sendable {
    package let key: P256.Signing.PrivateKey
    package let certificate: SigningCertificate
    private let parsed: Certificate

    private init(key: P256.Signing.PrivateKey, _ certificate: Certificate) throws {
        self.key = key
        parsed = certificate
        var serializer = SwiftASN1.DER.Serializer()
        try serializer.serialize(certificate)
        guard let read = SigningCertificate(der: serializer.serializedBytes) else { throw CocoaError(.coderReadCorrupt) }
        self.certificate = read
    }

    /// What a certificate is to be.
    package struct Request: Sendable {
        package var name: String
        package var serial: Int
        package var from = Fixtures.from
        package var years = 5
        package var isAuthority = false
        package var pathLength: Int?
        package var usage: KeyUsage? = KeyUsage(digitalSignature: true, nonRepudiation: true)
        package var extendedUsage: [ExtendedKeyUsage.Usage] = []
        package var others: [Certificate.Extension] = []

        package init(_ name: String, serial: Int) {
            self.name = name
            self.serial = serial
        }

        /// An authority below another.
        package static func authority(_ name: String, serial: Int, pathLength: Int? = nil) -> Request {
            var request = Request(name, serial: serial)
            request.isAuthority = true
            request.pathLength = pathLength
            request.usage = KeyUsage(keyCertSign: true, cRLSign: true)
            request.years = 15
            return request
        }
    }

    package static func root(_ name: String = "Racine", years: Int = 30) throws -> ForgedAuthority {
        let key = P256.Signing.PrivateKey()
        var request = Request.authority(name, serial: 1)
        request.years = years
        return try ForgedAuthority(key: key, make(request, key: key, issuer: name, issuerKey: key))
    }

    package func issue(_ request: Request) throws -> ForgedAuthority {
        let key = P256.Signing.PrivateKey()
        return try ForgedAuthority(key: key, Self.make(request, key: key, issuerName: parsed.subject, issuerKey: self.key))
    }

    private static func name(_ text: String) throws -> DistinguishedName {
        try DistinguishedName {
            CommonName(text)
            OrganizationName("Paraphe")
            CountryName("CA")
        }
    }

    private static func make(
        _ request: Request, key: P256.Signing.PrivateKey, issuer: String, issuerKey: P256.Signing.PrivateKey
    ) throws -> Certificate {
        try make(request, key: key, issuerName: name(issuer), issuerKey: issuerKey)
    }

    private static func make(
        _ request: Request, key: P256.Signing.PrivateKey, issuerName: DistinguishedName, issuerKey: P256.Signing.PrivateKey
    ) throws -> Certificate {
        let from = Date(timeIntervalSince1970: Double(request.from.unixSeconds))
        var extensions = Certificate.Extensions()
        if request.isAuthority {
            try extensions.append(
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: request.pathLength)).makeCertificateExtension())
        }
        if let usage = request.usage { try extensions.append(Critical(usage).makeCertificateExtension()) }
        if !request.extendedUsage.isEmpty {
            try extensions.append(Critical(ExtendedKeyUsage(request.extendedUsage)).makeCertificateExtension())
        }
        for item in request.others { try extensions.append(item) }
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(request.serial), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: from, notValidAfter: from.addingTimeInterval(Double(request.years) * 365 * 86_400), issuer: issuerName,
            subject: name(request.name), signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(issuerKey))
    }

    /// The certificate without its key: what a signature names and another key signed.
    package func withKey(_ key: P256.Signing.PrivateKey) throws -> ForgedAuthority { try ForgedAuthority(key: key, parsed) }

    package func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes).derRepresentation) }

    // MARK: revocation

    private static let algorithm = DER.sequence([DER.oid(OID.ecdsaWithSHA256)])

    package static func time(_ date: SigningDate) -> [UInt8] { DER.tlv(0x18, Array((date.utcDigits + "Z").utf8)) }

    private static func bits(_ bytes: [UInt8]) -> [UInt8] { DER.tlv(0x03, [0] + bytes) }

    /// An extension of a list, critical or not.
    package static func item(_ type: [UInt], _ value: [UInt8], isCritical: Bool) -> [UInt8] {
        DER.sequence([DER.oid(type)] + (isCritical ? [[0x01, 0x01, 0xFF]] : []) + [DER.octets(value)])
    }

    /// A CRL of this authority.
    package func list(
        revoked: [(certificate: SigningCertificate, at: SigningDate)] = [], thisUpdate: SigningDate, nextUpdate: SigningDate?,
        extensions: [[UInt8]] = []
    ) throws -> [UInt8] {
        var parts = [DER.integer(1), Self.algorithm, certificate.subject, Self.time(thisUpdate)]
        if let nextUpdate { parts.append(Self.time(nextUpdate)) }
        if !revoked.isEmpty {
            parts.append(DER.sequence(revoked.map { DER.sequence([$0.certificate.serial, Self.time($0.at)]) }))
        }
        if !extensions.isEmpty { parts.append(DER.tlv(0xA0, DER.sequence(extensions))) }
        let body = DER.sequence(parts)
        return DER.sequence([body, Self.algorithm, Self.bits(try sign(body))])
    }

    /// An OCSP answer about a certificate of `issuer`'s, signed by this one.
    package func response(
        about subject: SigningCertificate, issuer: SigningCertificate, revokedAt: SigningDate? = nil, producedAt: SigningDate,
        thisUpdate: SigningDate? = nil, nextUpdate: SigningDate?, sendsCertificate: Bool = true
    ) throws -> [UInt8] {
        let key = try required(issuer.publicKeyBits)
        let identifier = DER.sequence([
            DER.sequence([DER.oid(OID.sha1), DER.null]), DER.octets(Array(Insecure.SHA1.hash(data: issuer.subject))),
            DER.octets(Array(Insecure.SHA1.hash(data: key))), subject.serial,
        ])
        var single = [identifier, revokedAt.map { DER.tlv(0xA1, Self.time($0)) } ?? [0x80, 0], Self.time(thisUpdate ?? producedAt)]
        if let nextUpdate { single.append(DER.tlv(0xA0, Self.time(nextUpdate))) }
        let body = DER.sequence([DER.tlv(0xA1, certificate.subject), Self.time(producedAt), DER.sequence([DER.sequence(single)])])
        var basic = [body, Self.algorithm, Self.bits(try sign(body))]
        if sendsCertificate { basic.append(DER.tlv(0xA0, DER.sequence([certificate.der]))) }
        let wrapped = DER.sequence([DER.oid(OID.basicStatusResponse), DER.octets(DER.sequence(basic))])
        return DER.sequence([[0x0A, 1, 0], DER.tlv(0xA0, wrapped)])
    }
}

private func required<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw CocoaError(.coderValueNotFound) }
    return value
}
