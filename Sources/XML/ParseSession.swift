import CLibXML2
import Diagnostics
import Glibc

/// One run of libxml2's SAX2 parser over one file: builds the tree, and reads the raw bytes alongside for the places.
///
/// libxml2 gives lines but few columns. Its events come in document order, so the place of each is found by reading on from where the last
/// one ended.
final class ParseSession {
    let source: SourceFile
    let isLenient: Bool
    let limits: XMLLimits
    private(set) var tree: XMLTree
    private(set) var fault: Diagnostic?
    /// The elements that are open, outermost first.
    private(set) var open: [NodeID] = []
    /// Offset after the last markup that was read.
    private(set) var position: Int
    private var context: xmlParserCtxtPtr?
    /// Where the text since the last markup begins in the tree's bytes.
    private var pendingText: Int?
    private var rawAttributes: [RawText.Attribute] = []
    /// libxml2 keeps each name once: its address names it.
    private var nameIDs: [UnsafeRawPointer: NameID] = [:]
    private var namespaces: [UnsafeRawPointer: XMLNamespace] = [:]

    init(source: SourceFile, isLenient: Bool, limits: XMLLimits) {
        self.source = source
        self.isLenient = isLenient
        self.limits = limits
        let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // The XML declaration is no event of its own: places are counted from after it.
        let hasDeclaration =
            RawText.stands("<?xml", in: source.bytes, at: start) && start + 5 < source.bytes.count
            && RawText.isSpace(source.bytes[start + 5])
        position = hasDeclaration ? min(RawText.find("?>", in: source.bytes, from: start) + 2, source.bytes.count) : start
        tree = XMLTree(span: Span(source: source.id, start: 0, end: source.bytes.count))
        tree.source = source
        // About what a guide holds: 80 bytes an element.
        tree.reserve(nodes: source.bytes.count / 40 + 16, attributes: source.bytes.count / 120 + 16, textBytes: source.bytes.count)
    }

