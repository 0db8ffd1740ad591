import Certificates
import Diagnostics
import Foundation
import SigningTesting
import Testing
import Verifying
import X509

@testable import Signing

/// Prepared here, signed elsewhere, embedded here.
struct RemoteSigningTests {
    private let chain: [SigningCertificate]
    private let key: SoftwareKey
    private let request = SignatureRequest(fieldName: "final", date: Fixtures.signing, reason: "Rapport final")
    private let deadline = Fixtures.date("2026-11-22T10:00:00-05:00")

    init() throws {
        let own = try #require(try Fixtures.credentials.get()[.p256])
        chain = try #require(SigningCertificate.all(pem: Array(own.certificatePEM.utf8)))
        key = try KeyFile(Array(own.keyPEM.utf8), path: "k").key
    }

    private func prepared(_ chain: [SigningCertificate]? = nil) throws -> (pdf: [UInt8], ticket: SignatureTicket) {
        let made = try SignaturePreparation(chain: chain ?? self.chain)
            .prepare(Fixtures.document(), request, name: "prepared.pdf", deadline: deadline)
        // The ticket travels as JSON.
        return (made.pdf, try SignatureTicket(json: made.ticket.json, path: "t"))
    }

    private func code(_ answer: SignatureEmbedding.Answer, _ pdf: [UInt8], _ ticket: SignatureTicket, at date: SigningDate = Fixtures.now)
        -> String?
    {
        do throws(DiagnosticsError) {
            _ = try SignatureEmbedding(ticket).embed(answer, in: pdf, at: date)
            return nil
        } catch {
            return error.bag.diagnostics.first?.code.name
        }
    }

    @Test func aBareSignature() throws {
        let (pdf, ticket) = try prepared()
        let signed = try #require(ticket.signed)
        #expect(ticket.digestAlgorithm == "SHA-256" && ticket.field == "final" && ticket.file == "prepared.pdf")
        let signature = try key.signature(for: Array(signed.attributes))
        for form in [signature, Array(Data(signature).base64EncodedString().utf8)] {
            let report = try Fixtures.verify(try SignatureEmbedding(ticket).embed(.signature(form), in: pdf, at: Fixtures.now))
            #expect(report.isValid && report.signatures.first?.level == "B-B" && report.signatures.first?.reason == "Rapport final")
        }
        let stamps = try TestTimeStampAuthority(
            authority: Fixtures.authority.get(), name: "Horodatage", organization: "Paraphe", serial: 170, validFrom: Fixtures.from,
            date: Fixtures.signing)
        let stamped = try SignatureEmbedding(ticket, timeStamps: stamps).embed(.signature(signature), in: pdf, at: Fixtures.now)
        #expect(try Fixtures.verify(stamped).signatures.first?.level == "B-T")
    }

    @Test func aWholeCMS() throws {
        let (pdf, ticket) = try prepared([])
        #expect(ticket.signed == nil && ticket.certificates.isEmpty)
        let builder = SignedDataBuilder(scheme: key.scheme, chain: chain)
        let attributes = builder.attributes(digest: Array(ticket.digest))
        let cms = builder.assemble(attributes: attributes, signature: try key.signature(for: attributes))
        for form in [cms, Array(PEMDocuments.encode(cms, label: "CMS").utf8)] {
            #expect(try Fixtures.verify(try SignatureEmbedding(ticket).embed(.cms(form), in: pdf, at: Fixtures.now)).isValid)
        }
        // Over something else, with the content inside, damaged, or alone where nobody knows the certificate.
        let other = builder.attributes(digest: [UInt8](repeating: 1, count: 32))
        #expect(code(.cms(builder.assemble(attributes: other, signature: try key.signature(for: other))), pdf, ticket) == "signing/answer")
        let held = builder.assemble(attributes: attributes, signature: try key.signature(for: attributes), content: [1])
        #expect(code(.cms(held), pdf, ticket) == "signing/answer")
        #expect(code(.cms(Array(cms.dropLast())), pdf, ticket) == "signing/answer")
        #expect(code(.cms([]), pdf, ticket) == "signing/answer")
        #expect(code(.signature(try key.signature(for: attributes)), pdf, ticket) == "signing/no-signed-part")
    }

    @Test func whatIsNotEmbedded() throws {
        let (pdf, ticket) = try prepared()
        let signature = try key.signature(for: Array(try #require(ticket.signed).attributes))
        var changed = pdf
        changed[100] ^= 1
        #expect(code(.signature(signature), changed, ticket) == "signing/not-the-prepared-file")
        #expect(code(.signature(signature), pdf, ticket, at: Fixtures.date("2026-11-23T10:00:00-05:00")) == "signing/deadline")
        #expect(code(.signature(Array(signature.reversed())), pdf, ticket) == "signing/answer")
        let once = try SignatureEmbedding(ticket).embed(.signature(signature), in: pdf, at: Fixtures.now)
        #expect(code(.signature(signature), once, ticket) == "signing/not-the-prepared-file")
        var small = request
        small.reservedBytes = 512
        let (tight, order) = try SignaturePreparation(chain: chain).prepare(Fixtures.document(), small, name: "p", deadline: deadline)
        let answer = try key.signature(for: Array(try #require(order.signed).attributes))
        #expect(code(.signature(answer), tight, order) == "signing/no-room")
        for text in ["", "{}", #"{"kind":"x"}"#, "[]"] {
            #expect(throws: DiagnosticsError.self) { try SignatureTicket(json: Array(text.utf8), path: "t") }
        }
    }
}
