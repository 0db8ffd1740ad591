import Certificates
import Diagnostics
import PDF
import Signing
import SigningTesting
import Testing

@testable import Verifying

/// Files that were prepared before they were signed, so that a small update afterwards shows something else (shadow attacks), and updates
/// that use what certification leaves open (certification attacks). None may be called valid.
@Suite struct ShadowAttackTests {
    private func sign(_ pdf: [UInt8], _ certification: SignatureRequest.Permission? = .formFilling) throws -> [UInt8] {
        try Fixtures.signer().sign(pdf, SignatureRequest(fieldName: "preliminary", date: Fixtures.signing, certification: certification))
    }

    private func refuse(_ pdf: [UInt8], _ code: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let report = try Fixtures.verify(pdf)
        let words = report.text(path: "x", language: .english)
        #expect(!report.isValid, "\(words)", sourceLocation: sourceLocation)
        if let code { #expect(Fixtures.codes(report).contains(code), "\(words)", sourceLocation: sourceLocation) }
        #expect(try !Fixtures.verify(pdf, trusts: false).isValid, sourceLocation: sourceLocation)
    }

    private func page(_ file: PDFFile, _ index: Int = 0) throws -> (PDFReference, PDFDictionary) {
        let page = file.pages()[index]
        return (page, try #require(file.object(page).dictionaryValue))
    }

    /// An object written anew under a higher generation: references to the old one find nothing, and the page is empty.
    @Test(arguments: [true, false])
    func otherGeneration(usesObjectStreams: Bool) throws {
        let bytes = try sign(Fixtures.document(usesObjectStreams: usesObjectStreams))
        let forged = try Fixtures.update(bytes) { file, update in
            let content = try #require(try page(file).1["Contents"]?.referenceValue)
            update.write(file.object(content), as: PDFReference(content.number, generation: 1))
        }
        try refuse(forged, "verify/object-changed")
    }

    /// The document information is the page's content as well: a stream whose dictionary does not change.
    @Test func informationThatIsContent() throws {
        let prepared = try Fixtures.update(Fixtures.document()) { file, update in
            let content = try #require(try page(file).1["Contents"]?.referenceValue)
            update.write(
                .stream(PDFStream(dictionary: ["Title": .text("Rapport")], encoded: Array("0 0 1 rg 0 0 9 9 re f".utf8))), as: content)
            update.trailer["Info"] = .reference(content)
        }
        let bytes = try sign(prepared)
        let forged = try Fixtures.update(bytes) { file, update in
            let content = try #require(try page(file).1["Contents"]?.referenceValue)
            update.write(
                .stream(PDFStream(dictionary: ["Title": .text("Rapport")], encoded: Array("1 0 0 rg 0 0 9 9 re f".utf8))), as: content)
        }
        try refuse(forged, "verify/object-changed")
    }

    /// A form field that is a stream: its dictionary is filled in, and its bytes, which are a page's content, change.
    @Test func fieldThatIsContent() throws {
        func stream(_ text: String, _ value: String?) -> PDFObject {
            var dictionary: PDFDictionary = ["FT": .name("Tx"), "T": .text("shadow")]
            if let value { dictionary["V"] = .text(value) }
            return .stream(PDFStream(dictionary: dictionary, encoded: Array(text.utf8)))
        }
        let prepared = try Fixtures.update(Fixtures.document()) { file, update in
            let content = try #require(try page(file).1["Contents"]?.referenceValue)
            update.write(stream("0 0 1 rg 0 0 9 9 re f", nil), as: content)
            let root = try #require(file.catalog["AcroForm"]?.referenceValue)
            var form = try #require(file.object(root).dictionaryValue)
            form["Fields"] = .array((form["Fields"]?.arrayValue ?? []) + [.reference(content)])
            update.write(.dictionary(form), as: root)
        }
        let bytes = try sign(prepared)
        let forged = try Fixtures.update(bytes) { file, update in
            let content = try #require(try page(file).1["Contents"]?.referenceValue)
            update.write(stream("1 0 0 rg 0 0 9 9 re f", "x"), as: content)
        }
        try refuse(forged)
    }

    private func comment(_ file: PDFFile) throws -> (PDFReference, PDFDictionary) {
        let field = try #require(OtherFields.all(file).first { $0.name == "comment" })
        return (field.reference, try #require(file.object(field.reference).dictionaryValue))
    }

    /// Replace by form overlay: the appearance of a field changes and its value does not, or brings images, fonts or states of its own.
    @Test func overlays() throws {
        let bytes = try sign(Fixtures.document())
        func fill(_ value: String?, _ resources: PDFDictionary, _ content: String = "BT (x) Tj ET") throws -> [UInt8] {
            try Fixtures.update(bytes) { file, update in
                let (reference, dictionary) = try comment(file)
                var field = dictionary
                let look = update.addStream(
                    ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": [0, 0, 200, 20], "Resources": .dictionary(resources)],
                    data: Array(content.utf8))
                field["AP"] = ["N": .reference(look)]
                if let value { field["V"] = .text(value) }
                update.write(.dictionary(field), as: reference)
            }
        }
        #expect(try Fixtures.verify(try fill("rempli", [:], "/Tx BMC q 0 g Q EMC")).signatures[0].unchanged == .no, "the text is not shown")
        try refuse(try fill(nil, [:]), "verify/appearance-changed")
        try refuse(try fill("rempli", ["XObject": ["I": [1]]]), "verify/appearance-changed")
        try refuse(try fill("rempli", ["Font": ["F": ["Type": .name("Font")]]]), "verify/appearance-changed")
        try refuse(try fill("rempli", [:], "q BI /W 1 /H 1 ID x EI Q"), "verify/appearance-changed")
        let flagged = try Fixtures.update(bytes) { file, update in
            let (reference, dictionary) = try comment(file)
            var field = dictionary
            field["Rect"] = [0, 0, 612, 792]
            update.write(.dictionary(field), as: reference)
        }
        try refuse(flagged, "verify/field-changed")
    }

    /// An appearance shows the value that was filled in, in a font of the signed form, and nothing else.
    @Test(arguments: [
        ("BT /F1 9 Tf (rempli) Tj ET", true), ("/Tx BMC q 0 0 9 9 re W n BT /F1 9 Tf [(rem) -20 (pli)] TJ ET Q EMC", true),
        ("BT /F1 9 Tf (rem) Tj 0 -9 Td (pli) ' ET", true), ("BT /F1 9 Tf <72656D706C69> Tj ET", true),
        ("BT /F1 9 Tf (autre) Tj ET", false), ("BT /F1 9 Tf (rempli et plus) Tj ET", false), ("BT /F1 9 Tf (rempli) Tj (!) ' ET", false),
        ("BT /F1 9 Tf (rempli) Tj 0 0 (!) \" ET", false), ("BT /F1 9 Tf 3 Tr (rempli) Tj ET", false), ("BT /F2 9 Tf (rempli) Tj ET", false),
        ("BT (rempli) Tj ET", false), ("0 0 99 99 re f BT /F1 9 Tf (rempli) Tj ET", false), ("BT /F1 9 Tf (rempli) Tj ET /I Do", false),
        ("BI/W 1/H 1/BPC 8/CS/G ID x EI BT /F1 9 Tf (rempli) Tj ET", false), ("/OC /L BDC BT /F1 9 Tf (rempli) Tj ET EMC", false),
        ("BT /F1 9 Tf (rempli) Tj ET )", false), ("", false), ("/Pattern cs /P scn BT /F1 9 Tf (rempli) Tj ET", false),
    ])
    func filledText(content: String, isValid: Bool) throws {
        for isComposite in [false, true] {
            let prepared = try Fixtures.update(Fixtures.document()) { file, update in
                var font: PDFDictionary = ["Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Helvetica")]
                if isComposite {
                    let map = update.addStream([:], data: Array("1 beginbfrange <0061> <007A> <0061> endbfrange".utf8))
                    font = ["Type": .name("Font"), "Subtype": .name("Type0"), "ToUnicode": .reference(map)]
                }
                let root = try #require(file.catalog["AcroForm"]?.referenceValue)
                var form = try #require(file.object(root).dictionaryValue)
                form["DR"] = ["Font": ["F1": .reference(update.add(.dictionary(font)))]]
                update.write(.dictionary(form), as: root)
            }
            let bytes = try sign(prepared)
            let filled = try Fixtures.update(bytes) { file, update in
                let (reference, dictionary) = try comment(file)
                var field = dictionary
                let form = file.resolve(file.catalog["AcroForm"]).dictionaryValue
                let fonts = file.resolve(form?["DR"]).dictionaryValue?["Font"] ?? .null
                var text = content
                if isComposite {
                    // Two bytes a letter.
                    text = text.replacing("(rempli)", with: "<00720065006D0070006C0069>").replacing("(rem)", with: "<00720065006D>")
                    text = text.replacing("(pli)", with: "<0070006C0069>").replacing("(autre)", with: "<00610075>")
                    text = text.replacing("(rempli et plus)", with: "<00720072>").replacing(
                        "<72656D706C69>", with: "<00720065006D0070006C0069>")
                }
                let look = update.addStream(
                    ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": [0, 0, 200, 20], "Resources": ["Font": fonts]],
                    data: Array(text.utf8))
                field["AP"] = ["N": .reference(look)]
                field["V"] = .text("rempli")
                update.write(.dictionary(field), as: reference)
            }
            let report = try Fixtures.verify(filled)
            #expect(report.isValid == isValid, "\(isComposite): \(report.text(path: "x", language: .english))")
        }
    }

    /// Check boxes and buttons show their value, by pictures that were signed.
    @Test func buttons() throws {
        func button(_ flags: Int) throws -> [UInt8] {
            try sign(
                try Fixtures.update(Fixtures.document()) { file, update in
                    let (reference, dictionary) = try comment(file)
                    var field = dictionary
                    let look = update.addStream(["Subtype": .name("Form"), "BBox": [0, 0, 9, 9]], data: Array("0 0 9 9 re f".utf8))
                    field["FT"] = .name("Btn")
                    field["Ff"] = .integer(flags)
                    field["AS"] = .name("Off")
                    field["AP"] = ["N": ["Oui": .reference(look), "Off": .reference(look)]]
                    update.write(.dictionary(field), as: reference)
                })
        }
        func press(_ bytes: [UInt8], _ value: PDFName?, _ state: PDFName) throws -> [UInt8] {
            try Fixtures.update(bytes) { file, update in
                let (reference, dictionary) = try comment(file)
                var field = dictionary
                field["V"] = value.map { .name($0) }
                field["AS"] = .name(state)
                update.write(.dictionary(field), as: reference)
            }
        }
        let box = try button(0)
        #expect(try Fixtures.verify(try press(box, "Oui", "Oui")).isValid)
        for (value, state) in [(nil, "Oui"), ("Off", "Oui"), ("Oui", "Off"), ("Oui", "Non"), ("Non", "Oui")] as [(PDFName?, PDFName)] {
            try refuse(try press(box, value, state), "verify/appearance-changed")
        }
        try refuse(try press(try button(1 << 16), "Oui", "Oui"), "verify/appearance-changed")
    }

    /// A field filled twice leaves the first appearance behind, which nothing shows any more.
    @Test func filledAgain() throws {
        func fill(_ bytes: [UInt8], _ value: String) throws -> [UInt8] {
            try Fixtures.update(bytes) { file, update in
                let (reference, dictionary) = try comment(file)
                var field = dictionary
                let look = update.addStream(["Subtype": .name("Form"), "BBox": [0, 0, 9, 9], "Resources": [:]], data: Array("q Q".utf8))
                field["AP"] = ["N": .reference(look)]
                field["V"] = .text(value)
                update.write(.dictionary(field), as: reference)
            }
        }
        let once = try fill(try sign(Fixtures.document()), " ")
        #expect(try Fixtures.verify(once).isValid)
        let twice = try fill(once, "  ")
        #expect(try Fixtures.verify(twice).isValid)
        // Written again as something else, it is no longer what was explained.
        let left = try #require(try PDFFile(bytes: once).sections[0].entries.keys.max())
        try refuse(try Fixtures.update(twice) { _, update in update.write(["Evil": true], as: PDFReference(left)) })
    }

    /// Every object of a signed file written again: as nothing, with another entry, with other bytes.
    @Test(arguments: [true, false])
    func everyObject(usesObjectStreams: Bool) throws {
        let bytes = try sign(Fixtures.document(usesObjectStreams: usesObjectStreams))
        let file = try PDFFile(bytes: bytes)
        for number in file.entries.keys.sorted() where file.object(number: number) != .null {
            var variants: [PDFObject] = [.null, 7]
            switch file.object(number: number) {
            case .dictionary(var dictionary):
                dictionary["Xx"] = 1
                variants.append(.dictionary(dictionary))
            case .stream(var stream):
                variants.append(.stream(PDFStream(dictionary: stream.dictionary, encoded: stream.encoded + [0x20])))
                stream.dictionary["Xx"] = 1
                variants.append(.stream(stream))
            case .array(let elements): variants.append(.array(elements + [1]))
            default: break
            }
            for variant in variants {
                let forged = try Fixtures.update(bytes) { _, update in update.write(variant, as: PDFReference(number)) }
                #expect(try !Fixtures.verify(forged).isValid, "object \(number) as \(variant)")
            }
        }
    }

    /// Only the first signature may certify, names are each field's own, and object 0 is nobody's.
    @Test func namesAndCertifications() throws {
        let first = try sign(Fixtures.document(), nil)
        try refuse(try sign(Fixtures.document(fields: ["preliminary", "preliminary"]), nil), "verify/repeated-field")
        // A signature field beside a text field of its name.
        try refuse(
            try Fixtures.signer().sign(
                Fixtures.document(fields: ["comment"]), SignatureRequest(fieldName: "comment", date: Fixtures.signing, certification: nil)))
        try refuse(try Fixtures.update(first) { _, update in update.write(.text("x"), as: PDFReference(0)) })
    }

    /// Fonts and images that pages draw with.
    @Test func resources() throws {
        let prepared = try Fixtures.update(Fixtures.document()) { file, update in
            var (reference, dictionary) = try page(file)
            let font = update.add(["Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Helvetica")])
            dictionary["Resources"] = ["Font": ["F1": .reference(font)]]
            update.write(.dictionary(dictionary), as: reference)
        }
        let bytes = try sign(prepared)
        #expect(try Fixtures.verify(bytes).isValid)
        let forged = try Fixtures.update(bytes) { file, update in
            let resources = file.resolve(try page(file).1["Resources"]).dictionaryValue
            let font = try #require(file.resolve(resources?["Font"]).dictionaryValue?["F1"]?.referenceValue)
            update.write(["Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Symbol")], as: font)
        }
        try refuse(forged, "verify/object-changed")
    }

