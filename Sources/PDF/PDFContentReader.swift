/// Reads the operators of a content stream with their operands (ISO 32000-1, clause 7.8.2); character maps have the same grammar.
package struct PDFContentReader {
    package struct Operation {
        package let name: String
        package let operands: [PDFObject]
    }

    private static let mostOperands = 2_000

    private var parser: PDFParser

    package init(_ bytes: [UInt8]) {
        parser = PDFParser(bytes)
    }

    /// The next operator; nil at the end. Operands that lead to no operator are a fault, as is anything that is no token.
    package mutating func next() throws(PDFFault) -> Operation? {
        var operands: [PDFObject] = []
        while true {
            let mark = parser.lexer.position
            switch parser.lexer.next() {
            case .end where operands.isEmpty: return nil
            case .keyword(let word) where !Self.isValue(word):
                return Operation(name: String(decoding: word, as: UTF8.self), operands: operands)
            default:
                guard operands.count < Self.mostOperands else { throw PDFDiagnostics.syntax(mark) }
                parser.lexer.position = mark
                operands.append(try parser.object())
            }
        }
    }

    private static func isValue(_ word: ArraySlice<UInt8>) -> Bool {
        word.elementsEqual("null".utf8) || word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
    }
}
