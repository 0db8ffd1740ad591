import Certificates
import Diagnostics
import PDF
import SigningTesting
import Testing

import Signing
@testable import Verifying

/// Files that someone changed after signing: each published class of attack has at least one. None may be called valid.
struct AttackTests {
    private func signed(certification: SignatureRequest.Permission? = .formFilling, usesObjectStreams: Bool = true) throws -> [UInt8] {
        try Fixtures.signer().sign(
            Fixtures.document(usesObjectStreams: usesObjectStreams),
            SignatureRequest(fieldName: "preliminary", date: Fixtures.signing, certification: certification))
    }

    private func expect(_ bytes: [UInt8], _ code: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let report = try Fixtures.verify(bytes)
        #expect(!report.isValid, sourceLocation: sourceLocation)
        #expect(Fixtures.codes(report).contains(code), "\(report.text(path: "x", language: .english))", sourceLocation: sourceLocation)
    }

    // MARK: integrity

    @Test func noSignature() throws {
        try expect(Fixtures.document(), "verify/no-signature")
    }

    @Test func oneByteOfTheContent() throws {
        let bytes = try signed(usesObjectStreams: false)
        try expect(try Fixtures.replace(bytes, "0 0 612 792", with: "0 0 612 793"), "verify/digest")
    }

    /// Universal forgery: `Contents` or `ByteRange` missing, null, empty, odd.
    @Test func universalForgery() throws {
        let bytes = try signed()
        try expect(try Fixtures.replace(bytes, "/Contents <", with: "/Xontents <"), "verify/contents-missing")
        try expect(try Fixtures.replace(bytes, "/ByteRange", with: "/XyteRange"), "verify/byte-range-missing")
        try expect(try Fixtures.replace(bytes, "/ByteRange [0 ", with: "/ByteRange [1 "), "verify/byte-range")
        try expect(try Fixtures.replace(bytes, "/ByteRange [0 ", with: "/ByteRange [- "), "verify/no-signature")
        try expect(
            try Fixtures.replace(
                bytes, "/SubFilter /ETSI.CAdES.detached", with: "/SubFilter /ETSI.CAdES.detached".replacing("CAdES", with: "XXdES")),
            "verify/sub-filter")
        for value in ["null", "<>", "(x)", "<00>", "12 0 R"] {
            let forged = try Fixtures.update(bytes) { file, update in
                let field = try #require(SignatureFields.all(file).first { $0.value != nil })
                var signature = try #require(field.value)
                var parser = PDFParserForTests(value)
                signature["Contents"] = parser.object()
                update.write(.dictionary(signature), as: try #require(field.valueReference))
            }
            let report = try Fixtures.verify(forged)
            #expect(!report.isValid)
        }
        for range: PDFObject in [
            .null, [], [0, 10], [0, 0, 0, 0], [0, -1, 5, 5], [0, 10, 5, 20], [0, 10, 20, 9_999_999], [0, 1.5, 2, 3],
        ] {
            let forged = try Fixtures.update(bytes) { file, update in
                let field = try #require(SignatureFields.all(file).first { $0.value != nil })
                var signature = try #require(field.value)
                signature["ByteRange"] = range
                update.write(.dictionary(signature), as: try #require(field.valueReference))
            }
            #expect(try !Fixtures.verify(forged).isValid)
        }
    }

    /// Wrapping: the signed bytes are moved aside, and another document takes their place.
    @Test func wrapping() throws {
        let bytes = try signed()
        let file = try PDFFile(bytes: bytes)
        let entry = SignatureFields.all(file).first { $0.value != nil }?.value?["ByteRange"]
        let range = (entry?.arrayValue ?? []).map { $0.integerValue ?? 0 }
        // The second part goes to the end, the gap holds another object.
        let filler = Array("\n9 0 obj\n<</Evil true>>\nendobj\n".utf8)
        var moved = Array(bytes[0..<range[2]]) + filler + Array(bytes[range[2]...])
        let old = Array("[\(range[0]) \(range[1]) \(range[2]) \(range[3])".utf8)
        let new = Array("[\(range[0]) \(range[1]) \(range[2] + filler.count) \(range[3])".utf8)
        if old.count == new.count, let place = moved.indices.first(where: { moved[$0...].starts(with: old) }) {
            moved.replaceSubrange(place..<place + old.count, with: new)
        }
        let report = try Fixtures.verify(moved)
        #expect(!report.isValid)
    }

    @Test func signatureOfSomeoneElse() throws {
        let stranger = try TestAuthority(name: "Autre", organization: "X", validFrom: Fixtures.from)
        let own = try stranger.issue(name: "Mallory", organization: "X", serial: 2, validFrom: Fixtures.from)
        let signer = try Signer(keyPEM: Array(own.keyPEM.utf8), keyPath: "k", chainPEM: Array(own.certificatePEM.utf8), chainPath: "c")
        let bytes = try signer.sign(Fixtures.document(), SignatureRequest(date: Fixtures.signing))
        try expect(bytes, "verify/untrusted")
        // Without roots, integrity alone is judged.
        let report = try Fixtures.verify(bytes, trusts: false)
        #expect(report.isValid)
        #expect(report.signatures[0].trusted == .notChecked)
    }

    @Test func certificatesOutOfTheirTime() throws {
        let bytes = try signed()
        #expect(Fixtures.codes(try Fixtures.verify(bytes, at: Fixtures.date("2035-01-01T00:00:00Z"))) == ["verify/certificate-expired"])
        #expect(
            Fixtures.codes(try Fixtures.verify(bytes, at: Fixtures.date("2025-01-01T00:00:00Z"))) == ["verify/certificate-not-yet-valid"])
    }

    // MARK: incremental saving

    @Test(arguments: [true, false])
    func changedPageContent(usesObjectStreams: Bool) throws {
        let bytes = try signed(usesObjectStreams: usesObjectStreams)
        let forged = try Fixtures.update(bytes) { file, update in
            let content = try #require(file.object(file.pages()[0]).dictionaryValue?["Contents"]?.referenceValue)
            update.write(.stream(PDFStream(encoded: Array("1 0 0 rg 0 0 500 500 re f".utf8))), as: content)
        }
        let report = try Fixtures.verify(forged)
        #expect(!report.isValid)
        #expect(report.signatures[0].intact == .yes)
        #expect(report.signatures[0].unchanged == .no)
        #expect(report.signatures[0].problems.map(\.message.en).contains { $0.contains("the content of page 1") })
        #expect(report.signatures[0].problems.map(\.message.fr).contains { $0.contains("le contenu de la page 1") })
    }

    @Test func changedPageEntries() throws {
        for key: PDFName in ["Contents", "Resources", "MediaBox", "Rotate", "AA"] {
            let forged = try Fixtures.update(try signed()) { file, update in
                var page = try #require(file.object(file.pages()[1]).dictionaryValue)
                page[key] = key == "Rotate" ? 90 : .reference(update.add([1, 2]))
                update.write(.dictionary(page), as: file.pages()[1])
            }
            try expect(forged, "verify/page-changed")
        }
    }

    @Test func changedCatalog() throws {
        for key: PDFName in ["OpenAction", "Names", "StructTreeRoot", "Pages", "AA", "OCProperties", "Perms", "Lang"] {
            let forged = try Fixtures.update(try signed()) { file, update in
                var catalog = file.catalog
                catalog[key] = key == "Lang" ? .text("en") : .reference(update.add([:]))
                update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
            }
            let report = try Fixtures.verify(forged)
            #expect(!report.isValid, "\(key)")
        }
    }

    @Test func changedStructure() throws {
        let forged = try Fixtures.update(try signed()) { file, update in
            update.write(["Type": .name("StructTreeRoot"), "K": []], as: try #require(file.catalog["StructTreeRoot"]?.referenceValue))
        }
        try expect(forged, "verify/object-changed")
    }

    @Test func otherRoot() throws {
        let forged = try Fixtures.update(try signed()) { file, update in
            update.trailer["Root"] = .reference(update.add(.dictionary(file.catalog)))
        }
        try expect(forged, "verify/trailer-changed")
    }

    @Test func addedAnnotation() throws {
        let forged = try Fixtures.update(try signed()) { file, update in
            let note = update.add(["Type": .name("Annot"), "Subtype": .name("FreeText"), "Rect": [0, 0, 600, 700], "Contents": .text("x")])
            var page = try #require(file.object(file.pages()[0]).dictionaryValue)
            page["Annots"] = .array((file.resolve(page["Annots"]).arrayValue ?? []) + [.reference(note)])
            update.write(.dictionary(page), as: file.pages()[0])
        }
        try expect(forged, "verify/annotations-changed")
    }

    @Test func unusedObject() throws {
        try expect(try Fixtures.update(try signed()) { _, update in update.add(["Evil": true]) }, "verify/unused-object")
    }

    // MARK: bytes that nothing explains

    @Test func trailingBytes() throws {
        for tail in ["x", "\n% nothing", "\n\n\n", String(repeating: "\0", count: 100), "%%EOF\n"] {
            let report = try Fixtures.verify(try signed() + Array(tail.utf8))
            #expect(!report.isValid, "\(tail)")
        }
    }

    @Test func strayBytesInAnUpdate() throws {
        let first = try signed()
        let second = try Fixtures.signer().sign(first, SignatureRequest(fieldName: "final", date: Fixtures.signing))
        #expect(try Fixtures.verify(second).isValid)
        // Objects between the revisions that no section lists, under a signature that covers them.
        let padded = first + Array("7 0 obj\n<</Evil true>>\nendobj\n".utf8)
        let signedPadded = try Fixtures.signer().sign(
            try Self.withRoomForReferences(padded, first.count), SignatureRequest(fieldName: "final", date: Fixtures.signing))
        try expect(signedPadded, "verify/stray-bytes")
    }

    /// Makes the bytes readable again: the last `startxref` stands at the end.
    private static func withRoomForReferences(_ bytes: [UInt8], _ length: Int) throws -> [UInt8] {
        let file = try PDFFile(bytes: bytes, end: length)
        return bytes + Array("startxref\n\(file.sections[0].offset)\n%%EOF\n".utf8)
    }

    // MARK: shadow attacks

    /// Hide and replace: the signed file holds another content, that an update brings forward by a reference alone.
    @Test func shadowByReferences() throws {
        var prepared = Fixtures.document(usesObjectStreams: false)
        let file = try PDFFile(bytes: prepared)
        let content = try #require(file.object(file.pages()[0]).dictionaryValue?["Contents"]?.referenceValue)
        // A second object of the same number, which no section lists yet.
        prepared = try Fixtures.update(prepared) { _, update in update.write(.stream(PDFStream(encoded: Array("1 g".utf8))), as: content) }
        prepared = try Fixtures.update(prepared) { _, update in update.write(.stream(PDFStream(encoded: Array("0 g".utf8))), as: content) }
        let bytes = try Fixtures.signer().sign(prepared, SignatureRequest(date: Fixtures.signing))
        let signedFile = try PDFFile(bytes: bytes)
        guard case .offset(let hidden, _)? = signedFile.sections[2].entries[content.number] else {
            Issue.record("no hidden object")
            return
        }
        let start = bytes.count
        let row = String(repeating: "0", count: 10 - String(hidden).count) + "\(hidden) 00000 n\r\n"
        let root = try #require(signedFile.trailer["Root"]?.referenceValue)
        let forged =
            bytes
            + Array(
                "xref\n\(content.number) 1\n\(row)trailer\n<</Size \(signedFile.nextNumber)/Root \(root)/Prev \(signedFile.sections[0].offset)>>\nstartxref\n\(start)\n%%EOF\n"
                    .utf8)
        try expect(forged, "verify/strange-reference")
        try expect(forged, "verify/object-changed")
    }

    /// The signed page names an object that is not there; the update brings it.
    @Test func objectThatComesToLife() throws {
        let prepared = try Fixtures.update(Fixtures.document()) { file, update in
            var page = try #require(file.object(file.pages()[0]).dictionaryValue)
            page["Contents"] = [page["Contents"] ?? .null, .reference(PDFReference(400))]
            update.write(.dictionary(page), as: file.pages()[0])
        }
        let bytes = try Fixtures.signer().sign(prepared, SignatureRequest(date: Fixtures.signing))
        #expect(try Fixtures.verify(bytes).isValid)
        let forged = try Fixtures.update(bytes) { _, update in
            update.write(.stream(PDFStream(encoded: Array("1 0 0 rg".utf8))), as: PDFReference(400))
        }
        try expect(forged, "verify/gap-filled")
    }

    @Test func removedOverlay() throws {
        // Hide: the update frees an object that covered the content.
        let bytes = try signed()
        let forged = try Fixtures.update(bytes) { file, update in
            update.write(.null, as: try #require(file.object(file.pages()[0]).dictionaryValue?["Contents"]?.referenceValue))
        }
        try expect(forged, "verify/object-changed")
    }

    @Test func objectStreamReplaced() throws {
        let bytes = try signed()
        let forged = try Fixtures.update(bytes) { file, update in
            guard
                case .inStream(let number, _)? = file.entries.values.sorted(by: { "\($0)" < "\($1)" }).first(where: {
                    if case .inStream = $0 { true } else { false }
                }), let stream = file.object(number: number).streamValue
            else { return }
            var changed = stream
            changed.dictionary["X"] = 1
            update.write(.stream(changed), as: PDFReference(number))
        }
        try expect(forged, "verify/container-changed")
    }

    // MARK: certification and form

    @Test func visibleSignatureOnCertifiedDocument() throws {
        let forged = try Fixtures.update(try signed()) { file, update in
            let root = try #require(file.catalog["AcroForm"]?.referenceValue)
            let field = update.add([
                "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text("evil"), "Rect": [0, 0, 600, 700],
                "F": 4,
                "P": .reference(file.pages()[0]), "V": ["Type": .name("Sig")],
            ])
            var form = try #require(file.object(root).dictionaryValue)
            form["Fields"] = .array((form["Fields"]?.arrayValue ?? []) + [.reference(field)])
            update.write(.dictionary(form), as: root)
        }
        try expect(forged, "verify/visible-field-added")
    }

    @Test func fieldFilledUnderCertification() throws {
        func fill(_ bytes: [UInt8]) throws -> [UInt8] {
            try Fixtures.update(bytes) { file, update in
                let field = try #require(OtherFields.all(file).first)
                var dictionary = try #require(file.object(field.reference).dictionaryValue)
                dictionary["V"] = .text("rempli")
                update.write(.dictionary(dictionary), as: field.reference)
            }
        }
        let report = try Fixtures.verify(try fill(try signed()))
        #expect(report.isValid)
        #expect(report.signatures[0].notes.map(\.code.name) == ["verify/filled-field"])
        try expect(try fill(try signed(certification: .noChanges)), "verify/not-allowed")
    }

    @Test func signedFieldChanged() throws {
        let forged = try Fixtures.update(try signed()) { file, update in
            let field = try #require(SignatureFields.all(file).first { $0.value != nil })
            var dictionary = field.dictionary
            dictionary["AP"] = ["N": .reference(update.add(.stream(PDFStream(encoded: []))))]
            update.write(.dictionary(dictionary), as: field.reference)
        }
        try expect(forged, "verify/signed-field-changed")
    }

    @Test func signatureRemoved() throws {
        let two = try Fixtures.signer().sign(try signed(), SignatureRequest(fieldName: "final", date: Fixtures.signing))
        let forged = try Fixtures.update(two) { file, update in
            let field = try #require(SignatureFields.all(file).first { $0.name == "preliminary" })
            var dictionary = field.dictionary
            dictionary["V"] = nil
            update.write(.dictionary(dictionary), as: field.reference)
        }
        try expect(forged, "verify/signed-field-changed")
    }

    @Test func validationDataMayBeAddedAndNotRemoved() throws {
        let bytes = try signed()
        let extended = try Fixtures.update(bytes) { file, update in
            let certificate = update.addStream(data: Array(repeating: 1, count: 40))
            let store = update.add(["Type": .name("DSS"), "Certs": [.reference(certificate)]])
            var catalog = file.catalog
            catalog["DSS"] = .reference(store)
            update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
        }
        let report = try Fixtures.verify(extended)
        #expect(report.isValid, "\(report.text(path: "x", language: .english))")
        #expect(report.signatures[0].notes.map(\.code.name) == ["verify/added-validation-data"])
        let again = try Fixtures.signer().sign(extended, SignatureRequest(fieldName: "final", date: Fixtures.signing))
        #expect(try Fixtures.verify(again).isValid)
        let removed = try Fixtures.update(again) { file, update in
            update.write(["Type": .name("DSS"), "Certs": []], as: try #require(file.catalog["DSS"]?.referenceValue))
        }
        try expect(removed, "verify/dss-changed")
    }

    // MARK: every byte

    /// A byte that makes the second signature disappear must not leave the first one alone and valid (found by flipping bytes).
    @Test func signatureWhoseValueIsSpoilt() throws {
        let bytes = try Fixtures.signer().sign(try signed(), SignatureRequest(date: Fixtures.signing, certification: nil))
        let added = try Fixtures.signer().sign(bytes, SignatureRequest(date: Fixtures.signing))
        #expect(try Fixtures.verify(added).isValid)
        try expect(try Fixtures.replace(added, "/V ", with: "/W ", from: bytes.count), "verify/field-added")
        try expect(try Fixtures.replace(bytes, "/V ", with: "/W ", from: try signed().count - 200), "verify/field-changed")
    }

    /// A changed byte is found, unless it lies in the hexadecimal of `Contents` and only changes the case of a digit.
    @Test func flippedBytes() throws {
        let first = try signed()
        let bytes = try Fixtures.signer().sign(first, SignatureRequest(fieldName: "final", date: Fixtures.signing))
        let verifier = SignatureVerifier(roots: try Fixtures.roots(), date: Fixtures.now)
        let step = 11
        for place in stride(from: 0, to: bytes.count, by: step) {
            var changed = bytes
            changed[place] ^= UInt8(1 << (place / step % 8))
            guard verifier.verify(changed).isValid else { continue }
            let (a, b) = (bytes[place], changed[place])
            #expect(a | 0x20 == b | 0x20, "byte \(place) changed from \(a) to \(b)")
        }
    }
}

/// A value from its text, without the module's own parser.
struct PDFParserForTests {
    let text: String

    init(_ text: String) { self.text = text }

    mutating func object() -> PDFObject {
        switch text {
        case "null": .null
        case "<>": .string([])
        case "(x)": .string([0x78])
        case "<00>": .string([0])
        default: .reference(PDFReference(12))
        }
    }
}
