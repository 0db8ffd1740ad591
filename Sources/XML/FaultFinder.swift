import Diagnostics

/// Says in words why a file is not well-formed: libxml2 only says that it is not, and about where.
///
/// Reads on from the last markup that was understood, as a person would; nil when it sees nothing wrong.
struct FaultFinder {
    let source: SourceFile
    /// Offset after the last markup that libxml2 accepted.
    let position: Int
    /// Start tags of the open elements, outermost first.
    let open: [Span]
    let hasRoot: Bool
    let isLenient: Bool

    private var bytes: [UInt8] { source.bytes }

    func find() -> Diagnostic? {
        if let fault = declarationFault() { return fault }
        var start = position
        // What libxml2 passed over without an event: the XML declaration.
        if RawText.stands("<?xml", in: bytes, at: start) { start = RawText.find("?>", in: bytes, from: start) + 2 }
        guard start <= bytes.count else { return XMLDiagnostics.unfinished("<?", closing: "?>", at: span(position, position + 5)) }
        if let fault = textFault(start) { return fault }
        let markup = RawText.markupStart(bytes, from: start)
        guard markup < bytes.count else { return endFault() }
        let next = markup + 1 < bytes.count ? bytes[markup + 1] : 0
        switch next {
        case UInt8(ascii: "!"): return declarationMarkupFault(markup)
        case UInt8(ascii: "?"):
            if RawText.find("?>", in: bytes, from: markup) == bytes.count {
                return XMLDiagnostics.unfinished("<?", closing: "?>", at: span(markup, markup + 2))
            }
            let name = markup + 2
            let end = RawText.nameEnd(bytes, from: name)
            if self.name(name..<end).lowercased() == "xml" { return XMLDiagnostics.lateDeclaration(at: span(markup, end)) }
            for index in markup..<RawText.find("?>", in: bytes, from: markup) { if let fault = controlFault(index) { return fault } }
            return XMLDiagnostics.malformedInstruction(at: span(markup, end))
        case UInt8(ascii: "/"): return endTagFault(markup)
        case _ where RawText.isNameStart(next): return startTagFault(markup)
        default: return XMLDiagnostics.strayLessThan(at: span(markup, markup + 1))
        }
    }

    private func span(_ start: Int, _ end: Int) -> Span {
        Span(source: source.id, start: start, end: min(max(start, end), bytes.count))
    }

