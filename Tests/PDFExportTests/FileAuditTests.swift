import Diagnostics
import PDF
import PDFExport
import Pages
import Testing

/// Each rule about finished bytes, broken once in a file that was sound.
@Suite struct FileAuditTests {
    private static let sound = Result { try PDFExporter().export(SampleDocument.rich()) }

    private func codes(_ bytes: [UInt8]) -> Set<String> { Set(FileAudit.findings(in: bytes).diagnostics.map(\.code.name)) }

    /// The codes after an update of one object that `find` gives.
    private func codes(
        changing find: (PDFFile) throws -> PDFReference, _ change: (inout PDFDictionary, PDFFile) throws -> Void
    ) throws -> Set<String> {
        let file = try PDFFile(bytes: try Self.sound.get())
        let reference = try find(file)
        var update = PDFUpdate(file)
        switch file.object(reference) {
        case .stream(var stream):
            try change(&stream.dictionary, file)
            update.write(.stream(stream), as: reference)
        case let object:
            var dictionary = try #require(object.dictionaryValue)
            try change(&dictionary, file)
            update.write(.dictionary(dictionary), as: reference)
        }
        return codes(update.finish())
    }

    private func root(_ file: PDFFile) throws -> PDFReference { try #require(file.trailer["Root"]?.referenceValue) }

    private func first(_ file: PDFFile, _ key: PDFName, _ value: PDFObject) throws -> PDFReference {
        let number = try #require(file.entries.keys.sorted().first { file.object(number: $0).dictionaryValue?[key] == value })
        return PDFReference(number)
    }

    @Test func soundFile() throws {
        #expect(codes(try Self.sound.get()).isEmpty)
        #expect(!codes(Array("%PDF-1.7".utf8)).isEmpty)
    }

    @Test func catalog() throws {
        #expect(try codes(changing: root) { catalog, _ in catalog["Lang"] = nil } == ["export/file-catalog"])
        #expect(try codes(changing: root) { catalog, _ in catalog["MarkInfo"] = ["Marked": false] } == ["export/file-catalog"])
        #expect(try codes(changing: root) { catalog, _ in catalog["ViewerPreferences"] = nil } == ["export/file-catalog"])
        #expect(try codes(changing: root) { catalog, _ in catalog["OutputIntents"] = nil } == ["export/file-output-intent"])
        #expect(try codes(changing: root) { catalog, _ in catalog["Metadata"] = nil } == ["export/file-metadata"])
        let script: PDFObject = ["Type": .name("Action"), "S": .name("JavaScript"), "JS": .text("app.alert(1)")]
        #expect(try codes(changing: root) { catalog, _ in catalog["OpenAction"] = script } == ["export/file-action"])
        #expect(try codes(changing: root) { catalog, _ in catalog["AA"] = [:] } == ["export/file-action"])
    }

    @Test func identifier() throws {
        let file = try PDFFile(bytes: try Self.sound.get())
        var update = PDFUpdate(file)
        update.trailer["ID"] = nil
        let bytes = update.finish()
        // The last `/ID` of the file gets another name.
        let place = try #require(bytes.ranges(of: Array("/ID".utf8)).last)
        var changed = bytes
        changed.replaceSubrange(place, with: Array("/IX".utf8))
        #expect(codes(changed) == ["export/file-identifier"])
    }

    @Test func information() throws {
        func info(_ file: PDFFile) throws -> PDFReference { try #require(file.trailer["Info"]?.referenceValue) }
        #expect(try codes(changing: info) { information, _ in information["Title"] = .text("autre") } == ["export/file-metadata"])
        #expect(
            try codes(changing: info) { information, _ in information["CreationDate"] = .text("D:20200101000000Z") } == [
                "export/file-metadata"
            ])
    }

    @Test func outputIntent() throws {
        func profile(_ file: PDFFile) throws -> PDFReference {
            let intents = file.resolve(file.catalog["OutputIntents"]).arrayValue ?? []
            let intent = file.resolve(intents.first).dictionaryValue ?? [:]
            return try #require(intent["DestOutputProfile"]?.referenceValue)
        }
        #expect(try codes(changing: profile) { dictionary, _ in dictionary["N"] = 4 } == ["export/file-output-intent"])
    }

    @Test func parentTree() throws {
        func tree(_ file: PDFFile) throws -> PDFReference {
            let root = try #require(file.resolve(file.catalog["StructTreeRoot"]).dictionaryValue)
            return try #require(root["ParentTree"]?.referenceValue)
        }
        #expect(try codes(changing: tree) { tree, _ in tree["Nums"] = [] } == ["export/file-parent-tree"])

        let shortened = try codes(changing: tree) { tree, file in
            // One element of a page's contents goes.
            var items = try #require(file.resolve(tree["Nums"]).arrayValue)
            items[1] = .array(Array((file.resolve(items[1]).arrayValue ?? []).dropLast()))
            tree["Nums"] = .array(items)
        }
        #expect(shortened == ["export/file-parent-tree"])
        #expect(
            try codes(changing: { try #require($0.catalog["StructTreeRoot"]?.referenceValue) }) { root, _ in
                root["ParentTreeNextKey"] = 0
            } == ["export/file-parent-tree"])
    }

    @Test func annotations() throws {
        func link(_ file: PDFFile) throws -> PDFReference { try first(file, "Subtype", .name("Link")) }
        func widget(_ file: PDFFile) throws -> PDFReference { try first(file, "Subtype", .name("Widget")) }
        #expect(try codes(changing: link) { link, _ in link["F"] = 6 } == ["export/file-annotation"])
        #expect(try codes(changing: link) { link, _ in link["F"] = nil } == ["export/file-annotation"])
        #expect(try codes(changing: link) { link, _ in link["Contents"] = nil } == ["export/file-annotation"])
        #expect(try codes(changing: link) { link, _ in link["StructParent"] = 9_999 } == ["export/file-parent-tree"])
        #expect(try codes(changing: widget) { widget, _ in widget["TU"] = nil } == ["export/file-annotation"])
        #expect(try codes(changing: widget) { widget, _ in widget["AP"] = nil } == ["export/file-annotation"])
        #expect(
            try codes(changing: { file in
                try #require(file.pages().first { file.object($0).dictionaryValue?["Annots"] != nil })
            }) { page, _ in page["Tabs"] = nil } == ["export/file-annotation"])
    }

