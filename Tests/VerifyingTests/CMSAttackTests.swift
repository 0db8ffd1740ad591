import Certificates
import Diagnostics
import PDF
import Signing
import SigningTesting
import SwiftASN1
import Testing
import Verifying
import X509

/// Attacks on the CMS inside a file whose bytes are as they were signed.
@Suite struct CMSAttackTests {
    /// A root, a signer of its, and a file with room for any CMS.
    private static let stage = Result { () throws -> (root: ForgedAuthority, signer: ForgedAuthority, pdf: [UInt8]) in
        let root = try ForgedAuthority.root()
        let signer = try root.issue(.init("Dre Élise Nguyễn", serial: 2))
        let pdf = try Fixtures.signer().sign(
            Fixtures.document(), SignatureRequest(fieldName: "final", date: Fixtures.signing, reservedBytes: 8_000))
        return (root, signer, pdf)
    }

    private func verify(_ pdf: [UInt8], _ roots: [SigningCertificate]? = nil) throws -> VerificationReport {
        SignatureVerifier(roots: try roots ?? [Self.stage.get().root.certificate], date: Fixtures.now).verify(pdf)
    }

    private func expect(
        _ code: String?, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout ForgedSignature, [UInt8]) throws -> Void
    ) throws {
        let (_, signer, pdf) = try Self.stage.get()
        let forged = try ForgedSignature.replace(in: pdf) { digest in
            var cms = ForgedSignature(signer, digest: digest)
            try change(&cms, digest)
            return try cms.der()
        }
        let report = try verify(forged)
        let words = report.text(path: "x", language: .english)
        guard let code else {
            #expect(report.isValid, "\(words)", sourceLocation: sourceLocation)
            return
        }
        #expect(!report.isValid, sourceLocation: sourceLocation)
        #expect(Fixtures.codes(report).contains(code), "\(words)", sourceLocation: sourceLocation)
    }

    @Test func theForgeMakesSoundSignatures() throws { try expect(nil) { _, _ in } }

    @Test func attributesMissingOrTwice() throws {
        try expect("verify/cms") { cms, _ in cms.attributes = [] }
        for index in 0..<2 {
            try expect("verify/cms") { cms, _ in cms.attributes.remove(at: index) }
            try expect("verify/cms") { cms, _ in cms.attributes.append(cms.attributes[index]) }
        }
        try expect("verify/signing-certificate-missing") { cms, _ in cms.attributes.remove(at: 2) }
        try expect("verify/cms") { cms, _ in cms.attributes.append(cms.attributes[2]) }
        // Two digests of which one is right.
        try expect("verify/cms") { cms, digest in
            cms.attributes.append(ForgedSignature.attribute(OID.messageDigest, DER.octets(digest.reversed())))
        }
    }

    @Test func wrongValues() throws {
        try expect("verify/digest") { cms, digest in
            cms.attributes[1] = ForgedSignature.attribute(OID.messageDigest, DER.octets(digest.reversed()))
        }
        try expect("verify/cms") { cms, _ in cms.attributes[0] = ForgedSignature.attribute(OID.contentType, DER.oid(OID.timeStampInfo)) }
        try expect("verify/not-detached") { cms, _ in cms.type = OID.timeStampInfo }
        try expect("verify/not-detached") { cms, _ in cms.content = [1, 2, 3] }
        try expect("verify/cms") { cms, _ in cms.signerInfos = 2 }
        try expect("verify/cms") { cms, _ in cms.signerInfos = 0 }
        try expect("verify/no-signer-certificate") { cms, _ in cms.certificates = [] }
    }

    /// The digest that the message-digest attribute was made with is not the one that the signature names.
    @Test func algorithms() throws {
        try expect("verify/digest") { cms, _ in
            cms.hash = .sha384
            cms.algorithm = DER.sequence([DER.oid(OID.ecdsaWithSHA384)])
        }
        try expect("verify/weak-algorithm") { cms, _ in cms.digestAlgorithm = DER.sequence([DER.oid(OID.sha1)]) }
        try expect("verify/weak-algorithm") { cms, _ in cms.algorithm = DER.sequence([DER.oid(OID.ecdsaWithSHA512)]) }
        try expect("verify/algorithm-protection") { cms, _ in
            let named = DER.sequence([
                DER.sequence([DER.oid(HashAlgorithm.sha512.identifier)]), DER.tlv(0xA1, DER.oid(OID.ecdsaWithSHA512)),
            ])
            cms.attributes.append(ForgedSignature.attribute(OID.algorithmProtection, named))
        }
    }

    @Test func certificatesSwapped() throws {
        let (root, signer, _) = try Self.stage.get()
        // Another certificate for the same key: the attribute names the first.
        let twin = try root.issue(.init("Dr Jumeau", serial: 3)).withKey(signer.key)
        try expect("verify/signing-certificate") { cms, digest in
            var other = ForgedSignature(twin, digest: digest)
            other.attributes[2] = ForgedSignature.naming(signer.certificate)
            cms = other
        }
        // The certificate of someone else, under a signature by one's own key.
        let victim = try root.issue(.init("Dre Victime", serial: 4))
        try expect("verify/signature") { cms, digest in cms = ForgedSignature(try victim.withKey(signer.key), digest: digest) }
        // A chain that the attacker made, with the names of the real one.
        let double = try ForgedAuthority.root()
        let fake = try double.issue(.init("Dre Élise Nguyễn", serial: 2))
        try expect("verify/untrusted") { cms, digest in cms = ForgedSignature(fake, chain: [double.certificate], digest: digest) }
    }

    @Test(arguments: [(0, 0), (0, 1), (1, 0)])
    func zeroInTheCurve(r: UInt8, s: UInt8) throws {
        try expect("verify/signature") { cms, _ in cms.value = DER.sequence([DER.integer(r), DER.integer(s)]) }
        try expect("verify/signature") { cms, _ in cms.value = [] }
        try expect("verify/signature") { cms, _ in cms.value = [UInt8](repeating: 0, count: 64) }
    }

    /// Indefinite lengths are BER that some libraries write; trailing values inside are nobody's.
    @Test func encodings() throws {
        let (_, signer, pdf) = try Self.stage.get()
        func forge(_ wrap: @escaping ([UInt8]) -> [UInt8]) throws -> VerificationReport {
            try verify(try ForgedSignature.replace(in: pdf) { wrap(try ForgedSignature(signer, digest: $0).der()) })
        }
        #expect(try forge { [0x30, 0x80] + $0.dropHeader() + [0, 0] }.isValid)
        #expect(try !forge { $0 + [1] }.isValid)
        #expect(try !forge { Array($0.dropLast()) }.isValid)
        #expect(try !forge { [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF] + $0.dropHeader() }.isValid)
        #expect(try !forge { [0x30, 0x88, 0, 0, 0, 0, 0, 0, 0, 9] + $0.dropHeader() }.isValid)
        #expect(try !forge { Array(repeatElement([0x30, 0x80], count: 2_000).joined()) + $0.prefix(0) }.isValid)
    }

    // MARK: time stamps

    private func stamped(_ stamp: @escaping (ForgedAuthority, [UInt8]) throws -> [UInt8]) throws -> VerificationReport {
        let (root, signer, pdf) = try Self.stage.get()
        return try verify(
            try ForgedSignature.replace(in: pdf) { digest in
                var cms = ForgedSignature(signer, digest: digest)
                let value = try signer.sign(DER.setOf(cms.attributes))
                cms.value = value
                cms.unsigned = [ForgedSignature.attribute(OID.timeStampToken, try stamp(root, HashAlgorithm.sha256.digest(value)))]
                return try cms.der()
            })
    }

    private func stamper(_ root: ForgedAuthority, _ usages: [ExtendedKeyUsage.Usage]) throws -> ForgedAuthority {
        var request = ForgedAuthority.Request("Horodatage", serial: 9)
        request.extendedUsage = usages
        return try root.issue(request)
    }

    @Test func timeStamps() throws {
        let good = try stamped { try ForgedSignature.stamp(self.stamper($0, [.timeStamping]), over: $1, at: Fixtures.signing) }
        #expect(good.isValid && good.signatures[0].level == "B-T", "\(good.text(path: "x", language: .english))")
        // Each of these proves nothing: the signature itself stands, the level does not.
        let bad = [
            try stamped { try ForgedSignature.stamp(self.stamper($0, [.timeStamping]), over: $1.reversed(), at: Fixtures.signing) },
            try stamped { try ForgedSignature.stamp(self.stamper($0, [.emailProtection]), over: $1, at: Fixtures.signing) },
            try stamped { try ForgedSignature.stamp(self.stamper($0, [.timeStamping, .codeSigning]), over: $1, at: Fixtures.signing) },
            try stamped { try ForgedSignature.stamp(self.stamper($0, []), over: $1, at: Fixtures.signing) },
            try stamped {
                try ForgedSignature.stamp(self.stamper($0, [.timeStamping]), over: $1, at: Fixtures.date("2029-01-01T00:00:00Z"))
            },
            try stamped { _, digest in
                try ForgedSignature.stamp(self.stamper(ForgedAuthority.root("Autre"), [.timeStamping]), over: digest, at: Fixtures.signing)
            },
        ]
        for report in bad {
            #expect(report.signatures[0].level == "B-B", "\(report.text(path: "x", language: .english))")
            #expect(report.signatures[0].provenAt == nil)
        }
    }

    // MARK: chains

    private func chained(_ authority: ForgedAuthority, _ request: ForgedAuthority.Request, _ chain: [SigningCertificate]) throws -> [String]
    {
        let signer = try authority.issue(request)
        let pdf = try Self.stage.get().pdf
        let report = try verify(try ForgedSignature.replace(in: pdf) { try ForgedSignature(signer, chain: chain, digest: $0).der() })
        return report.isValid ? ["valid"] : Fixtures.codes(report)
    }

    @Test func pathsAndUsages() throws {
        let root = try Self.stage.get().root
        let plain = ForgedAuthority.Request("Signataire", serial: 20)
        let middle = try root.issue(.authority("Intermédiaire", serial: 10, pathLength: 0))
        #expect(try chained(middle, plain, [middle.certificate]) == ["valid"])
        #expect(try chained(middle, plain, []) == ["verify/untrusted"])
        // One authority too many.
        let deep = try middle.issue(.authority("Trop bas", serial: 11))
        #expect(try chained(deep, plain, [middle.certificate, deep.certificate]) == ["verify/not-authority"])
        // A signer who issues certificates.
        let signer = try root.issue(plain)
        #expect(try chained(signer, plain, [signer.certificate]) == ["verify/not-authority"])
        // An authority whose key is not for that.
        var idle = ForgedAuthority.Request.authority("Sans droit", serial: 12)
        idle.usage = KeyUsage(digitalSignature: true)
        let other = try root.issue(idle)
        #expect(try chained(other, plain, [other.certificate]) == ["verify/not-authority"])
        var tls = plain
        tls.extendedUsage = [.serverAuth]
        #expect(try chained(root, tls, []) == ["verify/key-usage"])
        tls.extendedUsage = [.emailProtection]
        #expect(try chained(root, tls, []) == ["valid"])
        tls.extendedUsage = []
        tls.usage = KeyUsage(keyEncipherment: true)
        #expect(try chained(root, tls, []) == ["verify/key-usage"])
        var strange = plain
        strange.others = [Certificate.Extension(oid: [1, 2, 3, 4], critical: true, value: [5, 0])]
        #expect(try chained(root, strange, []) == ["verify/certificate-extension"])
    }

    @Test func nameConstraints() throws {
        let root = try Self.stage.get().root
        func authority(_ constraints: NameConstraints) throws -> ForgedAuthority {
            var request = ForgedAuthority.Request.authority("Contrainte", serial: 13)
            request.others = [try Critical(constraints).makeCertificateExtension()]
            return try root.issue(request)
        }
        func codes(_ constraints: NameConstraints, mail: String? = nil) throws -> [String] {
            let authority = try authority(constraints)
            var request = ForgedAuthority.Request("Dre Ici", serial: 21)
            if let mail { request.others = [try SubjectAlternativeNames([.rfc822Name(mail)]).makeCertificateExtension()] }
            return try chained(authority, request, [authority.certificate])
        }
        #expect(try codes(NameConstraints(permittedEmailAddresses: ["chu.example"]), mail: "a@chu.example") == ["valid"])
        #expect(try codes(NameConstraints(permittedEmailAddresses: ["chu.example"]), mail: "a@evil.example") == ["verify/name-constraint"])
        #expect(try codes(NameConstraints(excludedEmailAddresses: ["chu.example"]), mail: "a@chu.example") == ["verify/name-constraint"])
        #expect(try codes(NameConstraints(excludedEmailAddresses: ["chu.example"]), mail: "a@autre.example") == ["valid"])
    }
}