    // MARK: certification

    private func addAnnotation(_ bytes: [UInt8], _ annotation: PDFDictionary) throws -> [UInt8] {
        try Fixtures.update(bytes) { file, update in
            let note = update.add(.dictionary(annotation))
            var (reference, dictionary) = try page(file)
            dictionary["Annots"] = .array((file.resolve(dictionary["Annots"]).arrayValue ?? []) + [.reference(note)])
            update.write(.dictionary(dictionary), as: reference)
        }
    }

    /// Evil annotations: what hides or replaces content on a certified page, whatever the level says.
    @Test(arguments: ["FreeText", "Redact", "Stamp", "Highlight", "Ink", "Text", "Popup", "FileAttachment", "Link", "3D"])
    func evilAnnotations(subtype: String) throws {
        for level in [SignatureRequest.Permission.formFilling, .noChanges, nil] as [SignatureRequest.Permission?] {
            let bytes = try sign(Fixtures.document(), level)
            try refuse(
                try addAnnotation(bytes, ["Type": .name("Annot"), "Subtype": .name(PDFName(subtype)), "Rect": [0, 0, 612, 792]]),
                "verify/annotations-changed")
        }
    }

    /// Sneaky signatures: a visible signature over the content, its rectangle written in any way.
    @Test func sneakySignatures() throws {
        let bytes = try sign(Fixtures.document())
        let rectangles: [PDFObject?] = [[0, 0, 600, 700], [0, 0, 600, 700, 0], [0, 0, 600], nil, .name("x"), [0, 0, .text("600"), 700]]
        for rectangle in rectangles {
            let forged = try Fixtures.update(bytes) { file, update in
                let root = try #require(file.catalog["AcroForm"]?.referenceValue)
                let look = update.addStream(["Subtype": .name("Form"), "BBox": [0, 0, 9, 9]], data: Array("0 0 9 9 re f".utf8))
                var widget: PDFDictionary = [
                    "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text("evil"), "F": 4,
                    "P": .reference(file.pages()[0]), "AP": ["N": .reference(look)], "V": ["Type": .name("Sig")],
                ]
                widget["Rect"] = rectangle
                let field = update.add(.dictionary(widget))
                var form = try #require(file.object(root).dictionaryValue)
                form["Fields"] = .array((form["Fields"]?.arrayValue ?? []) + [.reference(field)])
                update.write(.dictionary(form), as: root)
            }
            try refuse(forged, "verify/visible-field-added")
        }
    }