    func run() {
        _ = Self.initialised
        source.bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, bytes.count > 0, let count = Int32(exactly: bytes.count),
                let context = xmlCreateMemoryParserCtxt(base.assumingMemoryBound(to: CChar.self), count)
            else { return }
            self.context = context
            defer {
                self.context = nil
                if let document = context.pointee.myDoc { xmlFreeDoc(document) }
                xmlFreeParserCtxt(context)
            }
            // HUGE lifts libxml2's own limits (256 levels, 10 MB of text): ours are lower or clearer.
            let options = XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_BIG_LINES.rawValue
            _ = xmlCtxtUseOptions(context, Int32(bitPattern: options))
            if let sax = context.pointee.sax { sax.pointee = Self.handler }
            context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
            _ = xmlParseDocument(context)
            if fault == nil, context.pointee.wellFormed == 0 || !open.isEmpty || tree.root == nil {
                report(code: 0, offset: Int(xmlByteConsumed(context)))
            }
        }
        if source.bytes.isEmpty { report(code: 0, offset: 0) }
    }

    /// The parser's tables, made once.
    private static let initialised: Void = xmlInitParser()

    private nonisolated(unsafe) static let handler: xmlSAXHandler = {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { context, name, _, uri, _, _, count, _, attributes in
            ParseSession.of(context)?.startElement(name: name, uri: uri, count: Int(count), attributes: attributes)
        }
        sax.endElementNs = { context, _, _, _ in ParseSession.of(context)?.endElement() }
        sax.characters = { context, text, count in ParseSession.of(context)?.characters(text, Int(count)) }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        sax.comment = { context, _ in ParseSession.of(context)?.comment() }
        sax.processingInstruction = { context, target, data in ParseSession.of(context)?.instruction(target: target, data: data) }
        sax.internalSubset = { context, _, _, _ in ParseSession.of(context)?.documentType() }
        sax.getEntity = { context, name in ParseSession.of(context)?.entity(name) }
        sax.serror = { context, error in
            guard let error, let session = ParseSession.of(context) else { return }
            session.libraryError(error.pointee)
        }
        return sax
    }()

    private static func of(_ context: UnsafeMutableRawPointer?) -> ParseSession? {
        guard let owner = context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else { return nil }
        return Unmanaged<ParseSession>.fromOpaque(owner).takeUnretainedValue()
    }

    // MARK: Events

    private func startElement(
        name: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?, count: Int, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard fault == nil, let name else { return }
        let start = RawText.markupStart(source.bytes, from: position)
        flushText(before: start)
        position = RawText.readStartTag(source.bytes, at: start, into: &rawAttributes)
        let span = Span(source: source.id, start: start, end: position)
        if open.count >= limits.depth {
            let name = Span(source: source.id, start: start, end: RawText.nameEnd(source.bytes, from: start + 1))
            return stop(XMLDiagnostics.tooDeep(limit: limits.depth, at: name))
        }
        var namespace = namespace(uri)
        if isLenient, namespace == .none { namespace = .xhtml }
        let element = tree.append(
            XMLNode(kind: .element, namespace: namespace, name: nameID(name), span: span), to: open.last ?? tree.document)
        open.append(element)
        guard count > 0, let attributes else { return }
        let first = Int32(clamping: tree.attributes.count)
        var raw = 0
        for index in 0..<count {
            while raw < rawAttributes.count, RawText.isNamespaceDeclaration(source.bytes, rawAttributes[raw].name) { raw += 1 }
            guard raw < rawAttributes.count, let local = attributes[index * 5], let value = attributes[index * 5 + 3],
                let end = attributes[index * 5 + 4]
            else { break }
            let place = rawAttributes[raw]
            raw += 1
            let valueStart = Int32(clamping: tree.textBytes.count)
            let hasAmpersand = memchr(value, Int32(UInt8(ascii: "&")), end - value) != nil
            if hasAmpersand || isLenient && end - value != place.value.count {
                // libxml2 leaves an ampersand as `&#38;`, and keeps one byte of an own entity's value: these are decoded here.
                tree.textBytes.append(contentsOf: RawText.decode(source.bytes, place.value, isAttribute: true).text)
            } else {
                tree.textBytes.append(contentsOf: UnsafeBufferPointer(start: value, count: end - value))
            }
            tree.attributes.append(
                XMLAttribute(
                    namespace: attributes[index * 5 + 2].map { self.namespace($0) } ?? .none, name: nameID(local), valueStart: valueStart,
                    valueCount: Int32(clamping: tree.textBytes.count) - valueStart, nameSpan: Span(source: source.id, place.name),
                    valueSpan: Span(source: source.id, place.value)))
        }
        tree.nodes[Int(element.index)].firstAttribute = first
        tree.nodes[Int(element.index)].attributeCount = Int32(clamping: tree.attributes.count) - first
    }

    private func endElement() {
        guard fault == nil, let element = open.last else { return }
        defer { open.removeLast() }
        let bytes = source.bytes
        // `<br/>` has no end tag of its own.
        if position >= 2, bytes[position - 2] == UInt8(ascii: "/"), pendingText == nil, tree.nodes[Int(element.index)].lastChild < 0,
            Int(tree.nodes[Int(element.index)].span.end) == position
        {
            return
        }
        let start = RawText.markupStart(bytes, from: position)
        flushText(before: start)
        position = min(RawText.find(">", in: bytes, from: start) + 1, bytes.count)
        tree.nodes[Int(element.index)].contentStart = Int32(clamping: start)
        tree.nodes[Int(element.index)].contentCount = Int32(clamping: position - start)
    }

    private func characters(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        guard fault == nil, let text, count > 0 else { return }
        if pendingText == nil { pendingText = tree.textBytes.count }
        tree.textBytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    }

    private func comment() {
        guard fault == nil else { return }
        let start = RawText.markupStart(source.bytes, from: position)
        flushText(before: start)
        position = min(RawText.find("-->", in: source.bytes, from: start + 4) + 3, source.bytes.count)
    }

    private func instruction(target: UnsafePointer<xmlChar>?, data: UnsafePointer<xmlChar>?) {
        guard fault == nil, let target else { return }
        let start = RawText.markupStart(source.bytes, from: position)
        flushText(before: start)
        position = min(RawText.find("?>", in: source.bytes, from: start) + 2, source.bytes.count)
        tree.append(
            instruction: String(cString: target), data: data.map { String(cString: $0) } ?? "",
            span: Span(source: source.id, start: start, end: position), to: open.last ?? tree.document)
    }

    private func documentType() {
        guard fault == nil else { return }
        let bytes = source.bytes
        let start = RawText.find("<!DOCTYPE", in: bytes, from: position)
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "[") {
            let quote = bytes[index]
            index += 1
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            while index < bytes.count, bytes[index] != quote { index += 1 }
            index = min(index + 1, bytes.count)
        }
        let span = Span(source: source.id, start: start, end: min(index + 1, bytes.count))
        if !isLenient { return stop(XMLDiagnostics.documentType(at: span)) }
        if index < bytes.count, bytes[index] == UInt8(ascii: "[") { return stop(XMLDiagnostics.internalSubset(at: span)) }
        position = min(index + 1, bytes.count)
    }

    private func entity(_ name: UnsafePointer<xmlChar>?) -> xmlEntityPtr? {
        guard isLenient, let name else { return nil }
        return LenientEntities.table[String(cString: name)]
    }

    // MARK: Faults

    private func libraryError(_ error: xmlError) {
        guard fault == nil else { return }
        // Warnings (an unknown `xml:` attribute value, a relative namespace) are no faults, but for an entity nobody declared.
        let isAboutNamespaceName = error.code == Int32(XML_WAR_NS_URI.rawValue) || error.code == Int32(XML_WAR_NS_URI_RELATIVE.rawValue)
        if isAboutNamespaceName { return }
        if error.level == XML_ERR_WARNING, error.code != Int32(XML_WAR_UNDECLARED_ENTITY.rawValue) { return }
        report(code: Int(error.code), offset: context.map { Int(xmlByteConsumed($0)) } ?? 0)
    }

    private func report(code: Int, offset: Int) {
        guard fault == nil else { return }
        let finder = FaultFinder(
            source: source, position: position, open: open.map { tree.span(of: $0) }, hasRoot: tree.root != nil,
            isLenient: isLenient)
        stop(finder.find() ?? XMLDiagnostics.notWellFormed(code: code, at: Span(source: source.id, start: offset, end: offset + 1)))
    }

    private func stop(_ diagnostic: Diagnostic) {
        if fault == nil { fault = diagnostic }
        if let context {
            context.pointee.wellFormed = 0
            xmlStopParser(context)
        }
    }

    // MARK: Parts

    private func flushText(before end: Int) {
        guard let start = pendingText else {
            return
        }
        pendingText = nil
        let parent = open.last ?? tree.document
        var record = XMLNode(
            kind: .text, namespace: .none, name: NameID(index: -1), span: Span(source: source.id, start: position, end: end))
        record.contentStart = Int32(clamping: start)
        record.contentCount = Int32(clamping: tree.textBytes.count - start)
        _ = tree.append(record, to: parent)
    }

    private func nameID(_ name: UnsafePointer<xmlChar>) -> NameID {
        let key = UnsafeRawPointer(name)
        if let id = nameIDs[key] { return id }
        let id = tree.intern(String(cString: name))
        nameIDs[key] = id
        return id
    }

    private func namespace(_ uri: UnsafePointer<xmlChar>?) -> XMLNamespace {
        guard let uri else { return .none }
        let key = UnsafeRawPointer(uri)
        if let known = namespaces[key] { return known }
        let namespace = XMLNamespace(uri: String(cString: uri))
        namespaces[key] = namespace
        return namespace
    }
}

/// The named characters of XHTML as libxml2 wants them: made once, kept for ever, never changed.
private enum LenientEntities {
    nonisolated(unsafe) static let table: [String: xmlEntityPtr] = {
        var table: [String: xmlEntityPtr] = [:]
        for (name, scalar) in XMLEntities.html {
            let entity = xmlEntityPtr.allocate(capacity: 1)
            entity.initialize(to: xmlEntity())
            let bytes = Array(String(scalar).utf8) + [0]
            let content = UnsafeMutablePointer<xmlChar>.allocate(capacity: bytes.count)
            content.initialize(from: bytes, count: bytes.count)
            let label = Array(name.utf8) + [0]
            let nameBytes = UnsafeMutablePointer<xmlChar>.allocate(capacity: label.count)
            nameBytes.initialize(from: label, count: label.count)
            entity.pointee.type = XML_ENTITY_DECL
            entity.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
            entity.pointee.name = UnsafePointer(nameBytes)
            entity.pointee.content = content
            entity.pointee.length = Int32(bytes.count - 1)
            table[name] = entity
        }
        return table
    }()
}