    private func name(_ range: Range<Int>) -> String { String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self) }

    /// The name in the start tag of an open element.
    private func name(ofTag tag: Span) -> String {
        let start = tag.range.lowerBound + 1
        return name(start..<max(start, RawText.nameEnd(bytes, from: start)))
    }

    private func nameSpan(ofTag tag: Span) -> Span {
        span(tag.range.lowerBound, RawText.nameEnd(bytes, from: tag.range.lowerBound + 1))
    }

    /// What is wrong with the XML declaration.
    func declarationFault() -> Diagnostic? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard RawText.stands("<?xml", in: bytes, at: start) else { return nil }
        let end = RawText.find("?>", in: bytes, from: start)
        let key = RawText.find("encoding", in: bytes, from: start)
        guard key < end else { return declarationShapeFault(start, end) }
        let equals = RawText.skipSpaces(bytes, from: key + 8)
        let quote = RawText.skipSpaces(bytes, from: equals + 1)
        guard quote < end, bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'") else { return nil }
        var close = quote + 1
        while close < end, bytes[close] != bytes[quote] { close += 1 }
        let encoding = name((quote + 1)..<close)
        let isKnown = ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding.lowercased())
        return isKnown ? declarationShapeFault(start, end) : XMLDiagnostics.encoding(encoding, at: span(quote + 1, close))
    }

    /// A declaration that libxml2 stopped in, which is seldom anything but a typing slip.
    private func declarationShapeFault(_ start: Int, _ end: Int) -> Diagnostic? {
        guard !hasRoot, open.isEmpty, end < bytes.count, position <= end + 2 else { return nil }
        let text = name(start..<min(end, start + 200)).split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }.map(String.init)
        let allowed = [
            "version=\"1.0\"", "version='1.0'", "standalone=\"yes\"", "standalone=\"no\"", "standalone='yes'", "standalone='no'",
        ]
        let isGood =
            text.first == "<?xml" && text.count >= 2 && allowed.prefix(2).contains(text[1])
            && text.dropFirst(2).allSatisfy { allowed.contains($0) || $0.hasPrefix("encoding=") }
        return isGood ? nil : XMLDiagnostics.malformedDeclaration(at: span(start, end + 2))
    }

    // MARK: Text and references

    private func textFault(_ start: Int) -> Diagnostic? {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if let fault = byteFault(index) { return fault }
            if RawText.stands("]]>", in: bytes, at: index) { return XMLDiagnostics.strayCDATAEnd(at: span(index, index + 3)) }
            if open.isEmpty, !RawText.isSpace(bytes[index]) {
                if start == 0, RawText.stands("\u{FEFF}", in: bytes, at: index) {
                    index += 3
                    continue
                }
                let end = min(RawText.markupStart(bytes, from: index), index + 40)
                return hasRoot
                    ? XMLDiagnostics.textAfterRoot(at: span(index, index + 1)) : XMLDiagnostics.textBeforeRoot(at: span(index, end))
            }
            index += 1
        }
        guard RawText.stands("<![CDATA[", in: bytes, at: index) else { return nil }
        let end = RawText.find("]]>", in: bytes, from: index)
        if end == bytes.count { return XMLDiagnostics.unfinished("<![CDATA[", closing: "]]>", at: span(index, index + 9)) }
        if open.isEmpty { return XMLDiagnostics.textAfterRoot(at: span(index, index + 9)) }
        for inner in index..<end { if let fault = controlFault(inner) { return fault } }
        return textFault(end + 3)
    }

    private func controlFault(_ index: Int) -> Diagnostic? {
        let byte = bytes[index]
        if byte < 0x20, !RawText.isSpace(byte) { return XMLDiagnostics.control(UInt32(byte), at: span(index, index + 1)) }
        if byte == 0xEF, RawText.stands("\u{FFFE}", in: bytes, at: index) {
            return XMLDiagnostics.control(0xFFFE, at: span(index, index + 3))
        }
        if byte == 0xEF, RawText.stands("\u{FFFF}", in: bytes, at: index) {
            return XMLDiagnostics.control(0xFFFF, at: span(index, index + 3))
        }
        return nil
    }

    private func byteFault(_ index: Int) -> Diagnostic? {
        if let fault = controlFault(index) { return fault }
        guard bytes[index] == UInt8(ascii: "&") else { return nil }
        guard let end = RawText.referenceEnd(bytes, from: index, limit: bytes.count) else {
            let nameEnd = RawText.nameEnd(bytes, from: index + 1)
            let isKnown = XMLEntities.predefined[name((index + 1)..<max(index + 1, nameEnd))] != nil
            return isKnown
                ? XMLDiagnostics.missingSemicolon(name((index + 1)..<nameEnd), at: span(index, nameEnd))
                : XMLDiagnostics.strayAmpersand(at: span(index, index + 1))
        }
        let reference = name((index + 1)..<end)
        let place = span(index, end + 1)
        if reference.hasPrefix("#") {
            guard let decoded = RawText.decodeReference(bytes, (index + 1)..<end),
                let scalar = String(decoding: decoded, as: UTF8.self).unicodeScalars.first,
                scalar.value >= 0x20 || scalar.value < 0x80 && RawText.isSpace(UInt8(scalar.value)), scalar.value != 0xFFFE,
                scalar.value != 0xFFFF
            else { return XMLDiagnostics.badCharacterReference(reference, at: place) }
            return nil
        }
        if XMLEntities.predefined[reference] != nil { return nil }
        if let scalar = XMLEntities.html[reference] {
            return isLenient ? nil : XMLDiagnostics.namedEntity(reference, scalar: scalar, at: place)
        }
        let known = Array(XMLEntities.predefined.keys) + (isLenient ? Array(XMLEntities.html.keys) : [])
        return XMLDiagnostics.unknownEntity(reference, nearest: NearestName.of(reference, among: known.sorted()), at: place)
    }

    // MARK: Markup

    private func declarationMarkupFault(_ start: Int) -> Diagnostic? {
        if RawText.stands("<!--", in: bytes, at: start) {
            let end = RawText.find("-->", in: bytes, from: start + 4)
            if end == bytes.count { return XMLDiagnostics.unfinished("<!--", closing: "-->", at: span(start, start + 4)) }
            let dashes = RawText.find("--", in: bytes, from: start + 4)
            if dashes <= end, !RawText.stands("-->", in: bytes, at: dashes) {
                return XMLDiagnostics.dashesInComment(at: span(dashes, dashes + 2))
            }
            for index in start..<end { if let fault = controlFault(index) { return fault } }
            return nil
        }
        let isType = RawText.stands("<!DOCTYPE", in: bytes, at: start) || RawText.stands("<!doctype", in: bytes, at: start)
        if isType, !isLenient || hasRoot { return XMLDiagnostics.documentType(at: span(start, start + 9)) }
        if isType {
            return RawText.stands("<!doctype", in: bytes, at: start)
                ? XMLDiagnostics.lowercaseDocumentType(at: span(start, start + 9)) : nil
        }
        return XMLDiagnostics.strayLessThan(at: span(start, start + 1))
    }

    private func endTagFault(_ start: Int) -> Diagnostic? {
        let nameStart = start + 2
        let nameEnd = RawText.nameEnd(bytes, from: nameStart)
        let closing = name(nameStart..<max(nameStart, nameEnd))
        let end = RawText.skipSpaces(bytes, from: nameEnd)
        let place = span(start, end < bytes.count && bytes[end] == UInt8(ascii: ">") ? end + 1 : nameEnd)
        guard let last = open.last else { return XMLDiagnostics.unopened(closing, nearest: nil, at: place) }
        let expected = name(ofTag: last)
        guard closing != expected else {
            return XMLDiagnostics.unfinishedTag("</\(closing)", at: place)
        }
        let names = open.map { name(ofTag: $0) }
        if names.contains(closing) {
            return XMLDiagnostics.unclosedBefore(expected, opened: nameSpan(ofTag: last), closing: closing, at: place)
        }
        return XMLDiagnostics.mismatched(closing, expected: expected, opened: nameSpan(ofTag: last), at: place)
    }

    private func endFault() -> Diagnostic? {
        guard let last = open.last else {
            return hasRoot ? nil : XMLDiagnostics.empty(at: span(0, 0))
        }
        return XMLDiagnostics.unclosed(name(ofTag: last), at: nameSpan(ofTag: last), end: span(bytes.count, bytes.count))
    }

    private func startTagFault(_ start: Int) -> Diagnostic? {
        var index = RawText.nameEnd(bytes, from: start + 1)
        let element = name((start + 1)..<index)
        let tag = span(start, index)
        if !Self.isQualifiedName(element) { return XMLDiagnostics.badName(element, at: tag) }
        if open.isEmpty, hasRoot { return XMLDiagnostics.secondRoot(element, at: tag) }
        var seen: [String: Span] = [:]
        var prefixes: [(prefix: String, place: Span)] = element.contains(":") ? [(prefix(of: element), tag)] : []
        while true {
            let gap = index
            index = RawText.skipSpaces(bytes, from: index)
            guard index < bytes.count else { return XMLDiagnostics.unfinishedTag("<\(element)", at: tag) }
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") || RawText.stands("/>", in: bytes, at: index) { break }
            if byte == UInt8(ascii: "<") { return XMLDiagnostics.unfinishedTag("<\(element)", at: tag) }
            if let fault = controlFault(index) { return fault }
            guard RawText.isNameStart(byte) else {
                return XMLDiagnostics.strayInTag(name(index..<(index + 1)), element: element, at: span(index, index + 1))
            }
            let nameStart = index
            index = RawText.nameEnd(bytes, from: index)
            let attribute = name(nameStart..<index)
            let place = span(nameStart, index)
            if !Self.isQualifiedName(attribute) { return XMLDiagnostics.badName(attribute, at: place) }
            if gap == nameStart { return XMLDiagnostics.missingSpace(before: attribute, at: place) }
            if let first = seen[attribute] { return XMLDiagnostics.duplicateAttribute(attribute, first: first, at: place) }
            seen[attribute] = place
            if attribute.contains(":") { prefixes.append((prefix(of: attribute), place)) }
            index = RawText.skipSpaces(bytes, from: index)
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
                return XMLDiagnostics.attributeWithoutValue(attribute, at: place)
            }
            index = RawText.skipSpaces(bytes, from: index + 1)
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
                return XMLDiagnostics.unquoted(attribute, at: span(index, RawText.nameEnd(bytes, from: index)))
            }
            let quote = index
            index += 1
            while index < bytes.count, bytes[index] != bytes[quote] {
                if bytes[index] == UInt8(ascii: "<") {
                    return XMLDiagnostics.lessThanInAttribute(attribute, opened: span(quote, quote + 1), at: span(index, index + 1))
                }
                if let fault = byteFault(index) { return fault }
                index += 1
            }
            guard index < bytes.count else { return XMLDiagnostics.unclosedQuote(attribute, at: span(quote, quote + 1)) }
            index += 1
        }
        for (prefix, place) in prefixes where prefix != "xml" && prefix != "xmlns" && seen["xmlns:\(prefix)"] == nil {
            if !isDeclared(prefix) { return XMLDiagnostics.undeclaredPrefix(prefix, at: place) }
        }
        return nil
    }

    /// One name, or two with a colon between them.
    private static func isQualifiedName(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && !("0"..."9").contains($0.first ?? "0") }
    }

    private func prefix(of name: String) -> String { String(name.prefix { $0 != ":" }) }

    private func isDeclared(_ prefix: String) -> Bool {
        open.contains { tag in
            var attributes: [RawText.Attribute] = []
            _ = RawText.readStartTag(bytes, at: tag.range.lowerBound, into: &attributes)
            return attributes.contains { name($0.name) == "xmlns:\(prefix)" }
        }
    }
}
