import Diagnostics

extension YAMLReader {
    // MARK: Plain

    private enum PlainStop {
        case lineEnd
        case comment
        case colon
        case flowIndicator
    }

    /// A scalar without quotes, over as many lines as it takes.
    mutating func plainScalar(parent: Int, isFlow: Bool) -> YAMLNode {
        let start = position
        var builder = TextBuilder(file: file, origin: start)
        if let reserved = reservedStart(isFlow: isFlow) {
            bag.append(YAMLDiagnostics.reservedCharacter(reserved, at: span(start, start + 1)))
            position += 1
        }
        var (end, stop) = plainLine(isFlow: isFlow)
        (end, stop) = passColons(end, stop, isFlow: isFlow, isContinuation: false)
        builder.verbatim(start..<max(start, end))
        while stop == .lineEnd {
            let (savedPosition, savedLine) = (position, lineStart)
            var breaks = 0
            while !atEnd, isBreakOrEnd(current) {
                consumeBreak()
                breaks += 1
                while isBlank(current) { position += 1 }
            }
            let continues =
                !atEnd && breaks > 0 && !atDocumentMarker && current != UInt8(ascii: "#")
                && (isFlow ? !isFlowIndicator(current) && !isFlowColon(position) : column > parent)
            guard continues else {
                (position, lineStart) = (savedPosition, savedLine)
                break
            }
            if !isFlow, hasTabIndentation() { break }
            let lineBegin = position
            var (lineEnd, lineStop) = plainLine(isFlow: isFlow)
            (lineEnd, lineStop) = passColons(lineEnd, lineStop, isFlow: isFlow, isContinuation: true)
            builder.replaced(breaks == 1 ? [0x20] : [UInt8](repeating: 0x0A, count: breaks - 1), for: end..<lineBegin)
            builder.verbatim(lineBegin..<lineEnd)
            (end, stop) = (lineEnd, lineStop)
        }
        return YAMLNode(.scalar(YAMLScalar(text: builder.build(), style: .plain)), span: span(start, max(start, end)))
    }

    /// Outside of brackets a colon cannot stand in a plain text: reported, then taken as part of it.
    private mutating func passColons(_ end: Int, _ stop: PlainStop, isFlow: Bool, isContinuation: Bool) -> (Int, PlainStop) {
        var (end, stop) = (end, stop)
        var isReported = false
        while stop == .colon, !isFlow {
            if !isReported { bag.append(YAMLDiagnostics.colonInText(at: span(position, position + 1), isContinuation: isContinuation)) }
            isReported = true
            position += 1
            let (next, nextStop) = plainLine(isFlow: false)
            (end, stop) = (max(next, position), nextStop)
            if stop == .lineEnd { end = max(next, end) }
        }
        return (end, stop)
    }

    /// Reads plain text on this line; the offset after its last mark, and what stopped it. The position is at what stopped it.
    private mutating func plainLine(isFlow: Bool) -> (end: Int, stop: PlainStop) {
        var end = position
        while !isBreakOrEnd(current) {
            if current == UInt8(ascii: ":"), isBlankOrEnd(byte(position + 1)) || (isFlow && isFlowIndicator(byte(position + 1))) {
                return (end, .colon)
            }
            if isFlow, isFlowIndicator(current) { return (end, .flowIndicator) }
            if current == UInt8(ascii: "#"), position > lineStart, isBlank(byte(position - 1)) { return (end, .comment) }
            if !isBlank(current) { end = position + 1 }
            position += 1
        }
        return (end, .lineEnd)
    }

    func isFlowColon(_ offset: Int) -> Bool {
        byte(offset) == UInt8(ascii: ":") && (isBlankOrEnd(byte(offset + 1)) || isFlowIndicator(byte(offset + 1)))
    }

    /// The character with which no plain text begins (YAML 1.2, section 5.3), when it stands here.
    private func reservedStart(isFlow: Bool) -> String? {
        switch current {
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!"),
            UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
            return text(position..<position + 1)
        case UInt8(ascii: "?") where isBlankOrEnd(byte(position + 1)),
            UInt8(ascii: "-") where isFlow && isBlankOrEnd(byte(position + 1)):
            return text(position..<position + 1)
        default:
            return nil
        }
    }

    // MARK: Quoted

