import Certificates
import Diagnostics
import PDF
import Signing
import Testing
import Verifying

/// Keys and documents for all tests: made once, RSA keys take time.
package enum Fixtures {
    package static let from = date("2026-01-01T00:00:00-05:00")
    package static let signing = date("2026-11-21T10:00:00-05:00")
    package static let now = date("2026-11-21T12:00:00-05:00")

    package static func date(_ text: String) -> SigningDate { SigningDate(iso8601: text) ?? SigningDate(unixSeconds: 0) }

    package static let authority = Result { try TestAuthority(name: "Autorité d’essai", organization: "Paraphe", validFrom: from) }
    package static let credentials = Result { () throws -> [TestAuthority.KeyKind: TestAuthority.Credentials] in
        var all: [TestAuthority.KeyKind: TestAuthority.Credentials] = [:]
        for (index, kind) in TestAuthority.KeyKind.allCases.enumerated() {
            all[kind] = try authority.get().issue(
                name: "Dre Élise Nguyễn", organization: "CHU", serial: 2 + index, validFrom: from, kind: kind)
        }
        return all
    }

    package static func roots() throws -> [SigningCertificate] {
        try #require(SigningCertificate.all(pem: Array(try authority.get().rootPEM.utf8)))
    }

    package static func signer(_ kind: TestAuthority.KeyKind = .p256, padding: SoftwareKey.RSAPadding = .pkcs1) throws -> Signer {
        let own = try #require(try credentials.get()[kind])
        return try Signer(
            keyPEM: Array(own.keyPEM.utf8), keyPath: "key.pem", chainPEM: Array(own.certificatePEM.utf8), chainPath: "chain.pem",
            padding: padding)
    }

    package static func verify(_ bytes: [UInt8], at date: SigningDate = now, trusts: Bool = true, policy: VerificationPolicy? = nil)
        throws -> VerificationReport
    {
        SignatureVerifier(roots: trusts ? try roots() : nil, date: date, policy: policy).verify(bytes)
    }

    package static func codes(_ report: VerificationReport) -> [String] {
        (report.signatures.flatMap(\.problems) + report.problems).map(\.code.name)
    }

    /// Two pages, two empty signature fields (`preliminary`, `final`) and a text field, as an exporter leaves them.
    package static func document(usesObjectStreams: Bool = true, fields: [String] = ["preliminary", "final"]) -> [UInt8] {
        var options = PDFWriter.Options()
        options.usesObjectStreams = usesObjectStreams
        var writer = PDFWriter(options: options)
        let (catalog, pages, form) = (writer.reserve(), writer.reserve(), writer.reserve())
        let pageNumbers = (0..<2).map { _ in writer.reserve() }
        var widgets: [PDFReference] = []
        for (index, name) in fields.enumerated() {
            let appearance = writer.addStream(
                ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": [0, 0, 200, 50], "Resources": [:]],
                data: Array("0 0 200 50 re S".utf8))
            widgets.append(
                writer.add([
                    "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text(name), "TU": .text("Signature"),
                    "Rect": .numbers([72, 100 + 60 * Double(index), 272, 150 + 60 * Double(index)]), "F": 4,
                    "P": .reference(pageNumbers[1]), "AP": ["N": .reference(appearance)],
                ]))
        }
        let text = writer.add([
            "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Tx"), "T": .text("comment"), "Rect": [72, 300, 272, 320],
            "F": 4,
            "P": .reference(pageNumbers[0]),
        ])
        for (index, page) in pageNumbers.enumerated() {
            let content = writer.addStream(data: Array("0 0 1 rg 10 10 \(100 + index) 100 re f".utf8))
            writer.write(
                [
                    "Type": .name("Page"), "Parent": .reference(pages), "MediaBox": [0, 0, 612, 792], "Contents": .reference(content),
                    "Resources": [:], "Annots": .array(index == 1 ? widgets.map { .reference($0) } : [.reference(text)]),
                ], as: page)
        }
        writer.write(["Fields": .array((widgets + [text]).map { .reference($0) })], as: form)
        writer.write(["Type": .name("Pages"), "Kids": .array(pageNumbers.map { .reference($0) }), "Count": 2], as: pages)
        let structure = writer.add(["Type": .name("StructTreeRoot")])
        writer.write(
            [
                "Type": .name("Catalog"), "Pages": .reference(pages), "AcroForm": .reference(form), "StructTreeRoot": .reference(structure),
                "Lang": .text("fr-CA"),
            ], as: catalog)
        let information = writer.add(["Title": .text("Rapport"), "Producer": .text("Paraphe")])
        return writer.finish(root: catalog, info: information)
    }

    /// An added revision.
    package static func update(_ bytes: [UInt8], _ body: (PDFFile, inout PDFUpdate) throws -> Void) throws -> [UInt8] {
        let file = try PDFFile(bytes: bytes)
        var update = PDFUpdate(file)
        try body(file, &update)
        return update.finish()
    }

    /// Replaces the first occurrence after `start` with a text of the same length.
    package static func replace(_ bytes: [UInt8], _ text: String, with other: String, from start: Int = 0) throws -> [UInt8] {
        let (wanted, put) = (Array(text.utf8), Array(other.utf8))
        try #require(wanted.count == put.count)
        let place = try #require((start...(bytes.count - wanted.count)).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) })
        var changed = bytes
        changed.replaceSubrange(place..<place + put.count, with: put)
        return changed
    }
}
