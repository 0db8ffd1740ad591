import Certificates
import Diagnostics
import Testing

import Signing
@testable import Verifying

struct ReportTests {
    private func sample() -> VerificationReport {
        var signature = VerificationReport.Signature(fieldName: "final")
        signature.signerName = "Dre Élise Nguyễn"
        signature.claimedTime = "2026-11-21T10:00:00-05:00"
        signature.algorithm = "ECDSA, SHA-256"
        signature.level = "B-B"
        signature.revision = 2
        signature.intact = .no
        signature.unchanged = .yes
        signature.problems = [Findings.wrongDigest()]
        signature.notes = [Findings.filledSignature("x")]
        var report = VerificationReport()
        report.signatures = [signature]
        report.revisions = [.init(number: 1, bytes: 0..<6), .init(number: 2, bytes: 6..<10)]
        report.byteCount = 10
        return report
    }

    @Test func frenchText() {
        #expect(
            sample().text(path: "a.pdf", language: .french) == """
                a.pdf\u{A0}: NON VALIDE
                  1. signature `final` de Dre Élise Nguyễn, 2026-11-21T10:00:00-05:00, PAdES B-B (ECDSA, SHA-256)
                     intacte\u{A0}: NON · de confiance\u{A0}: non vérifié · inchangé depuis\u{A0}: oui
                     ✗ le document a été modifié après la signature\u{A0}: son empreinte n’est plus celle qui a été signée
                     – champ `x` signé ensuite

                """)
    }

    @Test func englishText() {
        #expect(
            sample().text(path: "a.pdf", language: .english) == """
                a.pdf: NOT VALID
                  1. signature `final` by Dre Élise Nguyễn, 2026-11-21T10:00:00-05:00, PAdES B-B (ECDSA, SHA-256)
                     intact: NO · trusted: not checked · unchanged since: yes
                     ✗ the document was altered after signing: its digest is no longer the signed one
                     – field `x` signed afterwards

                """)
    }

    @Test func json() {
        #expect(
            sample().json(path: "a.pdf", language: .english)
                == #"{"file":"a.pdf","valid":false,"summary":"NOT VALID","bytes":10,"policy":"intact","revisions":[{"number":1,"from":0,"to":6,"#
                + #""signedBy":[]},{"number":2,"from":6,"to":10,"signedBy":[]}],"signatures":[{"field":"final","#
                + #""kind":"signature","signer":"Dre Élise Nguyễn","time":"2026-11-21T10:00:00-05:00","algorithm":"ECDSA, SHA-256","#
                + #""level":"B-B","revision":2,"coversWholeFile":false,"intact":false,"trusted":null,"unchanged":true,"valid":false,"#
                + #""chain":[],"revocation":[],"problems":[{"code":"verify/digest","message":"the document was altered after signing: its digest is no "#
                + #"longer the signed one"}],"warnings":[],"notes":[{"code":"verify/filled-signature","message":"field `x` signed afterwards"}]}],"#
                + #""problems":[],"unmet":[]}"#)
    }

    @Test func verdicts() {
        var report = VerificationReport()
        #expect(!report.isValid)
        #expect(report.summary.en == "no signature")
        report = sample()
        report.signatures[0].intact = .yes
        #expect(report.isValid)
        #expect(report.summary.en == "valid (trust not checked)")
        report.signatures[0].trusted = .yes
        #expect(report.summary.fr == "valide")
        report.signatures[0].trusted = .no
        #expect(!report.isValid)
    }

    @Test func codesAreDeclaredOnce() {
        let names = VerifyingCodes.all.map(\.code.name)
        #expect(Set(names).count == names.count)
        for (code, summary) in VerifyingCodes.all {
            #expect(!summary.fr.isEmpty && !summary.en.isEmpty)
            #expect(!summary.fr.contains("\\"), "\(code.name)")
        }
    }
}