    /// Actions and programs: on the document, on pages, on the form, on fields.
    @Test func programs() throws {
        let script: PDFObject = ["S": .name("JavaScript"), "JS": .text("app.alert(1)")]
        let bytes = try sign(Fixtures.document())
        for key: PDFName in ["OpenAction", "AA", "Names", "URI", "Collection", "AF", "Requirements"] {
            let forged = try Fixtures.update(bytes) { file, update in
                var catalog = file.catalog
                catalog[key] = key == "Names" ? ["JavaScript": ["Names": [.text("a"), script]]] : script
                update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
            }
            try refuse(forged, "verify/catalog-changed")
        }
        for key: PDFName in ["XFA", "NeedAppearances", "CO", "DR", "DA"] {
            let forged = try Fixtures.update(bytes) { file, update in
                let root = try #require(file.catalog["AcroForm"]?.referenceValue)
                var form = try #require(file.object(root).dictionaryValue)
                form[key] = key == "NeedAppearances" ? true : .text("x")
                update.write(.dictionary(form), as: root)
            }
            try refuse(forged, "verify/form-changed")
        }
        for key: PDFName in ["A", "AA", "DA", "MK", "OC", "Parent"] {
            let forged = try Fixtures.update(bytes) { file, update in
                let (reference, dictionary) = try comment(file)
                var field = dictionary
                field[key] = script
                update.write(.dictionary(field), as: reference)
            }
            try refuse(forged, "verify/field-changed")
        }
    }