    mutating func quotedScalar() -> YAMLNode {
        let (start, startLine) = (position, lineStart)
        let quote = current
        position += 1
        var builder = TextBuilder(file: file, origin: position)
        var run = position
        while true {
            if atEnd || (position == lineStart && atDocumentMarker) {
                // Reading goes on after the line of the quote, so that one forgotten quote does not hide the rest.
                bag.append(YAMLDiagnostics.unclosedQuote(at: span(start, start + 1)))
                (position, lineStart) = (start, startLine)
                skipRestOfLine()
                let text = EmbeddedText(verbatim: self.text(start + 1..<max(start + 1, position)), source: file.id, at: start + 1)
                let style: YAMLScalar.Style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
                return YAMLNode(.scalar(YAMLScalar(text: text, style: style)), span: span(start, position))
            }
            switch current {
            case quote:
                builder.verbatim(run..<position)
                if quote == UInt8(ascii: "'"), byte(position + 1) == quote {
                    builder.replaced([quote], for: position..<position + 2)
                    position += 2
                    run = position
                    continue
                }
                position += 1
                let style: YAMLScalar.Style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
                return YAMLNode(.scalar(YAMLScalar(text: builder.build(), style: style)), span: span(start, position))
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                builder.verbatim(run..<position)
                escape(into: &builder)
                run = position
            case 0x0A, 0x0D:
                var end = position
                while end > run, isBlank(byte(end - 1)) { end -= 1 }
                builder.verbatim(run..<end)
                let breaks = passBreaks()
                builder.replaced(breaks == 1 ? [0x20] : [UInt8](repeating: 0x0A, count: breaks - 1), for: end..<position)
                run = position
            default:
                position += 1
            }
        }
    }

    /// Moves over line ends and the blanks of the lines; how many line ends there were. Stops before a document marker.
    private mutating func passBreaks() -> Int {
        var breaks = 0
        while !atEnd, isBreakOrEnd(current) {
            consumeBreak()
            breaks += 1
            if atDocumentMarker { break }
            while isBlank(current) { position += 1 }
        }
        return breaks
    }

