import Diagnostics
import XML

/// Reads a guide's source into blocks, in one language of it.
struct BlockReader {
    private static let inlineElements: Set<String> = [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp",
        "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ]
    /// Elements of the template that stand among words.
    private static let inlineTemplate: Set<String> = ["value", "message", "ref", "term", "let"]
    /// Attributes that people read.
    static let readAttributes: Set<String> = ["alt", "title", "aria-label", "entry", "under", "label"]
    /// Elements that mean something wherever they stand among words.
    private static let meaningful: Set<String> = ["a", "code", "kbd", "samp", "img"]

    let tree: XMLTree
    let language: Language

    /// The document, as the language has it; nil for an empty one.
    static func read(_ tree: XMLTree, _ language: Language) -> Block? {
        guard let root = tree.root else { return nil }
        return BlockReader(tree: tree, language: language).element(root)
    }

    // MARK: Kinds of nodes

    /// The branch of a file with both languages that an element opens: `<g:fr>` or `<g:en>`.
    static func branch(_ node: NodeID, _ tree: XMLTree) -> Language? {
        if tree.isElement(node, .template, "fr") { return .french }
        if tree.isElement(node, .template, "en") { return .english }
        return nil
    }

    /// The children as the language has them: what is of the other language is not there.
    private func children(of node: NodeID) -> [NodeID] {
        var out: [NodeID] = []
        for child in tree.children(of: node) {
            switch Self.branch(child, tree) {
            case language?: out += children(of: child)
            case .some: break
            case nil: if tree.kind(of: child) != .processingInstruction { out.append(child) }
            }
        }
        return out
    }

    private func isInline(_ node: NodeID, amongWords: Bool) -> Bool {
        guard tree.kind(of: node) == .element else { return true }
        let name = tree.localName(of: node)
        switch tree.namespace(of: node) {
        case .xhtml: return Self.inlineElements.contains(name) && !hasBlocks(node)
        case .template: return Self.inlineTemplate.contains(name) || amongWords && !hasBlocks(node)
        default: return amongWords
        }
    }

    private func hasBlocks(_ node: NodeID) -> Bool {
        tree.descendants(of: node).contains { child in
            tree.isElement(child) && tree.namespace(of: child) == .xhtml && !Self.inlineElements.contains(tree.localName(of: child))
                && tree.localName(of: child) != "source"
        }
    }

    private func isAmongWords(_ nodes: [NodeID]) -> Bool {
        nodes.contains { node in
            switch tree.kind(of: node) {
            case .text: return !tree.isBlankText(node)
            case .element:
                let name = tree.localName(of: node)
                return tree.namespace(of: node) == .xhtml && Self.inlineElements.contains(name) && name != "img" && !hasBlocks(node)
            default: return false
            }
        }
    }

    // MARK: Blocks

    private func name(of node: NodeID) -> String {
        let local = tree.localName(of: node)
        return switch tree.namespace(of: node) {
        case .template: "g:" + local
        case .svg: "svg:" + local
        default: local
        }
    }

    func element(_ node: NodeID) -> Block {
        var attributes: [BlockAttribute] = []
        var id: BlockAttribute?
        var texts: [Passage.AttributeText] = []
        let isTemplate = tree.namespace(of: node) == .template
        for attribute in tree.attributes(of: node) {
            let name = tree.names[attribute.name]
            let value = tree.value(of: attribute)
            if name == "lang" || name == "translate" { continue }
            if Self.readAttributes.contains(name) {
                texts.append(.init(element: self.name(of: node), name: name, text: value, span: attribute.valueSpan))
                continue
            }
            let isAddress = name == "href" || name == "src"
            let made = BlockAttribute(
                name: name, value: isAddress ? Address.canonical(value) : Words.collapsed(value), shown: value, span: attribute.valueSpan)
            if name == "id", !isTemplate { id = made } else { attributes.append(made) }
        }
        // The order in which attributes are written means nothing.
        attributes.sort { $0.name < $1.name }
        let passage =
            texts.isEmpty
            ? nil
            : Passage(
                text: texts.map(\.text).joined(separator: " "), span: tree.span(of: node),
                facts: texts.flatMap { scan($0.text, at: tree.attribute($0.name, of: node)) }, attributeTexts: texts, isFixed: isFixed(node)
            )
        return Block(
            name: name(of: node), node: node, span: tree.span(of: node), fullSpan: tree.fullSpan(of: node), attributes: attributes, id: id,
            passage: passage, children: tree.namespace(of: node) == .svg ? drawing(node) : blocks(in: node))
    }

    /// The words of a drawing; its shapes may differ, since words have other lengths.
    private func drawing(_ node: NodeID) -> [Block] {
        tree.descendants(of: node).compactMap { child in
            guard tree.namespace(of: child) == .svg, ["title", "desc", "text"].contains(tree.localName(of: child)) else { return nil }
            return Block(
                name: "svg:" + tree.localName(of: child), node: child, span: tree.span(of: child), fullSpan: tree.fullSpan(of: child),
                children: words(Array(tree.children(of: child)), in: child).map { [$0] } ?? [])
        }
    }

    private func blocks(in parent: NodeID) -> [Block] {
        var out: [Block] = []
        var run: [NodeID] = []
        let nodes = children(of: parent)
        let amongWords = isAmongWords(nodes)
        for node in nodes {
            if isInline(node, amongWords: amongWords) {
                run.append(node)
            } else {
                if let words = words(run, in: parent) { out.append(words) }
                run = []
                out.append(element(node))
            }
        }
        if let words = words(run, in: parent) { out.append(words) }
        return out
    }

    private func isFixed(_ node: NodeID) -> Bool {
        var current: NodeID? = node
        while let here = current {
            if let value = tree.value("translate", of: here) { return value == "no" }
            current = tree.parent(of: here)
        }
        return false
    }

    // MARK: Words

    /// The run as a block; nil when there is nothing but space.
    private func words(_ run: [NodeID], in parent: NodeID) -> Block? {
        var nodes = run[...]
        while let first = nodes.first, tree.isBlankText(first) { nodes = nodes.dropFirst() }
        while let last = nodes.last, tree.isBlankText(last) { nodes = nodes.dropLast() }
        guard let first = nodes.first, let last = nodes.last else { return nil }
        let span = edge(first, isEnd: false).union(edge(last, isEnd: true))
        var gathering = Gathering()
        for node in nodes { gather(node, &gathering) }
        var facts = gathering.facts
        for found in FactScanner.scan(gathering.text, isFrench: language == .french) {
            facts.append(
                Fact(
                    kind: found.kind, keys: found.keys,
                    shown: String(String.UnicodeScalarView(Array(gathering.text.unicodeScalars)[found.range])),
                    span: gathering.span(found.range, in: tree) ?? span, isOptional: found.isOptional))
        }
        for text in gathering.attributeTexts where text.name != "entry" && text.name != "under" {
            facts += FactScanner.scan(text.text, isFrench: language == .french).map {
                Fact(kind: $0.kind, keys: $0.keys, shown: text.text, span: text.span, isOptional: $0.isOptional)
            }
        }
        let passage = Passage(
            text: Words.collapsed(gathering.text), content: InlinePiece.tidied(nodes.flatMap(pieces)), span: span, nodes: Array(nodes),
            facts: facts,
            attributeTexts: gathering.attributeTexts, isFixed: isFixed(parent))
        return Block(name: Block.wordsName, node: parent, span: span, fullSpan: span, passage: passage)
    }

    /// Where the words of a node begin or end, without the space around them.
    private func edge(_ node: NodeID, isEnd: Bool) -> Span {
        let full = tree.fullSpan(of: node)
        guard tree.kind(of: node) == .text, let bytes = tree.source?.bytes, full.range.upperBound <= bytes.count else { return full }
        var (start, end) = (full.range.lowerBound, full.range.upperBound)
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return Span(source: full.source, start: start, end: end)
    }

    /// The node as pieces that translators see: words, codes, and pairs of codes around words.
    private func pieces(_ node: NodeID) -> [InlinePiece] {
        guard tree.kind(of: node) == .element else { return tree.kind(of: node) == .text ? [.text(tree.text(of: node))] : [] }
        let below = children(of: node).flatMap(pieces)
        let (start, end) = (source(tree.span(of: node)), source(tree.endTagSpan(of: node)))
        let label = label(of: node)
        if below.isEmpty { return [.code(source(tree.fullSpan(of: node)), label: label)] }
        return [.pair(start: start, end: end, label: label, below)]
    }

    private func label(of node: NodeID) -> String {
        let name = name(of: node)
        let shown = ["of", "key", "to", "src", "href", "class"].lazy.compactMap { tree.value($0, of: node) }.first
        return shown.map { "\(name) \($0)" } ?? name
    }

    private func source(_ span: Span) -> String {
        guard let bytes = tree.source?.bytes, span.range.upperBound <= bytes.count else { return "" }
        return String(decoding: bytes[span.range], as: UTF8.self).collapsingSpaces
    }

    private struct Gathering {
        var text = ""
        /// Scalars before each text node, and the node.
        var starts: [(at: Int, node: NodeID)] = []
        var count = 0
        var facts: [Fact] = []
        var attributeTexts: [Passage.AttributeText] = []

        mutating func append(_ words: String, from node: NodeID?) {
            if let node { starts.append((count, node)) }
            text += words
            count += words.unicodeScalars.count
        }

        /// Where scalars of the text stand in the source.
        func span(_ range: Range<Int>, in tree: XMLTree) -> Span? {
            guard let start = starts.last(where: { $0.at <= range.lowerBound }) else { return nil }
            let embedded = tree.embeddedText(of: start.node)
            let scalars = embedded.text.unicodeScalars
            let from = scalars.prefix(range.lowerBound - start.at).reduce(0) { $0 + UTF8.width($1) }
            let to = scalars.prefix(range.upperBound - start.at).reduce(0) { $0 + UTF8.width($1) }
            return to > from ? embedded.span(from..<to) : nil
        }
    }

    private func gather(_ node: NodeID, _ out: inout Gathering) {
        guard tree.kind(of: node) == .element else {
            if tree.kind(of: node) == .text { out.append(tree.text(of: node), from: node) }
            return
        }
        let local = tree.localName(of: node)
        let name = name(of: node)
        let span = tree.span(of: node)
        for attribute in tree.attributes(of: node) where Self.readAttributes.contains(tree.names[attribute.name]) {
            out.attributeTexts.append(
                .init(
                    element: name, name: tree.names[attribute.name], text: tree.value(of: attribute), span: attribute.valueSpan))
        }
        if tree.namespace(of: node) == .template {
            out.facts.append(templateFact(node, local, name))
            if local == "term" {
                for child in children(of: node) { gather(child, &out) }
            } else {
                out.append("\u{FFFC}", from: nil)
                for child in children(of: node) { gather(child, &out) }
            }
            return
        }
        let kinds = tree.value("class", of: node)?.split(whereSeparator: \.isWhitespace).sorted() ?? []
        if Self.meaningful.contains(local) || !kinds.isEmpty {
            let key = ([local] + kinds.map(String.init)).joined(separator: ".")
            out.facts.append(
                Fact(
                    kind: .markup, keys: [key], shown: "<\(local)\(kinds.isEmpty ? "" : " class=\"\(kinds.joined(separator: " "))\"")>",
                    span: span))
        }
        for (attribute, kind) in [("href", Fact.Kind.link), ("src", .image)] {
            guard let found = tree.attribute(attribute, of: node) else { continue }
            let value = tree.value(of: found)
            out.facts.append(Fact(kind: kind, keys: [Address.canonical(value), value], shown: value, span: found.valueSpan))
        }
        if let id = tree.attribute("id", of: node) {
            let value = tree.value(of: id)
            out.facts.append(Fact(kind: .identifier, keys: ["#" + value], shown: value, span: id.valueSpan))
        }
        if local == "br" { out.append(" ", from: nil) }
        // A note is no part of the words around it.
        if kinds.contains("footnote") { out.append(" ", from: nil) }
        for child in children(of: node) { gather(child, &out) }
        if local == "img" { out.append("\u{FFFC}", from: nil) }
    }

