import Certificates
import Diagnostics
import PDF
import SigningTesting
import Testing
import Verifying
import X509

@testable import Signing

/// From B-B to B-LTA in one step or several, and what is asked of whom.
struct LongTermTests {
    /// Lists of the fixtures' authority.
    private struct Lists: RevocationSource {
        let list: [UInt8]

        func statusResponse(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]? { nil }
        func revocationList(for certificate: SigningCertificate, issuer: SigningCertificate) throws(DiagnosticsError) -> [UInt8]? { list }
        func issuers(of certificate: SigningCertificate) throws(DiagnosticsError) -> [SigningCertificate] { [] }
    }

    private let request = SignatureRequest(fieldName: "final", date: Fixtures.signing)

    private func services(listAt: String = "2026-11-21T15:04:00Z", revoked: [Int] = []) throws -> SigningServices {
        let authority = try Fixtures.authority.get()
        let stamps = try TestTimeStampAuthority(
            authority: authority, name: "Horodatage", organization: "Paraphe", serial: 100, validFrom: Fixtures.from, date: Fixtures.signing
        )
        return SigningServices(
            timeStamps: stamps, revocation: Lists(list: try authority.revocationList(at: Fixtures.date(listAt), revoked: revoked)),
            certificates: try Fixtures.roots())
    }

    @Test(arguments: [SignatureLevel.bB, .bT, .bLT, .bLTA])
    func levels(level: SignatureLevel) throws {
        let document = try Fixtures.signer().sign(Fixtures.document(), request, level: level, services: try services())
        #expect(document.warnings.isEmpty)
        let report = try Fixtures.verify(document.bytes)
        #expect(report.isValid, "\(report.text(path: "x", language: .english))")
        #expect(report.signatures.first?.level == level.rawValue.uppercased())
        let store = try PDFFile(bytes: document.bytes)
        let data = store.resolve(store.catalog["DSS"]).dictionaryValue
        #expect((data == nil) == (level < .bLT))
        if let data {
            // The signer, the time-stamping authority, the root; one list that speaks for both; a record for the signature.
            #expect(store.resolve(data["Certs"]).arrayValue?.count == 3 && store.resolve(data["CRLs"]).arrayValue?.count == 1)
            #expect(store.resolve(data["VRI"]).dictionaryValue?.keys.count == 1)
        }
    }

    @Test(arguments: [1_800, 16_384])
    func raising(reserved: Int) throws {
        var request = request
        request.reservedBytes = reserved
        var bytes = try Fixtures.signer().sign(Fixtures.document(), request)
        let first = bytes
        for level in [SignatureLevel.bT, .bLT, .bLTA] {
            bytes = try LongTermExtension(services: try services(), date: Fixtures.now).extend(bytes, to: level).bytes
            let report = try Fixtures.verify(bytes)
            #expect(report.isValid, "\(report.text(path: "x", language: .english))")
        }
        // With room the stamp stands beside the signature's value; without it, it covers the file.
        let stamps = try Fixtures.verify(bytes).signatures.filter { $0.fieldName.hasPrefix("TimeStamp") }.count
        #expect(stamps == (reserved < 2_000 ? 2 : 1))
        #expect(bytes.count > first.count && (reserved > 2_000 || bytes.starts(with: first)))
    }

    @Test func whatIsToldAndWhatIsRefused() throws {
        func codes(_ body: () throws(DiagnosticsError) -> SignedDocument) -> [String] {
            do throws(DiagnosticsError) {
                return try body().warnings.map(\.code.name)
            } catch {
                return error.bag.diagnostics.map(\.code.name)
            }
        }
        let signer = try Fixtures.signer()
        let early = try services(listAt: "2026-11-20T00:00:00Z")
        #expect(
            Set(codes { () throws(DiagnosticsError) in try signer.sign(Fixtures.document(), request, level: .bLT, services: early) })
                == ["signing/early-revocation-data"])
        let revoked = try services(listAt: "2026-11-21T14:00:00Z", revoked: [2])
        #expect(
            codes { () throws(DiagnosticsError) in try signer.sign(Fixtures.document(), request, level: .bLT, services: revoked) }
                == ["signing/revoked"])
        // Revoked after it was used: the time stamp shows that.
        let later = try services(revoked: [2])
        #expect(
            codes { () throws(DiagnosticsError) in try signer.sign(Fixtures.document(), request, level: .bLT, services: later) }.isEmpty)
        #expect(
            codes { () throws(DiagnosticsError) in try signer.sign(Fixtures.document(), request, level: .bT, services: SigningServices()) }
                == ["signing/no-time-stamping"])
        let extend = LongTermExtension(services: early, date: Fixtures.now)
        #expect(codes { () throws(DiagnosticsError) in try extend.extend(Fixtures.document(), to: .bLTA) } == ["signing/nothing-to-extend"])
        var alone = try services()
        alone.certificates = []
        #expect(
            Set(
                codes { () throws(DiagnosticsError) in
                    try LongTermExtension(services: alone, date: Fixtures.now).extend(
                        try signer.sign(Fixtures.document(), request), to: .bLT)
                }) == ["signing/incomplete-chain"])
    }

    @Test func theSameBytesButForTheSignature() throws {
        let signer = try Fixtures.signer()
        let pair = try (0..<2).map { _ in try signer.sign(Fixtures.document(), request) }
        let file = try PDFFile(bytes: pair[0])
        let value = SignatureFields.all(file).first { $0.value != nil }?.value
        let range = (file.resolve(value?["ByteRange"]).arrayValue ?? []).compactMap(\.integerValue)
        try #require(range.count == 4)
        #expect(pair[0].count == pair[1].count)
        #expect(pair[0][0..<range[1]] == pair[1][0..<range[1]] && pair[0][range[2]...] == pair[1][range[2]...])
    }
}
