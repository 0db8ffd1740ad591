import Certificates
import Diagnostics
import PDF
import SigningTesting
import Testing
import Verifying
import X509

@testable import Signing

struct SignerTests {
    @Test(arguments: TestAuthority.KeyKind.allCases, [true, false])
    func signsWithEveryKey(kind: TestAuthority.KeyKind, usesObjectStreams: Bool) throws {
        for padding in [SoftwareKey.RSAPadding.pkcs1, .pss] {
            let bytes = Fixtures.document(usesObjectStreams: usesObjectStreams)
            let signed = try Fixtures.signer(kind, padding: padding).sign(
                bytes, SignatureRequest(fieldName: "final", date: Fixtures.signing, reason: "Rapport final (été)", location: "Québec"))
            #expect(signed.starts(with: bytes))
            let report = try Fixtures.verify(signed)
            #expect(report.isValid, "\(report.text(path: "x", language: .english))")
            #expect(report.revisionCount == 2)
            let signature = try #require(report.signatures.first)
            #expect(signature.fieldName == "final")
            #expect(signature.signerName == "Dre Élise Nguyễn")
            #expect(signature.reason == "Rapport final (été)")
            #expect(signature.claimedTime == "2026-11-21T10:00:00-05:00")
            #expect(signature.level == "B-B")
            #expect(signature.certificationLevel == 2)
            #expect(signature.coversWholeFile)
            #expect(signature.chain == ["Dre Élise Nguyễn", "Autorité d’essai"])
        }
    }