    private mutating func escape(into builder: inout TextBuilder) {
        let start = position
        let kind = byte(position + 1)
        position += 2
        let replacement: [UInt8]
        switch kind {
        case UInt8(ascii: "0"): replacement = [0]
        case UInt8(ascii: "a"): replacement = [0x07]
        case UInt8(ascii: "b"): replacement = [0x08]
        case UInt8(ascii: "t"), 0x09: replacement = [0x09]
        case UInt8(ascii: "n"): replacement = [0x0A]
        case UInt8(ascii: "v"): replacement = [0x0B]
        case UInt8(ascii: "f"): replacement = [0x0C]
        case UInt8(ascii: "r"): replacement = [0x0D]
        case UInt8(ascii: "e"): replacement = [0x1B]
        case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): replacement = [kind]
        case UInt8(ascii: "N"): replacement = [0xC2, 0x85]
        case UInt8(ascii: "_"): replacement = [0xC2, 0xA0]
        case UInt8(ascii: "L"): replacement = [0xE2, 0x80, 0xA8]
        case UInt8(ascii: "P"): replacement = [0xE2, 0x80, 0xA9]
        case UInt8(ascii: "x"): replacement = hexadecimal(digits: 2, from: start)
        case UInt8(ascii: "u"): replacement = hexadecimal(digits: 4, from: start)
        case UInt8(ascii: "U"): replacement = hexadecimal(digits: 8, from: start)
        case 0x0A, 0x0D:
            // An escaped line end joins the lines without a space; empty lines after it stay.
            position -= 1
            let breaks = passBreaks()
            builder.replaced([UInt8](repeating: 0x0A, count: max(0, breaks - 1)), for: start..<position)
            return
        default:
            position = min(position, bytes.count)
            var end = position
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            position = end
            bag.append(YAMLDiagnostics.escape(text(start..<end), at: span(start, end)))
            return
        }
        builder.replaced(replacement, for: start..<position)
    }

    /// The scalar of a hexadecimal escape as UTF-8; JSON's pairs of surrogates are joined.
    private mutating func hexadecimal(digits: Int, from start: Int) -> [UInt8] {
        guard let first = hexadecimalValue(digits: digits) else { return badEscape(from: start) }
        var value = first
        if digits == 4, (0xD800..<0xDC00).contains(first) {
            guard current == UInt8(ascii: "\\"), byte(position + 1) == UInt8(ascii: "u") else { return badEscape(from: start) }
            position += 2
            guard let second = hexadecimalValue(digits: 4), (0xDC00..<0xE000).contains(second) else { return badEscape(from: start) }
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { return badEscape(from: start) }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func hexadecimalValue(digits: Int) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<digits {
            let digit: UInt32
            switch current {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(current - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt32(current - UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt32(current - UInt8(ascii: "A")) + 10
            default: return nil
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private mutating func badEscape(from start: Int) -> [UInt8] {
        bag.append(YAMLDiagnostics.escape(text(start..<position), at: span(start, position)))
        return []
    }

    // MARK: Blocks

    /// A text after `|` or `>` (YAML 1.2, section 8.1).
    mutating func blockScalar(parent: Int) -> YAMLNode {
        let start = position
        let isLiteral = current == UInt8(ascii: "|")
        position += 1
        var chomping = 0
        var indentation: Int?
        while !isBlankOrEnd(current) {
            switch current {
            case UInt8(ascii: "-"): chomping = -1
            case UInt8(ascii: "+"): chomping = 1
            case UInt8(ascii: "1")...UInt8(ascii: "9"): indentation = max(0, parent) + Int(current - UInt8(ascii: "0"))
            default:
                bag.append(YAMLDiagnostics.blockHeader(at: spanOfRestOfLine(from: position)))
                skipRestOfLine()
                continue
            }
            position += 1
        }
        while isBlank(current) { position += 1 }
        if !isBreakOrEnd(current), current != UInt8(ascii: "#") {
            bag.append(YAMLDiagnostics.blockHeader(at: spanOfRestOfLine(from: position)))
        }
        skipRestOfLine()
        var end = position
        if !atEnd { consumeBreak() }
        var builder = TextBuilder(file: file, origin: position)
        let indent = indentation ?? detectIndentation(parent: parent)
        var pending: [Range<Int>] = []  // breaks of empty lines
        var lastBreak: Range<Int>?
        var lastLineWasIndented = false
        while true {
            // Empty lines, then the indentation of the next line.
            while true {
                let lineBegin = position
                while current == 0x20, column < indent { position += 1 }
                guard !atEnd, isBreakOrEnd(current) else {
                    if atEnd || column < indent || (column == 0 && atDocumentMarker) { position = lineBegin }
                    break
                }
                let breakBegin = position
                consumeBreak()
                pending.append(breakBegin..<position)
            }
            guard !atEnd, column == indent, !(column == 0 && atDocumentMarker), indent > parent || indent > 0 || parent < 0 else { break }
            let isIndented = isBlank(current)
            if let lineBreak = lastBreak {
                if !isLiteral, !lastLineWasIndented, !isIndented {
                    if pending.isEmpty { builder.replaced([0x20], for: lineBreak.lowerBound..<position) }
                } else {
                    appendBreak(lineBreak, to: &builder)
                }
            }
            for lineBreak in pending { appendBreak(lineBreak, to: &builder) }
            pending = []
            lastLineWasIndented = isIndented
            let lineBegin = position
            skipRestOfLine()
            builder.verbatim(lineBegin..<position)
            end = position
            guard !atEnd else {
                lastBreak = nil
                break
            }
            let breakBegin = position
            consumeBreak()
            lastBreak = breakBegin..<position
        }
        if chomping >= 0, let lineBreak = lastBreak { appendBreak(lineBreak, to: &builder) }
        if chomping > 0 { for lineBreak in pending { appendBreak(lineBreak, to: &builder) } }
        let style: YAMLScalar.Style = isLiteral ? .literal : .folded
        return YAMLNode(.scalar(YAMLScalar(text: builder.build(), style: style)), span: span(start, end))
    }

    private func appendBreak(_ range: Range<Int>, to builder: inout TextBuilder) {
        if range.count == 1, byte(range.lowerBound) == 0x0A { builder.verbatim(range) } else { builder.replaced([0x0A], for: range) }
    }

    /// The column of the first line of a block that is not empty, or of a deeper empty line before it; always more than the parent's.
    private func detectIndentation(parent: Int) -> Int {
        var offset = position
        var begin = position
        var deepest = parent + 1
        while offset < bytes.count {
            if byte(offset) == 0x20 {
                offset += 1
                continue
            }
            deepest = max(deepest, offset - begin)
            guard isBreakOrEnd(byte(offset)) else { return deepest }
            offset += 1
            begin = offset
        }
        return max(deepest, offset - begin)
    }
}