    private func templateFact(_ node: NodeID, _ local: String, _ name: String) -> Fact {
        let span = tree.span(of: node)
        if local == "term" {
            let isUnder = tree.attribute("under", of: node) != nil
            return Fact(kind: .term, keys: [isUnder ? "under" : "entry"], shown: Words.collapsed(tree.textContent(of: node)), span: span)
        }
        let attributes = tree.attributes(of: node).filter { !Self.readAttributes.contains(tree.names[$0.name]) }
            .map { (tree.names[$0.name], Words.collapsed(tree.value(of: $0))) }.sorted { $0 < $1 }
        let written = attributes.map { " \($0.0)=\"\($0.1)\"" }.joined()
        return Fact(kind: .reference, keys: [name + written], shown: "<\(name)\(written)/>", span: span)
    }

    private func scan(_ text: String, at attribute: XMLAttribute?) -> [Fact] {
        guard let attribute else { return [] }
        return FactScanner.scan(text, isFrench: language == .french).map {
            Fact(kind: $0.kind, keys: $0.keys, shown: text, span: attribute.valueSpan, isOptional: $0.isOptional)
        }
    }
}

extension String {
    /// Each run of spaces and line ends as one space.
    var collapsingSpaces: String {
        var out = ""
        var wasSpace = false
        for scalar in unicodeScalars {
            let isSpace = scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
            if isSpace { if !wasSpace { out += " " } } else { out.unicodeScalars.append(scalar) }
            wasSpace = isSpace
        }
        return out
    }

    var trimmedSpaces: String {
        var rest = unicodeScalars[...]
        while rest.first == " " { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        return String(rest)
    }
}
