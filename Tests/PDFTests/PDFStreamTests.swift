import PDF
import Testing

@Suite struct PDFStreamTests {
    /// Judges go back from `endstream` over one end of line, and count what is before it.
    @Test(arguments: [[0x41], [0x41, 0x0D], [0x41, 0x0A], [0x0D, 0x0A], []] as [[UInt8]])
    func dataEndWhereTheirLengthSays(_ data: [UInt8]) throws {
        var buffer = PDFBuffer()
        buffer.append(stream: PDFStream(dictionary: [:], encoded: data))
        let text = String(decoding: buffer.bytes, as: UTF8.self)
        #expect(text.hasPrefix("<</Length \(data.count)>>\nstream\n"))
        var found = Array(buffer.bytes.dropFirst("<</Length \(data.count)>>\nstream\n".utf8.count).dropLast("endstream".utf8.count))
        #expect(found.popLast() == 0x0A)
        if found.last == 0x0D { found.removeLast() }
        #expect(found == data)
    }
}