    @Test func fonts() throws {
        func descendant(_ file: PDFFile) throws -> PDFReference { try first(file, "Subtype", .name("CIDFontType2")) }
        func font(_ file: PDFFile) throws -> PDFReference { try first(file, "Subtype", .name("Type0")) }
        func descriptor(_ file: PDFFile) throws -> PDFReference { try first(file, "Type", .name("FontDescriptor")) }
        #expect(try codes(changing: descendant) { font, _ in font["W"] = [] } == ["export/file-width"])
        #expect(try codes(changing: descendant) { font, _ in font["W"] = [0, 65_535, 1_234] } == ["export/file-width"])
        #expect(try codes(changing: font) { font, _ in font["ToUnicode"] = nil } == ["export/file-text"])
        #expect(try codes(changing: descriptor) { descriptor, _ in descriptor["FontFile2"] = nil } == ["export/file-font"])
        #expect(
            try codes(changing: descriptor) { descriptor, file in
                descriptor["CIDSet"] = file.catalog["Metadata"]
            } == ["export/file-font"])
        #expect(try codes(changing: resources) { resources, _ in resources["Font"] = nil } == ["export/file-font"])
    }

    private func resources(_ file: PDFFile) throws -> PDFReference {
        let page = file.object(file.pages()[0]).dictionaryValue ?? [:]
        return try #require(page["Resources"]?.referenceValue)
    }
}
