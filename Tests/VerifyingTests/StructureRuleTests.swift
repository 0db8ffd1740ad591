import Certificates
import PDF
import Signing
import SigningTesting
import Testing

@testable import Verifying

/// What a later signature may do to the structure tree of a signed file, and what not.
@Suite struct StructureRuleTests {
    /// A signed file with a tagged paragraph and no form.
    private func signedFile(usesArrays: Bool = false) throws -> [UInt8] {
        var writer = PDFWriter()
        let (catalog, pages, page, root, document, paragraph, parents) = (
            writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve()
        )
        let content = writer.addStream(data: Array("/P<</MCID 0>>BDC 0 0 9 9 re f EMC".utf8))
        writer.write(
            [
                "Type": .name("Page"), "Parent": .reference(pages), "MediaBox": [0, 0, 612, 792], "Contents": .reference(content),
                "Resources": [:], "StructParents": 0, "Tabs": .name("S"),
            ], as: page)
        writer.write(["Type": .name("Pages"), "Kids": [.reference(page)], "Count": 1], as: pages)
        writer.write(
            ["Type": .name("StructElem"), "S": .name("P"), "P": .reference(document), "Pg": .reference(page), "K": 0], as: paragraph)
        writer.write(
            ["Type": .name("StructElem"), "S": .name("Document"), "P": .reference(root), "K": [.reference(paragraph)]], as: document)
        var numbers: PDFObject = [0, [.reference(paragraph)]]
        if usesArrays { numbers = .reference(writer.add(numbers)) }
        writer.write(["Nums": numbers], as: parents)
        writer.write(
            [
                "Type": .name("StructTreeRoot"), "K": [.reference(document)], "ParentTree": .reference(parents), "ParentTreeNextKey": 1,
            ], as: root)
        writer.write(
            ["Type": .name("Catalog"), "Pages": .reference(pages), "StructTreeRoot": .reference(root), "MarkInfo": ["Marked": true]],
            as: catalog)
        return try Fixtures.signer().sign(writer.finish(root: catalog), SignatureRequest(date: Fixtures.signing, certification: nil))
    }

    /// Signs again, and gives the new widget its place in the tree; `change` makes of it what an attacker would.
    private func secondSignature(
        _ bytes: [UInt8],
        change: @escaping (inout PDFDictionary, inout PDFDictionary, inout PDFDictionary, inout [PDFObject]) -> Void = { _, _, _, _ in }
    ) throws -> [UInt8] {
        // A forged signature is enough: it is the change after the first one that is judged.
        try Fixtures.update(bytes) { file, update in
            let root = try #require(file.catalog["StructTreeRoot"]?.referenceValue)
            var tree = try #require(file.object(root).dictionaryValue)
            let holder = try #require(file.resolve(tree["K"]).arrayValue?.first?.referenceValue)
            var document = try #require(file.object(holder).dictionaryValue)
            let parents = try #require(tree["ParentTree"]?.referenceValue)
            var numbers = try #require(file.object(parents).dictionaryValue)
            var entries = try #require(file.resolve(numbers["Nums"]).arrayValue)
            let list = numbers["Nums"]?.referenceValue
            let page = file.pages()[0]
            let form = try #require(file.resolve(file.catalog["AcroForm"]).dictionaryValue)
            let (element, widget) = (update.reserve(), update.reserve())
            let value = update.add(["Type": .name("Sig"), "Filter": .name("Adobe.PPKLite")])
            let number = try #require(tree["ParentTreeNextKey"]?.integerValue)
            update.write(
                [
                    "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text("Second"), "TU": .text("Second"),
                    "Rect": [0, 0, 0, 0], "F": 132, "P": .reference(page), "V": .reference(value), "StructParent": .integer(number),
                ], as: widget)
            var added: PDFDictionary = [
                "Type": .name("StructElem"), "S": .name("Form"), "P": .reference(holder), "Pg": .reference(page),
                "K": ["Type": .name("OBJR"), "Obj": .reference(widget)],
            ]
            tree["ParentTreeNextKey"] = .integer(number + 1)
            document["K"] = .array((file.resolve(document["K"]).arrayValue ?? []) + [.reference(element)])
            entries += [.integer(number), .reference(element)]
            change(&tree, &document, &added, &entries)
            update.write(.dictionary(added), as: element)
            update.write(.dictionary(document), as: holder)
            update.write(.dictionary(tree), as: root)
            if let list {
                update.write(.array(entries), as: list)
            } else {
                numbers["Nums"] = .array(entries)
                update.write(.dictionary(numbers), as: parents)
            }
            var leaf = try #require(file.object(page).dictionaryValue)
            leaf["Annots"] = .array((file.resolve(leaf["Annots"]).arrayValue ?? []) + [.reference(widget)])
            update.write(.dictionary(leaf), as: page)
            var newForm = form
            newForm["Fields"] = .array((file.resolve(form["Fields"]).arrayValue ?? []) + [.reference(widget)])
            if let reference = file.catalog["AcroForm"]?.referenceValue {
                update.write(.dictionary(newForm), as: reference)
            } else {
                var catalog = file.catalog
                catalog["AcroForm"] = .dictionary(newForm)
                update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
            }
        }
    }

    private func isUnchanged(_ bytes: [UInt8]) throws -> Bool {
        let report = try Fixtures.verify(bytes)
        return try #require(report.signatures.first).unchanged == .yes
    }

    @Test(arguments: [true, false])
    func widgetGetsItsPlace(usesArrays: Bool) throws {
        #expect(try isUnchanged(try secondSignature(try signedFile(usesArrays: usesArrays))))
    }

    @Test func structureOtherwiseStays() throws {
        let bytes = try signedFile()
        // A text of its own on what is added, or on what was there.
        #expect(try !isUnchanged(try secondSignature(bytes) { _, _, added, _ in added["ActualText"] = .text("rien") }))
        #expect(try !isUnchanged(try secondSignature(bytes) { _, document, _, _ in document["ActualText"] = .text("rien") }))
        #expect(try !isUnchanged(try secondSignature(bytes) { _, document, _, _ in document["S"] = .name("Sect") }))
        // Another kind of element, or one that holds something else.
        #expect(try !isUnchanged(try secondSignature(bytes) { _, _, added, _ in added["S"] = .name("P") }))
        #expect(try !isUnchanged(try secondSignature(bytes) { _, _, added, _ in added["K"] = 0 }))
        #expect(try !isUnchanged(try secondSignature(bytes) { _, _, added, _ in added["P"] = added["Pg"] }))
        // What was there goes, comes later, or belongs to another.
        #expect(
            try !isUnchanged(
                try secondSignature(bytes) { _, document, _, _ in
                    document["K"] = .array(Array((document["K"]?.arrayValue ?? []).reversed()))
                }))
        #expect(
            try !isUnchanged(
                try secondSignature(bytes) { _, document, _, _ in
                    document["K"] = .array(Array((document["K"]?.arrayValue ?? []).dropFirst()))
                }))
        #expect(try !isUnchanged(try secondSignature(bytes) { _, _, _, entries in entries[1] = entries[entries.count - 1] }))
        #expect(try !isUnchanged(try secondSignature(bytes) { tree, _, _, entries in entries += [9, tree["K"]?.arrayValue?[0] ?? .null] }))
        // Roles that make other elements of those that were there.
        #expect(try !isUnchanged(try secondSignature(bytes) { tree, _, _, _ in tree["RoleMap"] = ["P": .name("Artifact")] }))
    }
}
