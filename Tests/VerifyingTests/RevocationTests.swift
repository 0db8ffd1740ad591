import Certificates
import Diagnostics
import PDF
import Signing
import SigningTesting
import SwiftASN1
import Testing
import Verifying
import X509

/// Revocation data, good and bad, given beside the file or kept in it, at the moment that time stamps prove.
@Suite struct RevocationTests {
    private static let stage = Result {
        () throws -> (root: ForgedAuthority, signer: ForgedAuthority, stamper: ForgedAuthority, pdf: [UInt8]) in
        let root = try ForgedAuthority.root()
        let signer = try root.issue(.init("Dre Élise Nguyễn", serial: 2))
        var request = ForgedAuthority.Request("Horodatage", serial: 3)
        request.extendedUsage = [.timeStamping]
        request.years = 12
        let pdf = try Fixtures.signer().sign(
            Fixtures.document(), SignatureRequest(fieldName: "final", date: Fixtures.signing, reservedBytes: 8_000))
        let stamper = try root.issue(request)
        let signed = try ForgedSignature.replace(in: pdf) { digest in
            var cms = ForgedSignature(signer, digest: digest)
            let value = try signer.sign(DER.setOf(cms.attributes))
            cms.value = value
            let token = try ForgedSignature.stamp(stamper, over: HashAlgorithm.sha256.digest(value), at: Fixtures.signing)
            cms.unsigned = [ForgedSignature.attribute(OID.timeStampToken, token)]
            return try cms.der()
        }
        return (root, signer, stamper, signed)
    }

    private static let day: Int64 = 86_400
    private func after(_ days: Int64, _ date: SigningDate = Fixtures.signing) -> SigningDate {
        SigningDate(unixSeconds: date.unixSeconds + days * Self.day)
    }

