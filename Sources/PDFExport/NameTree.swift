import PDF

/// Name trees (ISO 32000-1, clause 7.9.6).
enum NameTree {
    private static let leafLength = 256

    /// Writes a tree over names, in the order of their bytes.
    static func write(_ entries: [(name: [UInt8], value: PDFObject)], to writer: inout PDFWriter) -> PDFReference {
        let sorted = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
        func names(_ slice: ArraySlice<(name: [UInt8], value: PDFObject)>) -> PDFObject {
            .array(slice.flatMap { [.string($0.name), $0.value] })
        }
        guard sorted.count > leafLength else { return writer.add(["Names": names(sorted[...])]) }
        var kids: [PDFObject] = []
        var start = 0
        while start < sorted.count {
            let end = min(start + leafLength, sorted.count)
            let limits: PDFObject = .array([.string(sorted[start].name), .string(sorted[end - 1].name)])
            kids.append(.reference(writer.add(["Limits": limits, "Names": names(sorted[start..<end])])))
            start = end
        }
        return writer.add(["Kids": .array(kids)])
    }
}
