import PDF

/// Any bytes as a PDF: a file or a reason, no trap and no hang; every object, page and stream can be asked for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPDF(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let all = Array(UnsafeBufferPointer(start: bytes, count: count))
    // Most bytes are no file: a header and an end let more of them through.
    for bytes in [all, Array("%PDF-1.7\n".utf8) + all + Array("\nstartxref\n9\n%%EOF\n".utf8)] {
        guard let file = try? PDFFile(bytes: bytes) else { continue }
        for number in file.entries.keys.sorted().prefix(200) {
            let object = file.object(number: number)
            if let extent = file.extent(number: number) { precondition(extent.upperBound <= bytes.count, "an object outside of the file") }
            if let stream = object.streamValue { _ = try? file.decoded(stream, limit: 1 << 20) }
        }
        for page in file.pages().prefix(50) { _ = file.inherited("MediaBox", of: page) }
        _ = SignatureFields.all(file)
        _ = OtherFields.all(file)
        _ = DocumentPermissions.certification(file)
        _ = file.nextNumber
    }
    return 0
}
