import Diagnostics

/// The state of reading one file, and the block structure; scalars and flow collections are in the extensions.
struct YAMLReader {
    struct Anchored {
        let node: YAMLNode
        let nodeCount: Int
    }

    /// Where a block node is expected.
    enum Place {
        case root
        case afterKey
        case afterDash
    }

    let file: SourceFile
    let bytes: [UInt8]
    let limits: YAMLParser.Limits
    var position = 0
    /// Offset of the first byte of the line of ``position``.
    var lineStart = 0
    var bag = DiagnosticBag()
    var anchors: [String: Anchored] = [:]
    var nodeCount = 0
    var depth = 0

    init(file: SourceFile, limits: YAMLParser.Limits) {
        self.file = file
        bytes = file.bytes
        self.limits = limits
    }

    // MARK: Bytes

    var atEnd: Bool { position >= bytes.count }

    /// The byte there, or 0 past the end; no zero byte is in a text that is read.
    func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

    var current: UInt8 { byte(position) }

    func isBreakOrEnd(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x0A || byte == 0x0D }

    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    func isBlankOrEnd(_ byte: UInt8) -> Bool { isBlank(byte) || isBreakOrEnd(byte) }

    var column: Int { position - lineStart }

    func span(_ start: Int, _ end: Int) -> Span { Span(source: file.id, start: start, end: end) }

    /// From the place to the last mark of its line.
    func spanOfRestOfLine(from start: Int) -> Span {
        var end = start
        while !isBreakOrEnd(byte(end)) { end += 1 }
        while end > start, isBlank(byte(end - 1)) { end -= 1 }
        return span(start, max(end, min(start + 1, bytes.count)))
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func consumeBreak() {
        if current == 0x0D, byte(position + 1) == 0x0A { position += 1 }
        position += 1
        lineStart = position
    }

    mutating func skipRestOfLine() {
        while !isBreakOrEnd(current) { position += 1 }
    }

    /// Reading stops here: what follows would only be consequences.
    mutating func abandon() {
        position = bytes.count
        lineStart = position
    }

    /// Moves over blanks, comments and line ends; whether a line end was passed.
    mutating func skipToContent() -> Bool {
        var crossed = false
        while !atEnd {
            if isBlank(current) {
                position += 1
            } else if current == UInt8(ascii: "#"), position == lineStart || isBlank(byte(position - 1)) {
                skipRestOfLine()
            } else if isBreakOrEnd(current) {
                consumeBreak()
                crossed = true
            } else {
                break
            }
        }
        return crossed
    }

    /// Whether a tab stands in the indentation of this line; it is reported and reading ends.
    mutating func hasTabIndentation() -> Bool {
        var offset = lineStart
        while offset < position {
            if byte(offset) == 0x09 {
                bag.append(YAMLDiagnostics.tabIndentation(at: span(offset, offset + 1)))
                abandon()
                return true
            }
            offset += 1
        }
        return false
    }

    var atDocumentMarker: Bool {
        guard position == lineStart, isBlankOrEnd(byte(position + 3)) else { return false }
        let mark = (current, byte(position + 1), byte(position + 2))
        return mark == (0x2D, 0x2D, 0x2D) || mark == (0x2E, 0x2E, 0x2E)
    }

    var atDash: Bool { current == UInt8(ascii: "-") && isBlankOrEnd(byte(position + 1)) }

    /// Skips the rest of this line and all following lines that are deeper than the column.
    mutating func skipLines(deeperThan column: Int) {
        repeat {
            skipRestOfLine()
            _ = skipToContent()
        } while !atEnd && self.column > column
    }

    // MARK: Document

    mutating func document() -> YAMLNode? {
        guard isReadable() else { return nil }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            lineStart = 3
        }
        _ = skipToContent()
        while position == lineStart, current == UInt8(ascii: "%") {
            skipRestOfLine()
            _ = skipToContent()
        }
        var hasMarker = false
        if atDocumentMarker, current == UInt8(ascii: "-") {
            position += 3
            hasMarker = true
        }
        let start = position
        let node = blockNode(parent: -1, place: .root, emptyAt: start)
        _ = skipToContent()
        if !atEnd, atDocumentMarker {
            let isEnd = current == UInt8(ascii: ".")
            let marker = position
            position += 3
            _ = skipToContent()
            if !isEnd || !atEnd { bag.append(YAMLDiagnostics.severalDocuments(at: span(marker, marker + 3))) }
        } else if !atEnd {
            bag.append(YAMLDiagnostics.strayContent(at: spanOfRestOfLine(from: position)))
        }
        if node.isNull, node.span.start == node.span.end, !hasMarker { return nil }
        return node
    }

