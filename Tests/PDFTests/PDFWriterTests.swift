import Testing

@testable import PDF

struct PDFWriterTests {
    @Test(arguments: [
        (0.0, "0"), (1, "1"), (-1, "-1"), (0.5, ".5"), (-0.05, "-.05"), (72.123456, "72.1235"), (1e9, "1000000000"), (100, "100"),
        (0.00001, "0"), (-0.00001, "0"), (99.99999, "100"), (.nan, "0"), (.infinity, "0"), (10.0204, "10.0204"), (123_456.7, "123456.7"),
    ])
    func realNumbers(value: Double, text: String) {
        var buffer = PDFBuffer()
        buffer.append(real: value)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [(0, "0"), (9, "9"), (10, "10"), (-12, "-12"), (Int.max, "9223372036854775807"), (Int.min, "-9223372036854775808")])
    func integers(value: Int, text: String) {
        var buffer = PDFBuffer()
        buffer.append(integer: value)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == text)
    }

    private static let values: [(PDFObject, String)] = [
        (PDFObject.name("Type"), "/Type"), (.name("A B#"), "/A#20B#23"), (.name(PDFName(utf8: "é")), "/#C3#A9"), (.null, "null"),
        (.string(Array("a(b)\\\r\n".utf8)), "(a\\(b\\)\\\\\\r\\n)"), ([1, 2.5, true], "[1 2.5 true]"),
        (["A": ["B": .name("C")], "N": 1], "<</A<</B/C>>/N 1>>"), (.reference(PDFReference(3)), "3 0 R"),
    ]

    @Test(arguments: values)
    func objects(object: PDFObject, text: String) throws {
        var buffer = PDFBuffer()
        buffer.append(object)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == text)
        // What is written is read back.
        var parser = PDFParser(buffer.bytes)
        #expect(try parser.object() == object)
    }

    @Test(arguments: ["", "Rapport", "Côté (Nguyễn)", "ᐊᓪᓚᑎ", "😀"])
    func textStrings(text: String) throws {
        var buffer = PDFBuffer()
        buffer.append(text: text)
        var parser = PDFParser(buffer.bytes)
        #expect(try parser.object().textValue == text)
    }

    @Test(arguments: [true, false])
    func fileIsReadBack(usesObjectStreams: Bool) throws {
        let bytes = Samples.document(usesObjectStreams: usesObjectStreams)
        #expect(bytes == Samples.document(usesObjectStreams: usesObjectStreams), "the same on every run")
        #expect(bytes.last == 0x0A)
        let file = try PDFFile(bytes: bytes)
        #expect(file.issues.isEmpty)
        #expect(file.sections.map(\.kind) == [usesObjectStreams ? .stream : .table])
        #expect(file.pages().count == 2)
        #expect(file.catalog["Lang"]?.textValue == "fr-CA")
        let page = try #require(file.object(file.pages()[0]).dictionaryValue)
        let content = try #require(file.resolve(page["Contents"]).streamValue)
        #expect(content.dictionary["Filter"] == .name("FlateDecode"))
        #expect(try file.decoded(content).count == 3_000)
    }

    @Test(arguments: [true, false])
    func updateKeepsEveryByte(usesObjectStreams: Bool) throws {
        let bytes = Samples.document(usesObjectStreams: usesObjectStreams)
        let file = try PDFFile(bytes: bytes)
        var update = PDFUpdate(file)
        var catalog = file.catalog
        catalog["Lang"] = .text("en-CA")
        update.write(.dictionary(catalog), as: try #require(file.trailer["Root"]?.referenceValue))
        let added = update.addStream(data: [UInt8](repeating: 0x41, count: 500))
        let updated = update.finish()
        #expect(updated.starts(with: bytes))
        let again = try PDFFile(bytes: updated)
        #expect(again.sections.count == 2)
        #expect(again.sections[0].kind == file.sections[0].kind)
        #expect(again.catalog["Lang"]?.textValue == "en-CA")
        #expect(try again.decoded(try #require(again.object(added).streamValue)).count == 500)
        #expect(again.issues.isEmpty)
        // The earlier revision is still there.
        #expect(try PDFFile(bytes: updated, end: bytes.count).catalog["Lang"]?.textValue == "fr-CA")
        // The identity of the document stays, that of the revision is new.
        let (old, new) = (file.trailer["ID"]?.arrayValue, again.trailer["ID"]?.arrayValue)
        #expect(old?.first == new?.first)
        #expect(old?.last != new?.last)
    }

    @Test(arguments: [true, false])
    func objectsWrittenByHand(usesObjectStreams: Bool) throws {
        var options = PDFWriter.Options()
        options.usesObjectStreams = usesObjectStreams
        var writer = PDFWriter(options: options)
        let (catalog, extra) = (writer.reserve(), writer.reserve())
        writer.write(as: extra) { $0.append("[1 2]") }
        writer.write(["Type": .name("Catalog"), "X": .reference(extra)], as: catalog)
        let file = try PDFFile(bytes: writer.finish(root: catalog))
        #expect(file.resolve(file.catalog["X"]) == [1, 2])
    }

    @Test func deflateRoundTrip() throws {
        let deflater = Deflater()
        for count in [0, 1, 100, 70_000, 300_000] {
            let data = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
            let packed = try #require(deflater.deflate(data))
            #expect(try Inflater.inflate(packed[...], limit: count) == data)
            if count > 1 { #expect(throws: Inflater.Failure.tooLarge) { try Inflater.inflate(packed[...], limit: count - 1) } }
            #expect(throws: Inflater.Failure.damaged) { try Inflater.inflate(packed.dropLast(5), limit: count + 1) }
        }
    }
}

enum Samples {
    static func document(usesObjectStreams: Bool) -> [UInt8] {
        var options = PDFWriter.Options()
        options.usesObjectStreams = usesObjectStreams
        var writer = PDFWriter(options: options)
        let (catalog, pages) = (writer.reserve(), writer.reserve())
        let kids = (0..<2).map { index in
            let content = writer.addStream(data: [UInt8](repeating: 0x20 + UInt8(index), count: 3_000))
            return writer.add(["Type": .name("Page"), "Parent": .reference(pages), "Contents": .reference(content)])
        }
        writer.write(
            [
                "Type": .name("Pages"), "Kids": .array(kids.map { .reference($0) }), "Count": 2, "MediaBox": .numbers([0, 0, 612, 792]),
            ], as: pages)
        writer.write(["Type": .name("Catalog"), "Pages": .reference(pages), "Lang": .text("fr-CA")], as: catalog)
        return writer.finish(root: catalog)
    }
}