    @Test func laterSignaturesKeepEarlierOnesValid() throws {
        let signer = try Fixtures.signer()
        var bytes = Fixtures.document()
        for field in ["preliminary", "final", nil, nil] {
            bytes = try signer.sign(bytes, SignatureRequest(fieldName: field, date: Fixtures.signing))
        }
        let report = try Fixtures.verify(bytes)
        #expect(report.isValid, "\(report.text(path: "x", language: .english))")
        #expect(report.signatures.map(\.fieldName) == ["preliminary", "final", "Signature1", "Signature2"])
        #expect(report.signatures.map(\.certificationLevel) == [2, nil, nil, nil])
        #expect(
            report.signatures[0].notes.map(\.code.name) == ["verify/added-signature", "verify/filled-signature"]
                || report.signatures[0].notes.count == 3)
        #expect(report.signatures.map(\.coversWholeFile) == [false, false, false, true])
    }

    @Test func addsAnInvisibleFieldWhereThereIsNone() throws {
        let bytes = Fixtures.document(fields: [])
        let signed = try Fixtures.signer().sign(bytes, SignatureRequest(fieldName: "approval", date: Fixtures.signing))
        let report = try Fixtures.verify(signed)
        #expect(report.isValid)
        #expect(report.signatures.map(\.fieldName) == ["approval"])
        let file = try PDFFile(bytes: signed)
        let field = try #require(SignatureFields.all(file).first)
        #expect(field.dictionary["Rect"] == [0, 0, 0, 0])
        #expect(file.resolve(file.object(file.pages()[0]).dictionaryValue?["Annots"]).arrayValue?.last == .reference(field.reference))
    }

    @Test func growsWhenTheRoomIsTooSmall() throws {
        let signed = try Fixtures.signer().sign(Fixtures.document(), SignatureRequest(date: Fixtures.signing, reservedBytes: 10))
        #expect(try Fixtures.verify(signed).isValid)
    }

    @Test func timeStampedSignatureOutlivesItsCertificate() throws {
        let stamps = try TestTimeStampAuthority(
            authority: Fixtures.authority.get(), name: "Horodatage", organization: "Paraphe", serial: 70, validFrom: Fixtures.from,
            date: Fixtures.signing)
        let short = try Fixtures.authority.get().issue(
            name: "Dr Court", organization: "CHU", serial: 71, validFrom: Fixtures.from, years: 1)
        let signer = try Signer(
            keyPEM: Array(short.keyPEM.utf8), keyPath: "k", chainPEM: Array(short.certificatePEM.utf8), chainPath: "c")
        let request = SignatureRequest(fieldName: "final", date: Fixtures.signing)
        let stamped = try signer.sign(Fixtures.document(), request, timeStamps: stamps)
        let now = try Fixtures.verify(stamped)
        #expect(now.isValid, "\(now.text(path: "x", language: .english))")
        #expect(now.signatures[0].level == "B-T")
        #expect(now.signatures[0].stampedTime?.unixSeconds == Fixtures.signing.unixSeconds)
        // Two years later the signer's certificate has expired; the stamp still shows when it was used.
        let later = Fixtures.date("2028-06-01T00:00:00Z")
        #expect(try Fixtures.verify(stamped, at: later).isValid)
        #expect(try !Fixtures.verify(try signer.sign(Fixtures.document(), request), at: later).isValid)
        // An authority that stamps something else is refused at once.
        struct Wrong: TimeStampSource {
            let other: TestTimeStampAuthority
            func token(for request: TimeStampRequest) throws(DiagnosticsError) -> [UInt8] {
                try other.token(for: TimeStampRequest(hash: .sha256, digest: [UInt8](repeating: 0, count: 32)))
            }
        }
        let refused = code { () throws(DiagnosticsError) in
            _ = try signer.sign(Fixtures.document(), request, timeStamps: Wrong(other: stamps))
        }
        #expect(refused?.code == "signing/time-stamp")
    }

    @Test(arguments: [SignatureRequest.Permission.noChanges, .formFilling])
    func longTermLevels(certification: SignatureRequest.Permission) throws {
        func stamps(_ date: String) throws -> TestTimeStampAuthority {
            try TestTimeStampAuthority(
                authority: Fixtures.authority.get(), name: "Horodatage", organization: "Paraphe", serial: 72, validFrom: Fixtures.from,
                date: Fixtures.date(date))
        }
        let first = try stamps("2026-11-21T15:00:00Z")
        var bytes = try Fixtures.signer().sign(
            Fixtures.document(), SignatureRequest(fieldName: "final", date: Fixtures.signing, certification: certification),
            timeStamps: first)
        let root = try #require(try Fixtures.roots().first)
        let data = ValidationData(certificates: [root.der], revocationLists: [[0x30, 0]])
        bytes = try LongTermData.addValidationData(data, to: bytes)
        // A list that says nothing makes no level; levels that hold are in RevocationTests.
        var policy = VerificationPolicy.trusted
        policy.revocation = .ignored
        #expect(try Fixtures.verify(bytes, policy: policy).signatures.map(\.level) == ["B-T"])
        // The same data once more adds nothing to the lists.
        bytes = try LongTermData.addValidationData(data, to: bytes)
        let store = try PDFFile(bytes: bytes)
        #expect(store.resolve(store.resolve(store.catalog["DSS"]).dictionaryValue?["Certs"]).arrayValue?.count == 1)
        bytes = try LongTermData.addTimeStamp(to: bytes, from: try stamps("2026-11-21T15:05:00Z"))
        let now = try Fixtures.verify(bytes, policy: policy)
        #expect(now.isValid, "\(now.text(path: "x", language: .english))")
        #expect(now.signatures.map(\.level) == ["B-T", nil])
        // Renewed before the first authority's certificate expires, the chain of stamps carries over.
        let renewal = try TestTimeStampAuthority(
            authority: Fixtures.authority.get(), name: "Horodatage 2", organization: "Paraphe", serial: 73,
            validFrom: Fixtures.date("2030-01-01T00:00:00Z"), date: Fixtures.date("2030-06-01T00:00:00Z"))
        bytes = try LongTermData.addTimeStamp(to: bytes, from: renewal)
        let later = try Fixtures.verify(bytes, at: Fixtures.date("2034-01-01T00:00:00Z"), policy: policy)
        #expect(later.isValid, "\(later.text(path: "x", language: .english))")
        #expect(later.signatures.map(\.fieldName) == ["final", "TimeStamp1", "TimeStamp2"])
    }

    @Test func batchWithOneSigner() async throws {
        let signer = try Fixtures.signer()
        let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try signer.sign(Fixtures.document(), SignatureRequest(date: Fixtures.signing)) } }
            return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
        }
        for bytes in all { #expect(try Fixtures.verify(bytes).isValid) }
    }

    private func code(_ body: () throws(DiagnosticsError) -> Void) -> (code: String, hint: String?)? {
        do {
            try body()
            return nil
        } catch {
            return error.bag.diagnostics.first.map { ($0.code.name, $0.hint?.en) }
        }
    }

    @Test func refusals() throws {
        let signer = try Fixtures.signer()
        let bytes = Fixtures.document()
        let signed = try signer.sign(bytes, SignatureRequest(fieldName: "final", date: Fixtures.signing))
        func request(_ field: String?, _ date: SigningDate = Fixtures.signing) -> SignatureRequest {
            SignatureRequest(fieldName: field, date: date)
        }
        let misspelt = code { () throws(DiagnosticsError) in _ = try signer.sign(bytes, request("finl")) }
        #expect(misspelt?.code == "signing/no-field")
        #expect(misspelt?.hint == "did you mean `final`?")
        #expect(code { () throws(DiagnosticsError) in _ = try signer.sign(signed, request("final")) }?.code == "signing/field-is-signed")
        #expect(code { () throws(DiagnosticsError) in _ = try signer.sign(Array("x".utf8), request(nil)) }?.code == "pdf/not-pdf")
        let late = Fixtures.date("2040-01-01T00:00:00Z")
        #expect(
            code { () throws(DiagnosticsError) in _ = try signer.sign(bytes, request(nil, late)) }?.code == "signing/certificate-expired")
        let early = Fixtures.date("2020-01-01T00:00:00Z")
        #expect(
            code { () throws(DiagnosticsError) in _ = try signer.sign(bytes, request(nil, early)) }?.code
                == "signing/certificate-not-yet-valid")
        let closed = try signer.sign(bytes, SignatureRequest(date: Fixtures.signing, certification: .noChanges))
        #expect(try Fixtures.verify(closed).isValid)
        #expect(code { () throws(DiagnosticsError) in _ = try signer.sign(closed, request(nil)) }?.code == "signing/no-changes-allowed")
    }

    @Test func faultsOfKeysAndCertificates() throws {
        let own = try #require(try Fixtures.credentials.get()[.p256])
        let other = try #require(try Fixtures.credentials.get()[.rsa2048])
        let (key, chain) = (Array(own.keyPEM.utf8), Array(own.certificatePEM.utf8))
        func code(_ key: [UInt8], _ chain: [UInt8]) -> String? {
            self.code { () throws(DiagnosticsError) in _ = try Signer(keyPEM: key, keyPath: "k", chainPEM: chain, chainPath: "c") }?.code
        }
        #expect(code(key, chain) == nil)
        #expect(code(Array(other.keyPEM.utf8), chain) == "signing/key-mismatch")
        #expect(code([], chain) == "signing/no-key")
        #expect(code(chain, chain) == "signing/no-key")
        #expect(code(key, []) == "signing/no-certificate")
        #expect(code(key, Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----".utf8)) == "signing/unreadable-certificate")
        #expect(code(key, Array(own.certificatePEM.utf8.dropLast(40))) == "signing/unreadable-certificate")
        #expect(
            code(Array("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----".utf8), chain)
                == "signing/encrypted-key")
        let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----"
        #expect(code(Array(old.utf8), chain) == "key/old-encryption")
        #expect(code(Array("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----".utf8), chain) == "signing/unreadable-key")
        // The signer's certificate is found wherever it stands.
        #expect(code(key, Array((try Fixtures.authority.get().rootPEM + own.certificatePEM).utf8)) == nil)
        let usage = try Fixtures.authority.get().issue(
            name: "TLS", organization: "CHU", serial: 90, validFrom: Fixtures.from, usage: KeyUsage(keyEncipherment: true))
        #expect(code(Array(usage.keyPEM.utf8), Array(usage.certificatePEM.utf8)) == "signing/key-usage")
    }
}