    private mutating func isReadable() -> Bool {
        guard bytes.count <= limits.size else {
            bag.append(YAMLDiagnostics.tooLarge(limit: "\(limits.size >> 20) Mio", at: span(0, 0)))
            return false
        }
        for (offset, byte) in bytes.enumerated() where (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) || byte == 0x7F {
            bag.append(YAMLDiagnostics.controlCharacter(byte, at: span(offset, offset + 1)))
            return false
        }
        if let fault = UTF8Check.firstFault(bytes) {
            bag.append(YAMLDiagnostics.encoding(at: span(fault, fault + 1)))
            return false
        }
        return true
    }

    // MARK: Block nodes

    func empty(at offset: Int) -> YAMLNode {
        let text = EmbeddedText(verbatim: "", source: file.id, at: offset)
        return YAMLNode(.scalar(YAMLScalar(text: text, style: .plain)), span: span(offset, offset))
    }

    /// Counts a node; false when there are too many.
    mutating func count(_ nodes: Int, at offset: Int) -> Bool {
        nodeCount += nodes
        guard nodeCount <= limits.nodes else {
            if !atEnd || nodes > 1 {
                bag.append(YAMLDiagnostics.tooLarge(limit: "\(limits.nodes) éléments", at: span(offset, offset + 1)))
            }
            nodeCount = 0
            abandon()
            return false
        }
        return true
    }

    mutating func blockNode(parent: Int, place: Place, emptyAt: Int) -> YAMLNode {
        depth += 1
        defer { depth -= 1 }
        var isOnNewLine = skipToContent() || place == .root
        guard stands(deeperThan: parent, place: place, isOnNewLine: isOnNewLine) else { return empty(at: emptyAt) }
        guard depth <= limits.depth else {
            bag.append(YAMLDiagnostics.tooDeep(limit: limits.depth, at: span(position, position + 1)))
            abandon()
            return empty(at: emptyAt)
        }
        guard count(1, at: position) else { return empty(at: emptyAt) }
        var anchor: String?
        let countBefore = nodeCount
        while current == UInt8(ascii: "&") || current == UInt8(ascii: "!") {
            let name = property()
            if let name { anchor = name }
            let end = position
            if skipToContent() {
                isOnNewLine = true
                guard stands(deeperThan: parent, place: place, isOnNewLine: true) else {
                    let node = empty(at: end)
                    if let anchor { anchors[anchor] = Anchored(node: node, nodeCount: 1) }
                    return node
                }
            } else if atEnd {
                break
            }
        }
        let node = blockContent(parent: parent, place: place, isOnNewLine: isOnNewLine)
        if let anchor { anchors[anchor] = Anchored(node: node, nodeCount: nodeCount - countBefore + 1) }
        return node
    }

    /// Whether a value stands at the position, rather than something that belongs further out.
    private mutating func stands(deeperThan parent: Int, place: Place, isOnNewLine: Bool) -> Bool {
        guard !atEnd else { return false }
        guard isOnNewLine else { return true }
        guard !atDocumentMarker, !hasTabIndentation() else { return false }
        return column > parent || (place == .afterKey && column == parent && atDash)
    }

    private mutating func blockContent(parent: Int, place: Place, isOnNewLine: Bool) -> YAMLNode {
        let start = position
        let mayBeCollection = isOnNewLine || place == .afterDash
        switch current {
        case UInt8(ascii: "-") where atDash:
            if !mayBeCollection { bag.append(YAMLDiagnostics.listItemOnKeyLine(at: span(start, start + 1))) }
            return blockSequence(column: column)
        case UInt8(ascii: "?") where isBlankOrEnd(byte(position + 1)):
            bag.append(YAMLDiagnostics.complexKey(at: span(start, start + 1)))
            skipLines(deeperThan: parent)
            return empty(at: start)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return blockScalar(parent: parent)
        case UInt8(ascii: "*") where !isBlankOrEnd(byte(position + 1)):
            let node = alias()
            endOfValue(opening: nil, isSingleQuoted: false)
            return node
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let line = lineStart
            let node = flowNode()
            if lineStart == line, mayBeCollection, isKeyColon() {
                bag.append(YAMLDiagnostics.complexKey(at: node.span))
                skipLines(deeperThan: parent)
                return node
            }
            endOfValue(opening: node.span, isSingleQuoted: false)
            return node
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return quotedOrMapping(mayBeMapping: mayBeCollection)
        default:
            if mayBeCollection, isPlainKey() || isKeyOnNextLine() { return blockMapping(column: column) }
            return plainScalar(parent: parent, isFlow: false)
        }
    }

