import PDF
import Pages

/// The document's facts as XMP (ISO 16684-1), with the identifications of PDF/A and PDF/UA.
enum MetadataPacket {
    /// - Parameter part: of ISO 19005: 3 when the document carries files, else 2.
    static func bytes(_ metadata: DocumentMetadata, part: Int, options: PDFExportOptions) -> [UInt8] {
        var out = PDFBuffer(capacity: 4_096)
        let isArchive = options.conformance.isArchive
        out.append("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n")
        out.append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"\n")
        out.append(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n")
        out.append(" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"")
        if isArchive {
            out.append("\n xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"")
        }
        if !metadata.properties.isEmpty { out.append("\n xmlns:paraphe=\"https://paraphe.dev/ns/document#\"") }
        out.append(">\n")
        if isArchive {
            out.append(part == 3 ? "<pdfaid:part>3</pdfaid:part>\n" : "<pdfaid:part>2</pdfaid:part>\n")
            out.append("<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n")
        }
        out.append("<dc:format>application/pdf</dc:format>\n<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">")
        out.append(escaped: metadata.title)
        out.append("</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>")
        out.append(escaped: metadata.language)
        out.append("</rdf:li></rdf:Bag></dc:language>\n")
        if let author = metadata.author {
            out.append("<dc:creator><rdf:Seq><rdf:li>")
            out.append(escaped: author)
            out.append("</rdf:li></rdf:Seq></dc:creator>\n")
        }
        if let subject = metadata.subject {
            out.append("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">")
            out.append(escaped: subject)
            out.append("</rdf:li></rdf:Alt></dc:description>\n")
        }
        if !metadata.keywords.isEmpty { element("pdf:Keywords", metadata.keywords.joined(separator: ", "), &out) }
        element("pdf:Producer", options.producer, &out)
        element("xmp:CreatorTool", options.producer, &out)
        if let created = metadata.created {
            element("xmp:CreateDate", created, &out)
            element("xmp:ModifyDate", created, &out)
        }
        if !metadata.properties.isEmpty {
            out.append("<paraphe:properties><rdf:Bag>")
            for property in metadata.properties.sorted(by: { $0.key < $1.key }) {
                element("rdf:li", property.key + "=" + property.value, &out)
            }
            out.append("</rdf:Bag></paraphe:properties>\n")
        }
        out.append("</rdf:Description>\n")
        if isArchive { extensions(hasProperties: !metadata.properties.isEmpty, &out) }
        out.append("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
        return out.bytes
    }

    private static func element(_ name: StaticString, _ text: String, _ out: inout PDFBuffer) {
        out.append("<")
        out.append(name)
        out.append(">")
        out.append(escaped: text)
        out.append("</")
        out.append(name)
        out.append(">\n")
    }

    /// Schemas that PDF/A does not know by itself (ISO 19005-2, clause 6.6.2.3).
    private static func extensions(hasProperties: Bool, _ out: inout PDFBuffer) {
        out.append("<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n")
        out.append(
            " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n")
        out.append("<pdfaExtension:schemas><rdf:Bag>\n")
        schema(
            "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer", "internal",
            "Part of ISO 14289", &out)
        if hasProperties {
            schema(
                "Paraphe document schema", "https://paraphe.dev/ns/document#", "paraphe", "properties", "bag Text", "internal",
                "Facts of the document, as name=value", &out)
        }
        out.append("</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n")
    }

    private static func schema(
        _ title: StaticString, _ uri: StaticString, _ prefix: StaticString, _ property: StaticString, _ type: StaticString,
        _ category: StaticString, _ description: StaticString, _ out: inout PDFBuffer
    ) {
        out.append("<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>")
        out.append(title)
        out.append("</pdfaSchema:schema><pdfaSchema:namespaceURI>")
        out.append(uri)
        out.append("</pdfaSchema:namespaceURI><pdfaSchema:prefix>")
        out.append(prefix)
        out.append("</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>")
        out.append(property)
        out.append("</pdfaProperty:name><pdfaProperty:valueType>")
        out.append(type)
        out.append("</pdfaProperty:valueType><pdfaProperty:category>")
        out.append(category)
        out.append("</pdfaProperty:category><pdfaProperty:description>")
        out.append(description)
        out.append("</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>\n")
    }

    /// A date of the document information dictionary (ISO 32000-1, clause 7.9.4) from ISO 8601; nil when it is not one.
    static func pdfDate(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19 else { return nil }
        let digits = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18].map { bytes[$0] }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var date = "D:" + String(decoding: digits, as: UTF8.self)
        var rest = bytes[19...]
        if rest.first == 0x2E { rest = rest.dropFirst().drop { (0x30...0x39).contains($0) } }
        if rest.first == 0x5A {
            date += "Z"
        } else if rest.count == 6, rest.first == 0x2B || rest.first == 0x2D {
            let zone = Array(rest)
            date += String(decoding: zone[0...2], as: UTF8.self) + "'" + String(decoding: zone[4...5], as: UTF8.self) + "'"
        } else if !rest.isEmpty {
            return nil
        }
        return date
    }
}

extension PDFBuffer {
    /// Text content of XML; characters that XML forbids are left out.
    fileprivate mutating func append(escaped text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\t", "\n", "\r", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                append(raw: String(scalar))
            default: break
            }
        }
    }
}