    /// A time stamp of anybody's in the clothes of a signature, and the other way round.
    @Test func timeStampAsSignature() throws {
        let stamps = try TestTimeStampAuthority(
            authority: Fixtures.authority.get(), name: "Horodatage", organization: "Paraphe", serial: 81, validFrom: Fixtures.from,
            date: Fixtures.signing)
        let bytes = try LongTermData.addTimeStamp(to: Fixtures.document(), from: stamps)
        try refuse(bytes, "verify/only-time-stamps")
        let masked = try Fixtures.replace(bytes, "/Type /DocTimeStamp", with: "/Type /Sig/Ignore/X")
        try refuse(masked)
    }

    // MARK: the file's structure

    /// Cross-reference rows that are not twenty bytes long: readers that count see other offsets.
    @Test func irregularRows() throws {
        let bytes = try sign(Fixtures.document(usesObjectStreams: false))
        let signed = try PDFFile(bytes: bytes)
        let (reference, dictionary) = try comment(signed)
        var field = dictionary
        field["V"] = .text("rempli")
        let filled = try Fixtures.update(bytes) { _, update in update.write(.dictionary(field), as: reference) }
        #expect(try Fixtures.verify(filled).isValid)
        let rows = try Fixtures.replace(filled, " 00000 n\r\n", with: " 00000 n \n", from: bytes.count)
        #expect(try Fixtures.verify(rows).isValid)
        let text = String(decoding: filled[bytes.count...], as: UTF8.self)
        let odd = text.replacing(" 00000 n\r\n", with: " 00000  n\r\n")
        try refuse(Array(filled[..<bytes.count]) + Array(odd.utf8), "verify/broken-revision")
        for (old, new) in [
            ("endobj", "endobk"), ("%%EOF", "%%EOX"), ("startxref", "startxrex"), ("trailer", "trailex"), ("xref\n", "xre\n"),
        ] {
            let broken = Array(filled[..<bytes.count]) + Array(text.replacing(old, with: new).utf8)
            try refuse(broken)
        }
    }

