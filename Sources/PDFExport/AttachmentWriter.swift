import PDF
import Pages

/// Writes associated files (ISO 19005-3, clause 6.8; ISO 32000-1, clauses 7.11.3 and 7.11.4).
enum AttachmentWriter {
    /// Writes the files; answers with their specifications, in order.
    static func write(_ files: [AttachedFile], to writer: inout PDFWriter) -> [PDFReference] {
        files.map { file in
            var parameters: PDFDictionary = ["Size": .integer(file.bytes.count)]
            if let date = file.modified.flatMap(MetadataPacket.pdfDate) { parameters["ModDate"] = .text(date) }
            let stream = writer.addStream(
                ["Type": .name("EmbeddedFile"), "Subtype": .name(PDFName(file.mediaType)), "Params": .dictionary(parameters)],
                data: file.bytes)
            return writer.add([
                "Type": .name("Filespec"), "F": .text(file.name), "UF": .text(file.name), "Desc": .text(file.description),
                "AFRelationship": .name(PDFName(file.relationship.rawValue)),
                "EF": ["F": .reference(stream), "UF": .reference(stream)],
            ])
        }
    }
}
