/// A value of a PDF file (ISO 32000-1, clause 7.3).
package enum PDFObject: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case real(Double)
    case name(PDFName)
    /// Bytes after reading of escapes; see ``text(_:)`` for texts.
    case string([UInt8])
    case array([PDFObject])
    case dictionary(PDFDictionary)
    case stream(PDFStream)
    case reference(PDFReference)

    /// A text string (clause 7.9.2.2): as it is when ASCII, otherwise UTF-16BE with a byte order mark.
    package static func text(_ text: String) -> PDFObject {
        .string(PDFText.encode(text))
    }

    /// Numbers as an array: boxes, matrices, widths.
    package static func numbers(_ values: [Double]) -> PDFObject {
        .array(values.map { .real($0) })
    }

    package var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var integerValue: Int? { if case .integer(let value) = self { value } else { nil } }
    package var nameValue: PDFName? { if case .name(let value) = self { value } else { nil } }
    package var stringValue: [UInt8]? { if case .string(let value) = self { value } else { nil } }
    package var arrayValue: [PDFObject]? { if case .array(let value) = self { value } else { nil } }
    package var referenceValue: PDFReference? { if case .reference(let value) = self { value } else { nil } }
    package var streamValue: PDFStream? { if case .stream(let value) = self { value } else { nil } }

    /// The dictionary, of a stream too.
    package var dictionaryValue: PDFDictionary? {
        switch self {
        case .dictionary(let value): value
        case .stream(let stream): stream.dictionary
        default: nil
        }
    }

    package var numberValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    /// The text of a text string.
    package var textValue: String? { stringValue.map(PDFText.decode) }
}

extension PDFObject: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(floatLiteral value: Double) { self = .real(value) }
    package init(arrayLiteral elements: PDFObject...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (PDFName, PDFObject)...) { self = .dictionary(PDFDictionary(elements)) }
}
