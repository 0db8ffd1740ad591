import Diagnostics

/// Reads XML 1.0 with namespaces into an ``XMLTree``; libxml2 judges what is well-formed, and nothing but the given bytes is ever read.
package struct XMLParser: Sendable {
    /// How forgiving the parser is.
    package enum Mode: Hashable, Sendable {
        /// For templates: no document type declaration, no entity beyond the five of XML, every prefix declared.
        case strict
        /// For foreign pages: a document type without internal subset is ignored, the named characters of XHTML (`&nbsp;`) are known, and
        /// elements without a namespace are XHTML.
        case lenient
    }

    private let mode: Mode
    private let limits: XMLLimits

    package init(mode: Mode = .strict, limits: XMLLimits = .usual) {
        self.mode = mode
        self.limits = limits
    }

    /// The tree of a file, or nil and the fault (codes `xml/…`): what is not well-formed ends at the first one.
    package func parse(_ source: SourceFile) -> (tree: XMLTree?, diagnostics: DiagnosticBag) {
        let start = Span(source: source.id, start: 0, end: 0)
        var fault: Diagnostic?
        if source.bytes.count > limits.byteCount {
            fault = XMLDiagnostics.tooLarge(limit: limits.byteCount, at: start)
        } else if source.bytes.starts(with: [0xFE, 0xFF]) || source.bytes.starts(with: [0xFF, 0xFE])
            || source.bytes.starts(with: [0x3C, 0x00])
        {
            fault = XMLDiagnostics.encoding("UTF-16", at: start)
        } else if let offset = RawText.firstInvalidUTF8(source.bytes) {
            fault = XMLDiagnostics.invalidUTF8(byte: source.bytes[offset], at: Span(source: source.id, start: offset, end: offset + 1))
        } else if let offset = source.bytes.firstIndex(of: 0) {
            fault = XMLDiagnostics.control(0, at: Span(source: source.id, start: offset, end: offset + 1))
        } else if let offset = RawText.firstCrowdedTag(source.bytes, limit: limits.attributeCount) {
            fault = XMLDiagnostics.tooManyAttributes(
                limit: limits.attributeCount,
                at: Span(source: source.id, start: offset, end: RawText.nameEnd(source.bytes, from: offset + 1)))
        }
        // A UTF-8 file that calls itself Latin-1 would be converted, and all places would shift.
        if fault == nil { fault = FaultFinder(source: source, position: 0, open: [], hasRoot: true, isLenient: false).declarationFault() }
        var bag = DiagnosticBag()
        if let fault {
            bag.append(fault)
            return (nil, bag)
        }
        let session = ParseSession(source: source, isLenient: mode == .lenient, limits: limits)
        session.run()
        guard let found = session.fault else { return (session.tree, bag) }
        bag.append(found)
        return (nil, bag)
    }
}