    private mutating func quotedOrMapping(mayBeMapping: Bool) -> YAMLNode {
        let (start, line) = (position, lineStart)
        let bagBefore = bag
        let node = quotedScalar()
        if mayBeMapping, lineStart == line, isKeyColon() {
            (position, bag) = (start, bagBefore)
            return blockMapping(column: column)
        }
        endOfValue(opening: lineStart == line ? nil : span(start, start + 1), isSingleQuoted: byte(start) == UInt8(ascii: "'"))
        return node
    }

    /// Whether blanks and a key's colon follow.
    private func isKeyColon() -> Bool {
        var offset = position
        while isBlank(byte(offset)) { offset += 1 }
        return byte(offset) == UInt8(ascii: ":") && isBlankOrEnd(byte(offset + 1))
    }

    /// After a value nothing but a comment may stand on the line.
    mutating func endOfValue(opening: Span?, isSingleQuoted: Bool) {
        let start = position
        while isBlank(current) { position += 1 }
        if isBreakOrEnd(current) || (current == UInt8(ascii: "#") && position > start) { return }
        bag.append(YAMLDiagnostics.afterValue(at: spanOfRestOfLine(from: position), opening: opening, isSingleQuoted: isSingleQuoted))
        skipRestOfLine()
    }

    private mutating func blockSequence(column: Int) -> YAMLNode {
        let start = position
        var elements: [YAMLNode] = []
        var end = position
        while true {
            let dash = position
            position += 1
            let element = blockNode(parent: column, place: .afterDash, emptyAt: dash + 1)
            elements.append(element)
            end = max(dash + 1, Int(element.span.end))
            guard reachNext(column: column), atDash else { break }
        }
        return YAMLNode(.sequence(elements), span: span(start, end))
    }

    private mutating func blockMapping(column: Int) -> YAMLNode {
        let start = position
        var entries = YAMLEntries()
        var end = position
        repeat {
            let entryStart = position
            if let (key, keySpan) = blockKey(column: column) {
                end = Int(keySpan.end) + 1
                let value = blockNode(parent: column, place: .afterKey, emptyAt: position)
                end = max(end, value.span.end > value.span.start ? Int(value.span.end) : end)
                if let fault = entries.append(YAMLEntry(key: key, keySpan: keySpan, value: value)) { bag.append(fault) }
            }
            if position == entryStart { skipLines(deeperThan: column) }
        } while reachNext(column: column)
        return YAMLNode(.mapping(entries.all), span: span(start, end))
    }

    /// Goes to the next part of a block collection: false when the collection has ended. Lines that are too deep are reported.
    private mutating func reachNext(column: Int) -> Bool {
        _ = skipToContent()
        while !atEnd {
            guard !atDocumentMarker, !hasTabIndentation(), self.column >= column else { return false }
            if self.column == column { return true }
            bag.append(YAMLDiagnostics.indentation(expected: column, at: spanOfRestOfLine(from: position)))
            skipLines(deeperThan: column)
        }
        return false
    }

