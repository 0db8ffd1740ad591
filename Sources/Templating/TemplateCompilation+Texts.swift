import CEL
import Diagnostics
import XML

extension TemplateCompilation {
    /// An expression that must give a value of the expected type; nil after a report.
    mutating func expression(_ source: EmbeddedText, expecting type: CELType? = nil) -> TemplateExpression? {
        guard !source.text.utf8.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else {
            report(TemplateDiagnostics.emptyExpression(at: source.span))
            return nil
        }
        let (program, faults) = scope.environment.compile(source, expecting: type)
        report(faults)
        return program.map { TemplateExpression(program: $0, source: source) }
    }

    /// A text with `{expressions}`; `{{` and `}}` are braces. Nil after a report.
    mutating func pieces(_ source: EmbeddedText) -> [TextPiece]? {
        let bytes = Array(source.text.utf8)
        var pieces: [TextPiece] = []
        var words: [UInt8] = []
        var isGood = true
        func flush() {
            if !words.isEmpty { pieces.append(.words(String(decoding: words, as: UTF8.self))) }
            words = []
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isDoubled = index + 1 < bytes.count && bytes[index + 1] == byte
            switch byte {
            case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
                words.append(byte)
                index += 2
            case UInt8(ascii: "}"):
                report(TemplateDiagnostics.strayBrace("}", at: source.span(index..<(index + 1))))
                return nil
            case UInt8(ascii: "{"):
                guard let end = Self.expressionEnd(bytes, from: index + 1) else {
                    report(TemplateDiagnostics.strayBrace("{", at: source.span(index..<(index + 1))))
                    return nil
                }
                flush()
                if let expression = expression(source.part((index + 1)..<end)) {
                    if let fault = unwritable(expression) { report(fault) }
                    pieces.append(.expression(expression))
                } else {
                    isGood = false
                }
                index = end + 1
            default:
                words.append(byte)
                index += 1
            }
        }
        flush()
        if pieces.isEmpty { pieces.append(.words("")) }
        return isGood ? pieces : nil
    }

    /// The fault of an expression whose type no text can show.
    func unwritable(_ expression: TemplateExpression) -> Diagnostic? {
        let type = expression.program.resultType
        return ValueBridge.isWritable(type) ? nil : TemplateDiagnostics.notAText(ValueBridge.name(of: type), at: expression.span)
    }

    /// The `}` that ends an expression: braces of maps and quoted strings inside it count.
    static func expressionEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                let quote = bytes[index]
                index += 1
                while index < bytes.count, bytes[index] != quote { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The keys of a map literal such as `{'n': count, 'd': date}`; nil when the expression is another one.
    static func literalKeys(_ source: EmbeddedText) -> [(name: String, span: Span)]? {
        let bytes = Array(source.text.utf8)
        var index = 0
        func skipSpaces() { while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { index += 1 } }
        skipSpaces()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return nil }
        index += 1
        var keys: [(name: String, span: Span)] = []
        while true {
            skipSpaces()
            guard index < bytes.count else { return nil }
            if bytes[index] == UInt8(ascii: "}") { break }
            let quote = bytes[index]
            guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != quote {
                if bytes[index] == UInt8(ascii: "\\") { return nil }
                index += 1
            }
            guard index < bytes.count else { return nil }
            keys.append((String(decoding: bytes[start..<index], as: UTF8.self), source.span((start - 1)..<(index + 1))))
            index += 1
            skipSpaces()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
            var depth = 0
            value: while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: "}"):
                    if depth == 0 { break value }
                    depth -= 1
                case UInt8(ascii: ",") where depth == 0:
                    index += 1
                    break value
                case UInt8(ascii: "'"), UInt8(ascii: "\""):
                    let quote = bytes[index]
                    index += 1
                    while index < bytes.count, bytes[index] != quote { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
                default: break
                }
                index += 1
            }
        }
        index += 1
        skipSpaces()
        return index == bytes.count ? keys : nil
    }
}

extension EmbeddedText {
    /// A part of the text that keeps the way to the host file.
    func part(_ range: Range<Int>) -> EmbeddedText {
        let bytes = Array(text.utf8)
        let text = String(decoding: bytes[range], as: UTF8.self)
        var parts: [Segment] = []
        for (position, segment) in segments.enumerated() {
            let end = position + 1 < segments.count ? segments[position + 1].textStart : bytes.count
            let start = max(segment.textStart, range.lowerBound)
            guard start < min(end, range.upperBound) else { continue }
            let offset = segment.isVerbatim ? start - segment.textStart : 0
            let hostEnd = segment.isVerbatim ? segment.hostStart + min(end, range.upperBound) - segment.textStart : segment.hostEnd
            parts.append(
                Segment(
                    textStart: start - range.lowerBound, hostStart: segment.hostStart + offset,
                    hostEnd: max(segment.hostStart + offset, hostEnd),
                    isVerbatim: segment.isVerbatim))
        }
        if parts.isEmpty {
            let place = span(range.lowerBound..<range.lowerBound).range.lowerBound
            parts.append(Segment(textStart: 0, hostStart: place, hostEnd: place, isVerbatim: true))
        }
        return EmbeddedText(text: text, source: source, segments: parts)
    }
}