    private func verify(
        _ pdf: [UInt8]? = nil, given: [[UInt8]] = [], at date: SigningDate = Fixtures.now, policy: VerificationPolicy = .trusted
    ) throws -> VerificationReport {
        let evidence = try given.map { try #require(RevocationEvidence(der: $0, origin: .given, provenAt: date)) }
        let (root, _, _, own) = try Self.stage.get()
        return SignatureVerifier(roots: [root.certificate], date: date, policy: policy, evidence: evidence).verify(pdf ?? own)
    }

    private func expect(_ report: VerificationReport, _ code: String?, sourceLocation: SourceLocation = #_sourceLocation) {
        let words = report.text(path: "x", language: .english)
        if let code {
            #expect(!report.isValid && Fixtures.codes(report).contains(code), "\(words)", sourceLocation: sourceLocation)
        } else {
            #expect(report.isValid, "\(words)", sourceLocation: sourceLocation)
        }
    }

    @Test func nobodyAsked() throws {
        let report = try verify()
        expect(report, nil)
        #expect(report.signatures[0].warnings.map(\.code.name) == ["verify/revocation-unknown"])
        var strict = VerificationPolicy.trusted
        strict.revocation = .required
        expect(try verify(policy: strict), "verify/revocation-unknown")
    }

    @Test func lists() throws {
        let (root, signer, _, _) = try Self.stage.get()
        func list(
            _ from: Int64, _ to: Int64?, revoked: Int64? = nil, extensions: [[UInt8]] = [], by authority: ForgedAuthority? = nil
        ) throws -> [UInt8] {
            try (authority ?? root).list(
                revoked: revoked.map { [(signer.certificate, after($0))] } ?? [], thisUpdate: after(from), nextUpdate: to.map { after($0) },
                extensions: extensions)
        }
        let later = after(20)
        expect(try verify(given: [list(-1, 7)]), nil)
        expect(try verify(given: [list(10, 17)], at: later), nil)
        // Expired before the signature was made; dated after the verification.
        expect(try verify(given: [list(-20, -10)]), "verify/revocation-stale")
        expect(try verify(given: [list(5, 12)]), "verify/revocation-future")
        expect(try verify(given: [list(-1, 7, revoked: -3)]), "verify/revoked")
        // Revoked later: the time stamp shows that the signature was there before.
        expect(try verify(given: [list(10, 17, revoked: 9)], at: later), nil)
        // Of another authority with the same name.
        expect(try verify(given: [list(-1, 7, by: ForgedAuthority.root())]), "verify/revocation-data")
        let critical = ForgedAuthority.item([1, 2, 3], [5, 0], isCritical: true)
        expect(try verify(given: [list(-1, 7, extensions: [critical])]), "verify/revocation-list-scope")
        expect(try verify(given: [list(-1, 7, extensions: [ForgedAuthority.item([1, 2, 3], [5, 0], isCritical: false)])]), nil)
        func scope(_ parts: [UInt8]) -> [UInt8] {
            ForgedAuthority.item(OID.issuingDistributionPoint, DER.sequence([parts]), isCritical: true)
        }
        expect(try verify(given: [list(-1, 7, extensions: [scope([0x81, 1, 0xFF])])]), nil)
        for other: [UInt8] in [[0x82, 1, 0xFF], [0x83, 2, 1, 0x80], [0x84, 1, 0xFF], [0x85, 1, 0xFF]] {
            expect(try verify(given: [list(-1, 7, extensions: [scope(other)])]), "verify/revocation-list-scope")
        }
        let point = DER.tlv(0xA0, DER.tlv(0xA0, DER.tlv(0x86, Array("http://x/a.crl".utf8))))
        expect(try verify(given: [list(-1, 7, extensions: [scope(point)])]), "verify/revocation-list-scope")
    }

    private func responder(_ usages: [ExtendedKeyUsage.Usage] = [.ocspSigning], isMarked: Bool = true, years: Int = 2) throws
        -> ForgedAuthority
    {
        var request = ForgedAuthority.Request("Répondeur", serial: 40)
        request.extendedUsage = usages
        request.years = years
        if isMarked { request.others = [Certificate.Extension(oid: [1, 3, 6, 1, 5, 5, 7, 48, 1, 5], critical: false, value: [5, 0])] }
        return try Self.stage.get().root.issue(request)
    }

    @Test func answers() throws {
        let (root, signer, _, _) = try Self.stage.get()
        func answer(
            _ by: ForgedAuthority, about: SigningCertificate? = nil, revoked: Int64? = nil, from: Int64 = 0, to: Int64? = 7
        ) throws -> [UInt8] {
            try by.response(
                about: about ?? signer.certificate, issuer: root.certificate, revokedAt: revoked.map { after($0) }, producedAt: after(from),
                nextUpdate: to.map { after($0) })
        }
        expect(try verify(given: [answer(root)]), nil)
        expect(try verify(given: [answer(responder())]), nil)
        expect(try verify(given: [answer(responder(), from: -1, to: nil)]), nil)
        expect(try verify(given: [answer(root, revoked: -2)]), "verify/revoked")
        expect(try verify(given: [answer(root, from: -30, to: -20)]), "verify/revocation-stale")
        expect(try verify(given: [answer(root, from: -5, to: nil)]), "verify/revocation-stale")
        // Replayed from another certificate: nothing is said of this one.
        let other = try root.issue(.init("Autre", serial: 50))
        expect(try verify(given: [answer(root, about: other.certificate)]), "verify/revocation-unknown")
        expect(try verify(given: [answer(responder([.emailProtection]))]), "verify/responder")
        expect(try verify(given: [answer(other)]), "verify/responder")
        expect(try verify(given: [answer(responder(isMarked: false))]), "verify/responder-not-checked")
        let cleared = try root.list(thisUpdate: Fixtures.signing, nextUpdate: after(7))
        expect(try verify(given: [answer(responder(isMarked: false)), cleared]), nil)
        let stranger = try ForgedAuthority.root("Racine")
        expect(try verify(given: [answer(stranger)]), "verify/revocation-data")
        var broken = try root.response(
            about: signer.certificate, issuer: root.certificate, producedAt: Fixtures.signing, nextUpdate: after(7), sendsCertificate: false
        )
        broken[broken.count - 1] ^= 1
        expect(try verify(given: [broken]), "verify/revocation-data")
    }

    // MARK: in the file, for years

    private func stored(_ pdf: [UInt8], _ lists: [[UInt8]], certificates: [[UInt8]] = []) throws -> [UInt8] {
        try LongTermData.addValidationData(.init(certificates: certificates, revocationLists: lists), to: pdf)
    }

    private struct Stamps: TimeStampSource {
        let authority: ForgedAuthority
        let date: SigningDate
        func token(for request: TimeStampRequest) throws(DiagnosticsError) -> [UInt8] {
            do { return try ForgedSignature.stamp(authority, over: request.digest, at: date) } catch {
                throw DiagnosticsError(DiagnosticBag())
            }
        }
    }

    /// B-LTA, ten years later: the signer's certificate and the list have expired long ago.
    @Test func tenYears() throws {
        let (root, _, stamper, pdf) = try Self.stage.get()
        let list = try root.list(thisUpdate: Fixtures.signing, nextUpdate: after(7))
        let longTerm = try stored(pdf, [list], certificates: [root.certificate.der])
        let now = try verify(longTerm)
        expect(now, nil)
        #expect(now.signatures[0].level == "B-LT", "\(now.text(path: "x", language: .english))")
        let archived = try LongTermData.addTimeStamp(to: longTerm, from: Stamps(authority: stamper, date: after(1)))
        let later = Fixtures.date("2036-11-21T00:00:00Z")
        let report = try verify(archived, at: later, policy: try #require(.named("b-lta")))
        expect(report, nil)
        #expect(report.signatures.map(\.level) == ["B-LTA", nil])
        #expect(report.signatures[0].provenAt?.unixSeconds == Fixtures.signing.unixSeconds)
        // Without a stamp over them, the signature of that time is not proven by anything.
        let plain = try Fixtures.signer().sign(Fixtures.document(), SignatureRequest(fieldName: "final", date: Fixtures.signing))
        expect(try Fixtures.verify(plain, at: later), "verify/certificate-expired")
        // After the stamping authority's own end nothing is proven any more, unless the policy says so.
        let end = Fixtures.date("2040-01-01T00:00:00Z")
        #expect(try !verify(archived, at: end).isValid)
        var lenient = VerificationPolicy.trusted
        lenient.acceptsExpiredTimeStamps = true
        expect(try verify(archived, at: end, policy: lenient), nil)
    }

    @Test func levelsThatDoNotHold() throws {
        let (root, signer, _, pdf) = try Self.stage.get()
        // Data that is there and says nothing makes no level, and no trust.
        for list in [
            try root.list(thisUpdate: after(-30), nextUpdate: after(-20)),
            try ForgedAuthority.root().list(thisUpdate: Fixtures.signing, nextUpdate: after(7)),
            try root.list(revoked: [(signer.certificate, after(-1))], thisUpdate: Fixtures.signing, nextUpdate: after(7)), [0x30, 0],
        ] {
            let report = try verify(try stored(pdf, [list], certificates: [root.certificate.der]))
            #expect(report.signatures[0].level == "B-T")
            #expect(try !verify(try stored(pdf, [list]), policy: try #require(.named("b-lt"))).isValid)
        }
        #expect(try !verify(policy: try #require(.named("b-lt"))).isValid)
        #expect(try verify(policy: try #require(.named("b-t"))).isValid)
    }
}
