import Diagnostics

extension YAMLReader {
    /// A list in brackets or a mapping in braces, with all that is inside.
    mutating func flowNode() -> YAMLNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            bag.append(YAMLDiagnostics.tooDeep(limit: limits.depth, at: span(position, position + 1)))
            abandon()
            return empty(at: position)
        }
        return current == UInt8(ascii: "[") ? flowSequence() : flowMapping()
    }

    private mutating func flowSequence() -> YAMLNode {
        let start = position
        position += 1
        var elements: [YAMLNode] = []
        while true {
            _ = skipToContent()
            guard !atUnclosedEnd(start, "[", "]") else { break }
            if current == UInt8(ascii: "]") {
                position += 1
                break
            }
            if current == UInt8(ascii: ",") {
                bag.append(YAMLDiagnostics.bracketSeparator("]", at: span(position, position + 1)))
                position += 1
                continue
            }
            let before = position
            let value = flowValue()
            _ = skipToContent()
            // `[key: value]` is a mapping of one pair.
            if isFlowColon(position) || (current == UInt8(ascii: ":") && isQuoted(value)), let key = value.scalar {
                position += 1
                let content = flowPairValue()
                let entry = YAMLEntry(key: key.text.text, keySpan: value.span, value: content)
                elements.append(YAMLNode(.mapping([entry]), span: value.span.union(content.span)))
            } else {
                elements.append(value)
            }
            guard flowSeparator(start, "[", "]", before: before) else { break }
        }
        return YAMLNode(.sequence(elements), span: span(start, max(start + 1, position)))
    }

    private mutating func flowMapping() -> YAMLNode {
        let start = position
        position += 1
        var entries = YAMLEntries()
        while true {
            _ = skipToContent()
            guard !atUnclosedEnd(start, "{", "}") else { break }
            if current == UInt8(ascii: "}") {
                position += 1
                break
            }
            if current == UInt8(ascii: ",") {
                bag.append(YAMLDiagnostics.bracketSeparator("}", at: span(position, position + 1)))
                position += 1
                continue
            }
            let before = position
            let key = flowValue()
            _ = skipToContent()
            var value = empty(at: Int(key.span.end))
            if current == UInt8(ascii: ":") {
                position += 1
                value = flowPairValue()
            }
            if let scalar = key.scalar {
                if scalar.text.text.isEmpty, scalar.style == .plain {
                    if position == before { position += 1 }
                    bag.append(YAMLDiagnostics.missingKey(at: span(before, before + 1)))
                } else if let fault = entries.append(YAMLEntry(key: scalar.text.text, keySpan: key.span, value: value)) {
                    bag.append(fault)
                }
            } else {
                bag.append(YAMLDiagnostics.complexKey(at: key.span))
            }
            guard flowSeparator(start, "{", "}", before: before) else { break }
        }
        return YAMLNode(.mapping(entries.all), span: span(start, max(start + 1, position)))
    }

    private mutating func flowPairValue() -> YAMLNode {
        let colonEnd = position
        _ = skipToContent()
        if atEnd || current == UInt8(ascii: ",") || current == UInt8(ascii: "}") || current == UInt8(ascii: "]") {
            return empty(at: colonEnd)
        }
        return flowValue()
    }

    private func isQuoted(_ node: YAMLNode) -> Bool {
        guard let style = node.scalar?.style else { return false }
        return style == .singleQuoted || style == .doubleQuoted
    }

    private mutating func flowValue() -> YAMLNode {
        let start = position
        guard count(1, at: start) else { return empty(at: start) }
        var anchor: String?
        let countBefore = nodeCount
        while current == UInt8(ascii: "&") || current == UInt8(ascii: "!") {
            if let name = property() { anchor = name }
            _ = skipToContent()
        }
        let node: YAMLNode
        switch current {
        case UInt8(ascii: "["), UInt8(ascii: "{"): node = flowNode()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): node = quotedScalar()
        case UInt8(ascii: "*") where !isBlankOrEnd(byte(position + 1)): node = alias()
        case UInt8(ascii: ",") where anchor != nil, UInt8(ascii: "]") where anchor != nil, UInt8(ascii: "}") where anchor != nil:
            node = empty(at: position)
        default: node = isFlowColon(position) ? empty(at: position) : plainScalar(parent: -1, isFlow: true)
        }
        if let anchor { anchors[anchor] = Anchored(node: node, nodeCount: nodeCount - countBefore + 1) }
        return node
    }

    /// Passes the comma after an element; false when the collection ends, closed or not.
    private mutating func flowSeparator(_ start: Int, _ opening: String, _ closing: String, before: Int) -> Bool {
        _ = skipToContent()
        guard !atUnclosedEnd(start, opening, closing) else { return false }
        if current == UInt8(ascii: ",") {
            position += 1
            return true
        }
        if text(position..<position + 1) == closing { return true }
        bag.append(YAMLDiagnostics.bracketSeparator(closing, at: span(position, position + 1)))
        // A wrong closing bracket ends the collection; anything else is taken as the next element.
        if current == UInt8(ascii: "]") || current == UInt8(ascii: "}") {
            position += 1
            return false
        }
        if current == UInt8(ascii: ":") {
            position += 1
            _ = flowPairValue()
            return flowSeparator(start, opening, closing, before: before)
        }
        if position == before { position += 1 }
        return true
    }

    /// Reports a collection that the end of the file leaves open; reading goes on after the line of its bracket.
    private mutating func atUnclosedEnd(_ start: Int, _ opening: String, _ closing: String) -> Bool {
        guard atEnd || atDocumentMarker else { return false }
        if !bag.hasErrors || depth == 1
            || !bag.diagnostics.contains(where: {
                $0.code == YAMLCodes.unclosedBracket || $0.code == YAMLCodes.tooDeep || $0.code == YAMLCodes.tooLarge
            })
        {
            bag.append(YAMLDiagnostics.unclosedBracket(opening, closing, at: span(start, start + 1)))
        }
        abandon()
        return true
    }
}