    /// Bytes that another reader would take for the file: before the header, after the end, between objects, in a second end.
    @Test func foreignBytes() throws {
        let bytes = try sign(Fixtures.document())
        let evil = Array("\n9 0 obj\n<</Type/Catalog/Pages 10 0 R>>\nendobj\ntrailer\n<</Root 9 0 R>>\n".utf8)
        try refuse(bytes + evil)
        try refuse(evil + bytes)
        let start = try PDFFile(bytes: bytes).sections[0].offset
        try refuse(bytes + evil + Array("startxref\n\(start)\n%%EOF\n".utf8))
        try refuse(bytes + Array("startxref\n\(start)\n%%EOF\n".utf8))
        try refuse(bytes + Array("xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev \(start)>>\nstartxref\n\(bytes.count)\n%%EOF\n".utf8))
        // A loop of sections, and one that leads past the signed one.
        try refuse(
            bytes + Array("xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev \(bytes.count)>>\nstartxref\n\(bytes.count)\n%%EOF\n".utf8))
        try refuse(bytes + Array("xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R>>\nstartxref\n\(bytes.count)\n%%EOF\n".utf8))
    }

    /// An empty update of a file whose trailer stays: nothing is added, and nothing hides in it.
    @Test func anEmptyUpdateIsNoAttack() throws {
        let bytes = try sign(Fixtures.document(usesObjectStreams: false))
        let file = try PDFFile(bytes: bytes)
        let root = try #require(file.trailer["Root"]?.referenceValue)
        let empty =
            bytes
            + Array(
                "xref\n0 0\ntrailer\n<</Size \(file.nextNumber)/Root \(root)/Prev \(file.sections[0].offset)>>\nstartxref\n\(bytes.count)\n%%EOF\n"
                    .utf8)
        let report = try Fixtures.verify(empty)
        #expect(report.signatures[0].intact == .yes)
    }
}