    /// A key and its colon; nil, reported and skipped, when there is none.
    private mutating func blockKey(column: Int) -> (String, Span)? {
        let start = position
        if atDash {
            bag.append(YAMLDiagnostics.listItemAmongKeys(at: span(start, start + 1)))
            skipLines(deeperThan: column)
            return nil
        }
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let line = lineStart
            let key = quotedScalar()
            guard lineStart == line, isKeyColon(), let text = key.scalar?.text.text else {
                if lineStart == line {
                    bag.append(YAMLDiagnostics.missingColon(self.text(start..<position), spaceIsMissing: current == 0x3A, at: key.span))
                }
                skipLines(deeperThan: column)
                return nil
            }
            while current != UInt8(ascii: ":") { position += 1 }
            position += 1
            return (text, key.span)
        case UInt8(ascii: "?") where isBlankOrEnd(byte(position + 1)), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "*"):
            bag.append(YAMLDiagnostics.complexKey(at: spanOfRestOfLine(from: start)))
            skipLines(deeperThan: column)
            return nil
        case UInt8(ascii: "&"), UInt8(ascii: "!"):
            bag.append(YAMLDiagnostics.reservedCharacter(text(start..<start + 1), at: span(start, start + 1)))
            skipLines(deeperThan: column)
            return nil
        case UInt8(ascii: ":") where isBlankOrEnd(byte(position + 1)):
            bag.append(YAMLDiagnostics.missingKey(at: span(start, start + 1)))
            skipLines(deeperThan: column)
            return nil
        default:
            guard let colon = plainKeyEnd() else {
                let whole = spanOfRestOfLine(from: start)
                let written = text(whole.range)
                bag.append(YAMLDiagnostics.missingColon(written, spaceIsMissing: written.utf8.contains(0x3A), at: whole))
                skipLines(deeperThan: column)
                return nil
            }
            var end = colon
            while end > start, isBlank(byte(end - 1)) { end -= 1 }
            position = colon + 1
            return (text(start..<end), span(start, end))
        }
    }

    private func isPlainKey() -> Bool {
        switch current {
        case UInt8(ascii: ":") where isBlankOrEnd(byte(position + 1)): true
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), UInt8(ascii: "*"):
            false
        default: plainKeyEnd() != nil
        }
    }

    /// Whether the next line is a key at the same column, so that this line must have been meant as one.
    private func isKeyOnNextLine() -> Bool {
        var next = self
        next.skipRestOfLine()
        return next.skipToContent() && next.column == column && !next.atDocumentMarker && next.isPlainKey() && !next.atEnd
    }

    /// The offset of the colon that ends a plain key on this line.
    private func plainKeyEnd() -> Int? {
        var offset = position
        while !isBreakOrEnd(byte(offset)) {
            if byte(offset) == UInt8(ascii: ":"), isBlankOrEnd(byte(offset + 1)) { return offset }
            if byte(offset) == UInt8(ascii: "#"), offset > position, isBlank(byte(offset - 1)) { return nil }
            offset += 1
        }
        return nil
    }

    // MARK: Anchors and aliases

    /// Reads `&name` (its name) or reports and skips `!tag` (nil).
    mutating func property() -> String? {
        let start = position
        while !isBlankOrEnd(current), !isFlowIndicator(current), !isFlowColon(position) { position += 1 }
        if byte(start) == UInt8(ascii: "&") {
            let name = text(start + 1..<position)
            if !name.utf8.contains(UInt8(ascii: ":")), !name.isEmpty { return name }
            bag.append(YAMLDiagnostics.reservedCharacter("&", at: span(start, start + 1)))
            return nil
        }
        bag.append(YAMLDiagnostics.tag(text(start..<position), at: span(start, position)))
        return nil
    }

    mutating func alias() -> YAMLNode {
        let start = position
        position += 1
        while !isBlankOrEnd(current), !isFlowIndicator(current) { position += 1 }
        let name = text(start + 1..<position)
        guard let anchored = anchors[name] else {
            let nearest = NearestName.of(name, among: anchors.keys.sorted())
            bag.append(YAMLDiagnostics.unknownAlias(name, nearest: nearest, at: span(start, position)))
            return empty(at: start)
        }
        guard count(anchored.nodeCount, at: start) else { return empty(at: start) }
        return anchored.node
    }

    func isFlowIndicator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }
}

/// The entries of one mapping while it is read; finds keys written twice.
struct YAMLEntries {
    private(set) var all: [YAMLEntry] = []
    private var places: [String: Int] = [:]

    /// Adds the entry, or answers with a finding when its key is there already.
    mutating func append(_ entry: YAMLEntry) -> Diagnostic? {
        if let place = places[entry.key] {
            return YAMLDiagnostics.duplicateKey(entry.key, at: entry.keySpan, first: all[place].keySpan)
        }
        places[entry.key] = all.count
        all.append(entry)
        return nil
    }
}

/// Finds where bytes stop being UTF-8 (RFC 3629).
enum UTF8Check {
    static func firstFault(_ bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var offset = 0
        while offset < bytes.count {
            let lead = bytes[offset]
            let length: Int
            switch lead {
            case 0..<0x80: length = 1
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF: length = 3
            case 0xF0...0xF4: length = 4
            default: return offset
            }
            let end = offset + length
            guard end <= bytes.count, String(validating: bytes[offset..<end], as: UTF8.self) != nil else { return offset }
            offset = end
        }
        return bytes.isEmpty ? nil : bytes.count - 1
    }
}
